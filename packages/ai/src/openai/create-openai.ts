import type { TextModel, TextModelAnswer, TextModelRequest } from '@async-events/core'
import { AppError } from '@async-events/core'
import { fitSource } from './fit-source.ts'
import { type Message, postChat, type Usage } from './post-chat.ts'
import { readAnswer } from './read-answer.ts'
import { schemaOf } from './schema-of.ts'
import { repairMessage, systemMessage, userMessage } from './write-prompt.ts'

export interface OpenAiOptions {
  /** Such as `https://api.openai.com/v1` or `http://localhost:11434/v1`. */
  baseUrl: string
  apiKey?: string | undefined
  model: string
  /** Of one request, in milliseconds. */
  timeoutMs: number
  /** Characters of the source that are sent; the middle of a longer one is left out, with a warning. */
  maxInputChars: number
  fetch?: typeof globalThis.fetch
}

/**
 * Any endpoint that speaks OpenAI's `POST /v1/chat/completions` (OpenAI, Mistral, Ollama, vLLM, llama.cpp).
 * The operator names it, so it may be on a private address. One wrong answer is told to the model and asked for again.
 */
export function createOpenAi(options: OpenAiOptions): TextModel {
  return {
    name: `openai:${options.model}`,
    async fill(request) {
      request.signal.throwIfAborted()
      if (request.fields.length === 0) return answerOf(request, {}, null, [])
      const source = fitSource(request.source.text, options.maxInputChars)
      const asked = { ...request, source: { ...request.source, text: source.text } }
      const { values, usage } = await converse(options, asked)
      request.onProgress?.(1)
      return answerOf(request, values, usage, source.cut ? [cutWarning(options.maxInputChars)] : [])
    },
  }
}

async function converse(options: OpenAiOptions, request: TextModelRequest) {
  const messages: Message[] = [
    { role: 'system', content: systemMessage(request) },
    { role: 'user', content: userMessage(request) },
  ]
  const schema = schemaOf(request.fields)
  const first = await postChat(options, messages, schema, request.signal)
  const read = readAnswer(first, request.fields)
  if (read.ok) return { values: read.values, usage: first.usage }

  request.onProgress?.(0.5)
  const again: Message[] = [
    ...messages,
    { role: 'assistant', content: first.content },
    { role: 'user', content: repairMessage(read.problem) },
  ]
  const second = await postChat(options, again, schema, request.signal)
  const repaired = readAnswer(second, request.fields)
  if (repaired.ok) return { values: repaired.values, usage: sum(first.usage, second.usage) }
  throw new AppError(
    'model_output_invalid',
    `The text model answered in a wrong form twice: ${repaired.problem}`,
  )
}

const answerOf = (
  request: TextModelRequest,
  values: Record<string, string>,
  usage: Usage | null,
  warnings: TextModelAnswer['warnings'],
): TextModelAnswer => ({ values, language: request.targetLanguage, warnings, usage })

const cutWarning = (limit: number) => ({
  code: 'source_cut',
  message: `The source is longer than the ${limit} characters that the text model may get; its middle was left out`,
})

function sum(a: Usage | null, b: Usage | null): Usage | null {
  if (a === null || b === null) return a ?? b
  return {
    input_tokens: a.input_tokens + b.input_tokens,
    output_tokens: a.output_tokens + b.output_tokens,
  }
}
