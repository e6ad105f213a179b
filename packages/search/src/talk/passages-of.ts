import type { SearchPassage } from '@async-events/core'
import { type Line, slidesOf, type TalkFacts } from '@async-events/site/documents'
import { indexLanguage } from '@async-events/site/terms'
import { documentPassages } from './document-passages.ts'
import { joinLines } from './join-lines.ts'
import { type ReadAttachment, slidePassages } from './slide-passages.ts'

export interface TalkParts {
  facts: TalkFacts
  markdown: string
  /** Of the document in its archive. */
  path: string
  /** `structured_data` of the results. */
  structured: unknown
  lines: readonly Line[]
  /** Texts of the pages of attachments, of all of them one after the other. */
  pages: readonly string[]
  attachments: readonly ReadAttachment[]
}

/** Each text of a talk, in the language that it is in. */
export function passagesOf(parts: TalkParts): SearchPassage[] {
  const { facts, structured, lines, pages } = parts
  const [written, spoken] = [indexLanguage(facts.language), indexLanguage(facts.spoken)]
  const slides = slidesOf(structured)
  const titles = [...new Set([written, spoken])].map((language) => plain('title', language, facts.title))
  const names = facts.speakers.map(({ name }) => name).join(', ')
  return [
    ...titles,
    plain('speakers', written, names),
    ...documentPassages({ ...parts, slides, language: written, hasPages: pages.length > 0 }),
    ...slidePassages({ pages, attachments: parts.attachments, slides, language: spoken }),
    ...joinLines(lines, spoken),
  ]
    .map((passage) => ({ ...passage, text: passage.text.normalize('NFC') }))
    .filter(({ text }) => text !== '')
}

const plain = (kind: 'title' | 'speakers', language: string, text: string): SearchPassage => ({
  kind,
  language,
  text,
  times: [],
  slide: null,
})
