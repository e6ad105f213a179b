import { type CalendarDay, isDay } from './calendar-day.ts'
import { monthNamed, type NamedMonth, weekdayNamed } from './calendar-names.ts'
import { clockAt } from './clock-at.ts'
import { before, isKnown, separatorAfter } from './clock-range-at.ts'
import { isJoinedNumber, isMark, isWord, type Token } from './tokens.ts'
import { andWords, hoursUnits, minuteUnits } from './words-of-time.ts'

export interface DateReading {
  first: CalendarDay
  /** Of a range of days. */
  last: CalendarDay | null
  next: number
}

/** The date, or range of days, that starts at a token. `language` is a BCP 47 tag. */
export function dateAt(tokens: readonly Token[], start: number, language: string): DateReading | null {
  const token = tokens[start]
  if (!token) return null
  if (token.kind === 'word') return monthFirst(tokens, start, language)
  if (token.kind !== 'number' || !isLoose(tokens, start)) return null
  const found =
    yearFirst(tokens, start) ??
    cjkDate(tokens, start) ??
    dayRange(tokens, start, language) ??
    numericDate(tokens, start, language) ??
    dayFirst(tokens, start, language)
  return found && isDay(found.first) && (found.last === null || isDay(found.last)) ? found : null
}

/** `2026-09-14`, `2026/09/14`, `2026.09.14`; the clock of a stamp follows. */
function yearFirst(tokens: readonly Token[], start: number): DateReading | null {
  const [year, sign, month, same, day] = tokens.slice(start, start + 5)
  if (year?.text.length !== 4 || !isMark(sign, '-/.') || sign?.gap || same?.text !== sign?.text) return null
  if (month?.kind !== 'number' || day?.kind !== 'number' || same?.gap) return null
  // Korean has `2026. 9. 14.`
  if ((month.gap || day.gap) && sign?.text !== '.') return null
  if (month.text.length > 2 || day.text.length > 2) return null
  const after = tokens[start + 5]
  if (after && !after.gap && (isMark(after, ':') || (isMark(after, '-/.') && isJoined(tokens[start + 6]))))
    if (tokens[start + 6]?.text.length !== 4) return null
  return single({ year: year.value, month: month.value, day: day.value }, start + 5)
}

/** `14.2.2026`, `14/02/26`, `02/14/2026`, `14.2.`. */
function numericDate(tokens: readonly Token[], start: number, language: string): DateReading | null {
  const [a, sign, b, same, year] = tokens.slice(start, start + 5)
  if (a?.kind !== 'number' || b?.kind !== 'number' || a.text.length > 2 || b.text.length > 2) return null
  if (!sign || !isMark(sign, './-')) return null
  if (sign.gap || (b.gap && sign.text !== '.')) return null
  const order = (full: number | null, next: number): DateReading | null => {
    const [day, month] = isMonthFirst(a.value, b.value, sign.text, language)
      ? [b.value, a.value]
      : [a.value, b.value]
    return single({ year: full, month, day }, next)
  }
  const full =
    same?.text === sign.text && !same.gap
      ? yearIn(year, sign.text, tokens[start + 5], tokens[start + 6])
      : null
  if (full !== null) return order(full, start + 5)
  // `14.2.` stands for the day in the year of the event; `14/02` only next to a weekday.
  const previous = before(tokens, start)
  if (sign.text === '.' && isMark(same, '.') && !same?.gap && !isJoined(year)) {
    return !previous || isKnown(previous) || previous.kind === 'mark' ? order(null, start + 4) : null
  }
  if (sign.text !== '/' || isMark(same, '/') || isJoined(same)) return null
  const weekday = weekdayNamed(previous) ?? weekdayNamed(tokens[start - 2])
  return weekday ? order(null, start + 3) : null
}

function isMonthFirst(a: number, b: number, sign: string, language: string): boolean {
  if (sign === '.' || a > 12) return false
  return b > 12 || /^en-us\b/i.test(language)
}

/** Two digits count with dots and slashes; `14-02-26` may start with its year. */
function yearIn(
  year: Token | undefined,
  sign: string,
  after: Token | undefined,
  digits: Token | undefined,
): number | null {
  if (year?.kind !== 'number' || (year.gap && sign !== '.')) return null
  if (isJoined(after) || (isMark(after, './:') && !after?.gap && isJoined(digits))) return null
  if (year.text.length === 4) return year.value
  // `14. 2. 10:00` ends with a time.
  return year.text.length === 2 && sign !== '-' && !year.gap && !isMark(after, ':') ? 2000 + year.value : null
}

