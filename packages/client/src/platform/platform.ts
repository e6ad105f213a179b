/** What an upload may be read from; a path or a `file:` URL only where there are files. */
export type UploadSource =
  | string
  | URL
  | Blob
  | ArrayBuffer
  | Uint8Array
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>

export interface Platform {
  /** A file as a `Blob` that is read while it is sent. */
  openFile(path: string | URL): Promise<File>
  /** Whether a request may send a stream; where not, a stream is read into memory first. */
  sendsStreams: boolean
  /** SHA-256 of bytes as they come; null where the platform hashes only what lies in memory. */
  startSha256(): Sha256 | null
  /** Writes to a new file next to the target, which it replaces once all was written. Gives the target's path. */
  writeFile(target: string, filename: string, body: ReadableStream<Uint8Array>): Promise<string>
}

export interface Sha256 {
  update(chunk: Uint8Array): void
  /** 64 hexadecimal digits. */
  digest(): string
}
