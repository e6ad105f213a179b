import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../domain/clock.ts'
import { AppError } from '../../domain/errors.ts'
import type { Job } from '../../domain/job/job.ts'
import type { SearchableTalk } from '../../domain/search/searchable-talk.ts'
import type { DocumentEvent, EventLog } from '../../ports/event-log.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { Logger } from '../../ports/logger.ts'
import type { SearchIndex, SearchIndexState } from '../../ports/search-index.ts'
import { continues, type Pass } from '../upkeep/pass.ts'

export interface FeedSearchDeps {
  jobs: Pick<JobStore, 'get' | 'withResults' | 'readable'>
  events: Pick<EventLog, 'ofDocuments'>
  search: SearchIndex
  /** What is searched of a job; null where it has no document. */
  readTalk(job: Job): Promise<SearchableTalk | null>
  clock: Pick<Clock, 'now'>
  log: Pick<Logger, 'info' | 'warn'>
  /** How long the event log keeps events. Milliseconds. */
  keptMs: number
}

/** Clocks of processes differ, and what is logged can be read a little later: events of this time are read again. */
const overlapMs = 2 * 60_000
/** What was left out, such as for a file that could not be read, is tried again. */
const comparedEveryMs = 3_600_000
const groupSize = 100
const rememberedEvents = 10_000

export interface SearchFeed {
  /** Brings the index up to date. Returns whether it came to the end of the log. */
  pass(pass?: Pass): Promise<boolean>
}

/**
 * Puts the documents of jobs into the index as the event log tells of them. Compares all jobs with the index at first, once an
 * hour, and where the index is behind what the log still has. Where it ends, the next pass goes on: what is in the index
 * is not put again. Any number of processes may do so.
 */
export function createSearchFeed(deps: FeedSearchDeps): SearchFeed {
  const { search, events, clock, log } = deps
  /** Events of the overlap that this process has followed, with the generation of the index. */
  const followed = new Map<string, number>()

  async function pass(given: Pass = {}): Promise<boolean> {
    const state = await search.state()
    const now = clock.now()
    if (mustCompare(state, now, deps.keptMs)) return compareAll(state, now, given)
    return followLog(state, now, given)
  }

  async function compareAll({ generation, complete_until }: SearchIndexState, now: Date, given: Pass) {
    let put = 0
    let group: { id: string; result_run: number }[] = []
    const settle = async (): Promise<boolean> => {
      const runs = await search.runs(group.map(({ id }) => id))
      for (const { id, result_run } of group) {
        if (!continues(given)) return false
        if (runs.get(id) === result_run) continue
        await refresh(id)
        put += 1
      }
      group = []
      return true
    }
    for await (const found of deps.jobs.withResults()) {
      if (group.push(found) >= groupSize && !(await settle())) return false
    }
    if (!(await settle())) return false
    const removed = await removeOthers(given)
    if (removed === null) return false
    await search.completed(generation, { until: now, compared_at: now })
    if (put + removed > 0 || complete_until === null)
      log.info({ put, removed }, 'the search index was compared with all jobs')
    return true
  }

  /** Talks whose job is gone, or has no results any more. Null when the pass was stopped. */
  async function removeOthers(given: Pass): Promise<number | null> {
    let removed = 0
    for (let after = ''; ; ) {
      if (!continues(given)) return null
      const ids = await search.ids(after, 1_000)
      const last = ids.at(-1)
      if (last === undefined) return removed
      after = last
      const there = await deps.jobs.readable(ids, { kind: 'all' })
      for (const id of ids) {
        if (there.has(id)) continue
        await search.remove(id)
        removed += 1
      }
    }
  }

  async function followLog({ generation, complete_until }: SearchIndexState, now: Date, given: Pass) {
    const from = new Date((complete_until ?? now).getTime() - overlapMs)
    for (let beyond: Pick<DocumentEvent, 'id' | 'logged_at'> = { id: '', logged_at: from }; ; ) {
      const found = await events.ofDocuments(beyond, groupSize)
      const last = found.at(-1)
      if (last === undefined) break
      for (const { id, job_id } of found) {
        if (!continues(given)) return false
        if (followed.get(id) === generation) continue
        await refresh(job_id)
        if (followed.size >= rememberedEvents) followed.clear()
        followed.set(id, generation)
      }
      beyond = last
    }
    await search.completed(generation, { until: now })
    return true
  }

  /** Makes the index agree with a job as it is now, whatever the event said. */
  async function refresh(id: string): Promise<void> {
    // Others of this process have their turn: words of an hour of speech take a while.
    await setImmediate()
    const job = await deps.jobs.get(id)
    if (!job || job.deleted_at || job.result_run === null) return search.remove(id)
    if ((await search.runs([id])).get(id) === job.result_run) return
    const talk = await readSafely(job)
    if (talk === null) return search.remove(id)
    await search.put(talk)
  }

  /** A document that cannot be read keeps no other one out of the index. */
  async function readSafely(job: Job): Promise<SearchableTalk | null> {
    try {
      return await deps.readTalk(job)
    } catch (error) {
      if (error instanceof AppError && error.outage) throw error
      log.warn({ err: error, job_id: job.id }, 'a document could not be read for the search')
      return null
    }
  }

  return { pass }
}

function mustCompare({ complete_until, compared_at }: SearchIndexState, now: Date, keptMs: number): boolean {
  if (complete_until === null || compared_at === null) return true
  return (
    now.getTime() - compared_at.getTime() > comparedEveryMs ||
    // Events that it has not followed may have been removed.
    now.getTime() - complete_until.getTime() > keptMs - overlapMs
  )
}
