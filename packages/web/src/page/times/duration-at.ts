import { isJoinedNumber, isMark, isWord, type Token } from './tokens.ts'
import { andWords, durationLabels, hoursUnits, minuteUnits } from './words-of-time.ts'

export interface DurationReading {
  /** Null for a range such as `30–45 min`. */
  minutes: number | null
  next: number
}

const day = 24 * 60

/** A duration with its unit: `45 min`, `1 h 30 min`, `1.5 hours`, `90'`. `1h30` is left to who knows what it is. */
export function durationAt(tokens: readonly Token[], start: number): DurationReading | null {
  // `1/2 hour`, `20 + 10 min` and `2 x 45 min` would be half read.
  if (isMark(tokens[start - 1], '/+×*') || tokens[start - 1]?.name === 'x') return null
  const first = amountAt(tokens, start)
  if (!first) return null
  const [dash, other] = [tokens[first.next], amountAt(tokens, first.next + 1)]
  if (isMark(dash, '-') && other && minuteUnitAt(tokens, other.next) !== null)
    return { minutes: null, next: minuteUnitAt(tokens, other.next) ?? other.next }
  const minutes = minuteUnitAt(tokens, first.next) ?? shortMinutesAt(tokens, start, first.next)
  if (minutes !== null) return bounded(first.amount, minutes)
  const hours = hoursUnitAt(tokens, first.next)
  if (hours === null) return null
  const rest = amountAt(tokens, isWord(tokens[hours], andWords) ? hours + 1 : hours)
  const restUnit = rest ? (minuteUnitAt(tokens, rest.next) ?? shortMinutesAt(tokens, hours, rest.next)) : null
  if (rest && restUnit !== null) return bounded(first.amount * 60 + rest.amount, restUnit)
  // `14h` alone is a time, `1.5 h` is not.
  const isTime = tokens[first.next]?.name === 'h' && Number.isInteger(first.amount)
  return isTime ? null : bounded(first.amount * 60, hours)
}

/** The duration under a label: also `0:45`, `00:45:00`, `1h30`, `45`. */
export function labelledDurationAt(tokens: readonly Token[], start: number): DurationReading | null {
  const stated = durationAt(tokens, start)
  if (stated) return stated
  const [first, sign, second] = [tokens[start], tokens[start + 1], tokens[start + 2]]
  if (first?.kind !== 'number' || first.text.length > 3) return null
  if (isMark(sign, ':') && isJoinedNumber(second, 2) && second.value < 60) {
    const third = tokens[start + 3]
    const seconds = isMark(third, ':') && isJoinedNumber(tokens[start + 4], 2)
    const next = skipUnit(tokens, start + (seconds ? 5 : 3))
    // `45:00` has minutes and seconds.
    if (!seconds && first.value >= 24) return bounded(first.value, next)
    return bounded(first.value * 60 + second.value, next)
  }
  if (sign?.name === 'h' || sign?.name === 'uur') {
    const minutes =
      second?.kind === 'number' && second.text.length === 2 && second.value < 60 ? second.value : 0
    return bounded(first.value * 60 + minutes, start + (minutes > 0 || second?.text === '00' ? 3 : 2))
  }
  return null
}

export const isDurationLabel = (token: Token | undefined): boolean => isWord(token, durationLabels)

interface Amount {
  amount: number
  next: number
}

function amountAt(tokens: readonly Token[], at: number): Amount | null {
  const [whole, point, part] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  if (whole?.kind !== 'number' || whole.text.length > 3) return null
  if (isMark(point, '½')) return { amount: whole.value + 0.5, next: at + 2 }
  if (isMark(point, '.,') && !point?.gap && part?.kind === 'number' && !part.gap && part.text.length <= 2)
    return { amount: Number(`${whole.text}.${part.text}`), next: at + 3 }
  return { amount: whole.value, next: at + 1 }
}

/** The token after a unit of minutes. */
function minuteUnitAt(tokens: readonly Token[], at: number): number | null {
  const hyphen = isMark(tokens[at], '-') && !tokens[at]?.gap ? at + 1 : at
  const token = tokens[hyphen]
  if (isWord(token, minuteUnits)) return isMark(tokens[hyphen + 1], '.') ? hyphen + 2 : hyphen + 1
  const prime = isMark(token, "'′’") && !token?.gap
  const after = tokens[hyphen + 1]
  return prime && (!after || after.gap || isMark(after, '),.')) ? hyphen + 1 : null
}

/** `20m` alone, after a time or after hours; `a 20m tower` is as high. */
function shortMinutesAt(tokens: readonly Token[], start: number, at: number): number | null {
  const [previous, unit, after] = [tokens[start - 1], tokens[at], tokens[at + 1]]
  if (unit?.text !== 'm' || unit.gap || (previous?.kind === 'word' && !/^(?:h|m|am|pm)$/.test(previous.name)))
    return null
  return previous !== undefined || !after || after.kind === 'mark' ? at + 1 : null
}

function hoursUnitAt(tokens: readonly Token[], at: number): number | null {
  const hyphen = isMark(tokens[at], '-') && !tokens[at]?.gap ? at + 1 : at
  const token = tokens[hyphen]
  if (isWord(token, hoursUnits)) return isMark(tokens[hyphen + 1], '.') ? hyphen + 2 : hyphen + 1
  return token?.name === 'h' ? hyphen + 1 : null
}

const skipUnit = (tokens: readonly Token[], at: number): number =>
  isWord(tokens[at], hoursUnits) || tokens[at]?.name === 'h' || isWord(tokens[at], minuteUnits) ? at + 1 : at

const bounded = (minutes: number, next: number): DurationReading | null =>
  minutes > 0 && minutes <= day ? { minutes: Math.round(minutes), next } : null
