import { uploadIn, uploadKey } from '@async-events/core'
import type { Models } from './models.ts'

/** `<scope>/sha256/<hash>` */
const artifactKey = /^[^\0]+\/sha256\/[0-9a-f]{64}$/

export interface FoundArtifact {
  key: string
  media_type: string | null
}

/** Every artifact in the named fields of every document: references are objects with a `key`, at any depth. */
export async function* artifactsIn(
  collection: Models['jobs']['collection'],
  projection: Record<string, 1>,
): AsyncIterable<FoundArtifact> {
  for await (const document of collection.find({}, { projection }).sort({ _id: 1 }).batchSize(500))
    yield* artifactsOf(document)
}

/** What the steps of each job made, and the upload that it reads: its parameters name that by the hash alone. */
export async function* jobArtifacts(collection: Models['jobs']['collection']): AsyncIterable<FoundArtifact> {
  const projection = { steps: 1, scope: 1, 'parameters.source': 1 }
  for await (const document of collection.find({}, { projection }).sort({ _id: 1 }).batchSize(500)) {
    yield* artifactsOf(document.steps)
    const upload = uploadIn(document.parameters ?? {})
    if (upload) yield { key: uploadKey(String(document.scope), upload), media_type: null }
  }
}

function* artifactsOf(value: unknown): Iterable<FoundArtifact> {
  if (typeof value !== 'object' || value === null) return
  const { key, media_type } = value as { key?: unknown; media_type?: unknown }
  if (typeof key === 'string' && artifactKey.test(key))
    yield { key, media_type: typeof media_type === 'string' ? media_type : null }
  for (const inner of Object.values(value)) yield* artifactsOf(inner)
}
