import { AppError, type ErrorDetail } from '@async-events/core'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'

/** `['jobs', 3, 'parameters', 'url']` → `jobs[3].parameters.url` */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}

/** zod checks what comes in, without coercion; all problems are told at once. Answers are typed, not checked again. */
export function validation(app: FastifyInstance): void {
  app.setValidatorCompiler<z.ZodType>(validatorOf)
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
}

/** What checks one part of a request. */
export function validatorOf({ schema, httpPart }: { schema: z.ZodType; httpPart?: string }) {
  return (data: unknown) => {
    const parsed = schema.safeParse(data)
    if (parsed.success) return { value: parsed.data }
    // A path that no id can have leads nowhere.
    if (httpPart === 'params') return { error: new AppError('not_found') }
    return { error: invalid(parsed.error, httpPart ?? 'body') }
  }
}

/** The value as the schema gives it; throws `validation_error` with every problem. */
export function validate<S extends z.ZodType>(schema: S, data: unknown): z.output<S> {
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  throw invalid(parsed.error, 'body')
}

function invalid(error: z.ZodError, part: string): AppError {
  const details = error.issues.flatMap((issue) => toDetails(issue, part)).slice(0, 2000)
  const [first] = details
  const more = details.length > 1 ? ` (and ${details.length - 1} more)` : ''
  // More jobs than a batch holds is a request that is too large, not one that is wrong.
  const tooMany = error.issues.find((issue) => issue.code === 'too_big' && pathText(issue.path) === 'jobs')
  if (tooMany)
    return new AppError('too_large', `jobs: ${tooMany.message}`, { details: toDetails(tooMany, part) })
  return new AppError('validation_error', first ? `${first.path}: ${first.message}${more}` : undefined, {
    details,
  })
}

function toDetails(issue: z.core.$ZodIssue, part: string): ErrorDetail[] {
  const path = pathText(issue.path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      code: 'unknown_key',
      message: `"${key.slice(0, 100)}" is not known here`,
    }))
  }
  // No form of a body has this value where it says which form it is.
  const isUnknown = issue.code === 'invalid_union' && 'discriminator' in issue
  const code =
    issue.code === 'custom' ? String(issue.params?.code ?? 'invalid') : isUnknown ? 'unknown' : issue.code
  return [{ path: path === '' ? part : path, code, message: issue.message }]
}