/** `2026年9月14日`, `9月14日`, `2026년 9월 14일`. */
function cjkDate(tokens: readonly Token[], start: number): DateReading | null {
  const [number, sign] = tokens.slice(start, start + 2)
  const year = number?.text.length === 4 && (sign?.text === '年' || sign?.text === '년') ? number.value : null
  const at = year === null ? start : start + 2
  const [month, monthSign, day, daySign] = tokens.slice(at, at + 4)
  if (month?.kind !== 'number' || day?.kind !== 'number') return null
  if (!'月월'.includes(monthSign?.text ?? '-') || !'日号號일'.includes(daySign?.text ?? '-')) return null
  return single({ year, month: month.value, day: day.value }, at + 4)
}

/** `14 September 2026`, `14. Feber`, `1er février`, `14 de septiembre de 2026`, `14-Sep-2026`. */
function dayFirst(tokens: readonly Token[], start: number, language: string): DateReading | null {
  const day = dayNumber(tokens, start)
  return (
    day &&
    monthAndYear(tokens, day.next, language, (year, month) => ({
      first: { year, month, day: day.day },
      last: null,
    }))
  )
}

/** `14–16 September 2026`, `1. bis 3. Mai`, `14 et 15 février`, `14.–16.9.2026`. */
function dayRange(tokens: readonly Token[], start: number, language: string): DateReading | null {
  const day = dayNumber(tokens, start)
  if (!day) return null
  let last = nextDay(tokens, day.next)
  for (let more = 0; last && more < 5; more++) {
    const further = nextDay(tokens, last.next)
    if (!further) break
    last = further
  }
  if (!last) return null
  const { day: lastDay, at, next } = last
  if (lastDay <= day.day) return null
  const numeric = numericDate(tokens, at, language)
  if (numeric && numeric.first.day === lastDay && numeric.first.year !== null)
    return { ...numeric, first: { ...numeric.first, day: day.day }, last: numeric.first }
  return monthAndYear(tokens, next, language, (year, month) => ({
    first: { year, month, day: day.day },
    last: { year, month, day: lastDay },
  }))
}

/** `Feb 1st`, `September 14–16, 2026`, `February the 14th`. */
function monthFirst(tokens: readonly Token[], start: number, language: string): DateReading | null {
  const month = monthNamed(tokens[start])
  if (!month || !canLead(month, language)) return null
  let at = start + 1
  if (isMark(tokens[at], '.')) at += 1
  if (tokens[at]?.name === 'the') at += 1
  if (isMark(tokens[at], '-/') && !tokens[at]?.gap) at += 1
  const day = dayNumber(tokens, at)
  if (!day || isOtherNumber(tokens, at)) return null
  let last = nextDay(tokens, day.next)
  for (let more = 0; last && more < 5; more++) {
    const further = nextDay(tokens, last.next)
    if (!further || isOtherNumber(tokens, further.at)) break
    last = further
  }
  if (last && (isOtherNumber(tokens, last.at) || last.day <= day.day)) last = null
  const ended = last?.next ?? day.next
  const year = yearAfter(tokens, ended)
  // `Mar 14 Sept` is a Tuesday, `may 10 people` no date.
  if (year === null && month.weak) return null
  if (year === null && !month.languages.includes('en') && !month.languages.includes(language.slice(0, 2))) {
    if (monthNamed(tokens[start])?.languages.every((one) => one === 'fr' || one === 'de')) return null
  }
  const first = { year: year?.year ?? null, month: month.month, day: day.day }
  const reading = {
    first,
    last: last ? { ...first, day: last.day } : null,
    next: year?.next ?? ended,
  }
  return isDay(reading.first) && (reading.last === null || isDay(reading.last)) ? reading : null
}

const canLead = (month: NamedMonth, language: string): boolean =>
  month.languages.length > 0 &&
  !(month.weak && language !== '' && !month.languages.includes(language.slice(0, 2)))

interface DayNumber {
  day: number
  at: number
  next: number
}

const ordinals = new Set(['st', 'nd', 'rd', 'th', 'er', 'e', 'eme', 'o', 'a', 'º', 'ª', 'de'])

/** `14`, `14.`, `14th`, `1er`, `1º`. */
function dayNumber(tokens: readonly Token[], at: number): DayNumber | null {
  const token = tokens[at]
  if (token?.kind !== 'number' || token.text.length > 2 || token.value < 1 || token.value > 31) return null
  const after = tokens[at + 1]
  const suffix =
    after && !after.gap && ((after.kind === 'word' && ordinals.has(after.name)) || isMark(after, '°.'))
  return { day: token.value, at, next: suffix ? at + 2 : at + 1 }
}

