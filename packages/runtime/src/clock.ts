/** The same shape as core's `Clock`. */
export interface Clock {
  now(): Date
}

export interface SyncedClock extends Clock {
  /**
   * Measures the offset to the database's time and keeps measuring. Resolves after the first try, also when that
   * failed: a process starts while the database is down, on its own time, and is corrected as soon as it answers.
   */
  sync(readDatabaseTime: () => Promise<Date>): Promise<void>
  /** False until the database's time was read once. */
  isSynced(): boolean
  /** Database time minus the time of this machine, in milliseconds; 0 until synced. */
  offsetMs(): number
  /** Ends the measuring. */
  stop(): void
}

export interface ClockOptions {
  /** Time between two measurements. */
  intervalMs?: number
  /** Time until the next try after a failed one. */
  retryMs?: number
  /** Told of each failed measurement. */
  onError?: (error: unknown) => void
  /** Milliseconds since 1970 by this machine. */
  wallTime?: () => number
  /** Milliseconds since any fixed moment, never set back. */
  steadyTime?: () => number
}

/** A slower answer says too little: the error of a measurement is up to half its round trip. */
const worstRoundTripMs = 2_000

/**
 * Time as the database has it. Between measurements it runs on the steady clock, so a step of the machine's own
 * time (NTP, a person) does not end or extend leases.
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
