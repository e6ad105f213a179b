import { entriesOf, type JobCounts } from '../../harness/history.ts'
import type { Evidence } from '../evidence.ts'
import { deletedOf } from './check-accepted.ts'
import { type Violation, violationOf } from './invariants.ts'

/** At every reading the counters sum to the total, and the total is what was accepted. */
export function checkCounters({ history, dump }: Pick<Evidence, 'history' | 'dump'>): Violation[] {
  const isDeleted = deletedOf({ history })
  const sizes = new Map(
    entriesOf(history, 'accepted').flatMap(({ batch_id, job_ids }) =>
      batch_id === null ? [] : [[batch_id, job_ids.length] as const],
    ),
  )
  const samples = entriesOf(history, 'counters').filter(({ batch_id }) => !isDeleted(batch_id))
  const shown = ({
    batch_id,
    counts,
    total,
  }: {
    batch_id: string
    counts: JobCounts
    total: number
  }): string => `${batch_id}: ${Object.values(counts).join(' + ')} of ${total}`
  const unequal = samples.filter(({ counts, total }) => sumOf(counts) !== total)
  const changed = samples.filter(({ batch_id, total }) => total !== (sizes.get(batch_id) ?? total))

  const last = new Map(samples.map((sample) => [sample.batch_id, sample]))
  const jobs = Map.groupBy(dump.jobs, ({ batch_id }) => batch_id ?? '')
  const wrong = [...last.values()].flatMap((sample) => {
    // The last reading comes after everything has ended.
    const own = jobs.get(sample.batch_id) ?? []
    const real = (status: string): number => own.filter((job) => job.status === status).length
    const differs = Object.entries(sample.counts).some(([status, count]) => count !== real(status))
    return differs ? [`${shown(sample)}, but ${own.map(({ status }) => status).join(', ')}`] : []
  })
  return [
    ...violationOf(7, 'counters do not sum to the total', unequal.map(shown)),
    ...violationOf(7, 'the total of a batch is not the number of its jobs', changed.map(shown)),
    ...violationOf(7, 'counters at the end are not those of the jobs', wrong),
  ]
}

const sumOf = (counts: JobCounts): number => Object.values(counts).reduce((sum, each) => sum + each, 0)
