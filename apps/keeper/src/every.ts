/** Runs `act` now and `intervalMs` after each end of it; what it throws is logged and it is tried again. */
export function every(
  intervalMs: number,
  log: { warn(data: object, message: string): void },
  act: (signal: AbortSignal) => Promise<void>,
): { stop(): Promise<void> } {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const round = async (): Promise<void> => {
    try {
      await act(controller.signal)
    } catch (error) {
      log.warn({ err: error }, 'a pass failed')
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