/** A further day of a list or range: `–16`, `& 2`, `and 3`, `to Sunday 2nd`. */
function nextDay(tokens: readonly Token[], at: number): DayNumber | null {
  const token = tokens[at]
  let next = separatorAfter(tokens, at, true)
  if (isMark(token, '&+/')) next = at + 1
  // `14, 15 and 16 September`
  if (isMark(token, ',')) {
    const day = dayNumber(tokens, at + 1)
    next = day && (isWord(tokens[day.next], andWords) || isMark(tokens[day.next], '&,')) ? at + 1 : null
  }
  if (next === null) return null
  if (weekdayNamed(tokens[next])) next += isMark(tokens[next + 1], '.,') ? 2 : 1
  if (tokens[next]?.name === 'the') next += 1
  return dayNumber(tokens, next)
}

/** The month behind a day, and the year behind the month. */
function monthAndYear(
  tokens: readonly Token[],
  start: number,
  language: string,
  make: (year: number | null, month: number) => Pick<DateReading, 'first' | 'last'>,
): DateReading | null {
  let at = start
  if (isMark(tokens[at], '-/') && !tokens[at]?.gap) at += 1
  else if (isMark(tokens[at], ',')) return null
  if (['of', 'de', 'd', 'di', 'do'].includes(tokens[at]?.name ?? '')) at += 1
  if (isMark(tokens[at], "'’")) at += 1
  const month = monthNamed(tokens[at])
  if (!month) return null
  const dotted = isMark(tokens[at + 1], '.')
  const year = yearAfter(tokens, at + 1)
  const spoken = language !== '' && month.languages.includes(language.slice(0, 2))
  // `Room 14 may be used`, `14 out of 20`
  if (month.weak && year === null && !spoken && !dotted) return null
  return { ...make(year?.year ?? null, month.month), next: year?.next ?? (dotted ? at + 2 : at + 1) }
}

/** `2026`, `, 2026`, `de 2026`, `'26`, `-2026`. */
function yearAfter(tokens: readonly Token[], start: number): { year: number; next: number } | null {
  let at = start
  if (isMark(tokens[at], '.')) at += 1
  const dash = isMark(tokens[at], '-/') && !tokens[at]?.gap
  if (dash || isMark(tokens[at], ',')) at += 1
  if (['de', 'del', 'of', 'do'].includes(tokens[at]?.name ?? '')) at += 1
  const quote = isMark(tokens[at], "'’")
  if (quote) at += 1
  const year = tokens[at]
  if (year?.kind !== 'number') return null
  const after = tokens[at + 1]
  if (after && !after.gap && (after.kind === 'number' || (isMark(after, ':./') && isJoined(tokens[at + 2]))))
    return null
  if (year.text.length === 4 && year.value >= 1900 && year.value < 2200)
    return { year: year.value, next: at + 1 }
  return year.text.length === 2 && (quote || (dash && !year.gap))
    ? { year: 2000 + year.value, next: at + 1 }
    : null
}

/** The number begins a time, another date or an amount. */
function isOtherNumber(tokens: readonly Token[], at: number): boolean {
  const clock = clockAt(tokens, at)
  if (clock && (clock.half !== null || clock.form !== 'bare')) {
    // `Feb. 1.` ends a sentence; `Feb 1.30` is no day.
    return true
  }
  const after = tokens[at + 1]
  if (monthNamed(after) && !monthNamed(after)?.weak) return true
  if (isMark(after, '.') && (monthNamed(tokens[at + 2]) || isJoined(tokens[at + 2]))) return true
  if (isMark(after, '/%') && !after?.gap) return true
  return isWord(after, minuteUnits) || isWord(after, hoursUnits)
}

/** Not the tail of a code, a price or a longer number. */
function isLoose(tokens: readonly Token[], start: number): boolean {
  const [second, previous, token] = [tokens[start - 2], tokens[start - 1], tokens[start]]
  if (!previous || token?.gap || token === undefined) return !isMark(previous, '$€£#')
  if (previous.kind === 'word') return previous.text > '\u2e80' || weekdayNamed(previous) !== null
  if (previous.kind === 'number' || isMark(previous, '$€£#+_=@\\&%')) return false
  if (isMark(previous, '.')) return second?.kind === 'word' && isKnown(second)
  if (isMark(previous, ':')) return second?.kind === 'word'
  if (isMark(previous, '-/'))
    return previous.gap || !second || second.kind === 'mark' || monthNamed(second) === null
  return true
}

const isJoined = (token: Token | undefined): boolean =>
  token?.kind === 'number' && (isJoinedNumber(token, token.text.length) as boolean)

const single = (first: CalendarDay, next: number): DateReading | null =>
  isDay(first) ? { first, last: null, next } : null
