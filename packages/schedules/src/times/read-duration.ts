/**
 * Minutes of a duration: `00:25`, `1:00:00` (h:mm:ss, as FOSDEM and frab write it), `01:00` `PT1H30M`, `P1DT2H`, `90`, `45 min`, `1h 30m`, `1.5 hours`. Null for anything else,
 * and for nothing or more than a month.
 *
 * Three numbers are hours, minutes and seconds, but days, hours and minutes where the last one cannot be seconds of a talk: `1:12:30` is a
 * day and a half only where `expected`, the time until the session ends, says so.
 */
export function readDuration(text: string, expected: number | null = null): number | null {
  const minutes = minutesOf(text.trim().slice(0, 60), expected)
  return minutes === null || minutes <= 0 || minutes > 31 * 24 * 60 ? null : minutes
}

function minutesOf(text: string, expected: number | null): number | null {
  const [, a, b, c] = /^(\d{1,3}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?$/.exec(text) ?? []
  if (a !== undefined && b !== undefined) {
    const [one, two, three] = [Number(a), Number(b), Number(c ?? 0)]
    if (c === undefined) return two > 59 ? null : one * 60 + two
    const withDays = one * 1440 + two * 60 + three
    if (expected !== null && expected === withDays) return withDays
    return two > 59 || three > 59 ? null : one * 60 + two + Math.round(three / 60)
  }
  const iso =
    /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/i.exec(
      text,
    )
  if (iso) {
    const [weeks, days, hours, minutes, seconds] = iso
      .slice(1)
      .map((part) => Number((part ?? '0').replace(',', '.')))
    return Math.round(
      (weeks ?? 0) * 10_080 + (days ?? 0) * 1440 + (hours ?? 0) * 60 + (minutes ?? 0) + (seconds ?? 0) / 60,
    )
  }
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.round(Number(text))
  const spoken =
    /^(?:(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?|std\.?|stunden?))?[\s,]*(?:(\d+)\s*(?:m|min|mins|minutes?|minuten?)\.?)?$/i.exec(
      text,
    )
  if (!spoken || (spoken[1] === undefined && spoken[2] === undefined)) return null
  return Math.round(Number((spoken[1] ?? '0').replace(',', '.')) * 60 + Number(spoken[2] ?? 0))
}
