import { type ArtifactStore, crashPoint, type StepArtifacts } from '@async-events/core'
import { parseArtifactKey } from './artifact-key.ts'
import { readText } from './read-text.ts'
import { missing } from './storage-errors.ts'

/** The store for one step: its scope and its folder. A key of another scope is `artifact_missing`. */
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
    async readText(ref, maxBytes) {
      return readText(store, own(ref.key), maxBytes)
    },
    async materialize(ref, name) {
      return store.materialize(own(ref.key), workdir, name)
    },
  }
}
