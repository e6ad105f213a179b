import { ApiError, ConnectionError, TimeoutError } from '@async-events/client'
import { InputError } from './input-error.ts'

/** Exit codes of `async-events`, which scripts rely on: docs/cli.md and the help list them. */
export const exitCodes = {
  done: 0,
  /** An error that has no code of its own. */
  other: 1,
  /** A command, option, file or request that is not valid. */
  usage: 2,
  /** The job failed or was cancelled; of a batch at least one job. */
  failed: 3,
  /** Not there, or not for this caller. */
  denied: 4,
  /** The state of the job or file does not allow it, or does not yet. */
  conflict: 5,
  /** The service does not answer, or asks to come back later. */
  unreachable: 6,
  /** `--timeout` is over before the job has ended. */
  timeout: 7,
  /** Ctrl-C. */
  interrupted: 130,
  /** Whoever read the output has gone (128 + SIGPIPE). */
  unread: 141,
} as const

/** The state of a job does not allow it yet. */
export class NotReady extends Error {
  override readonly name = 'NotReady'
}

/** By HTTP status of an answer. */
const ofStatus: Readonly<Record<number, number>> = {
  400: exitCodes.usage,
  401: exitCodes.denied,
  403: exitCodes.denied,
  404: exitCodes.denied,
  408: exitCodes.unreachable,
  409: exitCodes.conflict,
  410: exitCodes.denied,
  412: exitCodes.conflict,
  413: exitCodes.usage,
  415: exitCodes.usage,
  422: exitCodes.usage,
  429: exitCodes.unreachable,
  502: exitCodes.unreachable,
  503: exitCodes.unreachable,
  504: exitCodes.unreachable,
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof ApiError) return ofStatus[error.status] ?? exitCodes.other
  if (error instanceof InputError) return exitCodes.usage
  if (error instanceof NotReady) return exitCodes.conflict
  if (isUnreachable(error)) return exitCodes.unreachable
  return isPatienceOver(error) ? exitCodes.timeout : exitCodes.other
}

/** No answer, after all attempts. */
export const isUnreachable = (error: unknown): error is Error =>
  error instanceof ConnectionError || error instanceof TimeoutError

/** The reason of `AbortSignal.timeout`. */
const isPatienceOver = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'TimeoutError'
