import { isDate } from '../transform/document/session-times.ts'

/** Date of all entries: the day of the session, else the first that ZIP allows, never the time of packing. */
export function entryDate(day: string | null | undefined): Date {
  const known = day && isDate(day) && day >= '1980-01-01' && day <= '2043-12-31'
  return new Date(`${known ? day : '1980-01-01'}T00:00:00Z`)
}
