import { wordsOf } from '../extractive/words-of.ts'

/** Words of a run whose repetition shows that a model loops. */
const run = 4

/** Whether a text says a sentence twice, or goes round in a loop of words, as small models do. */
export function repeatsItself(text: string): boolean {
  const sentences = text
    .split(/(?<=[.!?。！？])\s+|\n+/)
    .map((sentence) => wordsOf(sentence.toLowerCase()).join(' '))
    .filter((sentence) => sentence.length >= 20)
  if (new Set(sentences).size < sentences.length) return true
  const words = wordsOf(text.toLowerCase())
  if (words.some((word, at) => [1, 2, 3].every((next) => words[at + next] === word))) return true
  // Signs without blanks: a piece of up to 40 characters, five times in a row
  if (/(\S.{0,39}?)\1{4}/u.test(text.replace(/[-=_*.\s]+/g, ' '))) return true
  const counts = new Map<string, number>()
  for (let at = 0; at + run <= words.length; at++) {
    const key = words.slice(at, at + run).join(' ')
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const repeated = [...counts.values()].reduce((sum, count) => sum + (count > 2 ? count - 1 : 0), 0)
  return repeated >= 4 && repeated / Math.max(1, words.length) > 0.15
}
