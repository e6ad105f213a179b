import type { CalendarDay } from './calendar-day.ts'
import { weekdayNamed } from './calendar-names.ts'
import { type ClockRange, clockRangeAt, separatorAfter } from './clock-range-at.ts'
import { dateAt } from './date-at.ts'
import { durationAt, isDurationLabel, labelledDurationAt } from './duration-at.ts'
import { isMark, isWord, type Token, tokensOf } from './tokens.ts'
import { dayWords, endWords, fillers, numberWords } from './words-of-time.ts'

interface Placed {
  /** First token, and the one after the last. */
  at: number
  next: number
}

/** What a text says about time, in its order. */
export type Moment = Placed &
  (
    | { kind: 'date'; first: CalendarDay; last: CalendarDay | null }
    | { kind: 'clock'; clock: ClockRange; end: boolean }
    | {
        kind: 'weekday'
        /** 0 is Sunday. */
        weekday: number
        weak: boolean
        /** `Saturday 14th` */
        dayOfMonth: number | null
      }
    /** `Day 2` of the event. */
    | { kind: 'nth-day'; nth: number }
    | { kind: 'duration'; minutes: number | null }
  )

export type MomentOf<Kind extends Moment['kind']> = Extract<Moment, { kind: Kind }>

export interface Moments {
  tokens: readonly Token[]
  moments: readonly Moment[]
}

/** A text holds more than a moment when it is longer; only its beginning is read. */
export const longestText = 200

/** Every date, weekday, time and duration of a text, as far as it is certain to be one. Linear in the text. */
export function momentsIn(text: string, language: string, labelled: boolean): Moments {
  const tokens = tokensOf(beginning(text))
  const all: Moment[] = []
  for (let at = 0; at < tokens.length; ) {
    const found = momentAt(tokens, at, language, labelled)
    if (found) all.push(found)
    at = found ? Math.max(found.next, at + 1) : at + 1
  }
  return { tokens, moments: withoutWeak(all, tokens, language) }
}

/** Cut between words, so that no number ends early. */
function beginning(text: string): string {
  if (text.length <= longestText) return text
  const start = text.slice(0, longestText)
  return start.slice(0, Math.max(start.search(/\S*$/), 0))
}

function momentAt(tokens: readonly Token[], at: number, language: string, labelled: boolean): Moment | null {
  const token = tokens[at]
  if (!token || token.kind === 'mark') return null
  if (isDurationLabel(token)) {
    const value = isMark(tokens[at + 1], ':') ? at + 2 : at + 1
    const duration = labelledDurationAt(tokens, value)
    return duration && { kind: 'duration', at: value, next: duration.next, minutes: duration.minutes }
  }
  const nth = nthDayAt(tokens, at)
  const date = dateAt(tokens, at, language)
  if (date) return { kind: 'date', at, ...date }
  if (nth) return nth
  const duration = token.kind === 'number' ? durationAt(tokens, at) : null
  if (duration) return { kind: 'duration', at, next: duration.next, minutes: duration.minutes }
  const clock = clockRangeAt(tokens, at, labelled)
  if (clock) return { kind: 'clock', at, next: clock.next, clock, end: isEnd(tokens, at) }
  return weekdayAt(tokens, at)
}

function isEnd(tokens: readonly Token[], at: number): boolean {
  let before = at - 1
  if (isMark(tokens[before], ':')) before -= 1
  if (isWord(tokens[before], fillers)) before -= 1
  return isWord(tokens[before], endWords)
}

/** `Day 2`, `Tag 3`, `2nd day`, `2. Tag`. */
function nthDayAt(tokens: readonly Token[], at: number): Moment | null {
  const [first, second, third] = tokens.slice(at, at + 3)
  if (first?.kind === 'word' && isWord(first, dayWords)) {
    const number = isMark(second, '#-') ? third : second
    const nth = number?.kind === 'number' ? number.value : numberWords[number?.name ?? '']
    if (!number || nth === undefined || nth < 1 || nth > 31 || number.text.length > 5) return null
    const next = at + (number === third ? 3 : 2)
    const after = tokens[next]
    const isOther =
      after !== undefined &&
      !after.gap &&
      (after.kind === 'word' || (isMark(after, ':/.') && tokens[next + 1]?.kind === 'number'))
    return isOther ? null : { kind: 'nth-day', at, next, nth }
  }
  if (first?.kind !== 'number' || first.text.length > 2 || first.value < 1) return null
  const ordinal =
    (second && !second.gap && /^(?:st|nd|rd|th|e|eme|er|o|º)$/.test(second.name)) ||
    (isMark(second, '.') && !second?.gap)
  return ordinal && third && isWord(third, dayWords)
    ? { kind: 'nth-day', at, next: at + 3, nth: first.value }
    : null
}

