import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'

/** A time in which the database could not be reached. */
export interface Outage {
  from: Date
  to: Date
}

/**
 * Without a response for 15 s a worker stops its step 5 s before its lease ends, and the first responses after an outage
 * are slow. Milliseconds.
 */
const recoveryMs = 10_000

/** Whether a lease expired because of an outage, not because of the step or its worker. */
export const excuses = ({ from, to }: Outage, leaseUntil: Date): boolean =>
  leaseUntil >= from && leaseUntil.getTime() <= to.getTime() + recoveryMs

export interface OutageWatch {
  /** Does `act`, which asks the database, and takes note of whether that could be reached. */
  during<T>(act: () => Promise<T>): Promise<T>
  /** The latest outage that is over; one that came soon after another is one with it. */
  latest(): Outage | null
}

/** Outages as one process sees them. */
export function watchOutages(clock: Clock): OutageWatch {
  let reachedAt: Date | null = null
  let since: Date | null = null
  let latest: Outage | null = null
  return {
    async during(act) {
      const begun = clock.now()
      try {
        const result = await act()
        if (since !== null) latest = { from: since, to: clock.now() }
        since = null
        reachedAt = begun
        return result
      } catch (error) {
        if (error instanceof AppError && error.code === 'unavailable' && since === null) {
          const from = reachedAt ?? begun
          since = latest !== null && excuses(latest, from) ? latest.from : from
        }
        throw error
      }
    },
    latest: () => latest,
  }
}
