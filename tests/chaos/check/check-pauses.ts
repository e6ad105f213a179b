import { entriesOf } from '../../harness/history.ts'
import type { Evidence } from '../evidence.ts'
import { type Violation, violationOf } from './invariants.ts'

/**
 * Between the answer to a pause and the request that ends it no step of the batch is claimed. Told by the numbers of
 * events and not by times: clocks of processes differ by more than such a race lasts.
 */
export function checkPauses({ history, dump }: Pick<Evidence, 'history' | 'dump'>): Violation[] {
  const claims = Map.groupBy(
    dump.events.filter(({ type, status }) => type === 'job.step' && status === 'running'),
    ({ job_id }) => job_id,
  )
  const early = entriesOf(history, 'paused').flatMap(({ batch_id, before, after }) =>
    Object.entries(before).flatMap(([id, first]) =>
      (claims.get(id) ?? [])
        .filter(({ seq }) => seq > first && seq <= (after[id] ?? 0))
        .map(({ step, seq }) => `${batch_id}: ${step} of ${id}, event ${seq} of ${first} to ${after[id]}`),
    ),
  )
  return violationOf(8, 'steps were claimed while their batch was paused', early)
}
