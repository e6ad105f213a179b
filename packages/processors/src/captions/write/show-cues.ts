import type { CaptionCue } from '../cue.ts'
import type { ShortCue } from '../group/divide-speech.ts'
import { cueLines } from './cue-lines.ts'

/** Short cues as captions of one line or two. */
export const showCues = (cues: readonly ShortCue[]): CaptionCue[] =>
  cues.map(({ start, end, speaker, turn, text }) => ({
    start: start / 1000,
    end: end / 1000,
    speaker,
    ...(turn && { turn }),
    lines: cueLines(text),
  }))
