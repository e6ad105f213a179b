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

/** @param {string} word */
function pairsIn(word) {
  return (word.match(runs) ?? []).flatMap((run) => {
    const letters = [...run]
    if (!joined.test(run) || letters.length === 1) return [run.slice(0, longest)]
    return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)
  })
}

/**
 * A word as the index has it: its stem, without accents.
 *
 * @param {string} word of `wordsIn`
 * @param {(word: string) => string} stem of its language
 */
export function termOf(word, stem) {
  return (stem(word) || word).normalize('NFKD').replace(/[\u0300-\u036f]/g, '')
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
