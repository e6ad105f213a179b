import type { TextField } from '@async-events/core'
import { jsonrepair } from 'jsonrepair'
import { z } from 'zod'
import { fieldKind } from '../extractive/field-kind.ts'
import { parseJson } from './parse-json.ts'
import type { ChatAnswer } from './post-chat.ts'

export interface ReadAnswer {
  /** Texts of the fields that could be read. */
  values: Record<string, string>
  /** Why the others could not be read, as in "it …", by field. */
  unread: ReadonlyMap<string, string>
}

const longest = 100_000

/** Models write lists as lists, figures as figures, and null for nothing. */
const valueSchema = z.union([
  z.string(),
  z.number().transform(String),
  z.null().transform(() => ''),
  z.array(z.union([z.string(), z.number().transform(String)])),
])

/** The fields of an answer, as far as it has the form that was asked for. */
export function readAnswer(answer: ChatAnswer, fields: readonly TextField[]): ReadAnswer {
  const object = objectIn(answer)
  const values: [string, string][] = []
  const unread = new Map<string, string>()
  for (const field of fields) {
    const { name } = field
    const given = object !== null && Object.hasOwn(object, name) ? object[name] : undefined
    const read = given === undefined ? null : valueSchema.safeParse(given)
    const text = read?.success ? textOf(read.data, field) : null
    if (text !== null && text.length <= longest) values.push([name, text.trim()])
    else unread.set(name, whyUnread(answer, object !== null, given, text))
  }
  return { values: Object.fromEntries(values), unread }
}

function textOf(value: string | readonly string[], field: TextField): string {
  if (typeof value === 'string') return value
  return value.join(fieldKind(field) === 'keywords' ? ', ' : '\n')
}

function whyUnread(answer: ChatAnswer, isObject: boolean, given: unknown, text: string | null): string {
  if (answer.refused) return 'was refused'
  if (text !== null) return `is longer than ${longest} characters`
  if (answer.cut) return 'was cut off for the length of the answer: shorter texts are needed'
  if (!isObject) return 'came in an answer that is not JSON'
  return given === undefined ? 'is missing in the answer' : 'is not a text'
}

/**
 * The JSON object of an answer; null without any. Models without a schema put it in a code fence and sentences around it,
 * break its strings over lines and forget quotes and commas. Of one that breaks off, the last member is not whole.
 */
function objectIn({ content, cut }: ChatAnswer): Record<string, unknown> | null {
  const fenced = /```(?:json)?[ \t]*\n([\s\S]*?)\n?[ \t]*```/i.exec(content)?.[1]
  for (const text of [content, fenced]) {
    const found = text === undefined ? null : asObject(parseJson(text))
    if (found !== null) return found
  }
  const begin = content.indexOf('{')
  if (begin === -1) return null
  const end = content.lastIndexOf('}')
  const whole = !cut && end > begin ? content.slice(begin, end + 1) : null
  if (whole !== null && hasEvenQuotes(whole)) return asObject(repair(whole))
  const begun = asObject(repair(content.slice(begin)))
  return begun && withoutLast(begun)
}

/** Otherwise a string has no end: what a repair makes of it is only its beginning. */
const hasEvenQuotes = (json: string): boolean =>
  (json.match(/\\.|"/gs) ?? []).filter((one) => one === '"').length % 2 === 0

function repair(text: string): unknown {
  try {
    return parseJson(jsonrepair(text.slice(0, 4 * longest)))
  } catch {
    return undefined
  }
}

const asObject = (value: unknown): Record<string, unknown> | null =>
  z.record(z.string(), z.unknown()).safeParse(value).data ?? null

const withoutLast = (object: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).slice(0, -1))
