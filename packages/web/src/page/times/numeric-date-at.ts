import { before, isKnown } from './around.ts'
import { weekdayNamed } from './calendar-names.ts'
import { type DateReading, dateReading } from './date-reading.ts'
import { isCjk, isJoinedNumber, isMark, isWord, type Token } from './tokens.ts'

/** `2026-09-14`, `2026/09/14`, `2026. 9. 14.`, `2026年9月14日`; the time of a stamp may follow. */
export function yearFirstDateAt(tokens: readonly Token[], start: number): DateReading | null {
  const [year, sign, month] = [tokens[start], tokens[start + 1], tokens[start + 2]]
  if (year?.text.length !== 4 || !sign) return null
  if (sign.text === '年' || sign.text === '년') return cjkDateAt(tokens, start + 2, year.value)
  const [same, day] = [tokens[start + 3], tokens[start + 4]]
  if (!isMark(sign, '-/.') || sign.gap || same?.text !== sign.text || same.gap) return null
  if (month?.kind !== 'number' || day?.kind !== 'number') return null
  if ((month.gap || day.gap) && sign.text !== '.') return null
  if (month.text.length > 2 || day.text.length > 2) return null
  const [after, digits] = [tokens[start + 5], tokens[start + 6]]
  // `2026-09-14/2026-09-16` is an interval, `1234-56-78-90` a telephone number.
  const goesOn = isMark(after, '-/.:') && !after?.gap && isJoinedNumber(digits) && digits.text.length !== 4
  return goesOn ? null : dateReading({ year: year.value, month: month.value, day: day.value }, start + 5)
}

/** `9月14日`, `9월 14일`. */
export function cjkDateAt(tokens: readonly Token[], at: number, year: number | null): DateReading | null {
  const [month, monthSign] = [tokens[at], tokens[at + 1]]
  if (month?.kind !== 'number' || !monthSign || !isCjk(monthSign) || !'月월'.includes(monthSign.text))
    return null
  const [day, daySign] = [tokens[at + 2], tokens[at + 3]]
  if (day?.kind !== 'number' || !daySign || !'日号號일'.includes(daySign.text)) return null
  return dateReading({ year, month: month.value, day: day.value }, at + 4)
}

/** `14.2.2026`, `14/02/26`, `02/14/2026`, `14.2.`. */
export function numericDateAt(tokens: readonly Token[], start: number, language: string): DateReading | null {
  const [a, sign, b] = [tokens[start], tokens[start + 1], tokens[start + 2]]
  if (a?.kind !== 'number' || b?.kind !== 'number' || a.text.length > 2 || b.text.length > 2) return null
  if (!sign || !isMark(sign, './-') || sign.gap || (b.gap && sign.text !== '.')) return null
  const same = tokens[start + 3]
  const closed = same?.text === sign.text && !same.gap
  const year = closed ? yearAt(tokens, start + 4, sign.text) : null
  const next = start + (year !== null ? 5 : sign.text === '.' ? 4 : 3)
  if (year === null && !standsForDay(tokens, start, sign.text, closed)) return null
  const days = { year, month: b.value, day: a.value }
  // `03-02, 15:15` is the end of an ISO date.
  if (year === null && sign.text === '-') return dateReading({ year, month: a.value, day: b.value }, next)
  if (sign.text === '.') return dateReading(days, next)
  const months = { year, month: a.value, day: b.value }
  // Only the United States write the month first.
  const monthFirst = a.value <= 12 && (b.value > 12 || /^en-us\b/i.test(language))
  return monthFirst
    ? dateReading(months, next, { swapped: days })
    : dateReading(days, next, { swapped: months })
}

/** Without a year: `14.2.` unless it ends a name (`Room 10.3.`), and `14/02` next to a weekday only. */
function standsForDay(tokens: readonly Token[], start: number, sign: string, closed: boolean): boolean {
  const previous = before(tokens, start)
  if (sign === '.')
    return (
      closed &&
      !isJoinedNumber(tokens[start + 4]) &&
      (!previous || previous.kind === 'mark' || isKnown(previous))
    )
  if (sign === '-') return !closed && isBeforeClock(tokens, start)
  if (sign !== '/' || closed) return false
  if (isWord(previous, articles)) return true
  return weekdayNamed(previous) !== null || weekdayNamed(tokens[start - 2]) !== null
}

function isBeforeClock(tokens: readonly Token[], start: number): boolean {
  const [month, day] = [tokens[start], tokens[start + 2]]
  const at = isMark(tokens[start + 3], ',') ? start + 4 : start + 3
  const [hour, colon, minute] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  const clock = hour?.gap === true && isMark(colon, ':') && isJoinedNumber(minute, 2)
  return clock && month?.text.length === 2 && day?.text.length === 2
}

/** `le 8/2`, `il 25/12` */
const articles = new Set(['le', 'il', 'el', 'em', 'op', 'am'])

/** Two digits count after dots and slashes; `14-02-26` may start with its year. */
function yearAt(tokens: readonly Token[], at: number, sign: string): number | null {
  const [year, after] = [tokens[at], tokens[at + 1]]
  if (year?.kind !== 'number' || (year.gap && sign !== '.')) return null
  if (isMark(after, './:') && !after?.gap && isJoinedNumber(tokens[at + 2])) return null
  if (year.text.length === 4) return year.value
  // `14. 2. 10:00` ends with a time.
  return year.text.length === 2 && sign !== '-' && !year.gap ? 2000 + year.value : null
}
