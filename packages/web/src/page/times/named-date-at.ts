import { monthNamed, type NamedMonth, weekdayNamed } from './calendar-names.ts'
import { clockAt } from './clock-at.ts'
import { type DateReading, dateReading } from './date-reading.ts'
import { dayNumbersAt } from './day-numbers.ts'
import { numericDateAt } from './numeric-date-at.ts'
import { isJoinedNumber, isMark, isWord, type Token } from './tokens.ts'
import { hoursUnits, minuteUnits } from './words-of-time.ts'

const of = new Set(['of', 'de', 'del', 'd', 'di', 'do'])

/** `14 September 2026`, `14. Feber`, `1er février`, `14–16 de septiembre de 2026`, `14-Sep-2026`, `14.–16.9.2026`. */
export function dayFirstDateAt(
  tokens: readonly Token[],
  start: number,
  language: string,
): DateReading | null {
  const days = dayNumbersAt(tokens, start)
  if (!days) return null
  const { first, last } = days
  if (last) {
    const numeric = numericDateAt(tokens, last.at, language)
    if (numeric && numeric.first.day === last.day && numeric.first.year !== null)
      return dateReading({ ...numeric.first, day: first.day }, numeric.next, { last: numeric.first })
  }
  let at = (last ?? first).next
  if (isMark(tokens[at], '-/') && !tokens[at]?.gap) at += 1
  if (isWord(tokens[at], of)) at += 1
  if (isMark(tokens[at], "'’")) at += 1
  const month = monthNamed(tokens[at])
  if (!month) return null
  const year = yearAfter(tokens, at + 1)
  const dotted = isMark(tokens[at + 1], '.')
  // `Room 14 may be used`, `14 out of 20`
  const spoken = isSpoken(month, language) || isAfterItsWeekday(tokens, start, month)
  if (month.weak && year === null && !dotted && !spoken) return null
  const day = { year: year?.year ?? null, month: month.month, day: first.day }
  return dateReading(day, year?.next ?? (dotted ? at + 2 : at + 1), {
    last: last && { ...day, day: last.day },
  })
}

/** `Feb 1st`, `September 14–16, 2026`, `February the 14th`. */
export function monthFirstDateAt(
  tokens: readonly Token[],
  start: number,
  language: string,
): DateReading | null {
  const month = monthNamed(tokens[start])
  if (!month) return null
  let at = start + 1
  if (isMark(tokens[at], '.')) at += 1
  if (tokens[at]?.name === 'the') at += 1
  if (isMark(tokens[at], '-/') && !tokens[at]?.gap) at += 1
  const days = dayNumbersAt(tokens, at, (number) => !isOtherNumber(tokens, number))
  if (!days) return null
  const end = (days.last ?? days.first).next
  const year = yearAfter(tokens, end)
  // French and German write the day first: `Mars 3` is no date. `may 10 people` is none in any language.
  if (year === null && (month.weak || !(month.languages.includes('en') || isSpoken(month, language))))
    return null
  const day = { year: year?.year ?? null, month: month.month, day: days.first.day }
  return dateReading(day, year?.next ?? end, { last: days.last && { ...day, day: days.last.day } })
}

/** `sab 12 set`: the weekday is of the month's language. */
function isAfterItsWeekday(tokens: readonly Token[], start: number, month: NamedMonth): boolean {
  const weekday = weekdayNamed(tokens[start - 1]) ?? weekdayNamed(tokens[start - 2])
  return weekday?.languages.some((language) => month.languages.includes(language)) === true
}

const isSpoken = (month: NamedMonth, language: string): boolean =>
  month.languages.includes(language.slice(0, 2).toLowerCase())

/** `2026`, `, 2026`, `de 2026`, `'26`, `-2026`, `-26`. */
function yearAfter(tokens: readonly Token[], start: number): { year: number; next: number } | null {
  let at = start
  if (isMark(tokens[at], '.')) at += 1
  const dash = isMark(tokens[at], '-/') && !tokens[at]?.gap
  if (dash || isMark(tokens[at], ',')) at += 1
  if (isWord(tokens[at], of)) at += 1
  const quote = isMark(tokens[at], "'’")
  if (quote) at += 1
  const [year, after] = [tokens[at], tokens[at + 1]]
  if (year?.kind !== 'number') return null
  // `14 Sept 2026:1` is a citation.
  if (isMark(after, ':./') && !after?.gap && isJoinedNumber(tokens[at + 2])) return null
  if (year.text.length === 4)
    return year.value >= 1900 && year.value < 2200 ? { year: year.value, next: at + 1 } : null
  return year.text.length === 2 && (quote || (dash && !year.gap))
    ? { year: 2000 + year.value, next: at + 1 }
    : null
}

/** The number begins a time, another date or an amount. */
function isOtherNumber(tokens: readonly Token[], at: number): boolean {
  const clock = clockAt(tokens, at)
  if (clock && (clock.half !== null || clock.form !== 'bare')) return true
  const [after, second] = [tokens[at + 1], tokens[at + 2]]
  if (monthNamed(after)?.weak === false || isWord(after, minuteUnits) || isWord(after, hoursUnits))
    return true
  if (isMark(after, '.') && (monthNamed(second) || isJoinedNumber(second))) return true
  return isMark(after, '/%') && !after?.gap
}
