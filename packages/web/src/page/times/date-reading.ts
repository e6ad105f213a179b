import { type CalendarDay, isDay } from './calendar-day.ts'

/** A date in a list of tokens. */
export interface DateReading {
  first: CalendarDay
  /** Of a range of days. */
  last: CalendarDay | null
  /** The same figures with month and day the other way around, where both ways are possible. */
  swapped: CalendarDay | null
  /** The token after it. */
  next: number
}

/** Null when there is no such day. */
export const dateReading = (
  first: CalendarDay,
  next: number,
  { last = null, swapped = null }: { last?: CalendarDay | null; swapped?: CalendarDay | null } = {},
): DateReading | null =>
  isDay(first) && (last === null || isDay(last))
    ? { first, last, swapped: swapped !== null && isDay(swapped) ? swapped : null, next }
    : null
