import type { ErrorAnswer, ErrorDetail } from '../types.ts'

export type ErrorType = ErrorAnswer['error_type']

export interface ApiErrorParts {
  status: number
  type: ErrorType
  message: string
  details: readonly ErrorDetail[]
  requestId: string | null
  retryAfter: number | null
  body: unknown
}

/**
 * An answer that is not 2xx. Each `error_type` has a class of its own (`NotFoundError`, `ValidationError`, …); a type
 * that this version does not know comes as `ApiError`.
 */
export class ApiError extends Error {
  override readonly name: string = 'ApiError'
  /** The HTTP status. */
  readonly status: number
  /** `error_type` of the answer; derived from the status where a gateway answered. */
  readonly type: ErrorType
  /** Of a validation: each problem with its path. */
  readonly details: readonly ErrorDetail[]
  /** Identifies the request in the service's logs. */
  readonly requestId: string | null
  /** Seconds that the service asks to wait. */
  readonly retryAfter: number | null
  /** The JSON of the answer, whatever it is; null where it is none. */
  readonly body: unknown

  constructor({ status, type, message, details, requestId, retryAfter, body }: ApiErrorParts) {
    super(message)
    this.status = status
    this.type = type
    this.details = details
    this.requestId = requestId
    this.retryAfter = retryAfter
    this.body = body
  }
}
