import type { EventNudge, Logger } from '@async-events/core'
import { Redis } from 'ioredis'
import { consumerOptions, defaultPrefix, producerOptions } from './redis-options.ts'

export interface EventNudgeOptions {
  redisUrl: string
  prefix?: string
  log: Pick<Logger, 'warn'>
}

/**
 * Notifies other processes of new entries for a job or batch in the event log. Only a hint: Redis may lose it, so
 * readers also poll.
 */
export function openEventNudge({
  redisUrl,
  prefix = defaultPrefix,
  log,
}: EventNudgeOptions): EventNudge & { close(): void } {
  const channel = `${prefix}:events`
  const publisher = new Redis(redisUrl, { ...producerOptions(redisUrl), enableOfflineQueue: false })
  publisher.on('error', () => {}) // the queue's own connection reports it
  const listeners = new Map<string, Set<() => void>>()
  let subscriber: Redis | null = null
  let pulse: NodeJS.Timeout | undefined

  const subscribe = (): void => {
    if (subscriber) return
    subscriber = new Redis(redisUrl, consumerOptions(redisUrl))
    subscriber.on('error', () => {})
    subscriber
      .subscribe(channel)
      .catch((error: unknown) => log.warn({ err: error }, 'no news of events; streams look each second'))
    subscriber.on('message', (_channel, id) => {
      for (const wake of listeners.get(id) ?? []) wake()
    })
    // Replies keep the socket from its timeout in an hour without events.
    pulse = setInterval(() => void subscriber?.ping().catch(() => {}), 5_000)
  }

  return {
    announce(ids) {
      for (const id of ids) publisher.publish(channel, id).catch(() => {})
    },
    listen(id, wake) {
      subscribe()
      const waiting = listeners.get(id) ?? new Set()
      waiting.add(wake)
      listeners.set(id, waiting)
      return () => {
        waiting.delete(wake)
        if (waiting.size === 0) listeners.delete(id)
      }
    },
    close() {
      clearInterval(pulse)
      publisher.disconnect()
      subscriber?.disconnect()
    },
  }
}
