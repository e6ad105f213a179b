import type { SpeechWord } from '@async-events/core'

const blanks = /\s+/g

/** Characters of a text without its blanks. */
export const lettersIn = (text: string): number => text.replace(blanks, '').length

/** Whether the words are, blanks aside, this text. */
export const makeUp = (words: readonly SpeechWord[], text: string): boolean =>
  words
    .map((word) => word.text)
    .join('')
    .replace(blanks, '') === text.replace(blanks, '')

/**
 * Divides words after so many characters, blanks not counted. A word across the place is divided too, with times in
 * proportion: languages without blanks have no other words.
 */
export function splitWords(words: readonly SpeechWord[], letters: number): [SpeechWord[], SpeechWord[]] {
  let left = letters
  for (const [at, word] of words.entries()) {
    if (left <= 0) return [words.slice(0, at), words.slice(at)]
    const length = lettersIn(word.text)
    if (length > left) {
      const text = word.text.replace(blanks, '')
      const middle = word.start + ((word.end - word.start) * left) / length
      return [
        [...words.slice(0, at), { ...word, end: middle, text: text.slice(0, left) }],
        [{ ...word, start: middle, text: text.slice(left) }, ...words.slice(at + 1)],
      ]
    }
    left -= length
  }
  return [[...words], []]
}
