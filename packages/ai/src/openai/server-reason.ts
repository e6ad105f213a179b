import { z } from 'zod'
import { parseJson } from './parse-json.ts'

const longest = 200

/** Bodies of errors: OpenAI's, Ollama's (`error` is a text), vLLM's and Mistral's (`message`), FastAPI's (`detail`). */
const bodySchema = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ error: z.string() }).transform(({ error }) => error),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ detail: z.string() }).transform(({ detail }) => detail),
])

/** What a server says about its error, for people: one line without paths and addresses; null when it says nothing. */
export function serverReason(text: string): string | null {
  const read = bodySchema.safeParse(parseJson(text))
  const plain = !read.success && !/[<{[]/.test(text) ? text : ''
  const line = (read.data ?? plain)
    .split('\n', 1)
    .join('')
    .replaceAll(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '…')
    .replaceAll(/(?<![\w.])(?:[A-Za-z]:)?(?:[\\/][\w.@~-]+){2,}/g, '…')
    .replaceAll(/\b(?:sk|key|gsk|hf)[-_][\w*-]{4,}/gi, '…')
    .trim()
  if (line === '') return null
  return line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line
}
