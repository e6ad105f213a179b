import type { Logger, Pass } from '@async-events/core'

export interface EveryOptions {
  intervalMs: number
  /** A pass without progress for this long will never end: `onStuck` is called, once. */
  limitMs: number
  onStuck(): void
  log: Pick<Logger, 'warn'>
}

/** Runs `act` now and `intervalMs` after it ends, also after an error, which is logged. `stop` aborts its signal. */
export function every(
  { intervalMs, limitMs, onStuck, log }: EveryOptions,
  act: (pass: Required<Pass>) => Promise<unknown>,
): { stop(): Promise<void> } {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const round = async (): Promise<void> => {
    const stuck = setTimeout(onStuck, limitMs)
    try {
      await act({ signal: controller.signal, progress: () => void stuck.refresh() })
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
