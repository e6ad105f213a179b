import type { Session } from '../session.ts'

export interface Patience {
  /** For ever when missing. */
  timeoutMs?: number | undefined
  /** How to come back to it; otherwise by `watch`. */
  again?: string | undefined
}

/**
 * Waits with `wait` for as long as asked for. When the caller leaves before the end, or has waited long enough, it is told
 * that the work goes on and how to come back to it.
 */
export async function whileItGoesOn<T>(
  session: Session,
  id: string,
  { timeoutMs, again }: Patience,
  wait: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signals = [session.signal, ...(timeoutMs === undefined ? [] : [AbortSignal.timeout(timeoutMs)])]
  const signal = AbortSignal.any(signals)
  try {
    return await wait(signal)
  } catch (error) {
    if (!signal.aborted) throw error
    const command = again ?? `async-events watch ${id}${session.serverOption}`
    session.out.note(`It goes on at the service. To follow it again: ${command}`)
    // What a library makes of an abort differs; the reason does not
    throw signal.reason
  }
}
