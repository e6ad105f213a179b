import { isQuiet } from './around.ts'
import type { CalendarDay } from './calendar-day.ts'
import { monthNamed, weekdayNamed } from './calendar-names.ts'
import { type ClockRange, clockRangeAt } from './clock-range-at.ts'
import { dateAt } from './date-at.ts'
import { durationAt, isDurationLabel, labelledDurationAt } from './duration-at.ts'
import { nthDayAt } from './nth-day-at.ts'
import { isCjk, isMark, isWord, type Token, tokensOf } from './tokens.ts'
import { weekdayAt } from './weekday-at.ts'
import { dayWords, endWords, fillers, midnight, noon, timeLabels } from './words-of-time.ts'
import { isZoneName, zoneAt } from './zone-after.ts'

/** What a text says about time: the token at which it starts, and the one after its last. */
export type Moment = { at: number; next: number } & (
  | { kind: 'date'; first: CalendarDay; last: CalendarDay | null; swapped: CalendarDay | null }
  | { kind: 'clock'; clock: ClockRange; end: boolean }
  | { kind: 'weekday'; weekday: number; weak: boolean; dayOfMonth: number | null }
  /** `Day 2` of the event. */
  | { kind: 'nth-day'; nth: number }
  | { kind: 'duration'; minutes: number | null }
  | { kind: 'zone'; zone: string }
)

export type MomentOf<Kind extends Moment['kind']> = Extract<Moment, { kind: Kind }>

export interface Moments {
  tokens: readonly Token[]
  /** In the order of the text. */
  moments: readonly Moment[]
}

/** Of a longer text only the beginning is read. */
export const longestText = 200

/** Every date, weekday, time and duration of a text, as far as it is certain to be one. Linear in the text. */
export function momentsIn(text: string, language: string, labelled: boolean): Moments {
  const tokens = tokensOf(beginning(text))
  const all: Moment[] = []
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]
    const found = token && leads(token) ? momentAt(tokens, token, at, language, labelled) : null
    if (found?.kind === 'clock') found.end ||= isEndOfDate(tokens, at, all.at(-1))
    if (found) all.push(found)
    at = found ? Math.max(found.next, at + 1) : at + 1
  }
  return { tokens, moments: withoutWeak(all, tokens, language) }
}

/** Cut between words, so that no number ends early. */
function beginning(text: string): string {
  if (text.length <= longestText) return text
  let end = longestText
  while (end > longestText - 40 && !/\s/.test(text.charAt(end))) end -= 1
  return text.slice(0, end)
}

/** Most words begin nothing, and are asked for nothing else. */
const leads = (token: Token): boolean =>
  token.kind === 'number' ||
  (token.kind === 'word' &&
    (isCjk(token) ||
      monthNamed(token) !== null ||
      weekdayNamed(token) !== null ||
      dayWords.has(token.name) ||
      isDurationLabel(token) ||
      isZoneName(token) ||
      noon.has(token.name) ||
      midnight.has(token.name)))

function momentAt(
  tokens: readonly Token[],
  token: Token,
  at: number,
  language: string,
  labelled: boolean,
): Moment | null {
  if (isDurationLabel(token)) {
    const value = isMark(tokens[at + 1], ':') ? at + 2 : at + 1
    const length = labelledDurationAt(tokens, value)
    return length && { kind: 'duration', at: value, ...length }
  }
  const date = dateAt(tokens, at, language)
  if (date) return { kind: 'date', at, ...date }
  const nth = nthDayAt(tokens, at)
  if (nth) return { kind: 'nth-day', at, ...nth }
  const length = token.kind === 'number' ? durationAt(tokens, at) : null
  if (length) return { kind: 'duration', at, ...length }
  const clock = clockRangeAt(tokens, at, labelled)
  if (clock) return { kind: 'clock', at, next: clock.next, clock, end: isEnd(tokens, at) }
  const weekday = token.kind === 'word' ? weekdayAt(tokens, at) : null
  if (weekday) return { kind: 'weekday', at, ...weekday }
  const zone = zoneAt(tokens, at)
  return zone && { kind: 'zone', at, ...zone }
}

/** `End: 10:45`, `bis um 17:00`, `End (UTC+1): 10:45`, `End time: 10:45`, `– 10:45` */
function isEnd(tokens: readonly Token[], at: number): boolean {
  let before = at - 1
  if (before === 0 && isMark(tokens[0], '-')) return true
  if (isMark(tokens[before], ':')) before -= 1
  if (isMark(tokens[before], ')')) {
    const longest = before - 6
    while (before > longest && !isMark(tokens[before], '(')) before -= 1
    before -= 1
  }
  if (isWord(tokens[before], endWords)) return true
  if (isWord(tokens[before], fillers) || isWord(tokens[before], timeLabels)) before -= 1
  return isWord(tokens[before], endWords)
}

/** `Ends: 14 Sept 10:45`: the word stands before the date. */
function isEndOfDate(tokens: readonly Token[], at: number, previous: Moment | undefined): boolean {
  return previous?.kind === 'date' && isQuiet(tokens, previous.next, at) && isEnd(tokens, previous.at)
}

/** Abbreviations of weekdays count next to a date or a time, or as the whole text. */
const withoutWeak = (all: readonly Moment[], tokens: readonly Token[], language: string): Moment[] =>
  all.filter((moment, index) => {
    if (moment.kind !== 'weekday' || !moment.weak) return true
    const [previous, next] = [all[index - 1], all[index + 1]]
    const token = tokens[moment.at]
    const speaks = weekdayNamed(token)?.languages.includes(primary(language)) === true
    const long = (token?.text.length ?? 0) > 2
    if (next?.kind === 'date' && isQuiet(tokens, moment.next, next.at)) return true
    // `so 10:00` in a sentence is no Sunday; `So 10:00`, `so, 10:00` and a German page's are.
    const word = !long && !speaks && token?.text === token?.name && !isMark(tokens[moment.at + 1], '.,')
    if (word) return false
    if (next && dated.has(next.kind) && isQuiet(tokens, moment.next, next.at)) return true
    if (previous && dated.has(previous.kind) && isQuiet(tokens, previous.next, moment.at)) return true
    const whole = moment.at === 0 && tokens.slice(moment.next).every((one) => one.kind === 'mark')
    return (whole || moment.dayOfMonth !== null) && (speaks || long)
  })

const dated: ReadonlySet<Moment['kind']> = new Set(['date', 'clock', 'nth-day'])

const primary = (language: string): string => language.slice(0, 2).toLowerCase()
