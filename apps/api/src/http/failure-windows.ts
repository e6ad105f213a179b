/** Counts failures by key in windows of a minute, in this process alone: it must hold without Redis too. */
export interface FailureWindows {
  /** Milliseconds until this key may try again; 0 when it may now. */
  waitMs(key: string): number
  add(key: string): void
}

const windowMs = 60_000
/** A stranger with more addresses than this is not stopped by counting them; memory stays bounded. */
const maxKeys = 10_000

/** @param limit failures of a key in a minute; after that many it has to wait for the end of that minute */
export function createFailureWindows(
  limit: number,
  now: () => number = () => performance.now(),
): FailureWindows {
  // The oldest first, and all windows have one length: the first one ends first.
  const windows = new Map<string, { count: number; until: number }>()

  function current(key: string): { count: number; until: number } | null {
    const found = windows.get(key)
    if (!found || found.until > now()) return found ?? null
    windows.delete(key)
    return null
  }

  return {
    waitMs(key) {
      const found = current(key)
      return found && found.count >= limit ? found.until - now() : 0
    },
    add(key) {
      const found = current(key)
      if (found) {
        found.count += 1
        return
      }
      const [oldest] = windows.keys()
      if (windows.size >= maxKeys && oldest !== undefined) windows.delete(oldest)
      windows.set(key, { count: 1, until: now() + windowMs })
    },
  }
}
