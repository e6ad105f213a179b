import type { Logger, Pass } from '@async-events/core'

export interface EveryOptions {
  intervalMs: number
  /** A pass without progress for this long will never end: `onStuck` is called, once. */
  limitMs: number
  onStuck(): void
  /** Told how long a pass took, and whether it ended without an error. */
  onEnd?(seconds: number, isOk: boolean): void
  log: Pick<Logger, 'warn'>
}

/** Runs `act` now and `intervalMs` after it ends, also after an error, which is logged. `stop` aborts its signal. */
export function every(
  { intervalMs, limitMs, onStuck, onEnd, log }: EveryOptions,
  act: (pass: Required<Pass>) => Promise<unknown>,
): { stop(): Promise<void> } {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const round = async (): Promise<void> => {
    const stuck = setTimeout(onStuck, limitMs)
    const started = performance.now()
    let isOk = false
    try {
      await act({ signal: controller.signal, progress: () => void stuck.refresh() })
      isOk = true
    } catch (error) {
      log.warn({ err: error }, 'a pass failed')
    } finally {
      clearTimeout(stuck)
      onEnd?.((performance.now() - started) / 1000, isOk)
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
