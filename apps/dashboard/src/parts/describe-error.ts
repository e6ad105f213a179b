import { ApiError, ConnectionError, TimeoutError } from '@async-events/client'
import type { Words } from '../words/en.ts'

export interface DescribedError {
  /** Stable code of the API, or what kind of failure it was here. */
  code: string
  message: string
  /** What the reader can do. */
  next: string
  /** Page of the service that explains the code. */
  docUrl: string | null
  requestId: string | null
  /** Problems of single fields. */
  details: readonly { path: string; message: string }[]
}

/** What the page says about any failure. */
export function describeError(error: unknown, { error: { steps } }: Pick<Words, 'error'>): DescribedError {
  const nothing = { docUrl: null, requestId: null, details: [] }
  if (error instanceof ApiError)
    return {
      code: error.type,
      message: error.message,
      next: Object.hasOwn(steps, error.type) ? steps[error.type] : steps.other,
      docUrl: docUrlOf(error.body),
      requestId: error.requestId,
      details: error.details,
    }
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof ConnectionError || error instanceof TimeoutError)
    return { ...nothing, code: 'connection', message, next: steps.connection }
  return { ...nothing, code: error instanceof Error ? error.name : 'error', message, next: steps.other }
}

function docUrlOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('doc_url' in body)) return null
  return typeof body.doc_url === 'string' ? body.doc_url : null
}
