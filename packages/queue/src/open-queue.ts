import type { QueueName } from '@async-events/core'
import { Queue } from 'bullmq'
import { defaultPrefix, producerOptions } from './redis-options.ts'

export interface QueueOptions {
  redisUrl: string
  prefix?: string
  log: { warn(data: object, message: string): void }
}

/**
 * A queue to add to and to count, for commands of a request. It asks nothing when it is opened: BullMQ's own question for
 * the server's version, asked while Redis is away, would fail every later command with the same error, for ever. The
 * consumers, which wait for Redis, ask it.
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
    // Attempts and backoff live in MongoDB alone: a message is tried once and leaves nothing behind.
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
  })
  queue.on('error', (error) => log.warn({ err: error, queue: name }, 'queue error'))
  return queue
}
