import { readDayRange } from '../times/read-day-range.ts'
import { readStamp } from '../times/read-stamp.ts'
import type { WhenReference } from '../times/read-when.ts'
import type { FlatPage } from './flat-element.ts'
import type { Thing } from './linked-data.ts'
import { firstText } from './thing-values.ts'

/** When the conference is, which completes `Monday`, `Day 2` and `14 February` on a session's page. */
export function eventDays(
  page: FlatPage,
  events: readonly Thing[],
  hints: { names: readonly string[]; url: string; language: string | null },
): WhenReference {
  const language = hints.language
  for (const event of events) {
    const from = readStamp(firstText(event, 'startDate'))
    const to = readStamp(firstText(event, 'endDate'))
    if (from !== null) return { from: from.date, to: to?.date ?? from.date, language }
  }
  const year =
    hints.names.map(yearIn).find((found) => found !== null) ??
    yearIn(new URL(hints.url).pathname) ??
    yearIn(new URL(hints.url).hostname)
  const stated = statedDays(page, language ?? '', year)
  return stated === null ? { year, language } : { ...stated, language }
}

/** A range of days in the header, above the title or in the footer. */
function statedDays(
  page: FlatPage,
  language: string,
  year: number | null,
): { from: string; to: string } | null {
  const lines = page.lines.length > 160 ? [...page.lines.slice(0, 80), ...page.lines.slice(-80)] : page.lines
  let first: { from: string; to: string } | null = null
  for (const { text } of lines) {
    if (text.length > 160 || !/(?:19|20)\d\d/.test(text) || !/\d\D{1,20}\d/.test(text)) continue
    // `31 January & 1 February 2026` are two days of one event.
    const days = readDayRange(text.replace(/\s(?:&|and|und|et|y|e|en)\s/g, ' – '), language)
    if (days === null || days.from >= days.to || !isConference(days)) continue
    // A banner may name the next year's.
    if (year === null || days.from.startsWith(String(year))) return days
    first ??= days
  }
  return first
}

/** Longer ranges are calls for papers and copyrights. */
const isConference = ({ from, to }: { from: string; to: string }): boolean =>
  Date.parse(to) - Date.parse(from) <= 15 * 86_400_000

const yearIn = (text: string): number | null => {
  const found = /(?:^|[^\d])((?:19[89]|20[0-4])\d)(?:$|[^\d])/.exec(text)?.[1]
  return found === undefined ? null : Number(found)
}
