/** A day as far as a text states it. */
export interface CalendarDay {
  year: number | null
  month: number
  day: number
}

const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** False for 31 April, and for 29 February of a year that has none. */
export function isDay({ year, month, day }: CalendarDay): boolean {
  if (day < 1 || day > (lengths[month - 1] ?? 0)) return false
  if (year === null) return true
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1900 && year < 2200 && date.getUTCMonth() === month - 1
}

/** `YYYY-MM-DD`; null when there is no such day or no year. */
export function isoDay(day: CalendarDay): string | null {
  return day.year !== null && isDay(day)
    ? new Date(Date.UTC(day.year, day.month - 1, day.day)).toISOString().slice(0, 10)
    : null
}

/** 0 is Sunday; of `YYYY-MM-DD`. */
export const weekdayNumber = (iso: string): number => new Date(`${iso}T00:00:00Z`).getUTCDay()

export function addDays(iso: string, days: number): string {
  const date = new Date(`${iso}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

export const isIsoDay = (text: string | null | undefined): text is string =>
  typeof text === 'string' &&
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  isoDay({
    year: Number(text.slice(0, 4)),
    month: Number(text.slice(5, 7)),
    day: Number(text.slice(8, 10)),
  }) === text
