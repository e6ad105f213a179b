import { addDays, dayMinutes, type Moment } from './read-moment.ts'

/** A time zone with its rules. */
export interface Zone {
  name: string
  /** Minutes east of UTC at a time on the clocks there. */
  offsetAt(date: string, minutes: number): number
  /** On the clocks there. */
  local(moment: { date: string; minutes: number; offset: number }): { date: string; minutes: number }
}

/** Names that Microsoft's programs put into calendars. */
const windowsNames: Readonly<Record<string, string>> = {
  'w. europe standard time': 'Europe/Berlin',
  'central europe standard time': 'Europe/Budapest',
  'central european standard time': 'Europe/Warsaw',
  'romance standard time': 'Europe/Paris',
  'gmt standard time': 'Europe/London',
  'greenwich standard time': 'UTC',
  'fle standard time': 'Europe/Helsinki',
  'gtb standard time': 'Europe/Athens',
  'e. europe standard time': 'Europe/Chisinau',
  'russian standard time': 'Europe/Moscow',
  'eastern standard time': 'America/New_York',
  'central standard time': 'America/Chicago',
  'mountain standard time': 'America/Denver',
  'pacific standard time': 'America/Los_Angeles',
  'e. south america standard time': 'America/Sao_Paulo',
  'india standard time': 'Asia/Kolkata',
  'china standard time': 'Asia/Shanghai',
  'tokyo standard time': 'Asia/Tokyo',
  'korea standard time': 'Asia/Seoul',
  'singapore standard time': 'Asia/Singapore',
  'aus eastern standard time': 'Australia/Sydney',
  'new zealand standard time': 'Pacific/Auckland',
}

/** Null for a name that the system's zone data lacks. */
export function zoneNamed(stated: string): Zone | null {
  const text = stated
    .trim()
    .replace(/^\/?(?:freeassociation\.sourceforge\.net|mozilla\.org)\/(?:\d+_\d+\/)?/, '')
  const name = windowsNames[text.toLowerCase()] ?? text
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: name,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    })
    return zoneOf(format)
  } catch {
    return null
  }
}

function zoneOf(format: Intl.DateTimeFormat): Zone {
  const known = new Map<number, { date: string; minutes: number }>()
  const clockAt = (utc: number): { date: string; minutes: number } => {
    const before = known.get(utc)
    if (before) return before
    const parts = Object.fromEntries(format.formatToParts(utc).map(({ type, value }) => [type, value]))
    const clock = {
      date: `${parts.year}-${parts.month}-${parts.day}`,
      minutes: Number(parts.hour) * 60 + Number(parts.minute),
    }
    known.set(utc, clock)
    return clock
  }
  const offsetAtUtc = (utc: number): number => {
    const { date, minutes } = clockAt(utc)
    return (utcOf(date, minutes) - utc) / 60_000
  }
  return {
    name: format.resolvedOptions().timeZone,
    offsetAt(date, minutes) {
      const naive = utcOf(date, minutes)
      // Twice: the first guess may lie on the other side of a change of the clocks.
      const guess = offsetAtUtc(naive)
      return offsetAtUtc(naive - guess * 60_000)
    },
    local: ({ date, minutes, offset }) => clockAt(utcOf(date, minutes) - offset * 60_000),
  }
}

const utcOf = (date: string, minutes: number): number => Date.parse(`${date}T00:00:00Z`) + minutes * 60_000

/** A moment some minutes later, or earlier. */
export function shifted(date: string, minutes: number, by: number): { date: string; minutes: number } {
  const total = minutes + by
  return {
    date: addDays(date, Math.floor(total / dayMinutes)),
    minutes: ((total % dayMinutes) + dayMinutes) % dayMinutes,
  }
}

/** Minutes from one moment to another, on the same clocks. */
export const between = (
  from: { date: string; minutes: number },
  to: { date: string; minutes: number },
): number => (utcOf(to.date, to.minutes) - utcOf(from.date, from.minutes)) / 60_000

/** What the clocks of a zone show: a stated time as it is, one of another offset converted where the zone is known. */
export function onClocks(moment: Moment & { date: string; minutes: number }, zone: Zone | null) {
  const { date, minutes, offset } = moment
  return zone === null || offset === null ? { date, minutes } : zone.local({ date, minutes, offset })
}
