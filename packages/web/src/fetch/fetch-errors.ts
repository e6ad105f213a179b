import { AppError, type ErrorCode } from '@async-events/core'

const maxRetryAfterMs = 3_600_000

/** The error for a status that is neither 2xx nor a redirect. */
export function statusError(status: number, retryAfter: string | undefined): AppError {
  const message = `The source answered ${status}`
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const retryAfterMs = readRetryAfter(retryAfter, Date.now())
    return new AppError('source_unavailable', message, retryAfterMs === null ? {} : { retryAfterMs })
  }
  // Not retryable: another request gets the same answer to all of these.
  if ([401, 402, 403, 404, 410, 451].includes(status)) return new AppError('source_not_found', message)
  return new AppError('bad_response', message, { retryable: status < 400 || status === 421 })
}

/** Milliseconds to wait by a Retry-After header (RFC 9110: seconds or a date), at most `maxMs`; null without one. */
export function readRetryAfter(
  header: string | undefined,
  now: number,
  maxMs: number = maxRetryAfterMs,
): number | null {
  const text = header?.trim() ?? ''
  if (text === '') return null
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  if (Number.isNaN(ms)) return null
  return Math.min(Math.max(ms, 0), maxMs)
}

const byCode: Record<string, ErrorCode> = {
  ECONNREFUSED: 'source_unavailable',
  EHOSTUNREACH: 'source_unavailable',
  ENETUNREACH: 'source_unavailable',
  EADDRNOTAVAIL: 'source_unavailable',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  EPROTO: 'tls_error',
  ENOTFOUND: 'host_not_found',
}

/** OpenSSL's codes for certificate errors; https://docs.openssl.org/3.0/man1/verify/#diagnostics */
const certificateCode =
  /^(?:CERT_|CRL_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|HOSTNAME_MISMATCH|ERROR_IN_CERT_|EE_KEY_|CA_KEY_|CA_MD_)/

/** Maps an error of an exchange. Unknown ones are broken connections or parse errors. */
export function exchangeError(thrown: unknown): AppError {
  for (const error of causes(thrown)) {
    if (error instanceof AppError) return error
    const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
    if (certificateCode.test(code)) return new AppError('tls_error', undefined, { cause: thrown })
    const known = byCode[code]
    if (known) return new AppError(known, undefined, { cause: thrown })
  }
  return new AppError('bad_response', undefined, { cause: thrown })
}

function* causes(thrown: unknown): Generator<Error> {
  let current = thrown
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    yield current
    current = current.cause
  }
}
