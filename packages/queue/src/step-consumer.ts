import { setTimeout as wait } from 'node:timers/promises'
import type { Logger, QueueName } from '@async-events/core'
import { DelayedError, type Job, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { openQueue } from './open-queue.ts'
import { consumerOptions, defaultPrefix } from './redis-options.ts'
import { type DispatchData, stopChannel } from './step-queue.ts'

export interface StepConsumerOptions {
  redisUrl: string
  prefix?: string
  queue: QueueName
  concurrency: number
  /** `again_in_ms`: deliver the message again after that time. */
  handle(dispatch: DispatchData, lockLost: AbortSignal): Promise<{ again_in_ms: number } | null>
  /** Steps of these jobs are cancelled. */
  onStop(jobIds: string[]): void
  /** Messages wait and slots are free, but none has come for half a minute: restart this process. */
  onWedged(): void
  /** That time, in ms. */
  wedgedAfterMs?: number
  log: Pick<Logger, 'warn'>
}

export interface StepConsumer {
  check(): Promise<void>
  /** Takes no more messages; resolves once those in progress are done, also when Redis is silent. */
  close(): Promise<void>
}

const halfAMinuteMs = 30_000
/**
 * Time limit of the Redis commands of a close. A half-open connection would delay it beyond any grace period; a message
 * that this process still holds is delivered again when its lock expires.
 */
const closeMs = 2_000

export function consumeSteps(options: StepConsumerOptions): StepConsumer {
  const { redisUrl, prefix = defaultPrefix, queue: name, concurrency, log } = options
  const wedgedAfterMs = options.wedgedAfterMs ?? halfAMinuteMs
  let lastFetch = Date.now()
  let inHand = 0
  let closing = false
  const handling = new Set<Promise<unknown>>()
  const locks = new Map<string, AbortController>()

  const worker = new Worker<DispatchData>(name, process, {
    connection: consumerOptions(redisUrl),
    prefix,
    concurrency,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
    // A message of a dead worker is delivered again; the claim in MongoDB decides if work is left.
    lockDuration: 30_000,
    maxStalledCount: 3,
    stalledInterval: 15_000,
  })
  worker.on('error', (error) => log.warn({ err: error, queue: name }, 'worker connection error'))
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) locks.get(id)?.abort(new Error('the message was given to another worker'))
  })

  async function process(message: Job<DispatchData>, token?: string): Promise<void> {
    lastFetch = Date.now()
    inHand += 1
    const id = message.id ?? ''
    const lock = new AbortController()
    locks.set(id, lock)
    try {
      const again = await handle(message.data, lock.signal)
      if (again) {
        await message.moveToDelayed(Date.now() + again.again_in_ms, token)
        throw new DelayedError()
      }
    } finally {
      locks.delete(id)
      inHand -= 1
      lastFetch = Date.now()
    }
  }

  function handle(data: DispatchData, lockLost: AbortSignal): Promise<{ again_in_ms: number } | null> {
    // Fetched by a request that was pending when the close began.
    if (closing) return Promise.resolve({ again_in_ms: 0 })
    const handled = options.handle(data, lockLost).finally(() => handling.delete(handled))
    handling.add(handled)
    return handled
  }

  const subscriber = new Redis(redisUrl, consumerOptions(redisUrl))
  subscriber.on('error', (error) => log.warn({ err: error }, 'Redis cannot be reached'))
  subscriber
    .subscribe(stopChannel(prefix))
    .catch((error: unknown) => log.warn({ err: error }, 'no stop messages'))
  subscriber.on('message', (_channel, text) => {
    const ids: unknown = JSON.parse(text)
    if (Array.isArray(ids)) options.onStop(ids.filter((id) => typeof id === 'string'))
  })
  // Replies keep the socket from its timeout: a subscriber may get nothing for hours.
  const pulse = setInterval(() => void subscriber.ping().catch(() => {}), 5_000)

  // Silent: the worker's own connection reports errors.
  const counter = openQueue(name, { redisUrl, prefix, log: { warn: () => {} } })
  const watchdog = setInterval(async () => {
    if (Date.now() - lastFetch < wedgedAfterMs || inHand >= concurrency) return
    const counts = await counter.getJobCounts('wait', 'prioritized').catch(() => ({}))
    if (Object.values(counts).some((count) => count > 0) && Date.now() - lastFetch >= wedgedAfterMs)
      options.onWedged()
  }, wedgedAfterMs / 3)

  return {
    check: async () => void (await subscriber.ping()),
    close: async () => {
      clearInterval(pulse)
      clearInterval(watchdog)
      closing = true
      const closed = worker.close()
      const handled = Promise.allSettled(handling).then(() => wait(closeMs, undefined, { ref: false }))
      await Promise.race([closed, handled])
      await counter.close().catch(() => {})
      subscriber.disconnect()
    },
  }
}
