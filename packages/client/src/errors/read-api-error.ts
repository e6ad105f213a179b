import type { ErrorAnswer } from '../types.ts'
import { ApiError, type ErrorType } from './api-error.ts'
import { errorClasses } from './error-classes.ts'

/** What a status says where a gateway answered, which knows no `error_type`. */
const typeOfStatus: Readonly<Record<number, ErrorType>> = {
  400: 'validation_error',
  401: 'unauthorized',
  403: 'permission_denied',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  409: 'conflict',
  412: 'precondition_failed',
  413: 'too_large',
  415: 'unsupported_media_type',
  416: 'range_not_satisfiable',
  421: 'misdirected_request',
  429: 'rate_limited',
  431: 'headers_too_large',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
}

/** The error of an answer that is not 2xx, of the class of its type. Reads the body. */
export async function readApiError(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null)
  const answer: Partial<ErrorAnswer> = isObject(body) ? body : {}
  const type = answer.error_type ?? typeOfStatus[response.status] ?? 'internal'
  const Class = Object.hasOwn(errorClasses, type) ? errorClasses[type] : ApiError
  return new Class({
    status: response.status,
    type,
    message: answer.message ?? messageOf(response),
    details: answer.details ?? [],
    requestId: answer.request_id ?? response.headers.get('x-request-id'),
    retryAfter: secondsOf(response.headers.get('retry-after')),
    body,
  })
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

function messageOf({ status, headers, url }: Response): string {
  // Followed, a POST would arrive as a GET at most of them.
  if (status === 0 || (status >= 300 && status < 400))
    return `The service redirects to ${headers.get('location') ?? 'another address'}: give that as baseUrl.`
  return `${url === '' ? 'The service' : new URL(url).host} answered ${status}.`
}

/** Seconds of `Retry-After`, which is a number of them or a date (RFC 9110, section 10.2.3). */
export function secondsOf(retryAfter: string | null, now: number = Date.now()): number | null {
  if (retryAfter === null) return null
  if (/^\s*\d+\s*$/.test(retryAfter)) return Number(retryAfter)
  const at = Date.parse(retryAfter)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000))
}
