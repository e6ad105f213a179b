import type { ApiError } from './errors/api-error.ts'
import type { ConnectionError, TimeoutError } from './errors/connection-error.ts'

export interface ClientOptions {
  /**
   * Where the service is, such as `http://127.0.0.1:5000`, or `https://example.org/events` where a gateway has it under
   * a path. Routes begin after it; `/api/event-job` at its end is taken off.
   */
  baseUrl: string
  /** Needed with `API_AUTH=api-key`. */
  apiKey?: string | undefined
  /** `X-User-ID`, where a gateway or an open service takes it from the client. */
  userId?: string | undefined
  /** Further headers of every request, such as those that a gateway asks for. */
  headers?: Readonly<Record<string, string>> | undefined
  /**
   * Milliseconds that one attempt may take to be answered, 60 000 by default; `Infinity` for no limit. A long poll has its
   * `wait` on top. Downloads may take as long as bytes arrive; uploads have a limit only where the call names one.
   */
  timeoutMs?: number | undefined
  /** Further attempts after one that failed for the time being, 4 by default. */
  maxRetries?: number | undefined
  /** Called before each further attempt, such as to say that the service is away. */
  onRetry?: ((retry: Retry) => void) | undefined
  /** Instead of the global `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
}

/** Options of every call; they win over those of the client. */
export interface CallOptions {
  signal?: AbortSignal | undefined
  /** Milliseconds that one attempt may take; see `ClientOptions`. */
  timeoutMs?: number | undefined
  maxRetries?: number | undefined
}

export interface Retry {
  /** Why the last attempt failed. */
  error: ApiError | ConnectionError | TimeoutError
  /** Failed attempts in a row, from 1. */
  failures: number
  /** Milliseconds until the next attempt. */
  delayMs: number
}
