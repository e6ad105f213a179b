import type { TextModelRequest } from '@async-events/core'
import { stemOf, wordsOf } from '../extractive/words-of.ts'
import { foldLetters } from './fold-letters.ts'

/** What an answer may draw on, in forms that are quick to search. */
export interface SourceWords {
  /** Lower case, without accents. */
  folded: string
  /** Words of it, one blank apart. */
  sequence: string
  stems: ReadonlySet<string>
  /** All of it, as given. */
  text: string
}

export function sourceWordsOf({
  source,
  glossary,
}: Pick<TextModelRequest, 'source' | 'glossary'>): SourceWords {
  const text = [
    source.title,
    ...Object.values(source.facts),
    source.text,
    ...source.passages.map((passage) => passage.text),
    ...source.parts.map(({ title }) => title),
    ...(glossary ?? []).flatMap(({ term, translation }) => [term, translation ?? '']),
  ].join('\n')
  const words = wordsOf(text)
  return {
    folded: foldLetters(text),
    sequence: sequenceOf(text),
    stems: new Set(words.map(stemOf)),
    text,
  }
}

/** Words in lower case, one blank apart and around. */
export const sequenceOf = (text: string): string => ` ${wordsOf(text.toLowerCase()).join(' ')} `

/** Whether the sources hold the word in any form, or as a part of a compound. */
export function holdsWord({ stems, folded }: SourceWords, word: string): boolean {
  const stem = stemOf(word)
  return stems.has(stem) || (stem.length >= 4 && folded.includes(foldLetters(stem)))
}
