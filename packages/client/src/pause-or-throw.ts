import { ApiError } from './api-error.ts'

/** Milliseconds before the first new try, and the most before any. */
const [firstMs, longestMs] = [500, 10_000]

/**
 * Waits with back-off after a connection error or a temporary outage; rethrows everything else. `failures` counts
 * consecutive failures from 0.
 */
export async function pauseOrThrow(error: unknown, signal: AbortSignal, failures: number): Promise<null> {
  signal.throwIfAborted()
  if (!isTemporary(error)) throw error
  const stated = error instanceof ApiError ? error.retryAfter : null
  // Spread: not all clients of a service that was away come back at once.
  const ms = Math.min(firstMs * 2 ** failures, longestMs) * (0.5 + Math.random() / 2)
  await pause(stated === null ? ms : stated * 1_000, signal)
  return null
}

/** `fetch` throws a TypeError for a connection that is refused or cut. */
function isTemporary(error: unknown): boolean {
  if (error instanceof ApiError) return [408, 429, 502, 503, 504].includes(error.status)
  return error instanceof TypeError || error instanceof BrokenConnection
}

/** A connection that ended or went silent too early. */
export class BrokenConnection extends Error {
  override readonly name = 'BrokenConnection'
}

/** Rejects with the signal's reason when it is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const aborted = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', aborted)
      resolve()
    }, ms)
    signal.addEventListener('abort', aborted, { once: true })
  })
}
