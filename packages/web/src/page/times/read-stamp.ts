import { isIsoDay } from './calendar-day.ts'

export interface Stamp {
  /** `YYYY-MM-DD` */
  date: string
  /** `HH:MM` */
  time: string | null
  /** `Z` or `+02:00` */
  offset: string | null
}

const extended =
  /^(\d{4}-\d\d-\d\d)(?:[T ]{1,2}(\d\d):(\d\d)(?::\d\d(?:[.,]\d{1,9})?)?\s?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?/i
const basic = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:\d\d)?(Z|[+-]\d\d:?\d\d)?)?$/i

/** A `datetime` attribute, or a stamp of JSON-LD or iCalendar; null without a date. */
export function readStamp(attribute: string | undefined | null): Stamp | null {
  const text = (attribute ?? '').trim().slice(0, 64)
  const long = extended.exec(text)
  if (long) return stamp(long[1], long[2], long[3], long[4])
  const short = basic.exec(text)
  return short && stamp(`${short[1]}-${short[2]}-${short[3]}`, short[4], short[5], short[6])
}

function stamp(date = '', hour = '', minute = '', offset = ''): Stamp | null {
  if (!isIsoDay(date)) return null
  const valid = hour !== '' && Number(hour) < 24 && Number(minute) < 60
  return { date, time: valid ? `${hour}:${minute}` : null, offset: valid ? offsetText(offset) : null }
}

function offsetText(offset: string): string | null {
  if (offset === '') return null
  if (/^(?:z|utc)$/i.test(offset)) return 'Z'
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0')
  return `${offset[0]}${digits.slice(0, 2)}:${digits.slice(2)}`
}
