import { type JobLogStore, jobLogLimits } from '@async-events/core'
import { exact } from './exact.ts'
import type { Models } from './models.ts'
import { withUnavailable } from './unavailable.ts'

/**
 * One document per run, with the newest lines in an array. A step may still log after its job was deleted and removed, so
 * creating a log checks that the job exists.
 */
export function createJobLogStore({ job_logs, jobs }: Models): JobLogStore {
  const idOf = (jobId: string, run: number) => exact(`${exact(jobId)}.${run}`)
  return withUnavailable<JobLogStore>({
    async append(jobId, run, lines) {
      const push = { $each: lines, $slice: -jobLogLimits.lines }
      const { upsertedCount } = await job_logs.updateOne(
        { _id: idOf(jobId, run) },
        { $push: { lines: push }, $setOnInsert: { job_id: jobId, run } },
        { upsert: true },
      )
      if (upsertedCount === 0) return
      const job = await jobs.exists({ _id: exact(jobId) })
      if (!job) await job_logs.deleteMany({ job_id: exact(jobId) })
    },
    async ofRun(jobId, run) {
      const found = await job_logs.findOne({ _id: idOf(jobId, run) }, null, { maxTimeMS: 10_000 }).lean()
      return found?.lines ?? []
    },
    async removeOfJob(jobId) {
      await job_logs.deleteMany({ job_id: exact(jobId) })
    },
  })
}
