import { docUrlOf } from '../documents/error-pages.ts'
import type { ErrorType } from '../schemas/errors.ts'

type Node = Record<string, unknown>
interface Response extends Node {
  $ref?: string
  description?: string
  headers?: Node
  content?: Record<string, { schema?: Node }>
}
interface Operation extends Node {
  operationId?: string
  parameters?: { name: string }[]
  responses: Record<string, Response>
}
interface Document extends Node {
  paths: Record<string, Record<string, Operation>>
  components?: Node
}

/** An `error_type` that each status gives, and its message in the example. */
const errors: Record<string, { type: ErrorType; message: string }> = {
  400: { type: 'validation_error', message: 'limit: must be between 1 and 1000' },
  401: {
    type: 'unauthorized',
    message: 'The request needs "Authorization: Bearer <api key>" with a valid key.',
  },
  403: { type: 'permission_denied', message: 'You may not do this.' },
  404: { type: 'not_found', message: 'There is no job with this id.' },
  405: { type: 'method_not_allowed', message: 'This path does not take that method.' },
  408: { type: 'request_timeout', message: 'The request took too long to arrive.' },
  409: { type: 'conflict', message: 'A batch with the id "wetland-conf" exists already.' },
  410: { type: 'results_expired', message: 'The results have expired.' },
  412: {
    type: 'precondition_failed',
    message: 'The transcript is not the one that you started from; get it again and repeat your changes.',
  },
  413: { type: 'too_large', message: 'The body is larger than this route takes.' },
  415: { type: 'unsupported_media_type', message: 'The body must be application/json.' },
  416: { type: 'range_not_satisfiable', message: 'The file has 1024 bytes.' },
  421: {
    type: 'misdirected_request',
    message: 'The service is not known under this host name; the operator can state it in API_ALLOWED_HOSTS.',
  },
  422: { type: 'idempotency_mismatch', message: 'This key was used with another body.' },
  429: { type: 'rate_limited', message: 'More than 1200 requests in a minute; wait and ask again.' },
  431: { type: 'headers_too_large', message: 'The request headers are too large.' },
  500: { type: 'internal', message: 'Something went wrong here.' },
  503: { type: 'unavailable', message: 'A part of the service cannot be reached.' },
}
/** Headers of error answers: the first of all, the others of those that have a use for them. */
const errorHeaders = [
  'X-Request-ID',
  'Retry-After?',
  'WWW-Authenticate?',
  'Allow?',
  'Content-Range?',
  'RateLimit-Limit?',
  'RateLimit-Remaining?',
  'RateLimit-Reset?',
]

const headers = {
  'X-Request-ID': text("The request's own, or a new one; also in errors and logs."),
  'WWW-Authenticate': text('Challenge.'),
  Allow: text('Allowed methods.'),
  'Retry-After': number('Seconds to wait.'),
  'RateLimit-Limit': number('Requests per minute and caller.'),
  'RateLimit-Remaining': number('Remaining requests.'),
  'RateLimit-Reset': number('Seconds until reset.'),
  Location: text('Path of new object, or address of a file.'),
  'Idempotent-Replayed': text('"true" for the stored answer of an earlier request.'),
  ETag: text('Content validator for `If-None-Match`, `If-Match` and `If-Range`.'),
  Vary: text('Request headers that select the format.'),
  'Content-Language': text('Language of the transcript.'),
  'Accept-Ranges': text('"bytes": `Range` is supported.'),
  'Content-Range': text('Range and total size.'),
  'Content-Disposition': text('File name, as in RFC 6266.'),
}
type HeaderName = keyof typeof headers

function text(description: string) {
  return { description, schema: { type: 'string' } }
}
function number(description: string) {
  return { description, schema: { type: 'integer', minimum: 0 } }
}

/**
 * All errors of an operation are one answer, `default`: they have one form, and a client reads `error_type`. Their statuses
 * are listed in `x-error-statuses`. What a route says for itself (another schema) stays. Every answer names its headers.
 */
export function describeAnswers(document: Document): Document {
  const paths = mapValues(document.paths, (methods) =>
    mapValues(methods, (operation) => {
      const answers = Object.entries(operation.responses)
      const errorStatuses = answers.filter(([, answer]) => isErrorAnswer(answer)).map(([status]) => status)
      const own = answers
        .filter(([, answer]) => !isErrorAnswer(answer))
        .map(([status, answer]) => [
          status,
          { ...answer, headers: { ...headersOf(operation, status), ...answer.headers } },
        ])
      return {
        ...operation,
        responses: { ...Object.fromEntries(own), default: { $ref: '#/components/responses/Error' } },
        'x-error-statuses': errorStatuses.map(Number),
      }
    }),
  )
  const examples = Object.entries(errors).map(([status, { type, message }]) => [
    status,
    {
      summary: `${status} ${type}`,
      value: {
        status: 'error',
        message,
        error_type: type,
        doc_url: docUrlOf(type),
        request_id: '0b54a2a4-4a3b-4f7e-9b43-6f2f0c8f6a10',
      },
    },
  ])
  const error = {
    description:
      'Any status that is not 2xx or 3xx; `x-error-statuses` of an operation lists those that it gives.',
    headers: Object.fromEntries(errorHeaders.map(headerOf)),
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/ErrorAnswer' },
        examples: Object.fromEntries(examples),
      },
    },
  }
  return { ...document, paths, components: { ...document.components, responses: { Error: error } } }
}

/** Operations that make what has no path: it is named in the body of other requests. */
const pathless = new Set<unknown>(['createUpload', 'createKey'])

function headersOf({ operationId, parameters = [], responses }: Operation, status: string): Node {
  const names = ['X-Request-ID']
  if ((status === '201' && !pathless.has(operationId)) || status === '307') names.push('Location')
  if (/^2/.test(status) && parameters.some(({ name }) => name === 'idempotency-key'))
    names.push('Idempotent-Replayed?')
  if ('304' in responses && /^(20|304)/.test(status)) {
    names.push('ETag', 'Content-Disposition')
    if ('206' in responses) names.push('Accept-Ranges')
    else names.push('Vary', 'Content-Language?')
    if (status === '206') names.push('Content-Range')
  }
  return Object.fromEntries(names.map(headerOf))
}

/** `Name`, or `Name?` for one that need not be there. */
function headerOf(name: string): [string, Node] {
  const plain = name.replace(/\?$/, '') as HeaderName
  return [plain, { ...headers[plain], ...(name.endsWith('?') ? {} : { required: true }) }]
}

function isErrorAnswer({ content }: Response): boolean {
  return content?.['application/json']?.schema?.$ref === '#/components/schemas/ErrorAnswer'
}

function mapValues<A, B>(record: Record<string, A>, change: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]))
}
