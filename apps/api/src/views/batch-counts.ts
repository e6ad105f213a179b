import { type Batch, type BatchCounts, type JobStore, noJobs, totalOf } from '@async-events/core'

/** Jobs by state, for each batch: as soon as it is stored, although its jobs are released a moment later. */
export async function countsOfBatches(
  jobs: Pick<JobStore, 'counts' | 'unreleased'>,
  batches: readonly Pick<Batch, 'id' | 'creation'>[],
): Promise<(batchId: string) => BatchCounts> {
  const counts = await jobs.counts(batches.map(({ id }) => id))
  const countsOf = (id: string): BatchCounts => counts.get(id) ?? noJobs
  const empty = batches.filter(({ id }) => totalOf(countsOf(id)) === 0)
  const unreleased = empty.length > 0 ? await jobs.unreleased(empty) : new Map<string, number>()
  return (id) => {
    const pending = unreleased.get(id)
    return pending === undefined ? countsOf(id) : { ...noJobs, pending }
  }
}
