import type { JsonSchema } from './schema-of.ts'

/** What is asked of a chat endpoint beyond model and messages, as long as it does not refuse it. */
export interface ChatWishes {
  /** How the answer is bound to JSON, the strictest first. */
  format: (typeof formats)[number]
  temperature: boolean
  /** The field that bounds the answer, where a bound is configured: reasoning models of OpenAI take only the second. */
  limit: 'max_tokens' | 'max_completion_tokens' | 'none'
  /** Some models know no system message: it goes in front of the user's. */
  system: boolean
  /** Asked for only where an endpoint gives nothing else. */
  stream: boolean
}

/** llama-cpp-python and older llama.cpp take a schema in `json_object`; others ignore it there. */
const formats = ['json_schema', 'json_object_schema', 'json_object', 'none'] as const

export const allChatWishes = (isBounded: boolean): ChatWishes => ({
  format: 'json_schema',
  temperature: true,
  limit: isBounded ? 'max_tokens' : 'none',
  system: true,
  stream: false,
})

export interface Message {
  role: 'system' | 'user' | 'assistant'
  content: string
}

export interface ChatQuestion {
  model: string
  messages: readonly Message[]
  schema: JsonSchema
  maxTokens: number | null
}

/** The body of a request (OpenAI API reference, "Create chat completion"). */
export function chatBodyOf(
  { model, messages, schema, maxTokens }: ChatQuestion,
  wishes: Readonly<ChatWishes>,
): Record<string, unknown> {
  const format = formatOf(wishes.format, schema)
  return {
    model,
    messages: wishes.system ? messages : withoutSystem(messages),
    ...(format && { response_format: format }),
    ...(wishes.temperature && { temperature: 0 }),
    ...(wishes.stream && { stream: true }),
    ...(maxTokens !== null && wishes.limit !== 'none' && { [wishes.limit]: maxTokens }),
  }
}

function formatOf(format: ChatWishes['format'], schema: JsonSchema): object | null {
  switch (format) {
    case 'json_schema':
      return { type: 'json_schema', json_schema: { name: 'fields', strict: true, schema } }
    case 'json_object_schema':
      return { type: 'json_object', schema }
    case 'json_object':
      return { type: 'json_object' }
    case 'none':
      return null
  }
}

function withoutSystem(messages: readonly Message[]): Message[] {
  const [first, second, ...rest] = messages
  return first?.role === 'system' && second?.role === 'user'
    ? [{ role: 'user', content: `${first.content}\n\n${second.content}` }, ...rest]
    : [...messages]
}

/**
 * Wishes without what a refusal names, or with the stream that it demands. Null when it names nothing that was asked: then it is about something else. A
 * server error (500) has to name it in words that are only of requests.
 */
export function withoutRefusedWish(
  wishes: Readonly<ChatWishes>,
  status: number,
  problem: string,
): ChatWishes | null {
  const without = (change: Partial<ChatWishes>): ChatWishes => ({ ...wishes, ...change })
  if (
    /\bonly supports? stream|\bstream(?:ing)? (?:mode|only|is required)|non-streaming/i.test(problem) &&
    !wishes.stream
  )
    return without({ stream: true })
  if (/max_(?:completion_)?tokens/i.test(problem) && wishes.limit !== 'none')
    return without({ limit: nextLimit(wishes.limit, problem) })
  if (/response_format|json_schema|json_object|schema|grammar|structured|guided/i.test(problem)) {
    const next = formats[formats.indexOf(wishes.format) + 1]
    if (next !== undefined) return without({ format: next })
  }
  if (/temperature/i.test(problem) && wishes.temperature) return without({ temperature: false })
  const aboutRoles =
    /system (?:role|message|prompt)s?\b[^\n]*(?:not supported|unsupported|not allowed)|roles must alternate/i
  if (aboutRoles.test(problem) && wishes.system) return without({ system: false })
  const aboutFields =
    /\b(?:param(?:eter)?s?|fields?|arguments?|inputs?|unknown|unrecogni[sz]ed|unexpected|extra|permitted|unsupported)\b/i
  const isBare = wishes.format === 'none' && !wishes.temperature && wishes.limit === 'none'
  return status < 500 && !isBare && aboutFields.test(problem)
    ? without({ format: 'none', temperature: false, limit: 'none' })
    : null
}

function nextLimit(limit: ChatWishes['limit'], problem: string): ChatWishes['limit'] {
  const advised =
    limit === 'max_tokens' && /max_completion_tokens/i.test(problem) && !/too large/i.test(problem)
  return advised ? 'max_completion_tokens' : 'none'
}
