import type { Statement, TextModelAnswer } from '@async-events/core'
import { onlyMark } from './template/marks.ts'
import { splitList } from './template/render-front-matter.ts'
import type { Template } from './template/template.ts'

/** Longest text of one field, in characters: a summary of any talk is shorter. */
const maxText = 20_000
const maxItems = 50
const maxItem = 200

/** Instructions that ask for a list, in the languages of the own templates. */
const asksForList =
  /\b(bullets?|bullet list|list of|aufzählung|liste à puces|lista de viñetas|lista con viñetas|elenco puntato)(?!\p{L})/iu

/**
 * Checks the answer of a text model against the template: exactly its fields, none too long, lists where required.
 * The engine has checked the shape; this holds for every engine.
 */
export function checkAnswer(
  template: Template,
  answer: TextModelAnswer,
  { sourceLanguage, passages, parts }: { sourceLanguage: string; passages: number; parts: number },
): TextModelAnswer {
  const lists = listFields(template)
  const values = template.fields.map(({ name, instruction }) => {
    const given = Object.hasOwn(answer.values, name) ? answer.values[name] : undefined
    const text = typeof given === 'string' ? given.trim() : ''
    if (lists.has(name)) return [name, listOf(text.slice(0, maxText)).join(', ')]
    const whole = cut(text, maxText)
    return [name, asksForList.test(instruction) ? bulletsOf(whole) : whole]
  })
  const isTag = /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/.test(answer.language)
  const evidence = template.fields.flatMap(({ name }) => {
    const given = Object.hasOwn(answer.evidence, name) ? (answer.evidence[name] ?? []) : []
    return given.length === 0 ? [] : [[name, given.map((one) => checkStatement(one, passages))]]
  })
  return {
    ...answer,
    values: Object.fromEntries(values),
    evidence: Object.fromEntries(evidence),
    gists: Array.from({ length: parts }, (_, at) => {
      const gist = answer.gists[at] ?? null
      return gist === null || gist.text.trim() === '' ? null : checkStatement(gist, passages)
    }),
    language: isTag ? answer.language : sourceLanguage,
  }
}

/** A statement rests on passages that there are. */
const checkStatement = ({ text, passages, facts }: Statement, count: number): Statement => ({
  text: cut(text.trim(), maxText),
  passages: passages.filter((place) => Number.isInteger(place) && place >= 0 && place < count),
  ...(facts && { facts }),
})

/** Fields that are items of a list in the front matter. */
export function listFields(template: Template): Set<string> {
  const names = new Set<string>()
  const look = (value: unknown, inList: boolean): void => {
    if (typeof value === 'string') {
      const mark = inList ? onlyMark(value) : null
      const placeholder = mark === null ? undefined : template.frontMatterPlaceholders[mark]
      if (placeholder?.kind === 'value') names.add(placeholder.name)
    } else if (Array.isArray(value)) for (const item of value) look(item, true)
    else if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) look(inner, false)
  }
  for (const [, value] of template.frontMatter) look(value, false)
  return names
}

/** An item is a word or a phrase; what is longer is cut, and a comma in it would make it two. */
const listOf = (text: string): string[] =>
  splitList(text)
    .slice(0, maxItems)
    .map((item) => cut(item, maxItem))

/** A Markdown list; lines that are none become its items. */
function bulletsOf(text: string): string {
  if (text === '' || /^\s*([-*+]|\d{1,3}[.)])\s/m.test(text)) return text
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => `- ${line.trim().replace(/^[•‣▪·]\s*/, '')}`).join('\n')
}

/** Where a text may end, best first. Found in one pass: a look-ahead from each place is quadratic. */
const ends = [/\n\s*\n/g, /[.!?](?=\s)/g, /\s/g]

/** The text, or as much of it as fits, to the end of a paragraph, a sentence or a word. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const short = text.slice(0, most - 1)
  const end = ends
    .map((pattern) => [...short.matchAll(pattern)].at(-1)?.index ?? -1)
    .find((at) => at > most / 2)
  return `${short.slice(0, end === undefined ? undefined : end + 1).trimEnd()}…`.toWellFormed()
}
