import { toMillis } from './to-millis.ts'

const clockTime = /^(?:(\d{1,4}):([0-5]\d)|(\d{1,6})):([0-5]\d(?:\.\d{0,9})?)$/
const unitTime = /^(?:(\d{1,4})h)?(?:(\d{1,6})m)?(?:(\d{1,7}(?:\.\d{0,9})?)s?)?$/

/**
 * Seconds of a time as people write it: `90`, `90.5`, `90s`, `1:30`, `75:30`, `1:02:03.5` (the normal play time of
 * W3C Media Fragments, where minutes may be more than 59 without hours) and `1h2m3s` (YouTube, Vimeo). Null for other text.
 */
export function readTime(text: string): number | null {
  const given = text.trim().toLowerCase()
  if (given === '' || given.length > 30) return null
  const parts = clockTime.exec(given)
  if (parts !== null) return secondsOf(parts[1], parts[2] ?? parts[3], parts[4])
  const units = unitTime.exec(given)
  return units === null ? null : secondsOf(units[1], units[2], units[3])
}

const secondsOf = (hours = '0', minutes = '0', seconds = '0'): number =>
  toMillis(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds))
