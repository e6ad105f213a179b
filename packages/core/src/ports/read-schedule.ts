import type { Programme } from '../domain/programme/programme.ts'

export interface ScheduleSource {
  /** Bytes in any encoding, or text. */
  content: Uint8Array | string
  /** Where it was fetched, after redirects. */
  url: string | null
  /** Of its Content-Type, lower case. */
  charset: string | null
  /** A format by name; null for what the content says. */
  format: string | null
  /** IANA name, for schedules that name none. */
  time_zone: string | null
}

/** Reads a schedule in bounded time and memory. Throws `schedule_unreadable`. */
export type ReadSchedule = (source: ScheduleSource) => Promise<Programme>
