import { AppError } from '@async-events/core'
import type { Engine } from './engine.ts'
import type { Answer } from './post.ts'
import { retryAfterMs } from './retry-after.ts'

/** What an answer other than 200 means. Too much to do and trouble on the other side pass, a refusal does not. */
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
    ? `The ${engine.what} has too much to do`
    : `The ${engine.what} is not available now (HTTP ${status})`
  return new AppError(engine.unavailable, message, {
    cause,
    ...(wait === null ? {} : { retryAfterMs: wait }),
  })
}

/** Request timeout, conflict (of locks), too early. */
const passing = new Set([408, 409, 425])

/** Most often a sign-in page or a proxy in the way. */
const isRedirect = (status: number): boolean => status >= 300 && status < 400
