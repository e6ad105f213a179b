import { type Batch, isTerminal, type Principal, readBatch } from '@async-events/core'
import type { Look } from '../http/answer-after-wait.ts'
import type { RouteDeps } from '../routes/route-deps.ts'
import type { BatchView } from '../schemas/batch.ts'
import { newsOf } from '../streams/news-of.ts'
import { countsOfBatches } from './batch-counts.ts'
import { batchView } from './batch-view.ts'

/** A batch with its counters, as the API shows it. */
export const viewOfBatch =
  ({ jobs, events, signsWebhooks }: Pick<RouteDeps, 'jobs' | 'events' | 'signsWebhooks'>) =>
  async (batch: Batch): Promise<BatchView> => {
    // First: what is told after it is not yet known here, and never the other way round.
    const positions = await events.positions([batch.id])
    const countsOf = await countsOfBatches(jobs, [batch])
    return batchView(batch, countsOf(batch.id), positions.get(batch.id) ?? 0, signsWebhooks)
  }

/** For an answer that waits until its batch has ended. */
export function lookAtBatch<T extends { batch: BatchView }>(
  deps: Pick<RouteDeps, 'jobs' | 'batches' | 'events' | 'signsWebhooks' | 'nudge'>,
  principal: Principal,
): Look<T> {
  const view = viewOfBatch(deps)
  return {
    at: async (made) => {
      const found = await readBatch(deps.batches, made.batch.batch_id, principal, 'read')
      // That it has ended is stored, and wrong for a moment after a restart.
      const batch = isTerminal(found) ? await view(found) : null
      return {
        ended: batch !== null && isTerminal(batch),
        answer: async () => ({ ...made, batch: batch ?? (await view(found)) }),
      }
    },
    news: ({ batch }, ms) => newsOf(deps, batch.batch_id, ms),
  }
}
