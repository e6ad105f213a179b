import { isoDay } from './calendar-day.ts'
import { momentsIn } from './moments-in.ts'
import { statedDays } from './read-when.ts'

/** First and last day in a text such as `14–16 Sept 2026`; the same day twice when it names one. */
export function readDayRange(text: string, language = ''): { from: string; to: string } | null {
  const [days] = statedDays(momentsIn(text, language, false))
  if (!days) return null
  const from = isoDay(days.first)
  const to = days.last === null ? from : isoDay(days.last)
  return from !== null && to !== null && from <= to ? { from, to } : null
}
