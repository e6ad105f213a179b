import { AppError } from '@async-events/core'
import { z } from 'zod'
import type { OpenAiOptions } from './create-openai.ts'
import { readBounded } from './read-bounded.ts'
import { retryAfterMs } from './retry-after.ts'
import type { JsonSchema } from './schema-of.ts'

export interface Message {
  role: 'system' | 'user' | 'assistant'
  content: string
}

export interface Usage {
  input_tokens: number
  output_tokens: number
}

export interface ChatAnswer {
  content: string
  /** The model ran into its limit of tokens. */
  cut: boolean
  usage: Usage | null
}

/** Documented part of a chat completion that we read (OpenAI API reference, "Create chat completion"). */
const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
})

/** An endpoint that never stops must not fill our memory. */
const maxAnswerBytes = 4 * 1024 * 1024

interface Optional {
  response_format: unknown
  temperature: number
}

/**
 * One question to the model. What the endpoint does not know of `response_format` and `temperature` (it answers 400 and
 * names it) is left out and asked again.
 */
export async function postChat(
  options: OpenAiOptions,
  messages: Message[],
  schema: JsonSchema,
  signal: AbortSignal,
): Promise<ChatAnswer> {
  let optional: Partial<Optional> = {
    response_format: { type: 'json_schema', json_schema: { name: 'fields', strict: true, schema } },
    temperature: 0,
  }
  for (;;) {
    const { status, headers, text } = await exchange(
      options,
      { model: options.model, messages, ...optional },
      signal,
    )
    if (status === 200) return readCompletion(text)
    const fewer = status === 400 || status === 422 ? without(optional, text) : null
    if (fewer === null) throw failureOf(status, headers, text)
    optional = fewer
  }
}

function without(optional: Partial<Optional>, problem: string): Partial<Optional> | null {
  const { response_format, temperature } = optional
  if (temperature !== undefined && /temperature/i.test(problem))
    return { ...(response_format ? { response_format } : {}) }
  if (
    response_format !== undefined &&
    /response_format|json_schema|schema|grammar|structured/i.test(problem)
  ) {
    return { ...(temperature === undefined ? {} : { temperature }) }
  }
  return null
}

async function exchange(options: OpenAiOptions, body: unknown, signal: AbortSignal) {
  const timeout = AbortSignal.timeout(options.timeoutMs)
  try {
    const response = await (options.fetch ?? globalThis.fetch)(endpoint(options.baseUrl), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(options.apiKey ? { authorization: `Bearer ${options.apiKey}` } : {}),
      },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.any([signal, timeout]),
    })
    const text = await readBounded(response, maxAnswerBytes)
    return { status: response.status, headers: response.headers, text }
  } catch (cause) {
    signal.throwIfAborted()
    if (timeout.aborted) throw new AppError('timeout', 'The text model did not answer in time', { cause })
    if (cause instanceof AppError) throw cause
    throw new AppError('model_unavailable', undefined, { cause })
  }
}

/** A base without a path is a bare server; otherwise the path is the API's root, as OpenAI's own clients take it. */
export function endpoint(baseUrl: string): string {
  const url = new URL(baseUrl)
  const root = url.pathname.replace(/\/+$/, '')
  url.pathname = `${root === '' ? '/v1' : root}/chat/completions`
  return url.href
}

function readCompletion(text: string): ChatAnswer {
  const completion = completionSchema.safeParse(parse(text))
  const choice = completion.data?.choices[0]
  if (!completion.success || !choice) {
    throw new AppError('model_output_invalid', 'The endpoint of the text model answered no chat completion')
  }
  if (choice.message.refusal || choice.finish_reason === 'content_filter') {
    throw new AppError('model_refused', 'The text model refused to write about this source')
  }
  const { usage } = completion.data
  return {
    content: choice.message.content ?? '',
    cut: choice.finish_reason === 'length',
    usage: usage ? { input_tokens: usage.prompt_tokens, output_tokens: usage.completion_tokens } : null,
  }
}

function failureOf(status: number, headers: Headers, text: string): AppError {
  const cause = new Error(`HTTP ${status}: ${text.slice(0, 500)}`)
  // A used-up account answers 429 too, and no waiting helps
  if (status === 429 && !/insufficient_quota/.test(text)) {
    const wait = retryAfterMs(headers.get('retry-after'))
    return new AppError('model_unavailable', 'The text model has too much to do', {
      cause,
      ...(wait === null ? {} : { retryAfterMs: wait }),
    })
  }
  if (status >= 500 || status === 408 || status === 409 || status === 425) {
    const wait = retryAfterMs(headers.get('retry-after'))
    return new AppError('model_unavailable', `The text model is not available now (HTTP ${status})`, {
      cause,
      ...(wait === null ? {} : { retryAfterMs: wait }),
    })
  }
  return new AppError(
    'model_refused',
    `The endpoint of the text model refused the request (HTTP ${status})`,
    { cause },
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
