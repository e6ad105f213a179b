import type { Transcriber } from '@async-events/core'
import { createOpenAiTranscriber } from './openai/create-openai-transcriber.ts'
import { isNearby } from './openai/is-nearby.ts'
import type { TranscriptConfig } from './transcript-config.ts'

/** The engine of `TRANSCRIPT_ENGINE=openai`, at the configured endpoint. */
export function openAiTranscriberOf(config: TranscriptConfig): Transcriber {
  // An app that uses only the shape loses the cross-field check
  if (!config.TRANSCRIPT_MODEL)
    throw new TypeError('TRANSCRIPT_MODEL is needed with TRANSCRIPT_ENGINE=openai')
  const baseUrl = config.TRANSCRIPT_BASE_URL ?? config.OPENAI_BASE_URL
  // A key is only sent to the server that it is for.
  const sameServer = new URL(baseUrl).origin === new URL(config.OPENAI_BASE_URL).origin
  return createOpenAiTranscriber({
    baseUrl,
    apiKey: config.TRANSCRIPT_API_KEY ?? (sameServer ? config.OPENAI_API_KEY : undefined),
    model: config.TRANSCRIPT_MODEL,
    timeoutMs: config.TRANSCRIPT_TIMEOUT,
    // A server of one's own has one model in memory and works on one file at a time.
    concurrency: config.TRANSCRIPT_CONCURRENCY ?? (isNearby(baseUrl) ? 1 : 4),
  })
}
