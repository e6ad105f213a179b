import type { SpeechWord } from '@async-events/core'

/** Who speaks when; times in seconds. */
interface Spoken {
  start: number
  end: number
  speaker: string | null
  /** Somebody else begins to speak, and nothing says who. */
  turn?: true
  /** In order, where the source tells them; blanks aside they make up the text. */
  words?: SpeechWord[]
}

/** Speech with its time. */
export interface Cue extends Spoken {
  text: string
  /** The text before names in it were mended. */
  heard?: string
  /** How sure a recogniser is of its words, 0 to 1; absent where none tells. */
  confidence?: number
}

/** A caption. */
export interface CaptionCue extends Spoken {
  /** Lines without markup. */
  lines: string[]
}
