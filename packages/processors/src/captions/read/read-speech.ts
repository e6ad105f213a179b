import type { CaptionCue, Cue } from '../cue.ts'
import { joinSpeech } from '../join-speech.ts'
import type { CaptionLimits } from './caption-format.ts'
import { readCaptionText } from './read-captions.ts'

/** Captions as speech, one line per cue; empty for text without captions. */
export const readSpeech = (text: string, limits?: CaptionLimits): Cue[] =>
  speechOf(readCaptionText(text, limits)?.cues ?? [])

/** Each cue in one line. */
export const speechOf = (cues: readonly CaptionCue[]): Cue[] =>
  cues.map(({ lines, ...spoken }) => ({ ...spoken, text: joinSpeech(lines) }))
