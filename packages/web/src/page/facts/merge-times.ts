import type { FactName, FactSource } from '@async-events/core'
import type { ClaimOf } from './claim.ts'
import type { StatedTime } from './when.ts'

export interface SessionTime {
  startsAt: string | null
  endsAt: string | null
  day: string | null
  startTime: string | null
  endTime: string | null
  duration: number | null
}

interface MergedTimes {
  facts: SessionTime
  sources: Partial<Record<FactName, FactSource>>
  agreeing: ClaimOf<'when'>[]
}

const parts = ['date', 'weekday', 'start', 'end', 'offset', 'duration'] as const

/** Joins what several places say of one time: day, start and end stand in rows of their own. What contradicts is left out. */
export function mergeTimes(claims: readonly ClaimOf<'when'>[], day: string | null): MergedTimes {
  const merged: StatedTime = {
    date: null,
    weekday: null,
    start: null,
    end: null,
    offset: null,
    duration: null,
  }
  const from: Partial<Record<(typeof parts)[number], FactSource>> = {}
  const agreeing: ClaimOf<'when'>[] = []
  for (const claim of [...claims].sort((a, b) => b.rank - a.rank)) {
    if (!agrees(merged, claim.value)) continue
    agreeing.push(claim)
    for (const part of parts) {
      const value = claim.value[part]
      if (value === null || merged[part] !== null) continue
      Object.assign(merged, { [part]: value })
      from[part] = claim.source
    }
  }
  if (merged.date === null && day !== null && merged.start !== null) completeDay(merged, day)
  const end = merged.end ?? endAfter(merged.start, merged.duration)
  const date = merged.date
  const endDate =
    date !== null && merged.start !== null && end !== null && end < merged.start ? nextDay(date) : date
  const stamp = (on: string | null, clock: string | null): string | null =>
    on === null || clock === null ? null : `${on}T${clock}${merged.offset ?? ''}`
  return {
    facts: {
      startsAt: stamp(date, merged.start) ?? date,
      endsAt: stamp(endDate, end),
      day: date ?? merged.weekday,
      startTime: merged.start,
      endTime: end,
      duration: merged.duration,
    },
    sources: withoutEmpty({
      startsAt: date === null ? undefined : (from.date ?? from.start),
      endsAt: date === null || end === null ? undefined : (from.end ?? from.duration),
      day: from.date ?? from.weekday,
      startTime: from.start,
      endTime: end === null ? undefined : (from.end ?? from.duration),
      duration: from.duration,
    }),
    agreeing,
  }
}

/** The same clock and day where both state one. A time in UTC does not contradict the one on the clock of the place. */
function agrees(merged: StatedTime, stated: StatedTime): boolean {
  const differs = (part: 'date' | 'start' | 'end' | 'duration'): boolean =>
    merged[part] !== null && stated[part] !== null && merged[part] !== stated[part]
  if (differs('date') || differs('start') || differs('end')) return false
  if (
    merged.date !== null &&
    stated.date === null &&
    stated.weekday !== null &&
    weekdayOf(merged.date) !== stated.weekday
  )
    return false
  if (
    merged.weekday !== null &&
    merged.date === null &&
    stated.date !== null &&
    weekdayOf(stated.date) !== merged.weekday
  )
    return false
  // An end belongs to its start.
  return !(
    stated.end !== null &&
    merged.start !== null &&
    stated.start === null &&
    stated.end <= merged.start &&
    merged.end === null &&
    merged.start < '18:00'
  )
}

/** The job says on which day the session is. */
function completeDay(time: StatedTime, day: string): void {
  if (/^\d{4}-\d\d-\d\d$/.test(day)) {
    if (time.weekday === null || weekdayOf(day) === time.weekday) time.date = day
  } else if (time.weekday === null && weekdays.includes(day)) time.weekday = day
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

const weekdayOf = (date: string): string => weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''

function nextDay(date: string): string {
  const next = new Date(`${date}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

function endAfter(start: string | null, minutes: number | null): string | null {
  if (start === null || minutes === null || minutes <= 0) return null
  const end = (minutesOf(start) + minutes) % (24 * 60)
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`
}

function withoutEmpty(
  sources: Partial<Record<FactName, FactSource | undefined>>,
): Partial<Record<FactName, FactSource>> {
  const kept: Partial<Record<FactName, FactSource>> = {}
  for (const [fact, source] of Object.entries(sources))
    if (source !== undefined) kept[fact as FactName] = source
  return kept
}
