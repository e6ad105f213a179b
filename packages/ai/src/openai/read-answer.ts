import type { TextField } from '@async-events/core'
import { z } from 'zod'
import { parseJson } from './parse-json.ts'
import type { ChatAnswer } from './post-chat.ts'

type Read = { ok: true; values: Record<string, string> } | { ok: false; problem: string }

const longest = 100_000

/** The fields of an answer, or a description of its error. */
export function readAnswer(answer: ChatAnswer, fields: readonly TextField[]): Read {
  if (answer.cut) return { ok: false, problem: 'it was cut off for its length; make the texts shorter' }
  const json = parse(answer.content)
  if (json === undefined) return { ok: false, problem: 'it is not JSON' }
  const shape = Object.fromEntries(fields.map(({ name }) => [name, z.string().max(longest)]))
  const checked = z.object(shape).safeParse(json)
  if (checked.success) {
    const values = new Map(Object.entries(checked.data).map(([name, text]) => [name, text.trim()]))
    return { ok: true, values: Object.fromEntries(fields.map(({ name }) => [name, values.get(name) ?? ''])) }
  }
  const problems = checked.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`)
  return { ok: false, problem: problems.join('; ') }
}

/** Models without a schema often wrap JSON in a code fence. */
function parse(content: string): unknown {
  const fenced = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?\s*```\s*$/.exec(content)?.[1]
  return parseJson(fenced ?? content)
}
