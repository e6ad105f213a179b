import { ApiError, type ErrorType } from './api-error.ts'

/** The request is wrong; `details` names each problem with its path. */
export class ValidationError extends ApiError {
  override readonly name = 'ValidationError'
  declare readonly type: 'validation_error'
}

/** There is nothing with this id, or nothing that the caller may know of. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError'
  declare readonly type: 'not_found'
}

/** The caller may not do this. */
export class PermissionDeniedError extends ApiError {
  override readonly name = 'PermissionDeniedError'
  declare readonly type: 'permission_denied'
}

/** No valid API key. */
export class UnauthorizedError extends ApiError {
  override readonly name = 'UnauthorizedError'
  declare readonly type: 'unauthorized'
}

/** The state does not allow it: an id that is taken, a job that has not ended. */
export class ConflictError extends ApiError {
  override readonly name = 'ConflictError'
  declare readonly type: 'conflict'
}

/** The first request with this key is still running. */
export class IdempotencyConflictError extends ApiError {
  override readonly name = 'IdempotencyConflictError'
  declare readonly type: 'idempotency_conflict'
}

/** This key came with another body before. */
export class IdempotencyMismatchError extends ApiError {
  override readonly name = 'IdempotencyMismatchError'
  declare readonly type: 'idempotency_mismatch'
}

/** The schedule could not be fetched, or is in no format that is read; `details` says why. */
export class ScheduleUnreadableError extends ApiError {
  override readonly name = 'ScheduleUnreadableError'
  declare readonly type: 'schedule_unreadable'
}

/** The transcript is in no format with times. */
export class TranscriptUnreadableError extends ApiError {
  override readonly name = 'TranscriptUnreadableError'
  declare readonly type: 'transcript_unreadable'
}

/** The body is larger than the service takes. */
export class TooLargeError extends ApiError {
  override readonly name = 'TooLargeError'
  declare readonly type: 'too_large'
}

/** The body is of a type that the route does not take. */
export class UnsupportedMediaTypeError extends ApiError {
  override readonly name = 'UnsupportedMediaTypeError'
  declare readonly type: 'unsupported_media_type'
}

/** The route does not know this method. */
export class MethodNotAllowedError extends ApiError {
  override readonly name = 'MethodNotAllowedError'
  declare readonly type: 'method_not_allowed'
}

/** The request did not arrive within the time of the service. */
export class RequestTimeoutError extends ApiError {
  override readonly name = 'RequestTimeoutError'
  declare readonly type: 'request_timeout'
}

/** It has changed since the caller read it (`If-Match`). */
export class PreconditionFailedError extends ApiError {
  override readonly name = 'PreconditionFailedError'
  declare readonly type: 'precondition_failed'
}

/** The range lies outside the file. */
export class RangeNotSatisfiableError extends ApiError {
  override readonly name = 'RangeNotSatisfiableError'
  declare readonly type: 'range_not_satisfiable'
}

/** The service does not answer for this host name. */
export class MisdirectedRequestError extends ApiError {
  override readonly name = 'MisdirectedRequestError'
  declare readonly type: 'misdirected_request'
}

/** The headers are larger than the service takes. */
export class HeadersTooLargeError extends ApiError {
  override readonly name = 'HeadersTooLargeError'
  declare readonly type: 'headers_too_large'
}

/** The service has no index of its documents. */
export class SearchOffError extends ApiError {
  override readonly name = 'SearchOffError'
  declare readonly type: 'search_off'
}

/** Too many requests; `retryAfter` says when to come back. */
export class RateLimitedError extends ApiError {
  override readonly name = 'RateLimitedError'
  declare readonly type: 'rate_limited'
}

/** The job or batch has no archive yet. */
export class ArchiveNotReadyError extends ApiError {
  override readonly name = 'ArchiveNotReadyError'
  declare readonly type: 'archive_not_ready'
}

/** The results were removed after their retention. */
export class ResultsExpiredError extends ApiError {
  override readonly name = 'ResultsExpiredError'
  declare readonly type: 'results_expired'
}

/** The service, or a store that it needs, is away for the time being. */
export class UnavailableError extends ApiError {
  override readonly name = 'UnavailableError'
  declare readonly type: 'unavailable'
}

/** A fault of the service. */
export class InternalError extends ApiError {
  override readonly name = 'InternalError'
  declare readonly type: 'internal'
}

/** The compiler asks for a class for each type of the API. */
export const errorClasses: { readonly [Type in ErrorType]: typeof ApiError } = {
  validation_error: ValidationError,
  not_found: NotFoundError,
  search_off: SearchOffError,
  permission_denied: PermissionDeniedError,
  unauthorized: UnauthorizedError,
  conflict: ConflictError,
  idempotency_conflict: IdempotencyConflictError,
  idempotency_mismatch: IdempotencyMismatchError,
  schedule_unreadable: ScheduleUnreadableError,
  transcript_unreadable: TranscriptUnreadableError,
  too_large: TooLargeError,
  unsupported_media_type: UnsupportedMediaTypeError,
  method_not_allowed: MethodNotAllowedError,
  request_timeout: RequestTimeoutError,
  precondition_failed: PreconditionFailedError,
  range_not_satisfiable: RangeNotSatisfiableError,
  misdirected_request: MisdirectedRequestError,
  headers_too_large: HeadersTooLargeError,
  rate_limited: RateLimitedError,
  archive_not_ready: ArchiveNotReadyError,
  results_expired: ResultsExpiredError,
  unavailable: UnavailableError,
  internal: InternalError,
}
