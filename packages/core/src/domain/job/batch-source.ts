import type { DayRecording } from '../programme/day-recording.ts'
import type { SessionFilter } from '../programme/filter-sessions.ts'

/** How a schedule is read, and what is made of its sessions. */
export interface ImportOptions {
  format?: string | undefined
  time_zone?: string | undefined
  filter?: SessionFilter | undefined
  /** Cancelled and rejected sessions, and breaks. */
  include_off?: boolean | undefined
  /** Of rooms over a day: sessions without a recording of their own are cut from them. */
  recordings?: readonly DayRecording[] | undefined
  defaults?: Record<string, unknown> | undefined
  priority?: number | undefined
}

/** Where the jobs of an imported batch come from. */
export interface BatchSource {
  /** Null of a schedule that was sent, and cannot be read again. */
  schedule_url: string | null
  /** Of the last import. */
  options: ImportOptions
  imported_at: Date
  /** Sessions whose jobs were deleted; they get none again. */
  dropped: string[]
  refresh: Refresh | null
  /** When the schedule is read again by itself; null for never. */
  refresh_at: Date | null
}

export interface Refresh {
  interval_ms: number
  until: Date
  /** In a row. */
  failures: number
  last_error: { code: string; message: string } | null
}
