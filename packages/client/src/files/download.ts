import type { CallOptions } from '../client-options.ts'

export interface DownloadOptions extends CallOptions {
  /** SHA-256 that the file must have (`archive_sha256` of the results); by default what the service says, if it does. */
  sha256?: string | undefined
}

/** A file, of which nothing was read yet. */
export interface Download {
  /** As the service names it. */
  filename: string
  /** Bytes in all, where the service knows them beforehand. */
  bytes: number | null
  mediaType: string | null
  /** 64 hexadecimal digits, where they are known; in Node the body is held to them. */
  sha256: string | null
  /**
   * Goes on where it was after a broken connection, if the service has the file at hand. Ends in a `ConnectionError`,
   * a `TimeoutError`, or a `DamagedFileError` when the bytes are not what the service said.
   */
  body: ReadableStream<Uint8Array>
}

/** A file that was written whole. */
export interface SavedFile {
  /** As the service names it. */
  filename: string
  /** Where it was written to; null when that was a stream. */
  path: string | null
  bytes: number
}
