export { type AiConfig, aiConfig, aiConfigSchema, modelIsNamed } from './config.ts'
export { createTextModel } from './create-text-model.ts'
export { createExtractive } from './extractive/create-extractive.ts'
export { createOpenAi, type OpenAiOptions } from './openai/create-openai.ts'
