import { breakNearMiddle } from '../break-near-middle.ts'
import type { Cue } from '../cue.ts'

/** A piece of speech short enough for one caption; times are whole milliseconds. */
export interface ShortCue {
  start: number
  end: number
  text: string
  speaker: string | null
}

/** Two lines of a player: characters. */
const longestText = 84
/** Longest time of one caption, in milliseconds. */
const longestMs = 7_000
/** A text that is short enough for one line is not divided, however slowly it was said. */
const oneLine = 42

/**
 * Divides speech into captions: in order, not overlapping, not empty, each at most two lines and seven seconds long.
 * The parts of a piece get times in proportion to their characters.
 */
export function divideSpeech(speech: readonly Cue[]): ShortCue[] {
  const cues = speech
    .map(({ start, end, text, speaker }) => ({
      start: Math.round(start * 1000),
      end: Math.round(end * 1000),
      text: text.replace(/\s+/g, ' ').trim(),
      speaker,
    }))
    .filter(({ text }) => text !== '')
    .toSorted((a, b) => a.start - b.start)
    .flatMap(divide)
    .toSorted((a, b) => a.start - b.start)
  return withoutOverlap(cues)
}

function divide(cue: ShortCue): ShortCue[] {
  const { start, end, text } = cue
  const length = end - start
  if (text.length <= longestText && length <= longestMs) return [cue]
  const at = text.length > oneLine ? breakNearMiddle(text) : null
  if (at === null) return [{ ...cue, end: Math.min(end, start + longestMs) }]
  const middle = start + Math.round((length * at) / text.length)
  return [
    ...divide({ ...cue, end: middle, text: text.slice(0, at).trimEnd() }),
    ...divide({ ...cue, start: middle, text: text.slice(at) }),
  ]
}

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
