import type { JobState, ListBatchesQuery, ListJobsQuery } from '@async-events/client'
import type { Caller } from '../../service/use-caller.ts'

/** What the lists show, as the address of the view says it. */
export interface ListFilter {
  tab: 'batches' | 'jobs'
  /** Part of the name. */
  q: string
  status: JobState | ''
  owner: string
  /** Of a user: also what others have made public or shared, next to his own. */
  everyone: boolean
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
    everyone: query.everyone === 'yes',
    active: query.active === 'yes' || query.active === 'no' ? query.active : '',
    archived: query.archived === 'yes',
  }
}

/** The query of the address; empty values are those that filter nothing. */
export function writeFilter(filter: ListFilter): Record<string, string> {
  const { tab, q, status, owner, everyone, active, archived } = filter
  return {
    tab: tab === 'batches' ? '' : tab,
    q,
    status,
    owner,
    everyone: everyone ? 'yes' : '',
    active,
    archived: archived ? 'yes' : '',
  }
}

/** Whether less is shown than the reader has. */
export const isFiltered = (filter: ListFilter): boolean =>
  Object.entries(writeFilter(filter)).some(
    ([name, value]) => name !== 'tab' && name !== 'everyone' && value !== '',
  )

/** What the API is asked for. */
export const batchesQuery = (
  { active, archived, ...filter }: ListFilter,
  caller: Caller,
): ListBatchesQuery => ({
  ...sharedQuery(filter, caller),
  ...(active === '' ? {} : { isActive: active === 'yes' }),
  ...(archived ? { archived } : {}),
})

export const singleJobsQuery = (filter: ListFilter, caller: Caller): ListJobsQuery => ({
  ...sharedQuery(filter, caller),
  in_batch: false,
})

/** The API lists what a user may read, of which what nobody owns is a part; a user is shown his own unless he asks. */
function sharedQuery(
  { q, status, owner, everyone }: Pick<ListFilter, 'q' | 'status' | 'owner' | 'everyone'>,
  caller: Caller,
): {
  q?: string
  status?: JobState[]
  user_id?: string
} {
  const user = owner.trim() || (everyone ? '' : (caller.user_id ?? ''))
  return {
    ...(q.trim() === '' ? {} : { q: q.trim() }),
    ...(status === '' ? {} : { status: [status] }),
    ...(user === '' ? {} : { user_id: user }),
  }
}
