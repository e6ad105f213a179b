import type { Transcriber } from '@async-events/core'
import type { Endpoint } from './endpoint.ts'
import { postTranscription } from './post-transcription.ts'

export interface OpenAiTranscriberOptions extends Endpoint {
  /** Files that are sent at a time; 4 by default. */
  concurrency?: number
}

/**
 * Any endpoint with OpenAI's `POST /v1/audio/transcriptions` (OpenAI, Groq, speaches, whisper.cpp, vLLM, …).
 * The operator names it, so it may be on a private address. An endpoint that gives no segments makes one segment of
 * the whole file.
 */
export function createOpenAiTranscriber({
  concurrency = 4,
  ...endpoint
}: OpenAiTranscriberOptions): Transcriber {
  const wishes = { verbose: true, granularities: true, language: true }
  return {
    name: `openai:${endpoint.model}`,
    languages: null,
    concurrency,
    async transcribe(request) {
      request.signal.throwIfAborted()
      return postTranscription(endpoint, wishes, request)
    },
  }
}
