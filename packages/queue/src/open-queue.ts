import type { Logger, QueueName } from '@async-events/core'
import { Queue } from 'bullmq'
import { defaultPrefix, producerOptions } from './redis-options.ts'

export interface QueueOptions {
  redisUrl: string
  prefix?: string
  log: Pick<Logger, 'warn'>
}

/**
 * A queue to add to and to count, for commands of a request. It sends nothing when opened: if BullMQ's query for the
 * server version fails because Redis is down, every later command fails with the same error. Consumers, which wait for
 * Redis, send it.
 */
export function openQueue<T>(
  name: QueueName,
  { redisUrl, prefix = defaultPrefix, log }: QueueOptions,
): Queue<T> {
  const queue = new Queue<T>(name, {
    connection: producerOptions(redisUrl),
    prefix,
    skipWaitingForReady: true,
    skipVersionCheck: true,
    streams: { events: { maxLen: 100 } },
    // Attempts and back-off are kept in MongoDB: a message is tried once and then removed.
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
  })
  queue.on('error', (error) => log.warn({ err: error, queue: name }, 'queue error'))
  return queue
}
