import type { errorTable } from '@async-events/core'
import { z } from 'zod'
import { ownUrl } from './fields.ts'

/** The closed list of `error_type`: what an answer of the API can be. */
export const errorTypes = [
  'validation_error',
  'not_found',
  'search_off',
  'permission_denied',
  'unauthorized',
  'conflict',
  'idempotency_conflict',
  'idempotency_mismatch',
  'schedule_unreadable',
  'transcript_unreadable',
  'too_large',
  'unsupported_media_type',
  'method_not_allowed',
  'request_timeout',
  'precondition_failed',
  'range_not_satisfiable',
  'misdirected_request',
  'headers_too_large',
  'rate_limited',
  'archive_not_ready',
  'results_expired',
  'unavailable',
  'internal',
] as const satisfies (keyof typeof errorTable)[]
export type ErrorType = (typeof errorTypes)[number]

const errorType = z
  .enum(errorTypes)
  .meta({ id: 'ErrorType', description: 'What kind of error it is; the list is closed.' })

export const errorDetail = z
  .object({ path: z.string(), code: z.string(), message: z.string() })
  .meta({ id: 'ErrorDetail', description: "One problem in a request, with its field's path." })

export const errorAnswer = z
  .object({
    status: z.literal('error'),
    message: z.string(),
    error_type: errorType,
    details: z.array(errorDetail).optional(),
    doc_url: ownUrl.describe('page that explains `error_type`'),
    request_id: z.string(),
  })
  .meta({
    id: 'ErrorAnswer',
    description: 'Every non-2xx response.',
    examples: [
      {
        status: 'error',
        message: 'parameters.url: This URL is not allowed',
        error_type: 'validation_error',
        details: [{ path: 'parameters.url', code: 'url_not_allowed', message: 'This URL is not allowed' }],
        doc_url: '/docs/errors#validation_error',
        request_id: '0b54a2a4-4a3b-4f7e-9b43-6f2f0c8f6a10',
      },
    ],
  })

const descriptions: Record<number, string> = {
  400: 'Invalid request.',
  401: 'Authentication required.',
  403: 'Permission denied.',
  404: 'Not found.',
  405: 'Method not allowed; see `Allow`.',
  408: 'The request took too long to arrive.',
  409: 'Conflict with current state.',
  410: 'The results have expired.',
  412: 'The transcript is not the one of `If-Match`.',
  413: 'The body is too large.',
  415: 'Unsupported media type.',
  416: 'Range not satisfiable.',
  421: 'Unknown host name.',
  422: 'The key was used with another body, or the transcript cannot be read.',
  429: 'Too many requests; see `Retry-After`.',
  431: 'The headers are too large.',
  500: 'Internal error.',
  503: 'Temporarily unavailable; see `Retry-After`.',
}

/** Answers that any route of the API may give: 403 is what an api key without the scope gets, and a page elsewhere. */
const anyRoute = [400, 401, 403, 405, 408, 413, 415, 421, 429, 431, 500, 503]
/** Answers of a route that asks nobody who they are and takes no body. */
const openRoute = [400, 405, 408, 421, 429, 431, 500, 503]

/** Those of any route, and the particular ones of this one. */
export const errorsOf = (...particular: number[]) => describeErrors([...anyRoute, ...particular])

/** Those of a route of the service itself, outside the API. */
export const serviceErrors = describeErrors(openRoute)

function describeErrors(statuses: number[]) {
  return Object.fromEntries(
    [...new Set(statuses)]
      .sort()
      .map((status) => [status, errorAnswer.describe(descriptions[status] ?? 'Error.')]),
  ) as Record<400, typeof errorAnswer>
}
