/** A moment as clocks show it, and on the time line where the zone is stated. Milliseconds. */
export interface RecordedMoment {
  /** `YYYY-MM-DD`; null of a clock time. */
  date: string | null
  /** The time of day and its date as if they were UTC; of a clock time, since midnight. */
  clock: number
  /** Null without a zone. */
  instant: number | null
}

const iso =
  /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/
const clockTime = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/

/** What `readRecordedMoment` knows. */
export const recordedMomentText = new RegExp(`${iso.source}|${clockTime.source}`)

/** Reads `2026-02-04T09:55:00+01:00`, with or without zone and seconds, and `9:55`. Null for anything else. */
export function readRecordedMoment(text: string): RecordedMoment | null {
  const [, date, hour = '0', minute = '0', second = '0', zone] = iso.exec(text) ?? []
  if (date !== undefined) {
    const midnight = Date.parse(`${date}T00:00:00Z`)
    if (Number.isNaN(midnight)) return null
    const clock = midnight + milliseconds(hour, minute, second)
    return { date, clock, instant: zone === undefined ? null : clock - zoneOffset(zone) }
  }
  const [found, hours = '0', minutes = '0', seconds = '0'] = clockTime.exec(text) ?? []
  return found === undefined
    ? null
    : { date: null, clock: milliseconds(hours, minutes, seconds), instant: null }
}

const milliseconds = (hours: string, minutes: string, seconds: string): number =>
  ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000

const zoneOffset = (zone: string): number => {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * milliseconds(hours, minutes, '0')
}

/** Digits that are date and time as recorders name their files: `2026-02-04 09-55-12.mkv`, `hall_20260204T0955.mp4`. */
const inName =
  /(?<!\d)(20\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])[T _-]{1,3}([01]\d|2[0-3])([-_.:h]?)([0-5]\d)(?:\6([0-5]\d))?(?!\d)/g

/** The moment in the name of a recording's file; null where there is none, or several. */
export function momentInName(url: string): RecordedMoment | null {
  const path = URL.parse(url)?.pathname ?? ''
  const name = decoded(path.slice(path.lastIndexOf('/') + 1))
  const [found, another] = [...name.matchAll(inName)]
  if (found === undefined || another !== undefined) return null
  const [, year, , month, day, hour, , minute, second = '00'] = found
  return readRecordedMoment(`${year}-${month}-${day}T${hour}:${minute}:${second}`)
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
