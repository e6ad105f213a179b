import { type LanguageWords, languageWordsOf } from './language-words.ts'

/** How far before "and" the word stands that opens the pair. */
const pairReach = 9
const denialReach = 9

/**
 * Whether no sentence ends before the word at this place, whatever else tells so: within a number or between it and its unit,
 * within a pair ("between … and"), after a word that needs another one, before a word that begins no sentence.
 * Words in lower case, without hesitations.
 */
export function holdsTogether(words: readonly string[], at: number, language: string): boolean {
  const known = languageWordsOf(language)
  if (known === null) return false
  const [before = '', word = '', next = ''] = [words[at - 1], words[at], words[at + 1]]
  return (
    known.open.has(before) ||
    known.continues.has(word) ||
    before.endsWith("'") ||
    repeatsSubject(words, at, language) ||
    replaces.test(`${word} ${next}`) ||
    isWithinNumber(words, at, known) ||
    (known.joins.has(word) &&
      hasSince(words, at, known.pairs, pairReach, word, known) &&
      !known.subjects.has(next)) ||
    (known.buts.has(word) &&
      !known.subjects.has(next) &&
      hasSince(words, at, known.denials, denialReach, word, known))
  )
}

/** What it was instead of belongs to the clause. */
const replaces = /^(?:instead of|rather than|au lieu|plutôt que|en lugar|invece (?:di|che))$/

/** "Que la moyenne elle cache": between a conjunction and the pronoun is no verb. "Elle convainc pas un": no object yet. */
const repeatsSubject = (words: readonly string[], at: number, language: string): boolean =>
  language === 'fr' &&
  /(?:^| )(?:(?:que|et|mais|car|si|quand) (?:le|la|les|un|une) (?:\p{L}+ ){1,3}(?:il|elle|ils|elles|ça)|(?:il|elle|on|ils|elles) \p{L}+ pas (?:un|une))$/u.test(
    words.slice(Math.max(0, at - 5), at + 1).join(' '),
  )

/** "And we": what follows is a clause of its own. */
export function joinsClause([word = '', next = '']: readonly string[], language: string): boolean {
  const known = languageWordsOf(language)
  return known?.joins.has(word) === true && known.subjects.has(next)
}

/** "In the year before": a piece that waits for its main clause. */
export const opensClause = (word: string, language: string): boolean =>
  languageWordsOf(language)?.openers.has(word) === true

/** How many words at the end were begun and not finished; a sentence ends before them. */
export function danglingEndOf(words: readonly string[], language: string): number {
  const known = languageWordsOf(language)
  if (known === null) return 0
  let dangling = 0
  while (dangling < words.length && known.dangling.has(words[words.length - 1 - dangling] ?? ''))
    dangling += 1
  return dangling
}

function isWithinNumber(words: readonly string[], at: number, known: LanguageWords): boolean {
  const [earlier = '', left = '', here = '', behind = ''] = [-2, -1, 0, 1].map((offset) => words[at + offset])
  const isNumber = (one: string): boolean => /^\d/.test(one) || known.numbers.has(one)
  const ends = (one: string): boolean => isNumber(one) || known.ones.has(one)
  if (isNumber(left) && (isNumber(here) || known.units.has(here))) return true
  if (isNumber(left) && known.joinNumbers.has(here) && ends(behind)) return true
  return known.joinNumbers.has(left) && isNumber(earlier) && ends(here)
}

function hasSince(
  words: readonly string[],
  at: number,
  openers: ReadonlySet<string>,
  reach: number,
  join: string,
  known: LanguageWords,
): boolean {
  for (let place = at - 1; place >= Math.max(0, at - reach); place -= 1) {
    const one = words[place] ?? ''
    if (openers.has(one)) return true
    if (one === join || (place < at - 1 && known.subjects.has(one))) return false
  }
  return false
}
