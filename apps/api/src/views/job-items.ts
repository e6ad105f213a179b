import type { Job, JobFilter, JobStore, Page } from '@async-events/core'
import type { JobListItem } from '../schemas/job.ts'
import { jobListItem, type ViewDeps } from './job-view.ts'

const keptItems = 1_000
/** Larger ones are read again: parameters may hold a transcript. Characters of JSON. */
const largestKept = 16_000

interface Kept {
  revision: number
  item: JobListItem
}

export interface JobItems {
  heads: Awaited<ReturnType<JobStore['heads']>>
  jobs: JobListItem[]
}

/**
 * Pages of a list of jobs. Items are kept by the revision of their jobs, which counts all that a reader can see: a page
 * that is asked for again reads what has changed. Rights are asked for each time.
 */
export function listJobs(deps: ViewDeps & { jobs: Pick<JobStore, 'heads' | 'those'> }) {
  const kept = new Map<string, Kept>()

  function keep(job: Job, item: JobListItem): void {
    kept.delete(job.id)
    if (JSON.stringify(item).length > largestKept) return
    kept.set(job.id, { revision: job.revision, item })
    const [oldest] = kept.keys()
    if (kept.size > keptItems && oldest !== undefined) kept.delete(oldest)
  }

  return async (filter: JobFilter, page: Page): Promise<JobItems> => {
    const heads = await deps.jobs.heads(filter, page)
    const items = new Map<string, JobListItem>()
    for (const { id, revision } of heads) {
      const known = kept.get(id)
      if (known?.revision === revision) items.set(id, known.item)
    }
    const changed = heads.flatMap(({ id }) => (items.has(id) ? [] : [id]))
    for (const job of changed.length === 0 ? [] : await deps.jobs.those(filter, changed)) {
      const item = jobListItem(job, deps)
      items.set(job.id, item)
      keep(job, item)
    }
    // Who has left the list since has no item.
    return { heads, jobs: heads.flatMap(({ id }) => items.get(id) ?? []) }
  }
}
