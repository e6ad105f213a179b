import { stemmerOf, termOf } from '@async-events/site/terms'
import { remembered } from './remembered.ts'

/** A word of a language as the index has it: `en:reed`. */
export type LanguageTerm = (word: string) => string

const known = new Map<string, Promise<LanguageTerm>>()

/** What makes the terms of a language; `und`, and one without a stemmer, has its words as they are, without accents. */
export function languageTerms(language: string): Promise<LanguageTerm> {
  const made = known.get(language) ?? makeTerms(language)
  known.set(language, made)
  return made
}

async function makeTerms(language: string): Promise<LanguageTerm> {
  const { stem } = await stemmerOf(language)
  return remembered((word) => `${language}:${termOf(word, stem)}`)
}

/** One letter can be a whole sentence, and engines look for the beginnings of short words only. */
const longestWord = 60

/** Without accents, for words as they stand. */
export const folded = remembered((word) => termOf(word, (same) => same).slice(0, longestWord))
