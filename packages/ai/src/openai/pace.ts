import { AppError } from '@async-events/core'

export interface PaceOptions {
  /** Requests at a time, of all steps of this process. */
  concurrency: number
  /** Timeout of a request that an idle endpoint works on, in milliseconds. */
  timeoutMs: number
  now?: () => number
}

/**
 * Keeps an endpoint busy without overloading it, and tells how long an answer may take. When a server begins to work on
 * a request cannot be seen, so a timeout has to allow for what it does first.
 */
export interface Pace {
  /**
   * Runs a request for so many seconds of sound as soon as a place is free; that wait is not part of its timeout, which
   * is in whole milliseconds.
   */
  run<T>(seconds: number, signal: AbortSignal, request: (timeoutMs: number) => Promise<T>): Promise<T>
}

/** Of the configured timeout: no request of its own may take longer, so that an endpoint that hangs is found. */
const most = 4
/** Answers may take so many times longer than the slowest of late. */
const slack = 2
/** Share of the slowest answer that still counts after the next one. */
const memory = 0.8
/** Whisper works on windows of 30 s, however short a file is. */
const window = 30

/**
 * The timeout is `timeoutMs`; more where answers were slow lately; twice as much after a request that timed out, as
 * other workers may have filled the queue of the server; and that for each request in flight from this process, since
 * a server with one worker answers them one after the other.
 */
export function createPace({ concurrency, timeoutMs, now = () => performance.now() }: PaceOptions): Pace {
  const waiting = new Set<() => void>()
  let inFlight = 0
  /** Milliseconds for a second of sound. */
  let slowest = 0
  let timeouts = 0

  /** Returns how many requests are in flight with this one. */
  const takePlace = async (signal: AbortSignal): Promise<number> => {
    signal.throwIfAborted()
    if (inFlight < concurrency) {
      inFlight += 1
      return inFlight
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const leave = (): void => {
      waiting.delete(resolve)
      reject(signal.reason)
    }
    waiting.add(resolve)
    signal.addEventListener('abort', leave, { once: true })
    await promise.finally(() => signal.removeEventListener('abort', leave))
    // The place was handed over.
    return inFlight
  }

  const leavePlace = (): void => {
    const [next] = waiting
    if (next === undefined) {
      inFlight -= 1
      return
    }
    waiting.delete(next)
    next()
  }

  return {
    async run(seconds, signal, request) {
      const together = await takePlace(signal)
      const length = Math.max(window, seconds)
      const own = Math.max(timeoutMs * 2 ** timeouts, slack * slowest * length)
      const started = now()
      try {
        // Clocks have fractions, and timers take none.
        const answer = await request(Math.ceil(Math.min(own, most * timeoutMs) * together))
        timeouts = 0
        slowest = Math.max((now() - started) / length, slowest * memory)
        return answer
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.code === 'timeout') timeouts += 1
        throw thrown
      } finally {
        leavePlace()
      }
    },
  }
}
