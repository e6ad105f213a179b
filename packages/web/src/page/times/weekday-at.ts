import { isKnown } from './around.ts'
import { weekdayNamed } from './calendar-names.ts'
import { clockRangeAt } from './clock-range-at.ts'
import { dateAt } from './date-at.ts'
import { isCjk, isMark, type Token } from './tokens.ts'

export interface WeekdayReading {
  /** 0 is Sunday. */
  weekday: number
  /** An abbreviation, or also an ordinary word: counts only next to a date or time. */
  weak: boolean
  /** `Saturday 14th`, where no month follows. */
  dayOfMonth: number | null
  next: number
}

/** `Saturday`, `Sat.`, `segunda-feira`, `土曜日`, `(土)`. */
export function weekdayAt(tokens: readonly Token[], at: number): WeekdayReading | null {
  const token = tokens[at]
  if (!token) return null
  if (isCjk(token)) return cjkWeekdayAt(tokens, at)
  const named = weekdayNamed(token)
  if (!named || isPartOfName(tokens, at)) return null
  if (isMark(tokens[at + 1], '-') && tokens[at + 2]?.name === 'feira')
    return { weekday: named.weekday, weak: false, dayOfMonth: null, next: at + 3 }
  const next = isMark(tokens[at + 1], '.') && !tokens[at + 1]?.gap ? at + 2 : at + 1
  const day = dayOfMonthAt(tokens, isMark(tokens[next], ',') ? next + 1 : next)
  return {
    weekday: named.weekday,
    weak: named.weak || isInPhrase(tokens, at),
    dayOfMonth: day?.day ?? null,
    next: day?.next ?? next,
  }
}

/** `Black Friday`, `every Tuesday`: a name or habit, no day of the event, unless a date or time stands next to it. */
function isInPhrase(tokens: readonly Token[], at: number): boolean {
  const previous = tokens[at - 1]
  return previous?.kind === 'word' && !isCjk(previous) && !isKnown(previous)
}

/** A number that ends its clause, or has the ending of an ordinal. */
function dayOfMonthAt(tokens: readonly Token[], start: number): { day: number; next: number } | null {
  const at = tokens[start]?.name === 'the' ? start + 1 : start
  const [number, after] = [tokens[at], tokens[at + 1]]
  if (number?.kind !== 'number' || number.text.length > 2 || number.value < 1 || number.value > 31)
    return null
  const suffix = after !== undefined && !after.gap && /^(?:st|nd|rd|th|\.)$/.test(after.name)
  const ends = !after || (isMark(after, ',|;)-') && !after.gap && tokens[at + 2]?.kind !== 'number')
  const time = isMark(after, ',') ? at + 2 : at + 1
  const beforeTime = tokens[time]?.kind === 'number' && clockRangeAt(tokens, time, false) !== null
  if (!suffix && !ends && !beforeTime) return null
  if (clockRangeAt(tokens, at, false) !== null || dateAt(tokens, at, '') !== null) return null
  return { day: number.value, next: suffix ? at + 2 : at + 1 }
}

/** `Sun-like`, `Mon's`, `sat.example.org`, but `Mon-Fri`. */
function isPartOfName(tokens: readonly Token[], at: number): boolean {
  const [sign, after] = [tokens[at + 1], tokens[at + 2]]
  if (isMark(sign, "'’.@_-") && !sign?.gap && after?.kind === 'word' && !after.gap)
    return !isMark(sign, '-') || (after.name !== 'feira' && weekdayNamed(after) === null)
  const [previous, second] = [tokens[at - 1], tokens[at - 2]]
  const joined = isMark(previous, "'’.@_/-") && !previous?.gap && !tokens[at]?.gap
  return joined && second?.kind === 'word' && weekdayNamed(second) === null
}

/** Sunday first; in Japanese, Chinese and Korean. */
const cjkDays = ['日天일', '月一월', '火二화', '水三수', '木四목', '金五금', '土六토']

function cjkWeekdayAt(tokens: readonly Token[], at: number): WeekdayReading | null {
  const [first, second, third] = [tokens[at]?.text, tokens[at + 1]?.text, tokens[at + 2]?.text]
  const found = (sign: string | undefined, length: number): WeekdayReading | null => {
    const weekday = sign === undefined ? -1 : cjkDays.findIndex((signs) => signs.includes(sign))
    return weekday < 0 ? null : { weekday, weak: false, dayOfMonth: null, next: at + length }
  }
  if (second === '曜') return found(first, third === '日' ? 3 : 2)
  if (second === '요' && third === '일') return found(first, 3)
  if (first === '星' && second === '期') return found(third, 3)
  if (first === '周' || first === '週') return found(second, 2)
  return isMark(tokens[at - 1], '(') && isMark(tokens[at + 1], ')') ? found(first, 1) : null
}
