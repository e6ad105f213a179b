import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@async-events/core'

export interface HostSlotsOptions {
  perHost: number
  /** A caller without a slot after this time gets `host_busy`. */
  waitMs: number
  /** Minimum time between two exchanges with one host. */
  delayMs: number
}

export interface HostSlots {
  /** Resolves with the function that releases the slot. Throws `host_busy` with a retry delay. */
  take(host: string, signal: AbortSignal): Promise<() => void>
  /** The host sent Retry-After: until then no request starts, and waiting ones fail. */
  rest(host: string, ms: number): void
}

interface HostQueue {
  used: number
  waiting: Set<{ onTurn(): void; onRest(error: AppError): void }>
  /** Earliest start of the next exchange, and end of the host's back-off; by `performance.now()`. */
  nextAt: number
  restsUntil: number
  /** Latest retry time given to a refused caller. */
  backAt: number
}

/** Beyond this number, hosts known only by their times are evicted. */
const maxIdle = 1_000
/** Longest `host_busy` by the delay alone: earlier requests may have been cancelled. */
const farthestMs = 600_000

/**
 * Limits concurrent exchanges with one host and the rate of their starts, so that a batch of a thousand talks does not
 * overload one server. None start while the host asks for back-off.
 */
export function createHostSlots({ perHost, waitMs, delayMs }: HostSlotsOptions): HostSlots {
  const hosts = new Map<string, HostQueue>()

  function queueOf(host: string): HostQueue {
    let queue = hosts.get(host)
    if (queue === undefined) {
      if (hosts.size >= maxIdle) forgetIdle(hosts)
      queue = { used: 0, waiting: new Set(), nextAt: 0, restsUntil: 0, backAt: 0 }
      hosts.set(host, queue)
    }
    return queue
  }

  function giveBack(queue: HostQueue): () => void {
    let given = false
    return () => {
      if (given) return
      given = true
      const [next] = queue.waiting
      // A caller gets it: `used` stays.
      if (next) next.onTurn()
      else queue.used -= 1
    }
  }

  async function takeSlot(queue: HostQueue, signal: AbortSignal): Promise<() => void> {
    if (queue.used < perHost) {
      queue.used += 1
      return giveBack(queue)
    }
    return await new Promise((resolve, reject) => {
      const stopWaiting = (): void => {
        queue.waiting.delete(waiter)
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
      }
      const leave = (reason: unknown): void => {
        stopWaiting()
        reject(reason)
      }
      const onAbort = (): void => leave(signal.reason)
      const waiter = {
        onTurn: () => {
          stopWaiting()
          resolve(giveBack(queue))
        },
        onRest: leave,
      }
      const timer = setTimeout(() => leave(busy(waitMs)), waitMs)
      signal.addEventListener('abort', onAbort)
      queue.waiting.add(waiter)
    })
  }

  async function untilTurn(queue: HostQueue, signal: AbortSignal): Promise<void> {
    const now = performance.now()
    const beginAt = Math.max(now, queue.nextAt)
    if (beginAt - now > waitMs) {
      // Retry times are spread: at one moment only one caller would get the slot.
      queue.backAt = Math.min(Math.max(queue.backAt, beginAt) + delayMs, now + farthestMs)
      throw busy(queue.backAt - now)
    }
    queue.nextAt = beginAt + delayMs
    if (beginAt > now) await sleep(beginAt - now, undefined, { signal })
    refuseResting(queue)
  }

  return {
    async take(host, signal) {
      signal.throwIfAborted()
      const queue = queueOf(host)
      refuseResting(queue)
      const done = await takeSlot(queue, signal)
      try {
        await untilTurn(queue, signal)
      } catch (thrown) {
        done()
        throw thrown
      }
      return done
    },
    rest(host, ms) {
      const queue = queueOf(host)
      queue.restsUntil = Math.max(queue.restsUntil, performance.now() + ms)
      const left = queue.restsUntil - performance.now()
      for (const { onRest } of [...queue.waiting]) onRest(busy(left, resting))
    },
  }
}

const resting = 'The host limits the rate; the step waits'

/** Our own rate limit: it never uses up an attempt of the step. */
const busy = (ms: number, message?: string): AppError =>
  new AppError('host_busy', message, { retryAfterMs: Math.ceil(ms) })

function refuseResting({ restsUntil }: HostQueue): void {
  const left = restsUntil - performance.now()
  if (left > 0) throw busy(left, resting)
}

function forgetIdle(hosts: Map<string, HostQueue>): void {
  const now = performance.now()
  for (const [host, { used, nextAt, restsUntil }] of hosts)
    if (used === 0 && nextAt <= now && restsUntil <= now) hosts.delete(host)
}
