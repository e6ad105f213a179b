import type { Retry } from './client-options.ts'
import { ApiError } from './errors/api-error.ts'
import { ConnectionError, TimeoutError } from './errors/connection-error.ts'
import { pause } from './pause.ts'

/** Milliseconds: at most this before the first further attempt, twice that before the next, and so on up to the last. */
const [firstMs, longestMs] = [500, 10_000]
/** Seconds of `Retry-After` that a call waits; its caller learns of a longer one. */
const patienceSeconds = 120

export interface RetryPolicy {
  maxRetries: number
  /** Whether the request may arrive twice. */
  isRepeatable: boolean
  signal: AbortSignal
  onRetry?: ((retry: Retry) => void) | undefined
}

/** Repeats what failed for the time being, as often as the policy says. Throws the last error, or the signal's reason. */
export async function withRetries<T>(policy: RetryPolicy, attempt: () => Promise<T>): Promise<T> {
  let asked: number | null = null
  for (let failures = 0; ; ) {
    policy.signal.throwIfAborted()
    try {
      return await attempt()
    } catch (error) {
      if (failures >= policy.maxRetries || !mayRepeat(error, policy.isRepeatable)) throw error
      if (error instanceof ApiError && (error.retryAfter ?? 0) > patienceSeconds) throw error
      // That the first attempt is still at work is no failure: it is asked for as long as it may take.
      asked ??= isAtWork(error) ? Date.now() : null
      if (asked === null || !isAtWork(error) || Date.now() - asked > patienceSeconds * 1000) failures += 1
      await pauseAfter(error, Math.max(1, failures), policy)
    }
  }
}

/** Waits after a failure that will pass, however often it happened; rethrows any other. `failures` counts from 1. */
export async function pauseOrThrow(
  error: unknown,
  failures: number,
  policy: Pick<RetryPolicy, 'signal' | 'onRetry'>,
): Promise<void> {
  policy.signal.throwIfAborted()
  if (!mayRepeat(error, true)) throw error
  await pauseAfter(error, failures, policy)
}

type Temporary = Retry['error']

/** Refused before it was begun (429) is repeated at any rate; what may have been done only where that does no harm. */
function mayRepeat(error: unknown, isRepeatable: boolean): error is Temporary {
  if (error instanceof ConnectionError || error instanceof TimeoutError) return isRepeatable
  if (!(error instanceof ApiError)) return false
  if (error.status === 429) return true
  if (isAtWork(error)) return isRepeatable
  return isRepeatable && [408, 502, 503, 504].includes(error.status)
}

/** Whether the first attempt, whose answer was lost, has not ended. */
const isAtWork = (error: unknown): boolean =>
  error instanceof ApiError && error.type === 'idempotency_conflict' && error.retryAfter !== null

async function pauseAfter(
  error: Temporary,
  failures: number,
  { signal, onRetry }: Pick<RetryPolicy, 'signal' | 'onRetry'>,
): Promise<void> {
  const stated = error instanceof ApiError ? error.retryAfter : null
  const most = Math.min(firstMs * 2 ** (failures - 1), longestMs)
  // Full jitter: not all clients of a service that was away come back at once, nor all that were given the same time.
  const spread = Math.random() * (stated === null ? most : firstMs)
  const delayMs = Math.round((stated ?? 0) * 1000 + spread)
  onRetry?.({ error, failures, delayMs })
  await pause(delayMs, signal)
}
