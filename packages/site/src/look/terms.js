// @ts-check
// Words and terms of the index. Runs where the index is written and in the browser that reads it: both must agree.

/** Scripts without blanks between words: two letters at a time are found there. */
const joined =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const runs =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu
/** Longer is no word that anybody types. */
const longest = 40

/** @param {string} text */
export function wordsIn(text) {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []
  return words.flatMap((word) => (joined.test(word) ? pairsIn(word) : [word.slice(0, longest)]))
}

/**
 * Marks that belong to no script, such as variation selectors, are no part of a pair.
 *
 * @param {string} word
 */
function pairsIn(word) {
  return (word.replace(/\p{Script=Inherited}/gu, '').match(runs) ?? []).flatMap((run) => {
    const letters = [...run]
    if (!joined.test(run) || letters.length === 1) return [run.slice(0, longest)]
    return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)
  })
}

/**
 * A word as the index has it: its stem, without accents. It holds letters, digits and marks only: the parts of `½` have a
 * sign between them, some marks stand on a blank.
 *
 * @param {string} word of `wordsIn`
 * @param {(word: string) => string} stem of its language
 */
export function termOf(word, stem) {
  const plain = (stem(word) || word).normalize('NFKD').replace(/[\u0300-\u036f]|[^\p{L}\p{M}\p{N}]/gu, '')
  return plain || word
}

/**
 * Which of the parts of an index holds a term.
 *
 * @param {string} term
 * @param {readonly string[]} firsts the first term of each part, in the order of code units
 */
export function partOf(term, firsts) {
  let at = 0
  while (at + 1 < firsts.length && (firsts[at + 1] ?? '') <= term) at += 1
  return at
}
