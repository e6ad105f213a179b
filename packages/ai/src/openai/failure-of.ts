import { AppError } from '@async-events/core'
import type { Engine } from './engine.ts'
import type { Answer } from './post.ts'
import { retryAfterMs } from './retry-after.ts'

/** The error for a status other than 200. Overload and server errors are retryable, a refusal is not. */
export function failureOf(engine: Engine, { status, headers, text }: Answer): AppError {
  const cause = new Error(`HTTP ${status}: ${text.slice(0, 500)}`)
  // A used-up account answers 429 too, and no waiting helps.
  const busy = status === 429 && !/insufficient_quota/.test(text)
  if (!busy && status < 500 && !passing.has(status) && !isRedirect(status)) {
    return new AppError(
      engine.refused,
      `The endpoint of the ${engine.what} refused the request (HTTP ${status})`,
      { cause },
    )
  }
  const wait = retryAfterMs(headers['retry-after'] ?? null)
  const message = busy
    ? `The ${engine.what} is overloaded`
    : `The ${engine.what} is unavailable (HTTP ${status})`
  return new AppError(engine.unavailable, message, {
    cause,
    outage: engine.waits && (busy || away.has(status)),
    ...(wait === null ? {} : { retryAfterMs: wait }),
  })
}

/** Bad gateway, service unavailable (a server that starts or stops), gateway timeout. */
const away = new Set([502, 503, 504])

/** Request timeout, conflict (of locks), too early. */
const passing = new Set([408, 409, 425])

/** Usually a sign-in page or a proxy. */
const isRedirect = (status: number): boolean => status >= 300 && status < 400
