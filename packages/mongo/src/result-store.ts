import { gatherReads, type ResultStore, resultsId } from '@async-events/core'
import { trusted } from 'mongoose'
import { artifactsIn } from './artifact-keys.ts'
import { type ResultsDocument, toResults } from './documents/results.ts'
import { exact, fieldName, plain } from './exact.ts'
import { findTogether } from './find-together.ts'
import type { Models } from './models.ts'
import { isDuplicateKey, withUnavailable } from './unavailable.ts'

const maxTimeMS = 10_000
/** One may hold megabytes. */
const readTogether = 20

export function createResultStore({ results }: Models): ResultStore {
  const findDocument = gatherReads<ResultsDocument>(readTogether, (ids) => findTogether(results, ids))

  return withUnavailable<ResultStore>({
    async put({ id, ...fields }) {
      const earlier = {
        $or: [{ rev: trusted({ $lte: plain(fields.rev) }) }, { rev: trusted({ $exists: false }) }],
      }
      try {
        await results.replaceOne({ _id: exact(id), ...earlier }, fields, { upsert: true })
      } catch (error) {
        // Results of a later state exist: the worker that computed these has lost its step.
        if (!isDuplicateKey(error)) throw error
      }
    },
    async get(jobId, run) {
      const document = await findDocument(exact(resultsId(exact(jobId), run)))
      return document && toResults(document)
    },
    async getParts(jobId, run, fields) {
      const id = exact(resultsId(exact(jobId), run))
      const bodyFields = Object.fromEntries(fields.map((field) => [`body.${fieldName(field)}`, 1 as const]))
      const parts = { job_id: 1, run: 1, rev: 1, created_at: 1, markdown_path: 1, archive: 1, ...bodyFields }
      const document = await results
        .findOne({ _id: id }, parts, { maxTimeMS })
        .lean<Omit<ResultsDocument, 'files' | 'body'> & Partial<Pick<ResultsDocument, 'body'>>>()
      return document ? toResults({ body: {}, ...document, files: [] }) : null
    },
    async getFiles(jobId, run) {
      const id = exact(resultsId(exact(jobId), run))
      const document = await results
        .findOne({ _id: id }, { files: 1, markdown_path: 1 }, { maxTimeMS })
        .lean<Pick<ResultsDocument, 'files' | 'markdown_path'>>()
      return document && { files: document.files, markdown_path: document.markdown_path }
    },
    artifacts: () => artifactsIn(results, { files: 1, archive: 1 }),
    async *list(before) {
      const found = results
        .find({ created_at: trusted({ $lt: plain(before) }) }, { job_id: 1, run: 1, rev: 1 })
        .sort({ _id: 1 })
        .lean<Pick<ResultsDocument, '_id' | 'job_id' | 'run' | 'rev'>[]>()
        .cursor({ batchSize: 200 })
      for await (const { _id: id, rev = 0, ...fields } of found) yield { id, rev, ...fields }
    },
    async remove({ id, rev }) {
      const unchanged = rev === 0 ? { rev: trusted({ $exists: false }) } : { rev: plain(rev) }
      return (await results.deleteOne({ _id: exact(id), ...unchanged })).deletedCount === 1
    },
    async removeOfJob(jobId) {
      await results.deleteMany({ job_id: exact(jobId) })
    },
  })
}
