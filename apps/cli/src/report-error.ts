import { ApiError } from '@async-events/client'
import { exitCodes, isUnreachable } from './exit-codes.ts'
import { InputError } from './input-error.ts'
import { optionOf } from './options/option-of.ts'
import { printable } from './printable.ts'
import type { Surroundings } from './surroundings.ts'

interface Where {
  surroundings: Surroundings
  /** Undefined when the error came before there was one. */
  server: string | undefined
  json: boolean
}

/** An error on the standard error: for people with what to do about it, with `--json` as one document. */
export function reportError(error: unknown, exitCode: number, { surroundings, server, json }: Where): void {
  const { stderr, env } = surroundings
  const message = messageOf(error, exitCode, server)
  const details = detailsOf(error)
  if (json) {
    stderr.write(
      `${JSON.stringify({ status: 'error', message, details, ...answerOf(error), exit_code: exitCode })}\n`,
    )
    return
  }
  for (const line of [`async-events: ${message}`, ...details.map((detail) => `  ${detail}`)])
    stderr.write(`${printable(line)}\n`)
  const remedy = remedyOf(error, env)
  if (remedy !== null) stderr.write(`${remedy}\n`)
  if (exitCode === exitCodes.other && env.ASYNC_EVENTS_DEBUG && error instanceof Error)
    stderr.write(`${error.stack}\n`)
}

function messageOf(error: unknown, exitCode: number, server: string | undefined): string {
  if (isUnreachable(error)) return `The service at ${server} cannot be reached: ${error.message}`
  if (error instanceof ApiError && error.type === 'validation_error' && error.details.length > 0)
    return 'The request is not valid:'
  if (exitCode === exitCodes.timeout) return 'It has not ended within --timeout; it goes on at the service.'
  return error instanceof Error ? error.message : String(error)
}

function detailsOf(error: unknown): string[] {
  if (error instanceof InputError) return [...error.details]
  if (!(error instanceof ApiError)) return []
  return error.details.map(({ path, message }) => `${optionOf(path)}: ${message}`)
}

/** What the service said, as it said it. */
const answerOf = (error: unknown): object =>
  error instanceof ApiError
    ? {
        message: error.message,
        details: error.details,
        error_type: error.type,
        request_id: error.requestId,
        http_status: error.status,
      }
    : {}

function remedyOf(error: unknown, env: Surroundings['env']): string | null {
  if (error instanceof ApiError && error.status === 401)
    return env.ASYNC_EVENTS_API_KEY
      ? 'The key in ASYNC_EVENTS_API_KEY is not valid here.'
      : 'Set ASYNC_EVENTS_API_KEY to an API key of the service.'
  if (isUnreachable(error))
    return 'Start one with "npm start", or name another by --server or ASYNC_EVENTS_URL; "async-events doctor" looks closer.'
  return null
}
