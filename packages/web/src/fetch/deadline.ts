import { AppError } from '@async-events/core'
import { exchangeError } from './fetch-errors.ts'

/** One abort signal for an exchange: the caller's, the total timeout, and the timeout of the current phase. */
export interface Deadline {
  signal: AbortSignal
  /** Replaces the timeout of the phase before; `null` keeps only the total. */
  phase(ms: number | null, message?: string): void
  /** Restarts the current phase's timeout: data arrived. */
  touch(): void
  end(): void
}

function startDeadline(totalMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController()
  const expire = (message: string) => () => controller.abort(new AppError('timeout', message))
  const total = setTimeout(expire('The response was not complete in time'), totalMs)
  const onCallerAbort = (): void => controller.abort(caller?.reason)
  if (caller?.aborted) onCallerAbort()
  caller?.addEventListener('abort', onCallerAbort)
  let phase: NodeJS.Timeout | undefined
  return {
    signal: controller.signal,
    phase(ms, message = 'The source stopped sending') {
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

/** Runs under a deadline. Throws the abort's reason or an AppError. */
export async function withDeadline<T>(
  totalMs: number,
  caller: AbortSignal | undefined,
  run: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const deadline = startDeadline(totalMs, caller)
  try {
    return await run(deadline)
  } catch (thrown) {
    // After an abort its reason is the error, whatever else failed.
    throw deadline.signal.aborted ? deadline.signal.reason : exchangeError(thrown)
  } finally {
    deadline.end()
  }
}
