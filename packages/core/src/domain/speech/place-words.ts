import type { RawSegment } from './join-cut-words.ts'
import type { SpeechSegment, SpeechWord } from './speech-segment.ts'
import { isOfWord, isUnspaced } from './word-blanks.ts'

interface Part {
  start: number
  end: number
  /** Its letters and digits, in lower case. */
  letters: string[]
}

/**
 * Gives segments the times of their words. `parts` are words or parts of words in order, as engines tell them: with or
 * without blanks, punctuation and capitals; the text of the segment decides what a word is. A segment whose text is
 * not made of the parts gets none.
 */
export function placeWords(segments: readonly RawSegment[], parts: readonly SpeechWord[]): SpeechSegment[] {
  const known = parts
    .map(({ start, end, text }) => ({ start, end, letters: lettersOf(text) }))
    .filter(({ letters }) => letters.length > 0)
  let next = 0
  return segments.map((segment) => {
    const skipTo = (seconds: number): void => {
      for (let part = known[next]; part && (part.start + part.end) / 2 < seconds; part = known[next])
        next += 1
    }
    let taken = take(segment.text, known, next)
    if (taken === null) {
      // Parts of a text that the engine did not write into a segment, or the other way round.
      skipTo(segment.start)
      taken = take(segment.text, known, next)
    }
    if (taken === null) {
      skipTo(segment.end)
      return segment
    }
    next = taken.next
    return { ...segment, words: inOrder(taken.words) }
  })
}

/** The words of a text, of the parts from `next` on; null when it has none or they do not match. */
function take(
  text: string,
  parts: readonly Part[],
  next: number,
): { words: SpeechWord[]; next: number } | null {
  const characters = [...text]
  const words: SpeechWord[] = []
  let at = 0
  const skip = (isSkipped: (character: string) => boolean): void => {
    for (let one = characters[at]; one !== undefined && isSkipped(one); one = characters[at]) at += 1
  }
  for (;;) {
    const begin = at
    skip((one) => !isOfWord(one))
    const last = words.at(-1)
    if (at === characters.length) {
      if (last === undefined) return null
      last.text = (last.text + characters.slice(begin).join('')).trimEnd()
      return { words, next }
    }
    const part = parts[next]
    if (part === undefined) return null
    for (const letter of part.letters) {
      skip((one) => !isOfWord(one))
      if (characters[at]?.toLowerCase() !== letter) return null
      at += 1
    }
    next += 1
    skip((one) => !isOfWord(one) && !/[\s\p{Ps}\p{Pi}]/u.test(one))
    const written = characters.slice(begin, at).join('')
    if (last !== undefined && isSameWord(last.text, written)) {
      last.text += written
      last.end = part.end
    } else words.push({ start: part.start, end: part.end, text: written.trim() })
  }
}

const isSameWord = (before: string, after: string): boolean =>
  !/^[\s\p{Ps}\p{Pi}]/u.test(after) && !isUnspaced(before.at(-1) ?? '') && !isUnspaced(after.at(0) ?? '')

const lettersOf = (text: string): string[] => [...text.toLowerCase()].filter(isOfWord)

/** No word begins before the one before it, or ends before it begins. */
function inOrder(words: readonly SpeechWord[]): SpeechWord[] {
  let from = 0
  return words.map(({ start, end, text }) => {
    from = Math.max(from, start)
    return { start: from, end: Math.max(from, end), text }
  })
}
