import { createHash } from 'node:crypto'
import {
  AppError,
  type ArtifactRef,
  type ArtifactStore,
  collectBytes,
  type StepArtifacts,
} from '@async-events/core'

const largest = 64 * 1024 * 1024

/** Reads what is stored, and keeps what is written for itself: nothing of a preview stays. */
export function memoryArtifacts(
  store: Pick<ArtifactStore, 'open'>,
): StepArtifacts & { text(ref: Pick<ArtifactRef, 'key'>): string } {
  const written = new Map<string, Buffer>()
  const tooLarge = () => new AppError('too_large', 'The job is too large for a preview.')
  const open = async ({ key }: { key: string }): Promise<AsyncIterable<Uint8Array>> => {
    const own = written.get(key)
    return own ? inOnePiece(own) : store.open(key)
  }
  return {
    async put(source, media_type) {
      if (typeof source === 'object' && 'file' in source) throw new TypeError('a preview has no files')
      const bytes =
        typeof source === 'string' || source instanceof Uint8Array
          ? Buffer.from(source as Uint8Array)
          : await collectBytes(source, { maxBytes: largest, tooLarge })
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const key = `preview/sha256/${sha256}`
      written.set(key, bytes)
      return { key, bytes: bytes.length, sha256, media_type }
    },
    open,
    readText: async (ref, maxBytes = largest) =>
      (await collectBytes(await open(ref), { maxBytes, tooLarge })).toString('utf8'),
    materialize: () => Promise.reject(new TypeError('a preview has no folder')),
    text: ({ key }) => (written.get(key) ?? Buffer.alloc(0)).toString('utf8'),
  }
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
