import type { z } from 'zod'
import { AppError, type ErrorDetail } from './errors.ts'

/** No more problems of one request are told. */
const maxProblems = 2000

/** `['jobs', 3, 'parameters', 'url']` → `jobs[3].parameters.url` */
export function pathText(path: readonly PropertyKey[], before = ''): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, before)
}

/** What a schema found. `path` is that of the checked value within the request; its own name where it is a whole part. */
export function problemsOf(error: z.core.$ZodError, path = '', whole = path): ErrorDetail[] {
  return error.issues.flatMap((issue) => {
    const place = pathText(issue.path, path)
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: pathText([key], place),
        code: 'unknown_key',
        message: `"${key.slice(0, 100)}" is not known here`,
      }))
    }
    // No form of a body has this value where it says which form it is.
    const isUnknown = issue.code === 'invalid_union' && 'discriminator' in issue
    const code =
      issue.code === 'custom' ? String(issue.params?.code ?? 'invalid') : isUnknown ? 'unknown' : issue.code
    return [{ path: place === '' ? whole : place, code, message: issue.message }]
  })
}

/** `jobs[3].parameters.url: This URL is not allowed (and 2 more)`: where the first problem is, and what. */
export function problemsText([first, ...others]: readonly ErrorDetail[]): string | undefined {
  if (!first) return undefined
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  return `${first.path}: ${first.message.replace(/\.$/, '')}${more}`
}

/** `validation_error` with every problem in its details. */
export function invalidRequest(problems: readonly ErrorDetail[]): AppError {
  return new AppError('validation_error', problemsText(problems), { details: problems.slice(0, maxProblems) })
}
