import type { SpeechSegment } from '@async-events/core'
import type { HeardWord } from './read-hypseg.ts'

/** A pause this long ends a segment: the recogniser knows no full stops. Seconds. */
const pause = 0.3
/** In a segment of many words a short pause will do. */
const shortPause = 0.08
const manyWords = 12
const mostWords = 30

/** Words in the order of time, as segments that end at pauses. */
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
