import type { AppError, JobError, Transition } from '@async-events/core'
import type { LoadedProcessor } from './run-processor.ts'

/** Back-off while a store or an engine is unavailable. */
const unavailableDelayMs = (postponements: number): number => Math.min(5_000 * 2 ** postponements, 300_000)

/** The transition after an error: `postpone` where waiting costs no attempt, else `fail`. */
export function failureOf(
  mine: { run: number; step: string; token: string },
  { contract }: LoadedProcessor,
  error: AppError,
  { now, postponements, progressed }: { now: Date; postponements: number; progressed: boolean },
): Extract<Transition, { type: 'fail' | 'postpone' }> {
  const shown: Omit<JobError, 'step'> = {
    code: error.code,
    message: error.message,
    retryable: error.retryable,
    ...(error.details.length > 0 ? { details: error.details } : {}),
  }
  // An outage is not the step's error: it waits, in total for more than an hour, without spending an attempt.
  const waitMs =
    error.retryAfterMs ?? (error.outage ? unavailableDelayMs(progressed ? 0 : postponements) : null)
  if (error.retryable && waitMs !== null) {
    return { type: 'postpone', ...mine, until: new Date(now.getTime() + waitMs), error: shown, progressed }
  }
  return { type: 'fail', ...mine, error: shown, retry: contract.retry, random: Math.random() }
}
