import type { Batch, JobListItem } from '@async-events/client'
import type { Counters } from '../describe/counts.ts'

/** What is shown of a batch at work. */
export interface BatchView {
  name: string
  counters: Counters
  isPaused: boolean
  startedAt: string
  running: readonly RunningJob[]
}

export interface RunningJob {
  id: string
  name: string
  percent: number
  step: string
  message: string
}

export const batchViewOf = (batch: Batch): BatchView => ({
  name: batch.batch_name,
  counters: batch,
  isPaused: !batch.isActive,
  startedAt: batch.created_at,
  running: [],
})

/** In the order in which they were begun, so that a line stays where it is while its job runs. */
export const runningOf = (jobs: readonly JobListItem[]): RunningJob[] =>
  jobs
    .toSorted((a, b) => (a.started_at ?? '').localeCompare(b.started_at ?? ''))
    .map(({ job_id, job_name, parameters, progress }) => ({
      id: job_id,
      name: parameters.session ?? job_name,
      percent: progress.percent,
      step: progress.step ?? '',
      message: progress.message ?? '',
    }))

/** A job that has ended runs no more, before the service is asked again. */
export const withoutJob = (view: BatchView, jobId: string): BatchView => ({
  ...view,
  running: view.running.filter(({ id }) => id !== jobId),
})

/** How much of the batch is done, from 0 to 1: jobs that run count by their own progress. */
export function partDone({ counters, running }: BatchView): number {
  if (counters.total_jobs === 0) return 0
  const ended = counters.completed_jobs + counters.failed_jobs + counters.cancelled_jobs
  const begun = running.reduce((sum, { percent }) => sum + percent / 100, 0)
  return Math.min(1, (ended + begun) / counters.total_jobs)
}
