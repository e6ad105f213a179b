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
  const { from, to, year } = event
  const years = from !== null && to !== null ? yearsOf(from, to) : year === null ? [] : [year]
  const possible = years
    .map((one) => isoDay({ ...day, year: one }))
    .filter((iso) => iso !== null && isOn(iso, weekday))
  return possible.find((iso) => isDuring(iso, event)) ?? possible[0] ?? null
}

/** Of the two ways to read `3/4/2026`, the one that is a day of the event, or has the weekday that the text states. */
export function orderedDay(
  first: CalendarDay,
  swapped: CalendarDay | null,
  weekday: number | null,
  event: EventDays,
): CalendarDay {
  const fits = (day: CalendarDay, test: (iso: string) => boolean): boolean => {
    const iso = completeDay(day, null, event)
    return iso !== null && test(iso)
  }
  if (swapped === null) return first
  for (const test of [(iso: string) => isDuring(iso, event), (iso: string) => isOn(iso, weekday)]) {
    const [asRead, other] = [fits(first, test), fits(swapped, test)]
    if (asRead !== other) return other ? swapped : first
  }
  return first
}

const isOn = (iso: string, weekday: number | null): boolean =>
  weekday === null || weekdayNumber(iso) === weekday

const isDuring = (iso: string | null, { from, to }: EventDays): boolean =>
  iso !== null && from !== null && to !== null && iso >= from && iso <= to

/** No event lasts longer than a year. */
const yearsOf = (from: string, to: string): number[] => [
  ...new Set([Number(from.slice(0, 4)), Number(to.slice(0, 4))]),
]

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
