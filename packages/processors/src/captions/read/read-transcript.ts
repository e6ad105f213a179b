import type { Cue } from '../cue.ts'
import type { CaptionLimits, Captions, FormatName } from './caption-format.ts'
import { decodeCaptions } from './decode-captions.ts'
import { machineKind } from './machine-text.ts'
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

const readable = 'give WebVTT, SubRip, TTML, SubStation, MicroDVD, the JSON of a recogniser or plain text'

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
  if (read === null) {
    const kind = machineKind(text)
    if (kind === null) return { problem: 'no_times', message: 'The transcript has no times' }
    return {
      problem: 'not_readable',
      message: `The transcript is ${kind} that holds no speech with times; ${readable}`,
    }
  }
  const { cues, format, language, doubts = [] } = read
  return { cues: speechOf(cues), format, language, doubts }
}
