import { goodPages } from '../../harness/fake-conference.ts'
import { entriesOf } from '../../harness/history.ts'
import { type Evidence, isTerminal } from '../evidence.ts'
import { type Violation, violationOf } from './invariants.ts'

/** After the last fault all jobs end, in the state that their sources imply. */
export function checkEnds({ history, dump }: Evidence): Violation[] {
  const late = dump.jobs.flatMap((job) =>
    !job.deleted && job.hold !== 'creating' && !isTerminal(job.status)
      ? [
          `${job.id} is ${job.status}${job.hold ? ` (${job.hold})` : ''}: ${Object.entries(job.steps)
            .map(([id, { status }]) => `${id} ${status}`)
            .join(', ')}`,
        ]
      : [],
  )
  // Jobs inserted for a batch that was never created send no events; they are removed after ten minutes.
  const owed = dump.jobs.flatMap(({ id, outbox, hold }) =>
    outbox > 0 && hold !== 'creating' ? [`${id}: ${outbox}`] : [],
  )
  const remains = dump.jobs.flatMap(({ id, deleted }) => (deleted ? [id] : []))
  const unfair = dump.jobs.flatMap(({ id, status, url, error }) =>
    status === 'failed' && goodPages.has(pageOf(url)) && error?.code !== 'forced_failure'
      ? [`${id} (${pageOf(url)}): ${error?.step ?? 'job'} ${error?.code}`]
      : [],
  )
  const unsettled = dump.batches.flatMap((batch) => {
    if (batch.deleted) return [`${batch.id} is still there`]
    return isTerminal(batch.status) ? [] : [`${batch.id} is stored as ${batch.status}`]
  })
  const settled = entriesOf(history, 'phase').find(({ phase }) => phase === 'settled')
  const probed = entriesOf(history, 'probe').at(-1)
  const sick =
    probed && !probed.is_sound
      ? [`the slowest of round ${probed.round} took ${probed.slowest_ms} ms`, ...probed.complaints]
      : []
  return [
    ...violationOf(2, 'jobs have not ended in time after the last fault', late),
    ...violationOf(9, 'events were never relayed', owed),
    ...violationOf(2, 'deleted jobs were not removed', remains),
    ...violationOf(15, 'jobs failed although all their sources are good', unfair),
    ...violationOf(7, 'batches have not come to their end', late.length > 0 ? [] : unsettled),
    ...violationOf(14, 'the service never came to rest', settled ? [] : ['see the timeline']),
    ...violationOf(14, 'work is still disturbed though all faults are long over', sick),
  ]
}

/** Kind of the page of the fake conference that a job reads. */
export const pageOf = (url: string): string => /^https?:\/\/[^/]+\/(\w+)\//.exec(url)?.[1] ?? ''
