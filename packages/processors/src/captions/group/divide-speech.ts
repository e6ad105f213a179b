import { breakNearMiddle } from '../break-near-middle.ts'
import type { Cue } from '../cue.ts'
import { cutCue } from './cut-cue.ts'
import { makeUp } from './split-words.ts'

/** A piece of speech short enough for one caption; times are whole milliseconds. */
export interface ShortCue {
  start: number
  end: number
  text: string
  speaker: string | null
  /** As in `Cue`. */
  turn?: true
}

/** Two lines of a player: characters. */
const longestText = 84
/** Longest time of one caption, in seconds. */
const longest = 7
/** A text that is short enough for one line is not divided, however slowly it was said. */
const oneLine = 42

/**
 * Divides speech into captions: in order, not overlapping, not empty, each at most two lines and seven seconds long.
 * The parts of a piece get the times of their words, else times in proportion to their characters.
 */
export function divideSpeech(speech: readonly Cue[]): ShortCue[] {
  const cues = speech
    .map(({ words, ...cue }) => {
      const text = cue.text.replace(/\s+/g, ' ').trim()
      return { ...cue, text, ...(words !== undefined && makeUp(words, text) && { words }) }
    })
    .filter(({ text }) => text !== '')
    .toSorted((a, b) => a.start - b.start)
    .flatMap(divide)
    .map(inMilliseconds)
    .toSorted((a, b) => a.start - b.start)
  return withoutOverlap(cues)
}

function divide(cue: Cue): Cue[] {
  const { start, end, text } = cue
  if (text.length <= longestText && end - start <= longest) return [cue]
  const at = text.length > oneLine ? breakNearMiddle(text) : null
  if (at === null) return [{ ...cue, end: Math.min(end, start + longest) }]
  return cutCue(cue, at).flatMap(divide)
}

const inMilliseconds = ({ words: _, ...cue }: Cue): ShortCue => ({
  ...cue,
  start: Math.round(cue.start * 1000),
  end: Math.round(cue.end * 1000),
})

function withoutOverlap(cues: readonly ShortCue[]): ShortCue[] {
  let free = 0
  return cues.map((cue, at) => {
    const start = Math.max(cue.start, free)
    const next = cues[at + 1]?.start ?? Infinity
    const end = Math.max(start + 1, Math.min(cue.end, next))
    free = end
    return { ...cue, start, end }
  })
}
