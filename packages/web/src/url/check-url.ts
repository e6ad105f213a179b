import { AppError } from '@async-events/core'
import { allowNothing, type FetchAllow } from './fetch-allow.ts'
import { inspectUrl, isProblem } from './inspect-url.ts'

export const maxUrlLength = 2048

export interface CheckUrlOptions {
  allow?: FetchAllow
  /** JSON path of the field, for the error's details. */
  path?: string
}

/**
 * The part of the guard that needs no look-up, for use at submit. A name that passes may still lead to a private
 * address; `createSafeFetch` decides that.
 * Throws `validation_error` (not an http(s) URL we read) or `url_not_allowed` (visibly not a public host).
 */
export function checkUrl(url: string, options: CheckUrlOptions = {}): URL {
  const inspected = inspectUrl(url, options.allow ?? allowNothing, maxUrlLength)
  if (!isProblem(inspected)) return inspected.url
  const { problem, message } = inspected
  const code = problem === 'invalid' ? 'validation_error' : 'url_not_allowed'
  throw new AppError(code, message, {
    details: [
      {
        path: options.path ?? 'url',
        code: problem === 'invalid' ? 'invalid_url' : 'url_not_allowed',
        message,
      },
    ],
  })
}
