import { type Model, trusted } from 'mongoose'
import type { EventDocument } from './documents/event.ts'

const groupSize = 500

type Position = Pick<EventDocument, '_id' | 'batch_id' | 'pos'>

/**
 * Without an index of their time, which every event would pay for: ids of jobs sort by when they were made (UUID
 * version 7), and no event is older than its job. The ends of batches, few, are all looked at.
 */
export async function removeOldEvents(
  events: Model<EventDocument>,
  before: Date,
  /** Highest position of a batch. */
  highest: (batchId: string) => Promise<number>,
): Promise<number> {
  const hex = before.getTime().toString(16).padStart(12, '0')
  const ranges = [
    { from: 'job-', to: `job-${hex.slice(0, 8)}-${hex.slice(8)}` },
    { from: '', to: 'job-' },
    // The character after "-".
    { from: 'job.', to: null },
  ]
  const last = new Map<string, number>()
  const isLast = async ({ batch_id, pos }: Position): Promise<boolean> => {
    if (typeof batch_id !== 'string') return false
    const known = last.get(batch_id) ?? (await highest(batch_id))
    last.set(batch_id, known)
    return pos === known
  }
  let removed = 0
  for (const { from, to } of ranges) {
    for (let after: string | null = from; after !== null; ) {
      const id: Record<string, string> = { $gt: after, ...(to === null ? {} : { $lt: to }) }
      const found: Position[] = await events
        .find(
          { _id: trusted(id), at: trusted({ $lt: before }) },
          { batch_id: 1, pos: 1 },
          { maxTimeMS: 30_000 },
        )
        .sort({ _id: 1 })
        .limit(groupSize)
        .lean<Position[]>()
      const old: string[] = []
      for (const event of found) if (!(await isLast(event))) old.push(event._id)
      if (old.length > 0) {
        const { deletedCount } = await events.deleteMany({ _id: trusted({ $in: old }) })
        removed += deletedCount
      }
      after = found.length < groupSize ? null : (found.at(-1)?._id ?? null)
    }
  }
  return removed
}
