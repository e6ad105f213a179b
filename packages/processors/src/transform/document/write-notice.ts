import type { TextField, TextModelAnswer } from '@async-events/core'
import { sameLanguage } from '@async-events/core'
import { escapeMarkdown } from '../markdown/escape-markdown.ts'
import type { Engines } from './engines-of.ts'
import { captionsEngine, correctedEngine } from './transcript-engines.ts'
import type { Wording } from './wording/wording.ts'
import { say, wordingOf } from './wording/wording-of.ts'

/** Name of the engine that quotes. */
const offline = 'extractive'

export interface NoticeInput {
  /** Of the template's headings. */
  headingLanguage: string
  engines: Engines
  fields: readonly TextField[]
  answer: TextModelAnswer | null
  targetLanguage: string
}

/** Names what was generated, and by which engines; empty when nothing was. One line of Markdown. */
export function writeNotice(input: NoticeInput): string {
  const words = wordingOf(input.headingLanguage)
  const { transcript, ocr } = input.engines
  const heard = transcript !== undefined && transcript !== captionsEngine && transcript !== correctedEngine
  return [
    ...aboutFields(input),
    heard ? say(words.heardNotice, { engine: escapeMarkdown(transcript) }) : '',
    ocr === undefined ? '' : say(words.readNotice, { engine: escapeMarkdown(ocr) }),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function aboutFields({ headingLanguage, engines, fields, answer, targetLanguage }: NoticeInput): string[] {
  const engine = engines.text
  if (engine === undefined || answer === null) return []
  const words = wordingOf(headingLanguage)
  const place = (name: string) => Object.keys(words.fields).indexOf(name)
  const filled = fields
    .filter(({ name }) => answer.values[name]?.trim())
    .toSorted((a, b) => place(a.name) - place(b.name))
  const quoted = new Set(engine === offline ? filled.map(({ name }) => name) : answer.quoted)
  const made = (by: string, wording: string, isMade: (name: string) => boolean): string[] => {
    const names = filled.filter(({ name }) => isMade(name)).map(({ name }) => nameOf(name, words))
    const list = new Intl.ListFormat(headingLanguage).format(names.map(escapeMarkdown))
    return names.length === 0 ? [] : [say(wording, { engine: escapeMarkdown(by), fields: list })]
  }
  const translated = sameLanguage(answer.language, targetLanguage)
  return [
    ...made(engine, words.written, (name) => !quoted.has(name)),
    ...made(offline, words.quoted, (name) => quoted.has(name)),
    ...(translated ? [] : [words.notTranslated]),
  ]
}

/** A field of another template is called by its own name. */
const nameOf = (field: string, { fields }: Wording): string =>
  (Object.hasOwn(fields, field) ? fields[field] : undefined) ?? field.replace(/_/g, ' ')
