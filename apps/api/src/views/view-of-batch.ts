import { type Batch, noJobs } from '@async-events/core'
import type { RouteDeps } from '../routes/route-deps.ts'
import type { BatchView } from '../schemas/batch.ts'
import { batchView } from './batch-view.ts'

/** A batch with its counters, as the API shows it. */
export const viewOfBatch =
  ({ jobs, events, signsWebhooks }: Pick<RouteDeps, 'jobs' | 'events' | 'signsWebhooks'>) =>
  async (batch: Batch): Promise<BatchView> => {
    const ids = [batch.id]
    const [counts, positions] = await Promise.all([jobs.counts(ids), events.positions(ids)])
    return batchView(batch, counts.get(batch.id) ?? noJobs, positions.get(batch.id) ?? 0, signsWebhooks)
  }
