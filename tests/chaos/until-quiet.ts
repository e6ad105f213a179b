import { setTimeout as wait } from 'node:timers/promises'
import type { Db } from 'mongodb'

/** Null when no work is left; else the remaining work at the timeout. */
export async function untilQuiet(db: Db, limitMs: number, signal: AbortSignal): Promise<string | null> {
  const end = performance.now() + limitMs
  const questions: [string, string, Record<string, unknown>][] = [
    [
      'jobs go on',
      'jobs',
      { status: { $in: ['pending', 'processing'] }, deleted_at: null, hold: { $ne: 'creating' } },
    ],
    ['outboxes are not relayed', 'jobs', { 'outbox.0': { $exists: true }, hold: { $ne: 'creating' } }],
    ['deleted jobs are still there', 'jobs', { deleted_at: { $ne: null } }],
    ['webhooks are on their way', 'deliveries', { state: 'pending' }],
    ['batches are open', 'batches', { status: { $in: ['pending', 'processing'] } }],
    ['deleted batches are still there', 'batches', { deleted_at: { $ne: null } }],
  ]
  for (;;) {
    const counts = await Promise.all(
      questions.map(([, collection, condition]) => db.collection(collection).countDocuments(condition)),
    ).catch(() => null)
    const open = counts?.findIndex((count) => count > 0)
    if (open === -1) return null
    if (performance.now() > end || signal.aborted)
      return open === undefined ? 'the database does not answer' : `${counts?.[open]} ${questions[open]?.[0]}`
    await wait(300)
  }
}
