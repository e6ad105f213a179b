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

  const waiting = new Set<string>()
  /** What was announced in one turn of the event loop is one message. */
  const send = (): void => {
    publisher.publish(channel, [...waiting].join(' ')).catch(() => {})
    waiting.clear()
  }

  const subscribe = (): void => {
    if (subscriber) return
    subscriber = new Redis(redisUrl, consumerOptions(redisUrl))
    subscriber.on('error', () => {})
    subscriber
      .subscribe(channel)
      .catch((error: unknown) => log.warn({ err: error }, 'no news of events; streams look each second'))
    subscriber.on('message', (_channel, ids) => {
      for (const id of ids.split(' ')) for (const wake of listeners.get(id) ?? []) wake()
    })
    // Replies keep the socket from its timeout in an hour without events.
    pulse = setInterval(() => void subscriber?.ping().catch(() => {}), 5_000)
  }

  return {
    announce(ids) {
      if (ids.length > 0 && waiting.size === 0) setImmediate(send)
      for (const id of ids) waiting.add(id)
    },
    listen(id, wake) {
      subscribe()
      const wakes = listeners.get(id) ?? new Set()
      wakes.add(wake)
      listeners.set(id, wakes)
      return () => {
        wakes.delete(wake)
        if (wakes.size === 0) listeners.delete(id)
      }
    },
    close() {
      clearInterval(pulse)
      publisher.disconnect()
      subscriber?.disconnect()
    },
  }
}
