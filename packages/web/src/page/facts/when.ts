import { readDuration } from '../times/read-duration.ts'
import { readStamp } from '../times/read-stamp.ts'
import { readWhen, type WhenReference } from '../times/read-when.ts'

/** Date and time of a session as far as one place on the page states them. */
export interface StatedTime {
  /** `YYYY-MM-DD`. */
  date: string | null
  /** In English. */
  weekday: string | null
  /** `HH:MM`. */
  start: string | null
  end: string | null
  /** `+02:00` or `Z`. */
  offset: string | null
  /** Minutes. */
  duration: number | null
}

const nothing: StatedTime = {
  date: null,
  weekday: null,
  start: null,
  end: null,
  offset: null,
  duration: null,
}

/** Out of a text that people read. A range of days is when the conference is, not the session. */
export function timeInText(text: string, reference: WhenReference): StatedTime | null {
  if (text.length > 300 || !/\d|day|tag|di|bado|bato|dag|feira|mingo|menica/i.test(text)) return null
  return timeOf(readWhen(text, reference))
}

export function timeOf(when: ReturnType<typeof readWhen>): StatedTime | null {
  const { date, lastDate, weekday, start, end, zone, duration } = when
  const several = lastDate !== null && lastDate !== date
  if (several && start === null) return null
  const stated = {
    date: several ? null : date,
    weekday,
    start,
    end,
    offset: zone !== null && /^(?:Z|[+-]\d\d:\d\d)$/.test(zone) ? zone : null,
    duration,
  }
  return isEmpty(stated) ? null : stated
}

/** Out of values for machines: ISO 8601, or a text where a plug-in wrote one. */
export function timeInStamps(
  start: string | null,
  end: string | null,
  duration: string | null,
): StatedTime | null {
  const from = readStamp(start)
  const to = readStamp(end)
  if (from === null) return start === null ? null : timeInText(start, {})
  const minutes = duration === null ? null : readDuration(duration)
  const sameDay = to !== null && to.date === from.date
  // An end days later is that of the conference; one after midnight is the talk's.
  const near = to !== null && (sameDay || daysBetween(from.date, to.date) === 1)
  return {
    ...nothing,
    date: from.date,
    start: from.time,
    end: near && from.time !== null ? to.time : null,
    offset: from.offset,
    duration: minutes,
  }
}

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

export const isEmpty = (time: StatedTime): boolean => Object.values(time).every((value) => value === null)

export const withNothing = (part: Partial<StatedTime>): StatedTime => ({ ...nothing, ...part })
