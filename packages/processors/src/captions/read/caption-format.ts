import type { StepWarning } from '@async-events/core'
import type { CaptionCue } from '../cue.ts'

/** Names for people. */
export type FormatName =
  | 'WebVTT'
  | 'SubRip'
  | 'SubStation'
  | 'TTML'
  | 'YouTube XML'
  | 'MicroDVD'
  | 'MPL2'
  | 'JSON'
  | 'text with times'

/** What a file says. */
export interface Captions {
  cues: CaptionCue[]
  /** As the file states it, else null. */
  language: string | null
  /** Something that the file does not tell and that was assumed. */
  doubts?: StepWarning[]
}

/** A longer file is rejected, further cues are dropped, a longer cue is cut off. */
export interface CaptionLimits {
  chars: number
  cues: number
  charsOfCue: number
}

/**
 * Reads text of one format, its lines ended by `\n`. Null for text of another format. A format is one file in this
 * folder and one line in `read-captions.ts`.
 */
export type CaptionFormat = (text: string, limits: CaptionLimits) => Captions | null
