import { readWorkerNote, type WorkerNote, type WorkerRegistry } from '@async-events/core'
import { Redis } from 'ioredis'
import type { QueueOptions } from './open-queue.ts'
import { reach } from './reach.ts'
import { defaultPrefix, producerOptions } from './redis-options.ts'

/** A worker that was silent for so long is gone. */
const silentMs = 45_000
const keptSeconds = 24 * 3600

/** One hash, of a note for each worker. What Redis loses is there again when the workers say it the next time. */
export function openWorkerRegistry({
  redisUrl,
  prefix = defaultPrefix,
}: Pick<QueueOptions, 'redisUrl' | 'prefix'>): WorkerRegistry & { close(): void } {
  const redis = new Redis(redisUrl, producerOptions(redisUrl))
  redis.on('error', () => {}) // the queue's own connection reports it
  const key = `${prefix}:workers`
  return {
    note: (worker) =>
      reach(async () => {
        await redis.hset(key, worker.id, JSON.stringify(worker))
        // What nobody could read, such as notes of other versions, ends with the installation.
        await redis.expire(key, keptSeconds)
      }),
    forget: (id) => reach(async () => void (await redis.hdel(key, id))),
    seen: (now) =>
      reach(async () => {
        const notes = Object.values(await redis.hgetall(key)).flatMap((text) => readWorkerNote(text) ?? [])
        const isThere = ({ seen_at }: WorkerNote): boolean => now.getTime() - seen_at.getTime() < silentMs
        const gone = notes.filter((note) => !isThere(note)).map(({ id }) => id)
        if (gone.length > 0) await redis.hdel(key, ...gone)
        return notes
          .filter(isThere)
          .sort((a, b) => a.queue.localeCompare(b.queue) || a.started_at.getTime() - b.started_at.getTime())
      }),
    close: () => redis.disconnect(),
  }
}
