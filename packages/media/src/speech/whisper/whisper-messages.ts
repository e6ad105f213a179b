/** What a program that runs Whisper is asked. */
export interface WhisperTask {
  /** Model file in the format of whisper.cpp (ggml). */
  model: string
  /** WAV files, 16 kHz mono 16 bit, each at most as long as Whisper's window of 30 seconds. */
  windows: readonly string[]
  /** Null to detect it. */
  language: string | null
  prompt: string | null
  threads: number
}

/** A word with the blank before it, or a phrase in languages without blanks; seconds of the window. */
export interface HeardPart {
  start: number
  end: number
  text: string
}

export interface HeardWindow {
  parts: HeardPart[]
  /** As detected or stated; null when the program does not tell. */
  language: string | null
}

/** A line on the child's standard output: a window is done. */
export interface WindowMessage extends HeardWindow {
  window: number
}
