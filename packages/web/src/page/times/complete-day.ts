import { addDays, type CalendarDay, isIsoDay, isoDay, weekdayNumber } from './calendar-day.ts'

/** What is known of the event. */
export interface EventDays {
  /** `YYYY-MM-DD` */
  from: string | null
  to: string | null
  year: number | null
}

export function eventDays(reference: {
  from?: string | null
  to?: string | null
  year?: number | null
}): EventDays {
  const from = isIsoDay(reference.from) ? reference.from : isIsoDay(reference.to) ? reference.to : null
  const to = isIsoDay(reference.to) && from !== null && reference.to >= from ? reference.to : from
  return { from, to, year: reference.year ?? null }
}

/**
 * The day in full. The year of a day without one is that of the event; the weekday that the text states has to agree
 * with it, while next to a stated year it is the weekday that is wrong.
 */
export function completeDay(day: CalendarDay, weekday: number | null, event: EventDays): string | null {
  if (day.year !== null) return isoDay(day)
  const agrees = (iso: string | null): iso is string =>
    iso !== null && (weekday === null || weekdayNumber(iso) === weekday)
  const inYear = (year: number): string | null => isoDay({ ...day, year })
  const { from, to, year } = event
  if (from === null || to === null) {
    const iso = year === null ? null : inYear(year)
    return agrees(iso) ? iso : null
  }
  const first = Number(from.slice(0, 4))
  const last = Number(to.slice(0, 4))
  const years = Array.from({ length: Math.min(last - first, 3) + 1 }, (_value, index) => first + index)
  const possible = years.map(inYear).filter(agrees)
  return possible.find((iso) => iso >= from && iso <= to) ?? possible[0] ?? null
}

/** The only day of the event with this weekday, and this number where one is stated. */
export function dayOfEvent(weekday: number, dayOfMonth: number | null, event: EventDays): string | null {
  const days = daysOf(event).filter(
    (iso) => weekdayNumber(iso) === weekday && (dayOfMonth === null || Number(iso.slice(8)) === dayOfMonth),
  )
  return days.length === 1 ? (days[0] ?? null) : null
}

export function nthDay(nth: number, event: EventDays): string | null {
  if (event.from === null || event.to === null) return null
  const day = addDays(event.from, nth - 1)
  return event.from === event.to || day <= event.to ? day : null
}

/** No event lasts longer than a month. */
function daysOf({ from, to }: EventDays): string[] {
  const days: string[] = []
  if (from === null || to === null) return days
  for (let day = from; day <= to && days.length < 31; day = addDays(day, 1)) days.push(day)
  return days
}
