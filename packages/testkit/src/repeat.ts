import { setTimeout as pause } from 'node:timers/promises'

export interface Repeated {
  /** Waits for the current turn. Rejects with the error of a failed turn, which was the last one. */
  stop(): Promise<void>
}

/** Repeats an action until stopped, `everyMs` after the end of each run: background work of a test. */
export function repeat(act: () => Promise<unknown>, everyMs: number): Repeated {
  const stopped = new AbortController()
  const { signal } = stopped
  const turns = async (): Promise<void> => {
    while (!signal.aborted) {
      await act()
      await pause(everyMs, null, { signal }).catch(() => {})
    }
  }
  const ended = turns()
  // `stop` rejects.
  ended.catch(() => {})
  return {
    stop: () => {
      stopped.abort()
      return ended
    },
  }
}
