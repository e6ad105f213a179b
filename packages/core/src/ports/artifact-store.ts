import type { ArtifactRef } from '../domain/artifact.ts'

/** Source of a `put`: text and buffers are small, a stream or a file may be of any size. */
export type ArtifactSource = string | Uint8Array | AsyncIterable<Uint8Array> | { file: string }

export interface ByteRange {
  /** First byte, counted from 0. */
  start: number
  /** Last byte, inclusive. */
  end: number
}

/** How the bytes behind a link are to be answered: values of the headers. */
export interface LinkedAs {
  type: string
  disposition: string
}

/** What people are told of a store. */
export interface ArtifactSpace {
  driver: 'file' | 's3'
  /** Bytes of the disk; null where the store has no such limit. */
  free: number | null
  total: number | null
}

/** Where bytes live. Content-addressed in the owner's scope, so putting the same bytes twice stores them once. */
export interface ArtifactStore {
  put(scope: string, source: ArtifactSource): Promise<{ key: string; bytes: number; sha256: string }>
  /** Throws `artifact_missing`. Resolves when the first bytes can be read, so a missing object is never half an answer. */
  open(key: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array> & { destroy(): void }>
  /** Gives the bytes a read-only file of their own inside `folder`. Throws `artifact_missing`. */
  materialize(key: string, folder: string, name: string): Promise<string>
  stat(key: string): Promise<{ bytes: number; modified_at: Date } | null>
  list(scope?: string): AsyncIterable<{ key: string; bytes: number; modified_at: Date }>
  delete(key: string): Promise<void>
  /**
   * An address at which who has it can read the bytes for a while. Absent where the store gives none, or is told to give none.
   * Does not look whether the object is there.
   */
  link?(key: string, as: LinkedAs): Promise<string>
  /** Scheme, host and port of every such address. */
  linkOrigin?: string
  space(): Promise<ArtifactSpace>
  /** Throws when objects cannot be written and read now; used by `/readyz`. */
  check(): Promise<void>
  close(): Promise<void>
}

/** What a runner sees of the store: its own scope, never a path of the store. */
export interface StepArtifacts {
  put(source: ArtifactSource, mediaType: string): Promise<ArtifactRef>
  open(ref: { key: string }): Promise<AsyncIterable<Uint8Array>>
  readText(ref: { key: string }, maxBytes?: number): Promise<string>
  materialize(ref: { key: string }, name: string): Promise<string>
}
