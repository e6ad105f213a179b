import type { PageElement } from '../tree/bounded-page.ts'
import { isAboutOthers } from './wording/other-talks-wording.ts'
import { type Words, wordsOf } from './wording/phrases.ts'

/** A text that names what follows it. */
export interface Heading {
  text: string
  words: Words
  /** It begins what is about other talks, sponsors or comments. */
  aboutOthers: boolean
  /** 1 to 6 as in HTML, 7 for terms and captions, 8 for lines that only look like a heading. */
  level: number
}

export const isHeading = ({ name, attribs }: PageElement): boolean =>
  /^(?:h[1-6]|dt|summary|legend|caption|figcaption)$/.test(name) || attribs.role === 'heading'

export function levelOf({ name, attribs }: PageElement): number {
  const stated =
    /^h([1-6])$/.exec(name)?.[1] ?? (attribs.role === 'heading' ? (attribs['aria-level'] ?? '2') : '7')
  return Number(stated) || 7
}

export function createHeading(text: string, level: number): Heading {
  const words = wordsOf(text)
  return { text, words, level, aboutOthers: isAboutOthers(words) }
}
