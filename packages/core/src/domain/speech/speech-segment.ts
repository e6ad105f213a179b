/** A word with the marks that stand at it; times are seconds from the beginning of the file. */
export interface SpeechWord {
  start: number
  end: number
  /** Without blanks at its ends. */
  text: string
}

/** A piece of speech; times are seconds from the beginning of the file. */
export interface SpeechSegment {
  start: number
  end: number
  text: string
  /** If the engine separates speakers. */
  speaker?: string | null
  /** In order, if the engine tells; blanks aside they make up the text. */
  words?: SpeechWord[]
  /** How sure the engine is of its words, 0 to 1, if it tells. */
  confidence?: number
}
