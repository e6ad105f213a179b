import type { TimeRange } from '@async-events/core'

/** What of a recording is the talk. */
export interface Clipped {
  /** Null for the whole recording, and when the range lies outside of it. */
  range: TimeRange | null
  /** Seconds of the talk; null when unknown. */
  duration: number | null
  outside: 'partly' | 'wholly' | null
}

/** Times of people are rounded, and so is the duration of a file. Seconds. */
const rounding = 2

/** Limits the range of a talk to the recording; `duration` is that of the recording in seconds, null when unknown. */
export function clipRange(range: TimeRange | null, duration: number | null): Clipped {
  if (range === null) return { range, duration, outside: null }
  const { start, end } = range
  if (duration === null) return { range, duration: end === null ? null : end - start, outside: null }
  if (start >= duration) return { range: null, duration: null, outside: 'wholly' }
  const last = Math.min(end ?? duration, duration)
  return {
    range: { start, end: last },
    duration: last - start,
    outside: end !== null && end > duration + rounding ? 'partly' : null,
  }
}
