/** The same shape as core's `Clock`. */
export interface Clock {
  now(): Date
}

export interface SyncedClock extends Clock {
  /**
   * Measures the offset to the database's time, now and periodically. Resolves after the first try, even if that fails:
   * while the database is down a process starts on local time, and is corrected when it answers.
   */
  sync(readDatabaseTime: () => Promise<Date>): Promise<void>
  /** False until the database's time has been read. */
  isSynced(): boolean
  /** Database time minus local time, in milliseconds; 0 until synced. */
  offsetMs(): number
  /** Stops measuring. */
  stop(): void
}

export interface ClockOptions {
  /** Time between two measurements. */
  intervalMs?: number
  /** Time until the next try after a failure. */
  retryMs?: number
  /** Called with each failure. */
  onError?: (error: unknown) => void
  /** Local time, in ms since 1970. */
  wallTime?: () => number
  /** Monotonic time in milliseconds. */
  steadyTime?: () => number
}

/** A slower reply is ignored: the error of a measurement is up to half its round trip. */
const worstRoundTripMs = 2_000

/**
 * The database's time. Between measurements it runs on the monotonic clock, so a change of the local time (NTP, an
 * operator) does not end or extend leases.
 */
export function createClock({
  intervalMs = 30_000,
  retryMs = 2_000,
  onError = () => {},
  wallTime = Date.now,
  steadyTime = () => performance.now(),
}: ClockOptions = {}): SyncedClock {
  /** Database time = steady time + this. */
  let ahead: number | null = null
  let timer: NodeJS.Timeout | undefined
  let generation = 0

  const measure = async (read: () => Promise<Date>): Promise<boolean> => {
    const before = steadyTime()
    const databaseTime = (await read()).getTime()
    const after = steadyTime()
    if (!Number.isFinite(databaseTime)) throw new TypeError('the database gave no valid time')
    if (ahead !== null && after - before > worstRoundTripMs) return false
    ahead = databaseTime - (before + after) / 2
    return true
  }

  const clock: SyncedClock = {
    now: () => new Date(ahead === null ? wallTime() : Math.round(steadyTime() + ahead)),
    isSynced: () => ahead !== null,
    offsetMs: () => (ahead === null ? 0 : Math.round(steadyTime() + ahead - wallTime())),
    stop() {
      generation += 1
      clearTimeout(timer)
    },
    async sync(read) {
      clock.stop()
      const mine = generation
      const round = async (): Promise<void> => {
        const good = await measure(read).catch((error: unknown) => {
          onError(error)
          return false
        })
        if (mine !== generation) return
        timer = setTimeout(round, good ? intervalMs : retryMs)
        timer.unref()
      }
      await round()
    },
  }
  return clock
}
