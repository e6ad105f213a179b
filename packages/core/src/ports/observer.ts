import type { Transition } from '../domain/job/advance.ts'
import type { Batch } from '../domain/job/batch.ts'
import type { Job, JobStatus } from '../domain/job/job.ts'

/** Told what this process has written, to measure it. Its methods return at once and never throw. */
export interface Observer {
  transition(before: Job, after: Job, type: Transition['type']): void
  batchEnded(batch: Batch, status: JobStatus, at: Date): void
}
