import type { Cue } from '../cue.ts'
import { countSpokenWords } from './spoken-words.ts'

/** How much of a recording captions hold. Times in seconds. */
export interface CaptionMeasure {
  /** Spoken ones, about. */
  words: number
  /** Time with speech; pauses within it count. */
  covered: number
  /** Of the last cue. */
  end: number
}

/** A speaker's pause, which ends no speech. */
const pause = 5
/** No speaker needs more time for a word; a cue that stands longer was left standing. */
const secondsOfWord = 1.5
const secondsOfCue = 3

/** Measures cues, which are sorted by start. */
export function measureCaptions(cues: readonly Cue[]): CaptionMeasure {
  let [words, covered, until, end] = [0, 0, Number.NEGATIVE_INFINITY, 0]
  for (const cue of cues) {
    end = Math.max(end, cue.end)
    const count = countSpokenWords(cue.text)
    if (count === 0) continue
    words += count
    const stop = Math.min(cue.end, cue.start + secondsOfCue + count * secondsOfWord)
    const start = cue.start - until <= pause ? until : cue.start
    covered += Math.max(0, stop - start)
    until = Math.max(until, stop)
  }
  return { words, covered, end }
}
