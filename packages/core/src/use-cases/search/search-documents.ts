import { ownerFilter, type Principal } from '../../domain/access/access.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { FoundPassage, FoundTalk, SearchFilter, SearchIndex } from '../../ports/search-index.ts'

export interface SearchDeps {
  search: Pick<SearchIndex, 'find' | 'passages' | 'state'>
  jobs: Pick<JobStore, 'readable'>
  batches: Pick<BatchStore, 'archived'>
}

export interface SearchRequest {
  text: string
  filter: Omit<SearchFilter, 'user_id'>
  /** Only of batches that are archived, or only of those that are not and of none. */
  archived?: boolean
  limit: number
  skip: number
  /** Passages of a talk. */
  perTalk: number
}

export interface FacetValue {
  value: string
  count: number
}

export interface SearchAnswer {
  /** Talks that the caller may read. */
  total: number
  /** False where so many talks hold the words that not all were looked at. */
  isComplete: boolean
  hits: { talk: FoundTalk; passages: FoundPassage[] }[]
  /** Talks by what they are of: of all that were found, not only of those on this page. */
  facets: Record<'event' | 'track' | 'speaker', FacetValue[]>
  /** What has been logged since then may not be in the index; null while it is being filled. */
  complete_until: Date | null
}

/** Talks that are looked at, by how well they fit. */
export const mostCandidates = 10_000
const mostFacetValues = 50

/**
 * Finds words in the documents that the caller may read. The index proposes talks, and the database decides which of them may
 * be read now: the index may be behind, and no hit, count or facet is of a talk beyond the caller's rights.
 */
export async function searchDocuments(
  deps: SearchDeps,
  request: SearchRequest,
  principal: Principal,
): Promise<SearchAnswer> {
  const { text, limit, skip, perTalk } = request
  const [{ complete_until }, { candidates, isComplete }] = await Promise.all([
    deps.search.state(),
    candidatesFor(deps, request, principal),
  ])
  const readable = await deps.jobs.readable(
    candidates.map(({ job_id }) => job_id),
    ownerFilter(principal),
  )
  const talks = await withArchived(
    deps,
    candidates.filter(({ job_id }) => readable.has(job_id)),
    request.archived,
  )
  const page = talks.slice(skip, skip + limit)
  const passages = await deps.search.passages(
    text,
    page.map(({ job_id }) => job_id),
    perTalk,
  )
  return {
    total: talks.length,
    isComplete,
    hits: page.map((talk) => ({ talk, passages: passages.get(talk.job_id) ?? [] })),
    facets: {
      event: countValues(talks, ({ event }) => [event]),
      track: countValues(talks, ({ track }) => [track]),
      speaker: countValues(talks, ({ speakers }) => speakers),
    },
    complete_until,
  }
}

/** Where more talks fit than are looked at, those of the caller are all among them: whose a job is never changes. */
async function candidatesFor(
  { search }: SearchDeps,
  { text, filter }: SearchRequest,
  principal: Principal,
): Promise<{ candidates: FoundTalk[]; isComplete: boolean }> {
  if (principal.kind === 'anonymous') {
    const own = await search.find(text, { ...filter, user_id: null }, mostCandidates)
    return { candidates: own, isComplete: own.length < mostCandidates }
  }
  const found = await search.find(text, filter, mostCandidates)
  if (found.length < mostCandidates) return { candidates: found, isComplete: true }
  if (principal.kind === 'operator') return { candidates: found, isComplete: false }
  const own = await search.find(text, { ...filter, user_id: principal.id }, mostCandidates)
  const ids = new Set(own.map(({ job_id }) => job_id))
  return { candidates: [...own, ...found.filter(({ job_id }) => !ids.has(job_id))], isComplete: false }
}

async function withArchived(
  { batches }: SearchDeps,
  talks: FoundTalk[],
  archived: boolean | undefined,
): Promise<FoundTalk[]> {
  if (archived === undefined) return talks
  const ids = [...new Set(talks.flatMap(({ batch_id }) => batch_id ?? []))]
  const are = await batches.archived(ids)
  return talks.filter(({ batch_id }) => (batch_id !== null && are.has(batch_id)) === archived)
}

/** The most frequent first. */
function countValues(talks: readonly FoundTalk[], valuesOf: (talk: FoundTalk) => string[]): FacetValue[] {
  const counts = new Map<string, number>()
  for (const talk of talks)
    for (const value of new Set(valuesOf(talk)))
      if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, mostFacetValues)
}
