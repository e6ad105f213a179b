import type { Passage, TextField, TextModelAnswer } from '@async-events/core'
import { sameLanguage } from '@async-events/core'
import { escapeMarkdown } from '../markdown/escape-markdown.ts'
import { type Engines, offline } from './engines-of.ts'
import { captionsEngine, correctedEngine } from './transcript-engines.ts'
import type { Wording } from './wording/wording.ts'
import { say, wordingOf } from './wording/wording-of.ts'

export interface NoticeInput {
  /** Of the template's headings. */
  headingLanguage: string
  engines: Engines
  fields: readonly TextField[]
  answer: TextModelAnswer | null
  passages: readonly Passage[]
  /** Null without a transcript. */
  transcript: unknown
  trusted: boolean
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
    heard && !input.trusted ? words.misheard : '',
    ocr === undefined ? '' : say(words.readNotice, { engine: escapeMarkdown(ocr) }),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function aboutFields(input: NoticeInput): string[] {
  const { headingLanguage, engines, fields, answer, targetLanguage } = input
  const engine = engines.text
  if (engine === undefined || answer === null) return []
  const words = wordingOf(headingLanguage)
  const place = (name: string) => Object.keys(words.fields).indexOf(name)
  const filled = fields
    .filter(({ name }) => answer.values[name]?.trim())
    .toSorted((a, b) => place(a.name) - place(b.name))
  const quoted = new Set(engine === offline ? filled.map(({ name }) => name) : answer.quoted)
  const gists = answer.gists.some((gist) => gist !== null)
  const tells = answer.quotedGists ? offline : engine
  const list = new Intl.ListFormat(headingLanguage)
  const made = (by: string, wording: string, isMade: (name: string) => boolean): string[] => {
    const own = filled.filter(({ name }) => isMade(name)).map(({ name }) => name)
    const hasGists = gists && by === tells
    const names = [...own.map((name) => nameOf(name, words)), ...(hasGists ? [words.gists] : [])]
    if (names.length === 0) return []
    const sources = sourcesOf(answer, own, hasGists, input.passages).map((from) => words.sources[from])
    return [
      say(wording, {
        engine: escapeMarkdown(by),
        fields: list.format(names.map(escapeMarkdown)),
        // Facts and keywords alone are of the page
        sources: list.format(sources.length > 0 ? sources : [words.sources.page]),
      }),
    ]
  }
  const translated = sameLanguage(answer.language, targetLanguage)
  return [
    ...made(engine, words.written, (name) => !quoted.has(name)),
    ...made(offline, words.quoted, (name) => quoted.has(name)),
    ...(translated ? [] : [words.notTranslated]),
  ]
}

const order = ['speech', 'slide', 'page'] as const

/** What the sentences of these fields rest on, each once. */
function sourcesOf(
  { evidence, gists }: TextModelAnswer,
  fields: readonly string[],
  hasGists: boolean,
  passages: readonly Passage[],
): Passage['from'][] {
  const statements = [
    ...fields.flatMap((name) => evidence[name] ?? []),
    ...(hasGists ? gists.flatMap((gist) => gist ?? []) : []),
  ]
  const used = new Set(statements.flatMap((one) => one.passages.map((place) => passages[place]?.from)))
  return order.filter((from) => used.has(from))
}

/** A field of another template is called by its own name. */
const nameOf = (field: string, { fields }: Wording): string =>
  (Object.hasOwn(fields, field) ? fields[field] : undefined) ?? field.replace(/_/g, ' ')
