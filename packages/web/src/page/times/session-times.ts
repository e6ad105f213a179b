import { plainText } from '../facts/page-facts.ts'

const months = [
  'jan',
  'feb',
  'mar|mär|mrz',
  'apr',
  'may|mai',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct|okt',
  'nov',
  'dec|dez',
]

/** Parses `2026-02-14`, `14 February 2026`, `February 14, 2026` or `14.2.2026` to an ISO date; null when incomplete. */
export function readDate(text: string): string | null {
  const iso = /\b(\d{4})-(\d{2})-(\d{2})/.exec(text)
  if (iso) return isoDate(iso[1], iso[2], iso[3])
  const dotted = /\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b/.exec(text)
  if (dotted) return isoDate(dotted[3], dotted[2], dotted[1])
  const month =
    months.findIndex((name) => new RegExp(`(?:^|[^\\p{L}])(?:${name})\\p{L}*`, 'iu').test(text)) + 1
  const year = /\b((?:19|20)\d{2})\b/.exec(text)?.[1]
  const day = /(?<![\d:])(\d{1,2})(?:st|nd|rd|th|\.)?(?![\d:])/.exec(text.replace(/\d{1,2}:\d{2}/g, ' '))?.[1]
  return month > 0 && year !== undefined && day !== undefined ? isoDate(year, String(month), day) : null
}

/** Every `HH:MM` of the text, in order. */
export function readClockTimes(text: string): string[] {
  return [...text.matchAll(/(?<![\d:])([01]?\d|2[0-3])[:.h]([0-5]\d)(?![\d.])\s*([ap])?\.?m?/gi)].map(
    (found) => {
      const half = found[3]?.toLowerCase()
      const hour = Number(found[1]) % (half ? 12 : 24)
      return `${String(hour + (half === 'p' ? 12 : 0)).padStart(2, '0')}:${found[2]}`
    },
  )
}

/** ISO 8601, without an offset when the page has none: local time. */
export function joinTime(date: string | null, clock: string | null | undefined): string | null {
  return date !== null && clock ? `${date}T${clock}` : null
}

/** A `datetime` attribute with a date and a time. */
export function statedTime(attribute: string | undefined): string | null {
  const text = plainText(attribute) ?? ''
  return /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text) ? text.replace(' ', 'T') : null
}

function isoDate(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31 ? text : null
}
