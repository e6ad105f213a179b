import { AppError } from '@async-events/core'
import { z } from 'zod'
import { type Endpoint, urlOf } from './endpoint.ts'
import { textEngine } from './engine.ts'
import { failureOf } from './failure-of.ts'
import { parseJson } from './parse-json.ts'
import { type PostBody, post } from './post.ts'
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
  /** The answer reached the token limit. */
  cut: boolean
  usage: Usage | null
}

/** The part of a chat completion that we read (OpenAI API reference, "Create chat completion"). */
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

interface Optional {
  response_format: unknown
  temperature: number
}

/**
 * One chat request. If the endpoint rejects `response_format` or `temperature` by name (HTTP 400), it is sent again
 * without it.
 */
export async function postChat(
  endpoint: Endpoint,
  messages: readonly Message[],
  schema: JsonSchema,
  signal: AbortSignal,
): Promise<ChatAnswer> {
  const url = urlOf(endpoint.baseUrl, 'chat/completions')
  let optional: Partial<Optional> = {
    response_format: { type: 'json_schema', json_schema: { name: 'fields', strict: true, schema } },
    temperature: 0,
  }
  for (;;) {
    const body = jsonBody({ model: endpoint.model, messages, ...optional })
    const answer = await post(textEngine, url, endpoint, body, signal)
    if (answer.status === 200) return readCompletion(answer.text)
    const refused = answer.status === 400 || answer.status === 422
    const fewer = refused ? without(optional, answer.text) : null
    if (fewer === null) throw failureOf(textEngine, answer)
    optional = fewer
  }
}

function jsonBody(value: unknown): PostBody {
  const bytes = Buffer.from(JSON.stringify(value))
  return { contentType: 'application/json', bytes: bytes.length, chunks: [bytes] }
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

function readCompletion(text: string): ChatAnswer {
  const completion = completionSchema.safeParse(parseJson(text))
  const choice = completion.data?.choices[0]
  if (!completion.success || !choice) {
    throw new AppError('model_output_invalid', 'The text model endpoint sent no chat completion')
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
