import type { JobFilter, JobStore } from '@async-events/core'

/** A shorter list is counted each time. */
const keptFrom = 10_000
const keptMs = 2_000
const keptTotals = 500

/**
 * How many jobs a list has. A store counts one by one: of a long list, where nobody sees whether it has one job more, the total may be
 * two seconds old.
 */
export function countJobs({ jobs }: { jobs: Pick<JobStore, 'count'> }, now = () => performance.now()) {
  const kept = new Map<string, { total: number; until: number }>()
  return async (filter: JobFilter): Promise<number> => {
    const key = JSON.stringify(filter)
    const known = kept.get(key)
    if (known && known.until > now()) return known.total
    const total = await jobs.count(filter)
    if (kept.size >= keptTotals) kept.clear()
    if (total < keptFrom) kept.delete(key)
    else kept.set(key, { total, until: now() + keptMs })
    return total
  }
}
