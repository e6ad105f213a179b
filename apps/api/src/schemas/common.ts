import { type errorTable, userIdPattern } from '@async-events/core'
import { z } from 'zod'

/** The closed list of `error_type`: what an answer of the API can be. */
export const errorTypes = [
  'validation_error',
  'not_found',
  'permission_denied',
  'unauthorized',
  'conflict',
  'idempotency_conflict',
  'idempotency_mismatch',
  'too_large',
  'unsupported_media_type',
  'method_not_allowed',
  'request_timeout',
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

export const errorDetail = z
  .object({ path: z.string(), code: z.string(), message: z.string() })
  .meta({ id: 'ErrorDetail', description: 'One problem of a request, with the path of its field.' })

export const errorAnswer = z
  .object({
    status: z.literal('error'),
    message: z.string(),
    error_type: z.enum(errorTypes),
    details: z.array(errorDetail).optional(),
    request_id: z.string(),
  })
  .meta({
    id: 'ErrorAnswer',
    description: 'Every answer that is not 2xx.',
    examples: [
      {
        status: 'error',
        message: 'parameters.url: This URL is not allowed',
        error_type: 'validation_error',
        details: [{ path: 'parameters.url', code: 'url_not_allowed', message: 'This URL is not allowed' }],
        request_id: '0b54a2a4-4a3b-4f7e-9b43-6f2f0c8f6a10',
      },
    ],
  })

const descriptions: Record<number, string> = {
  400: 'The request is not valid.',
  401: 'Valid credentials are needed.',
  403: 'Not allowed for this caller.',
  404: 'There is nothing here.',
  405: 'The path does not take this method; see `Allow`.',
  408: 'The request took too long to arrive.',
  409: 'The state does not allow this.',
  410: 'The results were removed after their time.',
  413: 'The body is too large.',
  415: 'The media type is not accepted.',
  416: 'The range lies outside the file.',
  421: 'The service is not known under this host name.',
  422: 'The idempotency key was used with another body.',
  429: 'Too many requests; see `Retry-After`.',
  431: 'The headers are too large.',
  500: 'Something went wrong here.',
  503: 'A part of the service cannot be reached; see `Retry-After`.',
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

export const idempotencyKey = /^[\x21-\x7e]{1,255}$/

/** An id in a path. A longer one is not found, like any other that is not there (`validation.ts`). */
export const pathId = z.string().max(500)

/** A number as a query spells it. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be between ${min} and ${max}`)
    .meta({ type: 'integer', minimum: min, maximum: max })

export const booleanText = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .meta({ type: 'boolean' })

export const paging = {
  limit: wholeNumber(1, 1000).optional().describe('1 to 1000, default 100'),
  skip: wholeNumber(0, 1_000_000).optional(),
  cursor: z.string().min(1).max(500).optional().describe('`next_cursor` of the page before'),
  sort: z.enum(['-created_at']).optional(),
}

export const waiting = {
  wait: wholeNumber(0, 60)
    .optional()
    .describe('answer as soon as something changed, after so many seconds at the latest'),
  since: wholeNumber(0, 999_999_999)
    .optional()
    .describe('the `revision` already known; without it: until the end'),
}

export const instant = z.iso.datetime()

export const headers = z.looseObject({
  // Checked where it is decided who asks (`caller.ts`), before anything else of a request is looked at.
  'x-user-id': z
    .string()
    .meta({ pattern: userIdPattern.source, maxLength: 200 })
    .optional()
    .describe('the caller'),
  // Checked where it is used (`idempotently.ts`).
  'idempotency-key': z
    .string()
    .meta({ pattern: idempotencyKey.source, minLength: 1, maxLength: 255 })
    .optional()
    .describe('1 to 255 characters: a request that creates is done once for it, for 24 hours'),
  'x-use-cache': booleanText.optional().describe('wins over `use_cache` of the body'),
})

/** Answers with the bytes of a file. */
export function bytesOf(mediaType: string) {
  const body = { [mediaType]: { schema: z.string().meta({ format: 'binary' }) } }
  return {
    200: { description: 'The whole file.', content: body },
    206: { description: 'The range that was asked for.', content: body },
    304: z.null().describe('The file is the one that the client has.'),
  }
}
