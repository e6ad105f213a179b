import type { JobState, ListBatchesQuery, ListJobsQuery } from '@async-events/client'

/** What the lists show, as the address of the view says it. */
export interface ListFilter {
  tab: 'batches' | 'jobs'
  /** Part of the name. */
  q: string
  status: JobState | ''
  owner: string
  /** `yes`: at work; `no`: paused. Of batches. */
  active: 'yes' | 'no' | ''
  /** Of batches. */
  archived: boolean
}

export const jobStates: readonly JobState[] = ['pending', 'processing', 'completed', 'failed', 'cancelled']

/** What the address does not say, or says wrongly, filters nothing. */
export function readFilter(query: Readonly<Record<string, string>>): ListFilter {
  return {
    tab: query.tab === 'jobs' ? 'jobs' : 'batches',
    q: query.q ?? '',
    status: jobStates.find((state) => state === query.status) ?? '',
    owner: query.owner ?? '',
    active: query.active === 'yes' || query.active === 'no' ? query.active : '',
    archived: query.archived === 'yes',
  }
}

/** The query of the address; empty values are those that filter nothing. */
export function writeFilter(filter: ListFilter): Record<string, string> {
  const { tab, q, status, owner, active, archived } = filter
  return { tab: tab === 'batches' ? '' : tab, q, status, owner, active, archived: archived ? 'yes' : '' }
}

export const isFiltered = (filter: ListFilter): boolean =>
  Object.entries(writeFilter(filter)).some(([name, value]) => name !== 'tab' && value !== '')

/** What the API is asked for. */
export const batchesQuery = ({ q, status, owner, active, archived }: ListFilter): ListBatchesQuery => ({
  ...sharedQuery({ q, status, owner }),
  ...(active === '' ? {} : { isActive: active === 'yes' }),
  ...(archived ? { archived } : {}),
})

export const singleJobsQuery = ({ q, status, owner }: ListFilter): ListJobsQuery => ({
  ...sharedQuery({ q, status, owner }),
  in_batch: false,
})

function sharedQuery({ q, status, owner }: Pick<ListFilter, 'q' | 'status' | 'owner'>): {
  q?: string
  status?: JobState[]
  user_id?: string
} {
  return {
    ...(q.trim() === '' ? {} : { q: q.trim() }),
    ...(status === '' ? {} : { status: [status] }),
    ...(owner.trim() === '' ? {} : { user_id: owner.trim() }),
  }
}
