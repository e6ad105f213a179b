import type { Logger } from '@async-events/core'
export interface EveryOptions {
  intervalMs: number
  /** So long without a sign of life and a pass will never end: `onStuck` is told, once. */
  limitMs: number
  onStuck(): void
  log: Pick<Logger, 'warn'>
}

/**
 * Runs `act` now and `intervalMs` after each end of it; what it throws is logged and it is tried again. By `goesOn` a
 * pass says that it gets on, and hears whether it is to: false after `stop`.
 */
export function every(
  { intervalMs, limitMs, onStuck, log }: EveryOptions,
  act: (goesOn: () => boolean) => Promise<unknown>,
): { stop(): Promise<void> } {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const round = async (): Promise<void> => {
    const stuck = setTimeout(onStuck, limitMs)
    try {
      await act(() => {
        stuck.refresh()
        return !controller.signal.aborted
      })
    } catch (error) {
      log.warn({ err: error }, 'a pass failed')
    } finally {
      clearTimeout(stuck)
    }
    if (!controller.signal.aborted) timer = setTimeout(start, intervalMs)
  }
  let current = Promise.resolve()
  const start = (): void => {
    current = round()
  }
  start()
  return {
    stop: async () => {
      controller.abort()
      clearTimeout(timer)
      await current
    },
  }
}
