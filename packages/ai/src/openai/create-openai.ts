import type { TextModel, TextModelAnswer, TextModelRequest } from '@async-events/core'
import { askModel } from './ask-model.ts'
import type { Endpoint } from './endpoint.ts'
import { fitSource } from './fit-source.ts'
import type { Usage } from './post-chat.ts'
import { readInParts } from './read-in-parts.ts'
import { splitText } from './split-text.ts'

export interface OpenAiOptions extends Endpoint {
  /** Characters of a source that one request holds; a longer source is read in parts. */
  maxInputChars: number
}

/** Maximum parts of a source: beyond, its middle is left out, with a warning. */
const maxParts = 24

/**
 * Any endpoint with OpenAI's `POST /v1/chat/completions` (OpenAI, Mistral, Ollama, vLLM, llama.cpp).
 * The operator names it, so it may be on a private address.
 */
export function createOpenAi(options: OpenAiOptions): TextModel {
  return {
    name: `openai:${options.model}`,
    async fill(request) {
      request.signal.throwIfAborted()
      if (request.fields.length === 0) return answerOf(request, {}, null, [])
      const { maxInputChars } = options
      // Parts are split at text boundaries and so may be shorter than the limit.
      const most = Math.floor(maxInputChars * maxParts * 0.75)
      const source = fitSource(request.source.text, most)
      const parts = splitText(source.text, maxInputChars)
      const whole = parts[0] ?? ''
      const { values, usage } =
        parts.length > 1
          ? await readInParts(options, request, parts, maxInputChars)
          : await askModel(
              options,
              { ...request, source: { ...request.source, text: whole } },
              { kind: 'whole' },
            )
      request.onProgress?.(1)
      return answerOf(request, values, usage, source.cut ? [cutWarning(most)] : [])
    },
  }
}

const answerOf = (
  request: TextModelRequest,
  values: Record<string, string>,
  usage: Usage | null,
  warnings: TextModelAnswer['warnings'],
): TextModelAnswer => ({ values, evidence: {}, gists: [], language: request.targetLanguage, warnings, usage })

const cutWarning = (limit: number) => ({
  code: 'source_cut',
  message: `The source is longer than the ${limit} characters that the text model may get in parts; its middle was left out`,
})
