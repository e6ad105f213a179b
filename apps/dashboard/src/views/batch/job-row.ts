import type { BatchNews, JobListItem, JobState, Step } from '@async-events/client'
import { markOf, type SessionMark } from '../parameters/session-mark.ts'

export type StepRow = Pick<
  Step,
  'id' | 'name' | 'queue' | 'status' | 'started_at' | 'completed_at' | 'duration_ms' | 'cached'
>

/** What the table and the timeline show of a job: thousands of them are kept. */
export interface JobRow {
  id: string
  /** Title of the talk, where it has one. */
  name: string
  /** With conference and track. */
  fullName: string
  status: JobState
  /** Id of the step that it is at. */
  step: string | null
  percent: number
  warnings: readonly string[]
  /** What the schedule says of the session, where that is not as it was. */
  mark: SessionMark | null
  /** Code of the failure. */
  error: string | null
  createdAt: string
  startedAt: string | null
  endedAt: string | null
  /** Number of the newest of its events that is known here. */
  seq: number
  steps: readonly StepRow[]
}

export const rowOf = (job: JobListItem): JobRow => ({
  id: job.job_id,
  name: job.parameters.session ?? job.job_name,
  fullName: job.job_name,
  status: job.status,
  step: job.progress.step,
  percent: job.progress.percent,
  warnings: job.warnings.map(({ code }) => code),
  mark: markOf(job),
  error: job.error?.code ?? null,
  createdAt: job.created_at,
  startedAt: job.run.started_at,
  endedAt: job.run.ended_at,
  seq: Number(job.last_event_id),
  steps: job.steps.map(({ id, name, queue, status, started_at, completed_at, duration_ms, cached }) => ({
    id,
    name,
    queue,
    status,
    started_at,
    completed_at,
    duration_ms,
    cached,
  })),
})

type JobNewsOfBatch = Exclude<BatchNews, { type: 'progress' | 'batch.completed' }>

/** Whether news are of one job. */
export const isOfJob = (news: BatchNews): news is JobNewsOfBatch =>
  news.type !== 'progress' && news.type !== 'batch.completed'

const endOf: Readonly<Record<string, JobState>> = {
  'job.completed': 'completed',
  'job.failed': 'failed',
  'job.cancelled': 'cancelled',
}

/**
 * A row after an event of its job; the same row where the event was known. Null: the job was deleted. What events
 * do not tell (warnings, percent, steps that were found on the way) comes with the next answer of the API.
 */
export function afterNews(row: JobRow, { data }: JobNewsOfBatch): JobRow | null {
  if (data.type === 'job.deleted') return null
  if (data.seq <= row.seq) return row
  const next = { ...row, seq: data.seq }
  switch (data.type) {
    case 'job.started':
      return { ...next, status: 'processing', startedAt: row.startedAt ?? data.timestamp }
    case 'job.restarted':
      return { ...next, status: 'pending', startedAt: null, endedAt: null, error: null }
    case 'job.completed':
    case 'job.failed':
    case 'job.cancelled':
      return {
        ...next,
        status: endOf[data.type] ?? row.status,
        percent: data.type === 'job.completed' ? 100 : row.percent,
        error: data.error?.code ?? null,
        endedAt: data.timestamp,
      }
    case 'job.step':
      return {
        ...next,
        step: data.status === 'running' ? data.step : row.step,
        steps: row.steps.map((step) =>
          step.id === data.step ? stepAfter(step, data.status, data.timestamp) : step,
        ),
      }
    default:
      return next
  }
}

function stepAfter(step: StepRow, status: StepRow['status'], timestamp: string): StepRow {
  if (status === 'running')
    return { ...step, status, started_at: timestamp, completed_at: null, duration_ms: null }
  if (status === 'completed' || status === 'failed') {
    const { started_at } = step
    const duration_ms = started_at === null ? null : Date.parse(timestamp) - Date.parse(started_at)
    return { ...step, status, completed_at: timestamp, duration_ms }
  }
  return { ...step, status }
}
