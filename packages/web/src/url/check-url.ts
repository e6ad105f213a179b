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
 * The URL checks without DNS lookup, for submit. A valid name may still resolve to a private address;
 * `createSafeFetch` checks that. Throws `validation_error` (no http(s) URL) or `url_not_allowed` (visibly not a public
 * host).
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
