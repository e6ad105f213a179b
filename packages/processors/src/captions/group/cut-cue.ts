import type { SpeechWord } from '@async-events/core'
import type { Cue } from '../cue.ts'
import { lettersIn, splitWords } from './split-words.ts'

/** A caption stays for so long into a pause of the speaker, seconds. */
const lingers = 0.5

/**
 * Divides a cue before this character of its text: at the times of its words, else in proportion to the characters. Its
 * words must make up its text.
 */
export function cutCue(cue: Cue, at: number): [Cue, Cue] {
  const text = { before: cue.text.slice(0, at).trimEnd(), after: cue.text.slice(at).trimStart() }
  const { words, turn: _, ...rest } = cue
  if (words !== undefined) {
    const [before, after] = splitWords(words, lettersIn(text.before))
    const { end, start } = timesBetween(before, after, cue)
    return [
      { ...cue, end, text: text.before, words: before },
      { ...rest, start, text: text.after, words: after },
    ]
  }
  const middle = cue.start + ((cue.end - cue.start) * at) / cue.text.length
  return [
    { ...cue, end: middle, text: text.before },
    { ...rest, start: middle, text: text.after },
  ]
}

/** When the part before ends and the part after begins, within the cue. */
function timesBetween(
  before: readonly SpeechWord[],
  after: readonly SpeechWord[],
  cue: Cue,
): { end: number; start: number } {
  const within = (time: number): number => Math.min(cue.end, Math.max(cue.start, time))
  const start = within(after[0]?.start ?? cue.end)
  const end = within(Math.min(start, (before.at(-1)?.end ?? cue.start) + lingers))
  return { end, start }
}
