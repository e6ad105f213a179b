export interface SessionTimes {
  /** `YYYY-MM-DD`, or the name of a day as given. */
  day: string | null
  starttime: string | null
  endtime: string | null
}

/** What the page says about the time of its session. */
export interface PageTimes {
  /** ISO 8601 as far as stated, in the zone that the page states. */
  starts_at: string | null
  ends_at: string | null
  /** `YYYY-MM-DD` or an English weekday, and `HH:MM`, on the clock of the place. */
  day: string | null
  starttime: string | null
  endtime: string | null
}

/** Times of the session: from the parameters, else from the page, whose times hold for a day of the parameters too. */
export function sessionTimes(
  given: {
    day?: string | null | undefined
    starttime?: string | null | undefined
    endtime?: string | null | undefined
  },
  page: PageTimes | null,
): SessionTimes {
  const start = readStamp(page?.starts_at)
  const end = readStamp(page?.ends_at)
  // The clock of the place is what people read in a programme; a stamp may be in UTC.
  const date = page?.day && isDate(page.day) ? page.day : start.day
  return {
    day: given.day || date || page?.day || null,
    starttime: given.starttime || page?.starttime || start.time,
    endtime: given.endtime || page?.endtime || end.time,
  }
}

function readStamp(stamp: string | null | undefined): { day: string | null; time: string | null } {
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?/.exec(stamp ?? '')
  return { day: found?.[1] ?? null, time: found?.[2] ?? null }
}

/** Weekday in the language of the document, from a date or from a day name in a known language. */
export function weekdayOf(day: string | null, language: string): string | null {
  if (day === null || day.trim() === '') return null
  const name = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  if (isDate(day)) return name.format(new Date(`${day}T00:00:00Z`))
  weekdays ??= weekdaysByName()
  const weekday = weekdays.get(foldName(day))
  return weekday === undefined ? day : name.format(weekday)
}

const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt']
const sunday = Date.UTC(2024, 0, 7)
let weekdays: Map<string, number> | undefined

/** Long and short names; a day that is one in the week of `sunday`. */
function weekdaysByName(): Map<string, number> {
  const names = new Map<string, number>([['sonnabend', sunday + 6 * 86_400_000]])
  for (const language of languages) {
    for (const weekday of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' })
      for (let index = 0; index < 7; index++) {
        const date = sunday + index * 86_400_000
        const name = foldName(format.format(date))
        // `segunda-feira` is said as `segunda` too.
        for (const one of [name, name.replace(/-feira$/, '')]) if (!names.has(one)) names.set(one, date)
      }
    }
  }
  return names
}

/** `Sáb.` → `sab` */
const foldName = (name: string): string =>
  name.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/\.$/, '')

/** True for a valid `YYYY-MM-DD`. */
export function isDate(day: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return false
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}
