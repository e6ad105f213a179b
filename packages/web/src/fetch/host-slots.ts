import { AppError } from '@async-events/core'

export interface HostSlotsOptions {
  perHost: number
  /** A caller that finds no slot in this time is told to come back later. */
  waitMs: number
}

export interface HostSlots {
  /** Resolves with the function that gives the slot back. Throws `host_busy` with a time to come back. */
  take(host: string, signal: AbortSignal): Promise<() => void>
}

interface HostQueue {
  used: number
  waiting: Set<() => void>
}

/** So many exchanges with one host at a time, so that a batch of a thousand talks does not fall upon one server. */
export function createHostSlots({ perHost, waitMs }: HostSlotsOptions): HostSlots {
  const hosts = new Map<string, HostQueue>()

  function giveBack(host: string, queue: HostQueue): () => void {
    let given = false
    return () => {
      if (given) return
      given = true
      const [next] = queue.waiting
      if (next) {
        // The slot passes on, so `used` stays.
        queue.waiting.delete(next)
        next()
        return
      }
      queue.used -= 1
      if (queue.used === 0) hosts.delete(host)
    }
  }

  return {
    async take(host, signal) {
      signal.throwIfAborted()
      const queue = hosts.get(host) ?? { used: 0, waiting: new Set() }
      hosts.set(host, queue)
      if (queue.used < perHost) {
        queue.used += 1
        return giveBack(host, queue)
      }
      return await new Promise((resolve, reject) => {
        const stopWaiting = (): void => {
          queue.waiting.delete(onTurn)
          clearTimeout(timer)
          signal.removeEventListener('abort', onAbort)
        }
        const onTurn = (): void => {
          stopWaiting()
          resolve(giveBack(host, queue))
        }
        const onAbort = (): void => {
          stopWaiting()
          reject(signal.reason)
        }
        const timer = setTimeout(() => {
          stopWaiting()
          // Our own politeness: it costs the step nothing, however often it happens.
          reject(
            new AppError('host_busy', undefined, {
              retryAfterMs: waitMs,
            }),
          )
        }, waitMs)
        signal.addEventListener('abort', onAbort)
        queue.waiting.add(onTurn)
      })
    },
  }
}
