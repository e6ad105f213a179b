import { AppError } from '@async-events/core'
import { exchangeError } from './fetch-errors.ts'

/** One signal for all that can end an exchange: the caller, the total time, and the limit of the current phase. */
export interface Deadline {
  signal: AbortSignal
  /** Replaces the limit of the phase before; `null` leaves only the total time. */
  phase(ms: number | null, message?: string): void
  /** Starts the current phase's time again: something arrived. */
  touch(): void
  end(): void
}

function startDeadline(totalMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController()
  const expire = (message: string) => () => controller.abort(new AppError('timeout', message))
  const total = setTimeout(expire('The source did not answer completely in time'), totalMs)
  const onCallerAbort = (): void => controller.abort(caller?.reason)
  if (caller?.aborted) onCallerAbort()
  caller?.addEventListener('abort', onCallerAbort)
  let phase: NodeJS.Timeout | undefined
  return {
    signal: controller.signal,
    phase(ms, message = 'The source stopped answering') {
      clearTimeout(phase)
      phase = ms === null ? undefined : setTimeout(expire(message), ms)
    },
    touch() {
      phase?.refresh()
    },
    end() {
      clearTimeout(total)
      clearTimeout(phase)
      caller?.removeEventListener('abort', onCallerAbort)
    },
  }
}

/** Runs under a deadline; whatever is thrown is the abort's reason or an AppError. */
export async function withDeadline<T>(
  totalMs: number,
  caller: AbortSignal | undefined,
  run: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const deadline = startDeadline(totalMs, caller)
  try {
    return await run(deadline)
  } catch (thrown) {
    // Whatever broke because of the abort, its reason is what happened.
    throw deadline.signal.aborted ? deadline.signal.reason : exchangeError(thrown)
  } finally {
    deadline.end()
  }
}
