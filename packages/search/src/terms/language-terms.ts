import { stemmerOf, termOf } from '@async-events/site/terms'

/** Words of a language are many, and the same again and again. */
const mostKnown = 200_000

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
  const terms = new Map<string, string>()
  return (word) => {
    const before = terms.get(word)
    if (before !== undefined) return before
    const term = `${language}:${termOf(word, stem)}`
    if (terms.size >= mostKnown) terms.clear()
    terms.set(word, term)
    return term
  }
}

/** Without accents, for words as they stand. */
export const folded = (word: string): string => termOf(word, (same) => same)
