import { type ResultStore, type Results, resultsId } from '@async-events/core'
import { artifactsIn } from './artifact-keys.ts'
import type { Models, Stored } from './models.ts'
import { withUnavailable } from './unavailable.ts'

export function createResultStore({ results }: Models): ResultStore {
  const { collection } = results
  return withUnavailable<ResultStore>({
    async put({ id, ...fields }) {
      // Written again when the transition that refers to it is computed again: the last one wins, all are equal.
      await collection.replaceOne({ _id: id as never }, fields as never, { upsert: true })
    },
    async get(jobId, run) {
      const document = await collection.findOne<Stored>(
        { _id: resultsId(jobId, run) as never },
        { maxTimeMS: 10_000 },
      )
      if (!document) return null
      const { _id, ...fields } = document
      return { id: _id, ...fields } as unknown as Results
    },
    async getParts(jobId, run, fields) {
      const bodyFields = Object.fromEntries(fields.map((field) => [`body.${field}`, 1]))
      const parts = { job_id: 1, run: 1, created_at: 1, markdown_path: 1, archive: 1, ...bodyFields }
      const document = await collection.findOne<Stored>(
        { _id: resultsId(jobId, run) as never },
        { projection: parts, maxTimeMS: 10_000 },
      )
      if (!document) return null
      const { _id, ...found } = document
      return { id: _id, body: {}, ...found, files: [] } as unknown as Results
    },
    artifacts: () => artifactsIn(collection, { files: 1, archive: 1 }),
    async removeOfJob(jobId) {
      await collection.deleteMany({ job_id: jobId })
    },
  })
}
