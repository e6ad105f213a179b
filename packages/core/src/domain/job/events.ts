import type { JobEventType } from './job.ts'

/** An entry of the event log. `pos` numbers a batch's events without a gap, `seq` those of a job. */
export interface LoggedEvent {
  /** The job, or the batch itself for `batch.completed`. */
  job_id: string
  /** For `batch.completed`: the batch's generation. */
  seq: number
  batch_id: string | null
  pos: number | null
  type: JobEventType | 'batch.completed'
  at: Date
  data: Record<string, unknown>
}

export type NewEvent = Omit<LoggedEvent, 'pos'>
