import type { SpeechSegment } from '@async-events/core'
import type { HeardWord } from './read-hypseg.ts'

/** A pause of this length ends a segment, as there is no punctuation. Seconds. */
const pause = 0.3
/** A shorter pause suffices in a long segment. */
const shortPause = 0.08
const manyWords = 12
const mostWords = 30

/** Splits words in order of time into segments, at pauses. */
export function joinWords(words: readonly HeardWord[]): SpeechSegment[] {
  const segments: { start: number; end: number; words: string[] }[] = []
  for (const { start, end, text } of words) {
    const last = segments.at(-1)
    if (last === undefined || isApart(last, start)) segments.push({ start, end, words: [text] })
    else {
      last.words.push(text)
      last.end = end
    }
  }
  return segments.map(({ start, end, words }) => ({ start, end, text: words.join(' ') }))
}

function isApart(last: { end: number; words: readonly string[] }, start: number): boolean {
  const gap = start - last.end
  const wanted = last.words.length >= manyWords ? shortPause : pause
  return gap >= wanted - 1e-6 || last.words.length >= mostWords
}
