export { type AiConfig, aiConfig, aiConfigSchema, modelIsNamed } from './config.ts'
export { createTextModel } from './create-text-model.ts'
export { findSupport, type Support } from './evidence/find-support.ts'
export { unsupportedTokens } from './evidence/unsupported-tokens.ts'
export { closesTalk } from './extractive/closes-talk.ts'
export { createExtractive } from './extractive/create-extractive.ts'
export { cutRunOn, isRunOn } from './extractive/cut-run-on.ts'
export { extractKeywords } from './extractive/extract-keywords.ts'
export { leadingPhrase } from './extractive/leading-phrase.ts'
export { namesQuantity } from './extractive/names-quantity.ts'
export { covers, type NounPhrase, nounPhrases } from './extractive/noun-phrases.ts'
export { readSentences } from './extractive/read-sentences.ts'
export { splitSentences } from './extractive/split-sentences.ts'
export { stopWordsOf } from './extractive/stop-words.ts'
export { stemOf, wordsOf } from './extractive/words-of.ts'
export { createOpenAi, type OpenAiOptions } from './openai/create-openai.ts'
export { createOpenAiTranscriber, type OpenAiTranscriberOptions } from './openai/create-openai-transcriber.ts'
export type { Endpoint } from './openai/endpoint.ts'
export { openAiTranscriberOf } from './openai-transcriber-of.ts'
export {
  isEndpointConfigured,
  type TranscriptConfig,
  transcriptConfig,
  transcriptConfigSchema,
  transcriptModelIsNamed,
} from './transcript-config.ts'
