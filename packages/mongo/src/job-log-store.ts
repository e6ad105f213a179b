import { type JobLogLine, type JobLogStore, jobLogLimits } from '@async-events/core'
import { exact } from './exact.ts'
import type { Models } from './models.ts'
import { withUnavailable } from './unavailable.ts'

/**
 * One document a run, its lines in an array that keeps the newest. Whoever runs a step may say something after its job was
 * deleted and removed: who begins a log looks whether the job is there.
 */
export function createJobLogStore({ job_logs, jobs }: Models): JobLogStore {
  const { collection } = job_logs
  const idOf = (jobId: string, run: number) => exact(`${exact(jobId)}.${run}`)
  return withUnavailable<JobLogStore>({
    async append(jobId, run, lines) {
      const push = { $each: lines, $slice: -jobLogLimits.lines }
      const { upsertedCount } = await collection.updateOne(
        { _id: idOf(jobId, run) },
        { $push: { lines: push }, $setOnInsert: { job_id: jobId, run } } as never,
        { upsert: true },
      )
      if (upsertedCount === 0) return
      const job = await jobs.collection.findOne({ _id: exact(jobId) }, { projection: { _id: 1 } })
      if (!job) await collection.deleteMany({ job_id: exact(jobId) })
    },
    async ofRun(jobId, run) {
      const found = await collection.findOne<{ lines: JobLogLine[] }>(
        { _id: idOf(jobId, run) },
        { maxTimeMS: 10_000 },
      )
      return found?.lines ?? []
    },
    async removeOfJob(jobId) {
      await collection.deleteMany({ job_id: exact(jobId) })
    },
  })
}
