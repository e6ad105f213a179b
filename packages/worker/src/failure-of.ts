import type { AppError, JobError, Transition } from '@async-events/core'
import type { LoadedProcessor } from './run-processor.ts'

interface Waits {
  now: Date
  postponements: number
  progressed: boolean
  /** When the step first waited for an engine that was away. */
  waitingSince?: Date | undefined
}

/** Back-off while a store or an engine is unavailable. */
const unavailableDelayMs = (postponements: number): number => Math.min(5_000 * 2 ** postponements, 300_000)

/** The same where the wait is bounded by time: a third of it so far, so that pauses grow with the outage. */
const patientDelayMs = (waitedMs: number): number => Math.min(Math.max(5_000, waitedMs / 3), 300_000)

/** The transition after an error: `postpone` where waiting costs no attempt, else `fail`. */
export function failureOf(
  mine: { run: number; step: string; token: string },
  { contract }: LoadedProcessor,
  error: AppError,
  { now, postponements, progressed, waitingSince = now }: Waits,
): Extract<Transition, { type: 'fail' | 'postpone' }> {
  const shown: Omit<JobError, 'step'> = {
    code: error.code,
    message: error.message,
    retryable: error.retryable,
    ...(error.details.length > 0 ? { details: error.details } : {}),
  }
  // An outage is not the step's error: it waits, without spending an attempt.
  const outageMs = error.patient
    ? patientDelayMs(now.getTime() - waitingSince.getTime())
    : unavailableDelayMs(progressed ? 0 : postponements)
  const waitMs = error.retryAfterMs ?? (error.outage ? outageMs : null)
  if (error.retryable && waitMs !== null) {
    const until = new Date(now.getTime() + waitMs)
    return { type: 'postpone', ...mine, until, error: shown, progressed, patient: error.patient }
  }
  return { type: 'fail', ...mine, error: shown, retry: contract.retry, random: Math.random() }
}
