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

/** Name of each error answer, an `error_type` that it gives, and its message in the example. */
const errors: Record<string, { name: string; type: ErrorType; message: string; headers?: string[] }> = {
  400: { name: 'BadRequest', type: 'validation_error', message: 'limit: must be between 1 and 1000' },
  401: {
    name: 'Unauthorized',
    type: 'unauthorized',
    message: 'The request needs "Authorization: Bearer <api key>" with a valid key.',
    headers: ['WWW-Authenticate'],
  },
  403: { name: 'Forbidden', type: 'permission_denied', message: 'You may not do this' },
  404: { name: 'NotFound', type: 'not_found', message: 'There is no job with this id.' },
  405: {
    name: 'MethodNotAllowed',
    type: 'method_not_allowed',
    message: 'This path does not take that method',
    headers: ['Allow'],
  },
  408: { name: 'RequestTimeout', type: 'request_timeout', message: 'The request took too long to arrive.' },
  409: {
    name: 'Conflict',
    type: 'conflict',
    message: 'A batch with the id "wetland-conf" exists already.',
    headers: ['Retry-After?'],
  },
  412: {
    name: 'PreconditionFailed',
    type: 'precondition_failed',
    message: 'The transcript is not the one that you started from; get it again and repeat your changes.',
  },
  413: { name: 'TooLarge', type: 'too_large', message: 'The body is larger than this route takes.' },
  415: {
    name: 'UnsupportedMediaType',
    type: 'unsupported_media_type',
    message: 'The body must be application/json.',
  },
  416: {
    name: 'RangeNotSatisfiable',
    type: 'range_not_satisfiable',
    message: 'The file has 1024 bytes.',
    headers: ['Content-Range'],
  },
  421: {
    name: 'MisdirectedRequest',
    type: 'misdirected_request',
    message: 'The service is not known under this host name; the operator can state it in API_ALLOWED_HOSTS.',
  },
  422: {
    name: 'Unprocessable',
    type: 'idempotency_mismatch',
    message: 'This key was used with another body',
  },
  429: {
    name: 'RateLimited',
    type: 'rate_limited',
    message: 'More than 1200 requests in a minute; wait and ask again.',
    headers: ['Retry-After', 'RateLimit-Limit?', 'RateLimit-Remaining?', 'RateLimit-Reset?'],
  },
  431: { name: 'HeadersTooLarge', type: 'headers_too_large', message: 'The request headers are too large.' },
  500: { name: 'InternalError', type: 'internal', message: 'Something went wrong here' },
  503: {
    name: 'Unavailable',
    type: 'unavailable',
    message: 'A part of the service cannot be reached',
    headers: ['Retry-After'],
  },
}

const headers = {
  'X-Request-ID': text("The request's own, or a new one; also in errors and logs."),
  'WWW-Authenticate': text('Challenge.'),
  Allow: text('Allowed methods.'),
  'Retry-After': number('Seconds to wait.'),
  'RateLimit-Limit': number('Requests per minute and caller.'),
  'RateLimit-Remaining': number('Remaining requests.'),
  'RateLimit-Reset': number('Seconds until reset.'),
  Location: text('Path of new object.'),
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
 * Error answers are described once and referred to, with an example each; every answer names its headers. What a route
 * says for itself (another schema, its own headers) stays.
 */
export function describeAnswers(document: Document): Document {
  const used = new Set<string>()
  const paths = mapValues(document.paths, (methods) =>
    mapValues(methods, (operation) => ({
      ...operation,
      responses: mapValues(operation.responses, (response, status) => {
        const known = errors[status]
        if (!known || !isErrorAnswer(response))
          return { ...response, headers: { ...headersOf(operation, status), ...response.headers } }
        used.add(status)
        return { $ref: `#/components/responses/${known.name}` }
      }),
    })),
  )
  const responses = Object.entries(errors)
    .filter(([status]) => used.has(status))
    .map(([status, { name, type, message, headers: own = [] }]) => [
      name,
      {
        description: descriptionOf(document, status),
        headers: Object.fromEntries(['X-Request-ID', ...own].map(headerOf)),
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/ErrorAnswer' },
            example: {
              status: 'error',
              message,
              error_type: type,
              request_id: '0b54a2a4-4a3b-4f7e-9b43-6f2f0c8f6a10',
            },
          },
        },
      },
    ])
  return {
    ...document,
    paths,
    components: { ...document.components, responses: Object.fromEntries(responses) },
  }
}

/** Operations that make what has no path: it is named in the body of other requests. */
const pathless = new Set<unknown>(['createUpload'])

function headersOf({ operationId, parameters = [], responses }: Operation, status: string): Node {
  const names = ['X-Request-ID']
  if (status === '201' && !pathless.has(operationId)) names.push('Location')
  if (status === '201' && parameters.some(({ name }) => name === 'idempotency-key'))
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

function descriptionOf({ paths }: Document, status: string): unknown {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
  const found = operations.find(({ responses }) => responses[status] && isErrorAnswer(responses[status]))
  return found?.responses[status]?.description
}

function mapValues<A, B>(record: Record<string, A>, change: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]))
}
