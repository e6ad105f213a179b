import type { TextModel } from '@async-events/core'
import type { DetectLanguage } from './checks/find-other-language.ts'
import type { AiConfig } from './config.ts'
import { createExtractive } from './extractive/create-extractive.ts'
import { createOpenAi } from './openai/create-openai.ts'

/** The engine that the environment chose. */
export function createTextModel(config: AiConfig, detectLanguage?: DetectLanguage): TextModel {
  if (config.TEXT_ENGINE === 'extractive') return createExtractive()
  // An app that uses only the shape loses the cross-field check
  if (!config.TEXT_MODEL) throw new TypeError('TEXT_MODEL is needed with TEXT_ENGINE=openai')
  return createOpenAi({
    baseUrl: config.OPENAI_BASE_URL,
    apiKey: config.OPENAI_API_KEY,
    model: config.TEXT_MODEL,
    timeoutMs: config.TEXT_TIMEOUT,
    maxInputChars: config.TEXT_MAX_INPUT_CHARS,
    ...(detectLanguage && { detectLanguage }),
  })
}
