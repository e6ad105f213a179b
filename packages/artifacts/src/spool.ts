import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArtifactSource } from '@async-events/core'
import { storageError } from './storage-errors.ts'

export interface Spooled {
  /** A complete read-only file on the disk, which the caller now owns. */
  path: string
  bytes: number
  sha256: string
}

/**
 * Writes a source to a temporary file in `folder` while hashing it. Any error, also of the source, leaves no file; a
 * full disk is `storage_full`, one that cannot be used `unavailable`.
 */
export async function spool(source: ArtifactSource, folder: string): Promise<Spooled> {
  const path = join(folder, randomUUID())
  try {
    const hash = createHash('sha256')
    let bytes = 0
    const file = await open(path, 'wx', 0o600)
    try {
      for await (const chunk of chunksOf(source)) {
        hash.update(chunk)
        bytes += chunk.byteLength
        // Not `write`, which may write fewer bytes than given.
        await file.writeFile(chunk)
      }
      // Hard links share stored objects, so they are read-only.
      await file.chmod(0o444)
      await file.sync()
    } finally {
      await file.close()
    }
    return { path, bytes, sha256: hash.digest('hex') }
  } catch (error) {
    await rm(path, { force: true }).catch(() => {})
    throw storageError(error)
  }
}

/** The hash of a source in memory; null for streams and files. */
export function hashInMemory(source: ArtifactSource): { bytes: number; sha256: string } | null {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) return null
  const data = typeof source === 'string' ? Buffer.from(source) : source
  return { bytes: data.byteLength, sha256: createHash('sha256').update(data).digest('hex') }
}

function chunksOf(source: ArtifactSource): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  if (typeof source === 'string') return [Buffer.from(source)]
  if (source instanceof Uint8Array) return [source]
  if ('file' in source) return createReadStream(source.file, { highWaterMark: 1 << 20 })
  return source
}
