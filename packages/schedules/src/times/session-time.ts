import type { ProgrammeTime } from '@async-events/core'
import type { StatedDay, StatedSession } from '../stated.ts'
import { readDuration } from './read-duration.ts'
import { dayMinutes, type Moment, readMoment } from './read-moment.ts'
import { between, onClocks, shifted, type Zone } from './zone.ts'

interface Clock {
  date: string
  minutes: number
}

export interface SessionTime {
  time: ProgrammeTime | null
  /** What of it could not be read. */
  problems: { code: 'time_unreadable' | 'duration_unreadable'; text: string }[]
}

export interface DayRules {
  zone: Zone | null
  /** Before this time of the day, in minutes, a session belongs to the day before. */
  dayChange: number | null
}

/**
 * When a session is. A moment with its date counts most, then a time of the day within the day of the conference: what is before
 * the day begins is after midnight (`00:30` of the first day is on the second date).
 */
export function sessionTime(
  stated: Pick<StatedSession, 'date' | 'start' | 'end' | 'duration' | 'day'>,
  { zone, dayChange }: DayRules,
): SessionTime {
  const problems: SessionTime['problems'] = []
  const read = (text: string | null | undefined): Moment | null => {
    if (text === null || text === undefined || text.trim() === '') return null
    const moment = readMoment(text)
    if (moment === null) problems.push({ code: 'time_unreadable', text })
    return moment
  }
  const [date, start, end] = [read(stated.date), read(stated.start), read(stated.end)]
  const day = dayOf(stated.day ?? null, zone)
  const begins = beginOf({ date, start, day, dayChange, zone })
  const ends = begins && endOf(end, begins, zone)
  const durationText = stated.duration?.trim() ?? ''
  const duration =
    durationText === '' ? null : readDuration(durationText, begins && ends && between(begins, ends))
  // `00:00` is what planners write for what has no length yet.
  if (durationText !== '' && duration === null && !/^[0:]+$/.test(durationText))
    problems.push({ code: 'duration_unreadable', text: durationText })
  if (begins === null) return { time: null, problems }
  const stop = ends ?? (duration === null ? null : shifted(begins.date, begins.minutes, duration))
  // A source that says the same time of the day twice, once with its offset, is believed rather than its zone.
  const said = isSameClock(date, start) ? (date?.offset ?? null) : null
  const offset = said ?? zone?.offsetAt(begins.date, begins.minutes) ?? start?.offset ?? date?.offset ?? null
  return {
    time: {
      date: begins.date,
      start: clockText(begins.minutes),
      end: stop && clockText(stop.minutes),
      starts_at: isoText(begins, offset),
      ends_at: stop && isoText(stop, said ?? zone?.offsetAt(stop.date, stop.minutes) ?? offset),
      minutes: stop && between(begins, stop),
    },
    problems,
  }
}

interface Beginning {
  date: Moment | null
  start: Moment | null
  day: { date: string | null; start: Clock | null }
  dayChange: number | null
  zone: Zone | null
}

function beginOf({ date, start, day, dayChange, zone }: Beginning): Clock | null {
  if (start && isWhole(start)) return onClocks(start, zone)
  const dated = date && isWhole(date) ? onClocks(date, isSameClock(date, start) ? null : zone) : null
  if (start === null || start.minutes === null) {
    // Midnight is what is written for a date without a time.
    return dated
  }
  // The time of the day is what people see: where the date has another, its zone is that of the server.
  if (dated) return nearest(dated, start.minutes)
  const on = date?.date ?? day.date
  if (on === null) return null
  if (date?.date) return { date: date.date, minutes: start.minutes }
  const begin = day.start
  if (begin) {
    const isAfterMidnight = begin.date === on && start.minutes < begin.minutes
    return shifted(on, start.minutes, isAfterMidnight && isNight(start.minutes) ? dayMinutes : 0)
  }
  const isAfterMidnight = dayChange !== null && start.minutes < dayChange && isNight(start.minutes)
  return shifted(on, start.minutes, isAfterMidnight ? dayMinutes : 0)
}

const isSameClock = (date: Moment | null, start: Moment | null): boolean =>
  date?.minutes != null && start?.date === null && date.minutes === start.minutes

/** FOSDEM's day changes at 9:00, and something may begin at 8:45 all the same. */
const isNight = (minutes: number): boolean => minutes < 6 * 60

/** The moment with this time of the day that is nearest to another. */
function nearest(around: Clock, minutes: number): Clock {
  const options = [-dayMinutes, 0, dayMinutes].map((by) => shifted(around.date, minutes, by))
  const distance = (one: Clock): number => Math.abs(between(around, one))
  return options.reduce((best, one) => (distance(one) < distance(best) ? one : best))
}

function endOf(end: Moment | null, begins: Clock, zone: Zone | null): Clock | null {
  if (end === null || end.minutes === null) return null
  const stop = isWhole(end)
    ? onClocks(end, zone)
    : shifted(begins.date, end.minutes, end.minutes <= begins.minutes ? dayMinutes : 0)
  return between(begins, stop) > 0 ? stop : null
}

function dayOf(stated: StatedDay | null, zone: Zone | null): Beginning['day'] {
  const date = readMoment(stated?.date ?? '')
  const start = readMoment(stated?.start ?? '')
  const begins = start && isWhole(start) ? onClocks(start, zone) : null
  return { date: date?.date ?? begins?.date ?? null, start: begins }
}

const isWhole = (moment: Moment): moment is Moment & { date: string; minutes: number } =>
  moment.date !== null && moment.minutes !== null

export const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

function isoText({ date, minutes }: Clock, offset: number | null): string {
  const local = `${date}T${clockText(minutes)}:00`
  if (offset === null) return local
  return `${local}${offset < 0 ? '-' : '+'}${clockText(Math.abs(offset))}`
}
