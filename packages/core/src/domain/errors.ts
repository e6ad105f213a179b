/**
 * Every error the product knows, in one table. A `code` is stable: clients and stored jobs rely on it.
 * `http` is the status of an API answer, or null for an error that only ends a step.
 * `retryable` says whether the same step may succeed when tried again without any change.
 */
export const errorTable = {
  // Answers of the API (`error_type` of the error envelope)
  validation_error: { http: 400, retryable: false, title: 'The request is not valid' },
  unauthorized: { http: 401, retryable: false, title: 'The request needs valid credentials' },
  permission_denied: { http: 403, retryable: false, title: 'You may not do this' },
  not_found: { http: 404, retryable: false, title: 'Not found' },
  search_off: { http: 404, retryable: false, title: 'This service has no search' },
  method_not_allowed: { http: 405, retryable: false, title: 'This path does not take that method' },
  request_timeout: { http: 408, retryable: true, title: 'The request took too long to arrive' },
  conflict: { http: 409, retryable: false, title: 'The state does not allow this' },
  idempotency_conflict: { http: 409, retryable: true, title: 'A request with this key is still running' },
  archive_not_ready: { http: 409, retryable: true, title: 'There is no archive yet' },
  precondition_failed: { http: 412, retryable: false, title: 'It was changed meanwhile' },
  results_expired: { http: 410, retryable: false, title: 'The results have expired' },
  too_large: { http: 413, retryable: false, title: 'The request is too large' },
  unsupported_media_type: { http: 415, retryable: false, title: 'This media type is not accepted' },
  range_not_satisfiable: { http: 416, retryable: false, title: 'The range lies outside the file' },
  misdirected_request: { http: 421, retryable: false, title: 'The host name is unknown here' },
  idempotency_mismatch: { http: 422, retryable: false, title: 'This key was used with another body' },
  schedule_unreadable: { http: 422, retryable: false, title: 'The schedule cannot be read' },
  transcript_unreadable: { http: 422, retryable: false, title: 'The transcript cannot be read' },
  rate_limited: { http: 429, retryable: true, title: 'Too many requests' },
  headers_too_large: { http: 431, retryable: false, title: 'The request headers are too large' },
  internal: { http: 500, retryable: true, title: 'Something went wrong here' },
  unavailable: { http: 503, retryable: true, title: 'A part of the service cannot be reached' },

  // Ends of jobs that no step causes
  forced_failure: { http: null, retryable: false, title: 'The job was ended by fail-all' },
  no_content: { http: null, retryable: false, title: 'No source gave any content' },

  // Fetching
  url_not_allowed: { http: 400, retryable: false, title: 'This URL is not allowed' },
  destination_not_allowed: { http: null, retryable: false, title: 'The address is not public' },
  too_many_redirects: { http: null, retryable: false, title: 'The source redirects too often' },
  host_not_found: { http: null, retryable: false, title: 'The host name does not exist' },
  dns_error: { http: null, retryable: true, title: 'The host name could not be looked up' },
  timeout: { http: null, retryable: true, title: 'The source did not answer in time' },
  bad_response: { http: null, retryable: true, title: 'The source sent an invalid response' },
  source_not_found: { http: null, retryable: false, title: 'The source does not exist' },
  host_busy: {
    http: null,
    retryable: true,
    title: 'Too many requests to this host; the step waits',
  },
  source_unavailable: { http: null, retryable: true, title: 'The source is not available now' },
  robots_disallowed: { http: null, retryable: false, title: 'robots.txt of the host forbids fetching this' },
  source_too_large: { http: null, retryable: false, title: 'The source is larger than allowed' },
  tls_error: { http: null, retryable: false, title: 'The TLS certificate is invalid' },
  unsupported_source: { http: null, retryable: false, title: 'The type of the source is not supported' },

  // Media and slides
  invalid_media: { http: null, retryable: false, title: 'The file is not a readable audio or video' },
  no_audio_stream: { http: null, retryable: false, title: 'The file has no audio' },
  invalid_pdf: { http: null, retryable: false, title: 'The file is not a readable PDF' },
  pdf_encrypted: { http: null, retryable: false, title: 'The PDF needs a password' },
  too_many_pages: { http: null, retryable: false, title: 'The PDF has more pages than allowed' },
  page_too_large: { http: null, retryable: false, title: 'A page of the PDF is larger than allowed' },
  unsupported_media: {
    http: null,
    retryable: false,
    title: 'The type of the attachment is unsupported',
  },
  resource_limit: { http: null, retryable: false, title: 'The file exceeds a resource limit' },
  not_configured: { http: null, retryable: false, title: 'The service is not set up for that' },
  tool_missing: { http: null, retryable: false, title: 'A program that this step needs is not installed' },
  transcriber_unavailable: { http: null, retryable: true, title: 'The transcriber cannot be reached' },
  transcriber_refused: { http: null, retryable: false, title: 'The transcriber refused the request' },
  transcript_invalid: { http: null, retryable: true, title: 'The transcriber sent an invalid response' },

  // Webhooks
  webhook_redirected: { http: null, retryable: true, title: 'The receiver redirects; not followed' },
  webhook_refused: { http: null, retryable: true, title: 'The receiver answered with an error' },
  webhook_gone: { http: null, retryable: false, title: 'The receiver answered 410 Gone' },
  secret_unreadable: { http: null, retryable: true, title: 'A stored secret cannot be decrypted' },

  // Running
  invalid_template: { http: 400, retryable: false, title: 'The template cannot be used' },
  model_output_invalid: { http: null, retryable: true, title: 'The text model sent an invalid response' },
  model_unavailable: { http: null, retryable: true, title: 'The text model cannot be reached' },
  model_refused: { http: null, retryable: false, title: 'The text model refused the request' },
  storage_full: { http: null, retryable: true, title: 'The storage is full' },
  artifact_missing: { http: null, retryable: false, title: 'A stored file is gone' },
  result_too_large: { http: null, retryable: false, title: 'The result is larger than allowed' },
  result_invalid: { http: null, retryable: false, title: 'A step returned an invalid result' },
  step_timeout: { http: null, retryable: true, title: 'The step took too long' },
  worker_crashed: { http: null, retryable: false, title: 'The worker crashed each time in this step' },
  unexpected: { http: null, retryable: true, title: 'The step failed for an unexpected reason' },
} as const satisfies Record<string, { http: number | null; retryable: boolean; title: string }>

