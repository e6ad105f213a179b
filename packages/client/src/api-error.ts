import type { ErrorAnswer, ErrorDetail } from './types.ts'

/** An answer that is not 2xx. */
export class ApiError extends Error {
  readonly status: number
  /** One of the closed list of the API; `internal` where no envelope came. */
  readonly type: ErrorAnswer['error_type']
  readonly details: readonly ErrorDetail[]
  readonly requestId: string | null
  /** Seconds that the service asks to wait. */
  readonly retryAfter: number | null

  constructor(status: number, answer: Partial<ErrorAnswer>, retryAfter: number | null) {
    super(answer.message ?? `The service answered ${status}.`)
    this.name = 'ApiError'
    this.status = status
    this.type = answer.error_type ?? 'internal'
    this.details = answer.details ?? []
    this.requestId = answer.request_id ?? null
    this.retryAfter = retryAfter
  }

  static async from(response: Response): Promise<ApiError> {
    const after = Number(response.headers.get('retry-after') ?? Number.NaN)
    const answer: unknown = await response.json().catch(() => null)
    const known = typeof answer === 'object' && answer !== null ? (answer as Partial<ErrorAnswer>) : {}
    return new ApiError(response.status, known, Number.isNaN(after) ? null : after)
  }
}
