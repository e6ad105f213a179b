import type { Db } from 'mongodb'

/** Number of the newest event of each job of a batch, as stored; null when the database does not answer now. */
export async function eventNumbers(db: Db, batchId: string): Promise<Record<string, number> | null> {
  try {
    const jobs = await db
      .collection<{ _id: string; seq: number }>('jobs')
      .find({ batch_id: batchId }, { projection: { seq: 1 }, timeoutMS: 3_000 })
      .toArray()
    return Object.fromEntries(jobs.map(({ _id, seq }) => [_id, seq]))
  } catch {
    return null
  }
}
