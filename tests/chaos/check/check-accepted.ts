import { entriesOf } from '../../harness/history.ts'
import type { Evidence } from '../evidence.ts'
import { type Violation, violationOf } from './invariants.ts'

/** Jobs with a delete request, alone or with their batch, whatever its outcome. */
export function deletedOf({ history }: Pick<Evidence, 'history'>): (id: string) => boolean {
  const asked = new Set(
    entriesOf(history, 'control').flatMap(({ name, id, outcome }) =>
      name === 'delete' && outcome !== 'refused' ? [id] : [],
    ),
  )
  const gone = new Set(asked)
  for (const { batch_id, job_ids } of entriesOf(history, 'accepted'))
    if (batch_id !== null && asked.has(batch_id)) for (const id of job_ids) gone.add(id)
  return (id) => gone.has(id)
}

/** A 201 answer means all of its jobs exist, and no more. */
export function checkAccepted({ history, dump }: Evidence): Violation[] {
  const isDeleted = deletedOf({ history })
  const jobs = new Map(dump.jobs.map((job) => [job.id, job]))
  const batches = new Map(dump.batches.map((batch) => [batch.id, batch]))
  const accepted = entriesOf(history, 'accepted')
  const lost = accepted.flatMap(({ key, job_ids }) =>
    job_ids.filter((id) => !isDeleted(id) && !jobs.has(id)).map((id) => `${id} (${key})`),
  )
  const lostBatches = accepted.flatMap(({ batch_id, key }) =>
    batch_id !== null && !isDeleted(batch_id) && !batches.has(batch_id) ? [`${batch_id} (${key})`] : [],
  )
  const hidden = dump.jobs.flatMap(({ id, hold, batch_id }) =>
    hold === 'creating' && batch_id !== null && batches.has(batch_id) && !isDeleted(id) ? [id] : [],
  )
  return [
    ...violationOf(1, 'accepted jobs are lost', lost),
    ...violationOf(1, 'accepted batches are lost', lostBatches),
    ...violationOf(1, 'jobs of an accepted batch were never released', hidden),
  ]
}

/** A key makes one job or one batch, however often it was sent. */
export function checkIdempotency({ history, dump }: Evidence): Violation[] {
  const answers = Map.groupBy(entriesOf(history, 'accepted'), ({ key }) => key)
  const differing = [...answers].flatMap(([key, entries]) => {
    const ids = new Set(entries.map(({ batch_id, job_ids }) => batch_id ?? job_ids.join()))
    return ids.size > 1 ? [`${key}: ${[...ids].join(', ')}`] : []
  })
  const twins = [...Map.groupBy(dump.jobs, ({ external_id }) => external_id ?? '')].flatMap(([key, jobs]) => {
    // Jobs inserted for a batch that was never created are orphans; the keeper removes them after ten minutes
    const real = jobs.filter(({ hold }) => hold !== 'creating')
    return key !== '' && real.length > 1 ? [`${key}: ${real.map(({ id }) => id).join(', ')}`] : []
  })
  const twinBatches = [...Map.groupBy(dump.batches, ({ name }) => name)].flatMap(([name, batches]) =>
    batches.length > 1 ? [`${name}: ${batches.map(({ id }) => id).join(', ')}`] : [],
  )
  return [
    ...violationOf(10, 'one key was answered with different things', differing),
    ...violationOf(10, 'one key made several jobs', twins),
    ...violationOf(10, 'one key made several batches', twinBatches),
  ]
}
