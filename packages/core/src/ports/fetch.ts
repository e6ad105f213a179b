import type { AppError } from '../domain/errors.ts'

/** The way out to the network as runners see it; `packages/web` implements it. */
export interface FetchRequest {
  url: string
  signal?: AbortSignal
  /** Cap on the decompressed body in bytes; one byte more is `source_too_large`. */
  maxBytes: number
  /** Cap on the whole exchange with all its redirects, in milliseconds. */
  timeoutMs: number
  accept?: string
  acceptLanguage?: string
  /** Writes the body to this file as it arrives; `Fetched.body` is empty then. A failed exchange leaves no file. */
  toFile?: string
  /** Validators of an earlier answer: a source that has not changed answers 304 without a body. */
  etag?: string | null
  lastModified?: string | null
  /** Called as bytes arrive; `total` is null when the source does not tell. */
  onProgress?: (received: number, total: number | null) => void
}

export interface Fetched {
  /** After redirects. */
  url: string
  /** 200 to 299, or 304 when validators were sent. */
  status: number
  /** Lower-case names; repeated headers are joined with `, `. */
  headers: Record<string, string>
  /** Media type without parameters, lower case; empty when the source does not tell. */
  mediaType: string
  /** Charset of the Content-Type header, lower case. */
  charset: string | null
  body: Buffer
  /** Of the decompressed body. */
  bytes: number
}

/**
 * Fetches a public http(s) URL. Answers 2xx (and 304 to validators) only; everything else is an AppError:
 * `url_not_allowed, destination_not_allowed, too_many_redirects, host_not_found, dns_error, timeout, bad_response,
 * source_not_found, source_unavailable, host_busy, robots_disallowed, source_too_large, tls_error`.
 */
export type SafeFetch = (request: FetchRequest) => Promise<Fetched>

export interface PostRequest {
  url: string
  /** Lower-case names. */
  headers: Record<string, string>
  body: string
  /** Cap on the whole exchange, in milliseconds. */
  timeoutMs: number
  signal?: AbortSignal
}

export interface Posted {
  status: number
  /** Of a redirect, which is not followed. */
  location: string | null
  /** `Retry-After` in milliseconds, at most a day. */
  retryAfterMs: number | null
  /** The beginning of the answer, as far as it came; empty for one that is encoded. */
  answer: string
}

/**
 * Posts to a public http(s) URL through the same gate as `SafeFetch`. Resolves with whatever status came, of a redirect
 * too; what never came to an answer is an AppError:
 * `validation_error` for headers that cannot be sent, `url_not_allowed, destination_not_allowed, host_not_found, dns_error,
 * timeout, bad_response, source_unavailable, tls_error`.
 */
export type SafePost = (request: PostRequest) => Promise<Posted>

/** Network access for a native program. */
export interface GuardedProxy {
  /** `http://user:password@127.0.0.1:port`, for the program only, until `close`. */
  url: string
  /** Why the first destination was refused: `destination_not_allowed`, `source_too_large`; null when none was. */
  refusal(): AppError | null
  /** Cuts what is still open. */
  close(): Promise<void>
}

/**
 * Opens a local forward proxy that applies the checks of `SafeFetch` to each connection, to web ports only, with a total
 * byte limit. A program that bypasses it is not stopped.
 */
export type OpenProxy = (limits: { maxBytes: number; signal: AbortSignal }) => Promise<GuardedProxy>
