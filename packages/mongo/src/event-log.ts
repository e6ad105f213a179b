import {
  AppError,
  type Clock,
  type EventLog,
  gather,
  type LoggedEvent,
  type NewEvent,
} from '@async-events/core'
import { type QueryFilter, trusted } from 'mongoose'
import { type EventDocument, eventId, fromEvent, toEvent } from './documents/event.ts'
import { exact, moment, plain } from './exact.ts'
import { insertInOrder } from './insert-documents.ts'
import type { Models } from './models.ts'
import { removeOldEvents } from './remove-old-events.ts'
import { isDuplicateKey, toUnavailable, withUnavailable } from './unavailable.ts'

const maxTimeMS = 10_000
/** Calls whose events go out in one command. */
const appendedTogether = 100

interface Waiting {
  events: NewEvent[]
  done: PromiseWithResolvers<void>
}

/**
 * A batch's events are numbered without a gap by "highest + 1, again on duplicate key". Appends of one process to one
 * batch wait in line and go out together, so only different processes ever compete for a number.
 */
export function createEventLog(
  { events }: Models,
  clock: Pick<Clock, 'now'> = { now: () => new Date() },
): EventLog {
  const lines = new Map<string, Waiting[]>()
  /** Highest positions as last seen here. A stale one only costs a try. */
  const seen = new Map<string, number>()
  const appendUnnumbered = gather<readonly NewEvent[]>(appendedTogether, async (lists) => {
    try {
      await insertMissing(lists.flat(), null)
      return []
    } catch (error) {
      throw toUnavailable(error)
    }
  })

  async function append(list: NewEvent[]): Promise<void> {
    const [first] = list
    if (!first) return
    if (first.batch_id === null) return appendUnnumbered(list)
    const line = lines.get(first.batch_id)
    const waiting: Waiting = { events: list, done: Promise.withResolvers<void>() }
    if (line) {
      line.push(waiting)
    } else {
      lines.set(first.batch_id, [waiting])
      void drain(first.batch_id)
    }
    return waiting.done.promise
  }

  async function drain(batchId: string): Promise<void> {
    const line = lines.get(batchId) ?? []
    while (line.length > 0) {
      const group = line.splice(0, 200)
      try {
        await insertMissing(unique(group.flatMap((waiting) => waiting.events)), batchId)
        for (const waiting of group) waiting.done.resolve()
      } catch (error) {
        for (const waiting of group) waiting.done.reject(error)
      }
    }
    lines.delete(batchId)
  }

  /**
   * Ordered inserts: the first event that is there already, or whose number is taken, stops the rest. Then what is
   * there is left out, the highest number read anew, and the rest goes on after it.
   */
  async function insertMissing(list: readonly NewEvent[], batchId: string | null): Promise<void> {
    let rest = list
    for (let tries = 0; rest.length > 0; tries++) {
      if (tries > 1000) throw new AppError('unavailable', 'The event log is too busy.')
      const from = batchId === null ? null : (seen.get(batchId) ?? (await highest(batchId)))
      const now = clock.now()
      const documents = rest.map((event, index) =>
        fromEvent(event, from === null ? null : from + index + 1, now),
      )
      try {
        await insertInOrder(events, documents)
        if (batchId !== null && from !== null) remember(batchId, from + rest.length)
        return
      } catch (error) {
        if (batchId !== null) seen.delete(batchId)
        if (!isDuplicateKey(error)) throw error
        const taken = placeOfTaken(error)
        rest = taken === null ? await withoutKnown(rest) : rest.slice(taken)
      }
    }
  }

  function remember(batchId: string, pos: number): void {
    if (seen.size > 1000) seen.clear()
    seen.set(batchId, pos)
  }

  async function withoutKnown(list: readonly NewEvent[]): Promise<NewEvent[]> {
    const known = await events
      .find({ _id: trusted({ $in: list.map(eventId) }) }, { _id: 1 }, { maxTimeMS })
      .lean<Pick<EventDocument, '_id'>[]>()
    const found = new Set(known.map(({ _id }) => _id))
    return list.filter((event) => !found.has(eventId(event)))
  }

  async function highest(batchId: string): Promise<number> {
    const last = await events
      .findOne({ batch_id: exact(batchId) }, { pos: 1 }, { maxTimeMS })
      .sort({ pos: -1 })
      .lean<Pick<EventDocument, 'pos'>>()
    return last?.pos ?? 0
  }

  const read = async (
    condition: QueryFilter<EventDocument>,
    sort: Record<string, 1>,
    limit: number,
  ): Promise<LoggedEvent[]> => {
    const documents = await events.find(condition, null, { maxTimeMS }).sort(sort).limit(limit).lean()
    return documents.map(toEvent)
  }

  return withUnavailable<EventLog>({
    append,
    ofJob: (jobId, after, limit) =>
      read({ job_id: exact(jobId), seq: trusted({ $gt: plain(after) }) }, { seq: 1 }, limit),
    ofBatch: (batchId, after, limit) =>
      read({ batch_id: exact(batchId), pos: trusted({ $gt: plain(after) }) }, { pos: 1 }, limit),
    async ofDocuments({ id, logged_at }, limit) {
      const found = await events
        .find(
          {
            logged_at: trusted({ $gte: moment(logged_at) }),
            $or: [{ logged_at: trusted({ $gt: moment(logged_at) }) }, { _id: trusted({ $gt: exact(id) }) }],
          },
          { job_id: 1, logged_at: 1 },
          { maxTimeMS },
        )
        .sort({ logged_at: 1, _id: 1 })
        .limit(limit)
        .lean<Pick<EventDocument, '_id' | 'job_id' | 'logged_at'>[]>()
      return found.flatMap(({ _id, job_id, logged_at: at }) =>
        at === undefined ? [] : [{ id: _id, job_id, logged_at: at }],
      )
    },
    async positions(batchIds) {
      return new Map(await Promise.all(batchIds.map(async (id) => [id, await highest(id)] as const)))
    },
    async removeOfJob(jobId) {
      await events.deleteMany({ job_id: exact(jobId) })
    },
    removeBefore: (before) => removeOldEvents(events, before, highest),
  })
}

/**
 * The place in an ordered insert of the event whose number another process has taken: those before it are stored. Null when it
 * is the event itself that is there already.
 */
function placeOfTaken(error: Error): number | null {
  if (!error.message.includes(' index: batch_id_1_pos_1 ')) return null
  const failed = 'writeErrors' in error ? [error.writeErrors].flat()[0] : { index: 0 }
  return (failed as { index?: number } | undefined)?.index ?? null
}

function unique(events: NewEvent[]): NewEvent[] {
  return [...new Map(events.map((event) => [eventId(event), event])).values()]
}
