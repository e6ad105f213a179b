import type { Cue } from '../cue.ts'
import type { CaptionLimits } from './caption-format.ts'
import { readCaptionText } from './read-captions.ts'

/** Captions as what is said in them, each in one line; empty for text that holds none. */
export function readSpeech(text: string, limits?: CaptionLimits): Cue[] {
  const cues = readCaptionText(text, limits)?.cues ?? []
  return cues.map(({ start, end, speaker, lines }) => ({ start, end, speaker, text: lines.join(' ') }))
}
