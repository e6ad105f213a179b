import type { GlossaryTerm } from '@async-events/core'
import { foldLetters } from './fold-letters.ts'

/**
 * Says which terms a text writes otherwise than the glossary does, as in "it …"; null for none. A name is written as it
 * is given, a term with a translation by that: endings may follow either.
 */
export function glossaryProblem(
  text: string,
  glossary: readonly GlossaryTerm[],
  { source, isTranslated }: { source: string; isTranslated: boolean },
): string | null {
  const folded = foldLetters(text)
  const wrong = glossary.flatMap(({ term, translation }) => {
    if (!hasWord(folded, foldLetters(term))) return []
    if (translation === null) {
      // `go` and `rust` are words, too.
      const isKept = hasWord(text, term) || hasWord(source, term.toLowerCase())
      return isKept ? [] : [`${JSON.stringify(term)} is written as given`]
    }
    const isOther = isTranslated && !foldLetters(translation).includes(foldLetters(term))
    return isOther ? [`${JSON.stringify(term)} is ${JSON.stringify(translation)}`] : []
  })
  return wrong.length === 0 ? null : `does not follow the glossary: ${wrong.slice(0, 5).join(', ')}`
}

/** Whether a text holds words as whole ones, but for an ending. */
export function hasWord(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    const before = text.slice(Math.max(0, at - 1), at)
    const after = text.slice(at + words.length, at + words.length + 4)
    if (!/[\p{L}\p{N}]/u.test(before) && !/^[\p{L}\p{N}]{4}/u.test(after)) return true
  }
  return false
}
