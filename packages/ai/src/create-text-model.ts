import type { TextModel } from '@async-events/core'
import type { DetectLanguage } from './checks/find-other-language.ts'
import type { AiConfig } from './config.ts'
import { offlineEngine } from './extractive/offline-engine.ts'
import { createOpenAi } from './openai/create-openai.ts'
import { isNearby } from './openai/is-nearby.ts'
import type { TokenPrice } from './openai/usage-meter.ts'

/** The engine that the environment chose. */
export function createTextModel(config: AiConfig, detectLanguage?: DetectLanguage): TextModel {
  if (config.TEXT_ENGINE === 'extractive') return offlineEngine
  // An app that uses only the shape loses the cross-field check
  if (!config.TEXT_MODEL) throw new TypeError('TEXT_MODEL is needed with TEXT_ENGINE=openai')
  return createOpenAi({
    baseUrl: config.OPENAI_BASE_URL,
    apiKey: config.OPENAI_API_KEY,
    model: config.TEXT_MODEL,
    timeoutMs: config.TEXT_TIMEOUT,
    maxInputChars: config.TEXT_MAX_INPUT_CHARS,
    maxTokens: config.TEXT_MAX_OUTPUT_TOKENS,
    // A server of one's own has one model in memory and writes one answer at a time.
    concurrency: config.TEXT_CONCURRENCY ?? (isNearby(config.OPENAI_BASE_URL) ? 1 : 8),
    price: priceOf(config),
    patience: {
      ms: config.TEXT_PATIENCE,
      standIn: config.TEXT_FALLBACK === 'extractive' ? offlineEngine : null,
    },
    ...(detectLanguage && { detectLanguage }),
  })
}

/** Undefined without prices; where one is missing, those tokens cost nothing. */
function priceOf({
  TEXT_PRICE_INPUT: input,
  TEXT_PRICE_OUTPUT: output,
  TEXT_PRICE_CURRENCY: currency,
}: AiConfig): TokenPrice | undefined {
  return input === undefined && output === undefined
    ? undefined
    : { input: input ?? 0, output: output ?? 0, currency }
}
