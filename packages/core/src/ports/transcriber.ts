import type { SpeechSegment } from '../domain/speech/speech-segment.ts'
import type { Trace } from '../domain/trace.ts'

export interface TranscribeRequest {
  /** 16 kHz mono FLAC or WAV, a file of its own in the step's folder. */
  file: string
  durationSeconds: number
  /** BCP 47 primary subtag that the job states; a hint for engines that detect. */
  language: string | null
  /** Names and terms that may be said, as running text; a hint for engines that take one. */
  prompt: string | null
  signal: AbortSignal
  /** Told to the endpoint. */
  trace?: Trace | null
  /** Share of the file that is done, 0 to 1, from engines that tell. */
  onShare?(share: number): void
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
