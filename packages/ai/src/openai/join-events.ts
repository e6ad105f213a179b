import { parseJson } from './parse-json.ts'

/** What is read of a chunk; others are passed over. */
interface Chunk {
  choices?: { delta?: Record<string, unknown>; finish_reason?: unknown }[]
  usage?: unknown
  error?: unknown
}

/**
 * The body of an answer: a stream of chunks as one chat completion, or an error that came in place of one; other bodies
 * as they are. Some servers and models answer in streams only (OpenAI API reference, "Streaming").
 */
export function joinEvents(body: string): string {
  if (!/^\s*(?:data|event|id|retry)?:/.test(body)) return body
  const chunks = body.split(/\r\n|\r|\n/).flatMap((line): Chunk[] => {
    const data = /^data:(.*)$/.exec(line)?.[1]?.trim()
    const json = data === undefined ? undefined : parseJson(data)
    return typeof json === 'object' && json !== null ? [json] : []
  })
  const failed = chunks.find(({ error }) => Boolean(error))
  if (failed !== undefined) return JSON.stringify({ error: failed.error })
  const choices = chunks.flatMap((chunk) => (Array.isArray(chunk.choices) ? chunk.choices.slice(0, 1) : []))
  if (choices.length === 0) return body
  const joined = (name: string): string =>
    choices.map(({ delta }) => (typeof delta?.[name] === 'string' ? delta[name] : '')).join('')
  const message = Object.fromEntries(
    ['content', 'reasoning_content', 'reasoning', 'refusal'].map((name) => [name, joined(name) || null]),
  )
  const finish_reason = choices.findLast((choice) => typeof choice.finish_reason === 'string')?.finish_reason
  const usage = chunks.findLast((chunk) => Boolean(chunk.usage))?.usage
  return JSON.stringify({ choices: [{ message, finish_reason }], usage })
}
