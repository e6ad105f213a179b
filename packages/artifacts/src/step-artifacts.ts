import { AppError, type ArtifactStore, crashPoint, type StepArtifacts } from '@async-events/core'
import { parseArtifactKey } from './artifact-key.ts'
import { missing } from './storage-errors.ts'

const defaultTextBytes = 16 * 1024 * 1024

/** The store as one step sees it: its own scope and its own folder. A key of another scope is `artifact_missing`. */
export function stepArtifacts(store: ArtifactStore, scope: string, workdir: string): StepArtifacts {
  const own = (key: string): string => {
    if (parseArtifactKey(key)?.scope !== scope) throw missing()
    return key
  }

  return {
    async put(source, mediaType) {
      const stored = await store.put(scope, source)
      crashPoint('after-artifact-write')
      return { ...stored, media_type: mediaType }
    },
    async open(ref) {
      return store.open(own(ref.key))
    },
    async readText(ref, maxBytes = defaultTextBytes) {
      const stream = await store.open(own(ref.key))
      const chunks: Uint8Array[] = []
      let bytes = 0
      // Leaving the loop by a throw destroys the stream.
      for await (const chunk of stream) {
        bytes += chunk.byteLength
        if (bytes > maxBytes)
          throw new AppError('result_too_large', `A stored text is larger than ${maxBytes} bytes`)
        chunks.push(chunk)
      }
      return Buffer.concat(chunks).toString()
    },
    async materialize(ref, name) {
      return store.materialize(own(ref.key), workdir, name)
    },
  }
}
