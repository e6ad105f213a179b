import { wordsIn } from '@async-events/site/terms'

/** What a talk has to hold: a word, or several that follow each other. */
export interface Clause {
  words: string[]
  /** Its last word may go on. */
  isUnfinished: boolean
}

/** More of a query is not looked at. */
export const mostWords = 16

const pieces = /["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu

/**
 * Reads what somebody typed: every word has to be found, and those in quotation marks in their order. Nothing else has a
 * meaning, so no text is wrong. A word of a script without blanks is found by its pairs of letters, in their order.
 */
export function readQuery(text: string): Clause[] {
  const query = text.normalize('NFC')
  const clauses: Clause[] = []
  let left = mostWords
  for (const { 0: piece, 1: quoted, index } of query.matchAll(pieces)) {
    const words = wordsIn(quoted ?? piece).slice(0, left)
    if (words.length === 0) continue
    left -= words.length
    clauses.push({ words, isUnfinished: quoted === undefined && index + piece.length === query.length })
    if (left <= 0) break
  }
  return clauses
}
