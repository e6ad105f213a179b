import type { Transcriber } from '@async-events/core'
import type { Endpoint } from './endpoint.ts'
import { createPace } from './pace.ts'
import { postTranscription } from './post-transcription.ts'
import { allWishes } from './wishes.ts'

export interface OpenAiTranscriberOptions extends Endpoint {
  /** Requests at a time, of all steps that use this transcriber; 4 by default. */
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
  const wishes = allWishes()
  const pace = createPace({ concurrency, timeoutMs: endpoint.timeoutMs })
  return {
    name: `openai:${endpoint.model}`,
    languages: null,
    concurrency,
    async transcribe(request) {
      const { durationSeconds, signal, trace } = request
      return pace.run(durationSeconds, signal, (timeoutMs) =>
        postTranscription({ ...endpoint, timeoutMs, trace }, wishes, request),
      )
    },
  }
}
