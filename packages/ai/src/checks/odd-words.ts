import { wordsOf } from '../extractive/words-of.ts'
import { holdsWord, type SourceWords } from './source-words.ts'

/** Letters that are no word in any language: no vowel, words glued together by `_`, two scripts in one word. */
function isOdd(word: string): boolean {
  const letters = word.replace(/\P{L}/gu, '')
  if (letters.length < 5) return false
  if (
    /\p{Script=Latin}/u.test(letters) &&
    /\p{Script=Cyrillic}|\p{Script=Greek}|\p{Script=Han}/u.test(letters)
  )
    return true
  if (!/^\p{Script=Latin}+$/u.test(letters)) return false
  const isAbbreviation = letters === letters.toUpperCase()
  return !isAbbreviation && !/[aeiouy]/.test(letters.toLowerCase().normalize('NFD'))
}

/** Words that the sources do not hold and that are none of any language. */
export function oddWords(prose: string, sources: SourceWords): string[] {
  const glued = prose.match(/(?<![\p{L}\p{N}_])\p{L}+(?:_\p{L}+)+(?![\p{L}\p{N}_])/gu) ?? []
  return [...glued, ...wordsOf(prose).filter(isOdd)].filter(
    (word) => !holdsWord(sources, word) && !sources.text.includes(word),
  )
}
