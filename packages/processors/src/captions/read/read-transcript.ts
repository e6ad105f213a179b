import type { Cue } from '../cue.ts'
import type { CaptionLimits, Captions, FormatName } from './caption-format.ts'
import { decodeCaptions } from './decode-captions.ts'
import { captionLimits, readCaptionText } from './read-captions.ts'
import { speechOf } from './read-speech.ts'

/** A transcript with times, of any format that is read here. */
export interface TimedTranscript {
  /** In order of time. */
  cues: Cue[]
  format: FormatName
  /** BCP 47, as the file states it, else null. */
  language: string | null
  doubts: NonNullable<Captions['doubts']>
}

/** Why a transcript is not read; `no_times` is running text of a person. */
export type TranscriptProblem = 'empty' | 'too_long' | 'no_times' | 'not_readable'

/** Reads a transcript with times, or says why it is none; the message is for the one who sent it. */
export function readTranscript(
  given: string | Uint8Array,
  limits: CaptionLimits = captionLimits,
): TimedTranscript | { problem: TranscriptProblem; message: string } {
  const text = typeof given === 'string' ? given : decodeCaptions(given)
  if (text.trim() === '') return { problem: 'empty', message: 'The transcript is empty' }
  if (text.length > limits.chars)
    return { problem: 'too_long', message: `A transcript may have ${limits.chars} characters` }
  const read = readCaptionText(text, limits)
  if (read === null) return { problem: 'no_times', message: 'The transcript has no times' }
  const { cues, format, language, doubts = [] } = read
  return { cues: speechOf(cues), format, language, doubts }
}
