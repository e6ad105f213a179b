import { folded, languageTerms } from './language-terms.ts'
import type { Clause } from './read-query.ts'

/** A clause of a query by terms; one of them is enough. */
export interface ClauseTerms {
  /** Terms that follow each other, by language. */
  phrases: { language: string; terms: string[] }[]
  /** Of a clause of one word: as it stands, without accents. */
  word: string | null
  /** `word` is the beginning of one. */
  isUnfinished: boolean
}

/** Language of names, and of texts whose language is not known. */
export const noLanguage = 'und'

/** The terms by which each clause is found in these languages. */
export async function queryTerms(
  clauses: readonly Clause[],
  languages: readonly string[],
): Promise<ClauseTerms[]> {
  const makers = await Promise.all(
    [...new Set([noLanguage, ...languages])].map(async (language) => ({
      language,
      termOf: await languageTerms(language),
    })),
  )
  return clauses.map(({ words, isUnfinished }) => {
    // Stems of words with accents and without them differ in some languages.
    const variants = new Map<string, ClauseTerms['phrases'][number]>()
    for (const { language, termOf } of makers) {
      for (const terms of [words.map(termOf), words.map((word) => termOf(folded(word)))])
        variants.set(terms.join(' '), { language, terms })
    }
    const [only] = words
    return {
      phrases: [...variants.values()],
      word: only !== undefined && words.length === 1 ? folded(only) : null,
      isUnfinished,
    }
  })
}
