import type { Batch } from '@async-events/client'
import type { Counts } from '../../parts/progress-bar.tsx'

type Counters = Pick<
  Batch,
  'pending_jobs' | 'processing_jobs' | 'completed_jobs' | 'failed_jobs' | 'cancelled_jobs'
>

export const countsOf = (batch: Counters): Counts => ({
  pending: batch.pending_jobs,
  processing: batch.processing_jobs,
  completed: batch.completed_jobs,
  failed: batch.failed_jobs,
  cancelled: batch.cancelled_jobs,
})
