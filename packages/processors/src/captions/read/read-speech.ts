import type { Cue } from '../cue.ts'
import type { CaptionLimits } from './caption-format.ts'
import { readCaptionText } from './read-captions.ts'

/** Captions as speech, one line per cue; empty for text without captions. */
export function readSpeech(text: string, limits?: CaptionLimits): Cue[] {
  const cues = readCaptionText(text, limits)?.cues ?? []
  return cues.map(({ start, end, speaker, lines }) => ({ start, end, speaker, text: lines.join(' ') }))
}
