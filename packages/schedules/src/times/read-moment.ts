/** A point in time as a schedule writes it. */
export interface Moment {
  /** `YYYY-MM-DD`; null of a time of the day. */
  date: string | null
  /** Minutes after midnight, less than a day; null of a date. */
  minutes: number | null
  /** Minutes east of UTC; null where it is not stated. */
  offset: number | null
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const germanMonths: Readonly<Record<string, number>> = { mär: 3, maerz: 3, mai: 5, okt: 10, dez: 12 }

const zoneOffset = String.raw`(?:\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?))?`
const clock = String.raw`(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?`

const forms: readonly { pattern: RegExp; date: (...found: string[]) => string | null }[] = [
  {
    // ISO 8601, and with a space, as SQL writes it
    pattern: new RegExp(
      String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:\s*T\s*|\s+|,\s*)${clock}${zoneOffset})?$`,
      'i',
    ),
    date: (year = '', month = '', day = '') => dateOf(year, month, day),
  },
  {
    // iCalendar
    pattern: /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(?:\d{2})?()(Z)?)?$/i,
    date: (year = '', month = '', day = '') => dateOf(year, month, day),
  },
  {
    pattern: new RegExp(
      String.raw`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:,?\s+(?:um\s+)?${clock}(?:\s*Uhr)?${zoneOffset})?$`,
      'i',
    ),
    date: (day = '', month = '', year = '') => dateOf(year, month, day),
  },
  {
    // American; with a first number above twelve it is the other way round
    pattern: new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{4})(?:,?\s+${clock}${zoneOffset})?$`, 'i'),
    date: (one = '', other = '', year = '') =>
      Number(one) > 12 ? dateOf(year, other, one) : dateOf(year, one, other),
  },
  {
    // `Sat, 3 February 2024 10:30`, `3. Februar 2024`
    pattern: new RegExp(
      String.raw`^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?\s+(\p{L}{3,9})\.?,?\s+(\d{4})(?:,?\s+(?:at\s+|um\s+)?${clock}${zoneOffset})?$`,
      'iu',
    ),
    date: (day = '', month = '', year = '') => dateOf(year, monthOf(month), day),
  },
  {
    // `Saturday, February 3, 2024 10:30 AM`
    pattern: new RegExp(
      String.raw`^(?:\p{L}+\.?,?\s+)?(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(?:at\s+)?${clock}${zoneOffset})?$`,
      'iu',
    ),
    date: (month = '', day = '', year = '') => dateOf(year, monthOf(month), day),
  },
]
const timeAlone = new RegExp(`^${clock}(?:\\s*(?:Uhr|h))?${zoneOffset}$`, 'i')

/** Reads a date, a time of the day or both; null for anything else. */
export function readMoment(text: string): Moment | null {
  const trimmed = text.replaceAll(/\s+/g, ' ').trim().slice(0, 60)
  if (/^\d{10}$|^\d{13}$/.test(trimmed)) return ofEpoch(Number(trimmed.slice(0, 10)))
  for (const { pattern, date } of forms) {
    const found = pattern.exec(trimmed)
    if (!found) continue
    const [, one = '', two = '', three = '', hour, minute, half, zone] = found
    const day = date(one, two, three)
    if (day === null) return null
    if (hour === undefined) return { date: day, minutes: null, offset: null }
    const minutes = minutesOf(hour, minute, half)
    if (minutes === null) return null
    // 24:00 is the end of a day.
    return minutes === dayMinutes
      ? { date: addDays(day, 1), minutes: 0, offset: offsetOf(zone) }
      : { date: day, minutes, offset: offsetOf(zone) }
  }
  const [, hour, minute, half, zone] = timeAlone.exec(trimmed) ?? []
  if (hour === undefined || (minute === undefined && half === undefined && !/uhr|h$/i.test(trimmed)))
    return null
  const minutes = minutesOf(hour, minute, half)
  return minutes === null ? null : { date: null, minutes: minutes % dayMinutes, offset: offsetOf(zone) }
}

export const dayMinutes = 24 * 60

function ofEpoch(seconds: number): Moment {
  const iso = new Date(seconds * 1000).toISOString()
  return {
    date: iso.slice(0, 10),
    minutes: Number(iso.slice(11, 13)) * 60 + Number(iso.slice(14, 16)),
    offset: 0,
  }
}

function minutesOf(hour: string, minute = '0', half?: string): number | null {
  let hours = Number(hour)
  if (half) {
    if (hours < 1 || hours > 12) return null
    hours = (hours % 12) + (/^p/i.test(half) ? 12 : 0)
  }
  const minutes = Number(minute)
  return hours > 24 || minutes > 59 || (hours === 24 && minutes > 0) ? null : hours * 60 + minutes
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  const total = Number(hours) * 60 + Number(minutes)
  return sign === '-' ? -total : total
}

function monthOf(name: string): string {
  const key = name.toLowerCase()
  const known = Object.entries(germanMonths).find(([start]) => key.startsWith(start))
  return String(known?.[1] ?? months.indexOf(key.slice(0, 3)) + 1)
}

/** Null for days that no calendar has. */
function dateOf(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : text
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
