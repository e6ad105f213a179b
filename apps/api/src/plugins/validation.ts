import { AppError, invalidRequest, problemsOf } from '@async-events/core'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

/** Of a route that takes no query parameter: a mistyped one is told, not ignored. */
const noQuery = z.strictObject({})

/** zod checks what comes in, without coercion; all problems are told at once. Answers are typed, not checked again. */
export function validation(app: FastifyInstance): void {
  app.setValidatorCompiler<z.ZodType>(validatorOf)
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  // Pages for people (hidden) are asked for with what their browsers and caches add.
  app.addHook('onRoute', ({ schema }) => {
    if (schema?.response && !schema.hide) schema.querystring ??= noQuery
  })
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
  const details = problemsOf(error, '', part)
  // More jobs than a batch holds is a request that is too large, not one that is wrong.
  const tooMany = details.find(({ path, code }) => path === 'jobs' && code === 'too_big')
  return tooMany ? new AppError('too_large', undefined, { details: [tooMany] }) : invalidRequest(details)
}
