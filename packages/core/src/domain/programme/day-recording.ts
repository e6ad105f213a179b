/** The recording of a room over a whole day or a part of it, as whoever imports a schedule states it. */
export interface DayRecording {
  url: string
  /** As `SessionFilter` reads names; absent: all sessions of the day, which must not be parallel then. */
  room?: string | undefined
  /** A date, a weekday or the number of the day; absent: that of `starts_at`, or the only day of the schedule. */
  day?: string | undefined
  /** When the recording begins: an ISO moment, or a clock time of the day. */
  starts_at?: string | undefined
  /** Where in the recording `starts_at` is, in seconds; by default at its beginning. */
  offset?: number | undefined
  /** When the recording ends, as `starts_at`. */
  ends_at?: string | undefined
  /** How far a talk may begin and end off its time, in seconds. */
  within?: number | undefined
}

/** Where a talk should be in the recording of a day, by the schedule. */
export interface ScheduledStretch {
  /** Seconds of the recording. */
  start: number
  end: number
  within?: number
  /** The other talks of the recording: their boundaries are those of this one. In order. */
  others: { start: number; end: number; title: string; speakers?: string[] }[]
}
