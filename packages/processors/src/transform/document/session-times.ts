export interface SessionTimes {
  /** `YYYY-MM-DD`, or the name of a day as given. */
  day: string | null
  starttime: string | null
  endtime: string | null
}

/** Times of the session: from the parameters, else from the page in its time zone. */
export function sessionTimes(
  given: {
    day?: string | null | undefined
    starttime?: string | null | undefined
    endtime?: string | null | undefined
  },
  page: { starts_at: string | null; ends_at: string | null } | null,
): SessionTimes {
  const start = readStamp(page?.starts_at)
  const end = readStamp(page?.ends_at)
  return {
    day: given.day || start.day,
    starttime: given.starttime || start.time,
    endtime: given.endtime || end.time,
  }
}

function readStamp(stamp: string | null | undefined): { day: string | null; time: string | null } {
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?/.exec(stamp ?? '')
  return { day: found?.[1] ?? null, time: found?.[2] ?? null }
}

const monday = Date.UTC(2024, 0, 1)

/** Weekday in the language of the document, from a date or from a day name in a known language. */
export function weekdayOf(day: string | null, language: string): string | null {
  if (day === null || day.trim() === '') return null
  const name = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  if (isDate(day)) return name.format(new Date(`${day}T00:00:00Z`))
  for (const known of ['en', 'de', 'fr', 'es', 'it']) {
    const format = new Intl.DateTimeFormat(known, { weekday: 'long', timeZone: 'UTC' })
    for (let index = 0; index < 7; index++) {
      const date = new Date(monday + index * 86_400_000)
      if (format.format(date).toLowerCase() === day.trim().toLowerCase()) return name.format(date)
    }
  }
  return day
}

/** True for a valid `YYYY-MM-DD`. */
export function isDate(day: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return false
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}
