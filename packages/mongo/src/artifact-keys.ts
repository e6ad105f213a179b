import { uploadIn, uploadKey } from '@async-events/core'
import type { Model } from 'mongoose'
import type { JobDocument } from './documents/job.ts'

/** `<scope>/sha256/<hash>` */
const artifactKey = /^[^\0]+\/sha256\/[0-9a-f]{64}$/

export interface FoundArtifact {
  key: string
  media_type: string | null
}

/** Every artifact in the given fields of all documents: references are objects with a `key`, at any depth. */
export async function* artifactsIn<T>(
  model: Model<T>,
  projection: Record<string, 1>,
): AsyncIterable<FoundArtifact> {
  for await (const document of model.find({}, projection).sort({ _id: 1 }).lean().cursor({ batchSize: 500 }))
    yield* artifactsOf(document)
}

/** What the steps of each job made, its correction, and the upload that it reads, which its parameters name by the hash alone. */
export async function* jobArtifacts(jobs: Model<JobDocument>): AsyncIterable<FoundArtifact> {
  const found = jobs
    .find({}, { steps: 1, correction: 1, scope: 1, 'parameters.source': 1 })
    .sort({ _id: 1 })
    .lean<
      (Pick<JobDocument, 'steps' | 'correction' | 'scope'> & Partial<Pick<JobDocument, 'parameters'>>)[]
    >()
    .cursor({ batchSize: 500 })
  for await (const { steps, correction, scope, parameters = {} } of found) {
    yield* artifactsOf(steps)
    yield* artifactsOf(correction)
    const upload = uploadIn(parameters)
    if (upload) yield { key: uploadKey(scope, upload), media_type: null }
  }
}

function* artifactsOf(value: unknown): Iterable<FoundArtifact> {
  if (typeof value !== 'object' || value === null) return
  const key = 'key' in value ? value.key : null
  const media_type = 'media_type' in value ? value.media_type : null
  if (typeof key === 'string' && artifactKey.test(key))
    yield { key, media_type: typeof media_type === 'string' ? media_type : null }
  for (const inner of Object.values(value)) yield* artifactsOf(inner)
}
