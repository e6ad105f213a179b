import { type ResultStore, type Results, resultsId } from '@async-events/core'
import { artifactsIn } from './artifact-keys.ts'
import { exact, fieldName, plain } from './exact.ts'
import type { Models, Stored } from './models.ts'
import { isDuplicateKey, withUnavailable } from './unavailable.ts'

export function createResultStore({ results }: Models): ResultStore {
  const { collection } = results
  return withUnavailable<ResultStore>({
    async put({ id, ...fields }) {
      const earlier = { $or: [{ rev: { $lte: plain(fields.rev) } }, { rev: { $exists: false } }] }
      try {
        await collection.replaceOne({ _id: exact(id), ...earlier }, fields as never, { upsert: true })
      } catch (error) {
        // Those of a later state are there: whoever computed these has lost its step meanwhile.
        if (!isDuplicateKey(error)) throw error
      }
    },
    async get(jobId, run) {
      const document = await collection.findOne<Stored>(
        { _id: exact(resultsId(exact(jobId), run)) },
        { maxTimeMS: 10_000 },
      )
      if (!document) return null
      const { _id, ...fields } = document
      return { id: _id, ...fields } as unknown as Results
    },
    async getParts(jobId, run, fields) {
      const bodyFields = Object.fromEntries(fields.map((field) => [`body.${fieldName(field)}`, 1]))
      const parts = { job_id: 1, run: 1, rev: 1, created_at: 1, markdown_path: 1, archive: 1, ...bodyFields }
      const document = await collection.findOne<Stored>(
        { _id: exact(resultsId(exact(jobId), run)) },
        { projection: parts, maxTimeMS: 10_000 },
      )
      if (!document) return null
      const { _id, ...found } = document
      return { id: _id, body: {}, ...found, files: [] } as unknown as Results
    },
    artifacts: () => artifactsIn(collection, { files: 1, archive: 1 }),
    async *list(before) {
      const found = collection
        .find<Stored>({ created_at: { $lt: plain(before) } }, { projection: { job_id: 1, run: 1, rev: 1 } })
        .sort({ _id: 1 })
        .batchSize(200)
      // Without `rev`: stored before there was one.
      for await (const { _id: id, ...fields } of found) yield { id, rev: 0, ...fields } as never
    },
    async remove({ id, rev }) {
      const unchanged = rev === 0 ? { rev: { $exists: false } } : { rev: plain(rev) }
      return (await collection.deleteOne({ _id: exact(id), ...unchanged })).deletedCount === 1
    },
    async removeOfJob(jobId) {
      await collection.deleteMany({ job_id: exact(jobId) })
    },
  })
}