export type ErrorCode = keyof typeof errorTable

/** What fetching a source may end with: the errors of every processor that fetches. */
export const fetchErrors = [
  'url_not_allowed',
  'destination_not_allowed',
  'too_many_redirects',
  'host_not_found',
  'dns_error',
  'timeout',
  'bad_response',
  'source_not_found',
  'source_unavailable',
  'host_busy',
  'robots_disallowed',
  'source_too_large',
  'tls_error',
] as const satisfies readonly ErrorCode[]

export interface ErrorDetail {
  /** JSON path of the field, such as `jobs[3].parameters.url`. */
  path: string
  code: string
  message: string
}

export interface AppErrorOptions {
  /** Overrides the table where the circumstances decide (a 404 of a flaky host, say). */
  retryable?: boolean
  /** Wait at least this long before the next try, in milliseconds. Does not cost an attempt. */
  retryAfterMs?: number
  /** What the step needs is away as a whole and may come back: waiting for it costs no attempt. */
  outage?: boolean
  /** The thrower bounds the wait by time: it is not counted as a postponement. */
  patient?: boolean
  details?: ErrorDetail[]
  cause?: unknown
}

/** The only error class of the product. `message` is for people and holds no path, stack or driver text. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly retryable: boolean
  readonly retryAfterMs: number | null
  readonly outage: boolean
  readonly patient: boolean
  readonly details: ErrorDetail[]

  constructor(code: ErrorCode, message?: string, options: AppErrorOptions = {}) {
    super(
      message ?? errorTable[code].title,
      options.cause === undefined ? undefined : { cause: options.cause },
    )
    this.name = 'AppError'
    this.code = code
    this.retryable = options.retryable ?? errorTable[code].retryable
    this.retryAfterMs = options.retryAfterMs ?? null
    this.outage = options.outage ?? code === 'unavailable'
    this.patient = options.patient ?? false
    this.details = options.details ?? []
  }

  get httpStatus(): number {
    return errorTable[this.code].http ?? 500
  }
}

/** Anything thrown, as an AppError. What we do not know is retryable and shown without its text. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  if (isErrno(thrown, 'ENOSPC') || isErrno(thrown, 'EDQUOT'))
    return new AppError('storage_full', undefined, { cause: thrown })
  return new AppError('unexpected', undefined, { cause: thrown })
}

function isErrno(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code
}
