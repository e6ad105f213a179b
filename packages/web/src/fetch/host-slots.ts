import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@async-events/core'

export interface HostSlotsOptions {
  perHost: number
  /** A caller without a slot after this time gets `host_busy`. */
  waitMs: number
  /** Between the beginnings of two exchanges with one host. */
  delayMs: number
}

export interface HostSlots {
  /** Resolves with the function that gives the slot back. Throws `host_busy` with a time to come back. */
  take(host: string, signal: AbortSignal): Promise<() => void>
  /** The host sent Retry-After: until then no request starts, and waiting ones fail. */
  rest(host: string, ms: number): void
}

interface HostQueue {
  used: number
  waiting: Set<{ onTurn(): void; onRest(error: AppError): void }>
  /** When the next exchange may begin, and until when the host rests; both by `performance.now()`. */
  nextAt: number
  restsUntil: number
  /** When the last of those that were sent away comes back. */
  backAt: number
}

/** Hosts that are known only by their times are forgotten when there are more than these. */
const maxIdle = 1_000
/** Longest `host_busy` by the delay alone: earlier requests may have been cancelled. */
const farthestMs = 600_000

/**
 * So many exchanges with one host at a time, and some time between their beginnings, so that a batch of a thousand
 * talks does not fall upon one server; none while the host has asked for a rest.
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
      // The slot passes on, so `used` stays.
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
      // One after the other, not all at the same moment: only one of them would have its turn then.
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

const resting = 'The host has asked for a rest; the step waits'

/** Our own politeness: it costs the step nothing, however often it happens. */
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
