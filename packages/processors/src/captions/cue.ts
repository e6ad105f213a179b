/** Speech with its time; seconds. */
export interface Cue {
  start: number
  end: number
  speaker: string | null
  text: string
}

/** A caption; times in seconds. */
export interface CaptionCue {
  start: number
  end: number
  speaker: string | null
  /** Lines without markup. */
  lines: string[]
}
