import { producerOptions } from '@async-events/queue'
import { Redis } from 'ioredis'

/** A connection that gives up at once: a request does not wait for the counting of requests. */
export function openCounters(redisUrl: string): Redis {
  const redis = new Redis(redisUrl, { ...producerOptions(redisUrl), enableOfflineQueue: false })
  redis.on('error', () => {}) // the queue's own connection reports it
  return redis
}
