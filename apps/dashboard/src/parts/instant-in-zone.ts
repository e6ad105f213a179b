/**
 * The instant at which the clocks of a zone (IANA, such as `Europe/Brussels`) show a date and time: `2026-02-01`, `10:30`. Null
 * for what is no such date, time or zone. A time that a clock skips in spring is taken as if it were not skipped.
 */
export function instantInZone(day: string, time: string, zone: string): Date | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d\d?:\d\d$/.test(time)) return null
  const wanted = Date.parse(`${day}T${time.padStart(5, '0')}:00Z`)
  if (Number.isNaN(wanted)) return null
  // The offset is that of the instant, which is known within a day at first.
  let instant = wanted
  for (let round = 0; round < 2; round += 1) {
    const shown = shownIn(zone, instant)
    if (shown === null) return null
    instant += wanted - shown
  }
  return new Date(instant)
}

/** What the clocks of a zone show at an instant, as if they were in UTC; null for an unknown zone. */
function shownIn(timeZone: string, instant: number): number | null {
  try {
    const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    return Date.parse(`${format.format(instant).replace(' ', 'T')}Z`)
  } catch {
    return null
  }
}
