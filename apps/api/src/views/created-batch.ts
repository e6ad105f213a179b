import type { Batch, Job } from '@async-events/core'
import type { BatchView } from '../schemas/batch.ts'
import { prefix } from './job-view.ts'

/** The answer to a request that made a batch. */
export async function createdBatch(
  { batch, jobs }: { batch: Batch; jobs: readonly Job[] },
  view: (batch: Batch) => Promise<BatchView>,
) {
  return {
    location: `${prefix}/batches/${batch.id}`,
    body: {
      status: 'success' as const,
      batch: await view(batch),
      job_ids: jobs.map((job) => job.id),
      message: `A batch of ${jobs.length} jobs was accepted.`,
    },
  }
}
