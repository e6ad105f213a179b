import { AppError } from '@async-events/core'

export interface GateOptions {
  /** Until the first request that asks an endpoint again which was found away, in milliseconds. */
  firstPauseMs?: number
  /** Pauses double up to this. */
  longestPauseMs?: number
  now?: () => number
}

/**
 * Keeps requests from an endpoint that is away: a circuit breaker for all steps of a process. The first outage closes
 * the gate. After a pause one request is let through; the others fail at once with the same outage. Any answer opens it.
 */
export interface Gate {
  /** Milliseconds until it is worth coming; 0 when it is open, or when the next request may try. */
  heldMs(): number
  /** Errors: those of `request`, and the outage that closed the gate with `retryAfterMs`. */
  run<T>(request: () => Promise<T>): Promise<T>
}

interface Closed {
  error: AppError
  pauseMs: number
  until: number
  trying: boolean
}

export function createGate({
  firstPauseMs = 5_000,
  longestPauseMs = 3_600_000,
  now = () => performance.now(),
}: GateOptions = {}): Gate {
  let closed: Closed | null = null

  const heldMs = (): number => {
    if (closed === null) return 0
    return closed.trying ? firstPauseMs : Math.max(0, Math.ceil(closed.until - now()))
  }
  /** A server that says when it is back is believed; one that always says "now" is asked less and less often, too. */
  const close = (error: AppError, pauseMs: number): void => {
    const waitMs = error.retryAfterMs === null ? pauseMs : Math.max(error.retryAfterMs, pauseMs / 5)
    closed = { error, pauseMs, until: now() + waitMs, trying: false }
  }
  const held = (error: AppError): AppError =>
    new AppError(error.code, error.message, { cause: error, outage: true, retryAfterMs: heldMs() })

  const tryAgain = async <T>(before: Closed, request: () => Promise<T>): Promise<T> => {
    before.trying = true
    try {
      return await request()
    } catch (thrown) {
      // Another request, sent before the gate closed, may have had its answer meanwhile.
      const isStill = closed === before
      if (thrown instanceof AppError && (thrown.outage || thrown.code === 'timeout')) {
        const error = thrown.outage ? thrown : before.error
        if (isStill) close(error, Math.min(before.pauseMs * 2, longestPauseMs))
        throw held(error)
      }
      // A step that was cancelled has learned nothing, the next one tries; every other error is an answer.
      if (isStill && !(thrown instanceof AppError)) before.until = now()
      else if (isStill) closed = null
      throw thrown
    } finally {
      before.trying = false
    }
  }

  return {
    heldMs,
    async run(request) {
      const before = closed
      if (before !== null) {
        if (before.trying || before.until > now()) throw held(before.error)
        const answer = await tryAgain(before, request)
        closed = null
        return answer
      }
      try {
        const answer = await request()
        closed = null
        return answer
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.outage && closed === null) close(thrown, firstPauseMs)
        throw thrown
      }
    },
  }
}