/** `Saturday`, `Sat.`, `segunda-feira`, `土曜日`, `(土)`; with `14` or `14th` behind it where no month follows. */
function weekdayAt(tokens: readonly Token[], at: number): Moment | null {
  const cjk = cjkWeekdayAt(tokens, at)
  if (cjk) return cjk
  const token = tokens[at]
  const named = weekdayNamed(token)
  if (!named || !token || isPartOfName(tokens, at)) return null
  let next = at + 1
  let weak = named.weak
  if (isMark(tokens[next], '-') && tokens[next + 1]?.name === 'feira') {
    next += 2
    weak = false
  } else if (isMark(tokens[next], '.') && !tokens[next]?.gap) next += 1
  const place = isMark(tokens[next], ',') ? next + 1 : next
  const number = tokens[place]
  const after = tokens[place + 1]
  const suffix = after && !after.gap && /^(?:st|nd|rd|th|\.)$/.test(after.name)
  const isDayOfMonth =
    number?.kind === 'number' &&
    number.text.length <= 2 &&
    number.value >= 1 &&
    number.value <= 31 &&
    (suffix ||
      !after ||
      (isMark(after, ',|;)-') && after.gap === false && tokens[place + 2]?.kind !== 'number')) &&
    clockRangeAt(tokens, place, false) === null &&
    dateAt(tokens, place, '') === null
  return {
    kind: 'weekday',
    at,
    next: isDayOfMonth ? place + (suffix ? 2 : 1) : next,
    weekday: named.weekday,
    weak,
    dayOfMonth: isDayOfMonth ? number.value : null,
  }
}

/** `Sun-like`, `Mon's`, `sat.example.org` */
function isPartOfName(tokens: readonly Token[], at: number): boolean {
  const [previous, after, second] = [tokens[at - 1], tokens[at + 1], tokens[at + 2]]
  if (after && !after.gap && isMark(after, "'’.@_") && second && !second.gap && second.kind === 'word')
    return true
  if (after && !after.gap && isMark(after, '-') && second && !second.gap && second.kind === 'word')
    return second.name !== 'feira' && weekdayNamed(second) === null
  return previous !== undefined &&
    !tokens[at]?.gap &&
    isMark(previous, "'’.@_/-") &&
    tokens[at - 2]?.kind === 'word'
    ? weekdayNamed(tokens[at - 2]) === null
    : false
}

const cjkDays = ['日天일', '月一월', '火二화', '水三수', '木四목', '金五금', '土六토']
const cjkDay = (text: string | undefined): number =>
  text === undefined ? -1 : cjkDays.findIndex((signs) => signs.includes(text))

/** `土曜日`, `土曜`, `星期六`, `周六`, and `(土)` behind a day. */
function cjkWeekdayAt(tokens: readonly Token[], at: number): Moment | null {
  const [previous, first, second, third, fourth] = tokens.slice(Math.max(at - 1, 0), at + 4)
  const [one, two, three, four] = at === 0 ? [previous, first, second, third] : [first, second, third, fourth]
  const found = (weekday: number, length: number): Moment | null =>
    weekday < 0 ? null : { kind: 'weekday', at, next: at + length, weekday, weak: false, dayOfMonth: null }
  if (one?.kind !== 'word' || one.text < '\u2e80') return null
  if (two?.text === '曜') return found(cjkDay(one.text), three?.text === '日' ? 3 : 2)
  if (two?.text === '요' && three?.text === '일') return found(cjkDay(one.text), 3)
  if (one.text === '星' && two?.text === '期') return found(cjkDay(three?.text), 3)
  if (one.text === '周') return found(cjkDay(two?.text), 2)
  const bracketed = at > 0 && isMark(previous, '(') && isMark(two, ')') && four !== one
  return bracketed ? found(cjkDay(one.text), 1) : null
}

/** Abbreviations of weekdays count next to a date, a time or another weekday, or as the whole text. */
function withoutWeak(all: readonly Moment[], tokens: readonly Token[], language: string): Moment[] {
  const counts = (moment: Moment, index: number): boolean => {
    if (moment.kind !== 'weekday' || !moment.weak) return true
    const neighbour = (other: Moment | undefined): boolean =>
      other !== undefined && (other.kind === 'date' || other.kind === 'clock' || other.kind === 'nth-day')
    const [previous, next] = [all[index - 1], all[index + 1]]
    const token = tokens[moment.at]
    const speaks = weekdayNamed(token)?.languages.includes(language.slice(0, 2)) === true
    const short = (token?.text.length ?? 0) <= 2 && token?.text === token?.text.toLowerCase()
    if (next?.kind === 'date' && isQuiet(tokens, moment.next, next.at)) return true
    if (short && !speaks && !isMark(tokens[moment.at + 1], '.,')) return false
    if (next && neighbour(next) && isQuiet(tokens, moment.next, next.at)) return true
    if (previous && neighbour(previous) && isQuiet(tokens, previous.next, moment.at)) return true
    if (moment.dayOfMonth !== null) return speaks || (token?.text.length ?? 0) > 2
    const whole = moment.at === 0 && tokens.slice(moment.next).every((one) => one.kind === 'mark')
    return whole && (speaks || (token?.text.length ?? 0) > 2)
  }
  return all.filter(counts)
}

/** Only punctuation and small words stand between. */
export function isQuiet(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const token = tokens[at]
    if (token?.kind === 'number' || (token?.kind === 'word' && !fillers.has(token.name))) return false
  }
  return true
}

/** What stands between is a dash or `to`. */
export function isJoinedBy(tokens: readonly Token[], from: number, to: number): boolean {
  const after = separatorAfter(tokens, from, true)
  return after !== null && after <= to && isQuiet(tokens, after, to)
}
