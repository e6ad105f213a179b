/** A piece of speech; times are seconds from the beginning of the file. */
export interface SpeechSegment {
  start: number
  end: number
  text: string
  /** If the engine separates speakers. */
  speaker?: string | null
}

export interface TranscribeRequest {
  /** 16 kHz mono FLAC or WAV, a file of its own in the step's folder. */
  file: string
  durationSeconds: number
  /** BCP 47 primary subtag that the job states; a hint for engines that detect. */
  language: string | null
  signal: AbortSignal
}

export interface TranscribeAnswer {
  segments: SpeechSegment[]
  /** As the engine detected it; null when it does not tell. */
  language: string | null
}

/**
 * Port of the engines that turn speech into text. Errors: `transcriber_unavailable, transcriber_refused,
 * transcript_invalid, timeout, tool_missing`.
 */
export interface Transcriber {
  /** Name for results and the document, such as `pocketsphinx` or `openai:whisper-1`. */
  readonly name: string
  /** Supported primary subtags; null for any. */
  readonly languages: readonly string[] | null
  /** Requests at a time that it is good for. */
  readonly concurrency: number
  transcribe(request: TranscribeRequest): Promise<TranscribeAnswer>
}
