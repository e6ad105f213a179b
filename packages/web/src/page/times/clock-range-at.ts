import { before, isKnown, separatorAfter } from './around.ts'
import { monthNamed, weekdayNamed } from './calendar-names.ts'
import { type Clock, clockAt } from './clock-at.ts'
import { isCjk, isMark, isWord, type Token } from './tokens.ts'
import {
  betweenWords,
  citationWords,
  clockMarkers,
  endWords,
  fillers,
  hourMarkers,
  timeLabels,
} from './words-of-time.ts'

export interface ClockRange {
  /** Minutes after midnight. */
  start: number
  end: number | null
  zone: string | null
  /** `1h30` alone: as likely a duration. */
  maybeDuration: boolean
  next: number
}

/** A time of day, or the first and last of a range, with enough evidence that it is one. */
export function clockRangeAt(tokens: readonly Token[], start: number, labelled: boolean): ClockRange | null {
  if (isCited(tokens, start)) return null
  const first = clockAt(tokens, start)
  if (!first) return null
  const second = isMediaTime(tokens, first.next) ? null : lastClock(tokens, start, first)
  if (second && hasRangeEvidence(tokens, start, first, second)) {
    const [from, to] = minutesOf(first, second)
    return { start: from, end: to, zone: second.zone ?? first.zone, maybeDuration: false, next: second.next }
  }
  if (isMediaTime(tokens, first.next) || isJoinedToName(tokens, start)) return null
  if (!hasEvidence(tokens, start, first, labelled)) return null
  return {
    start: minutesAlone(first),
    end: null,
    zone: first.zone,
    maybeDuration: first.maybeDuration && !isWord(before(tokens, start), clockMarkers),
    next: first.next,
  }
}

/** The clock at the other end: after a dash or a word such as `to`. */
function lastClock(tokens: readonly Token[], start: number, first: Clock): Clock | null {
  let at = separatorAfter(tokens, first.next, isWord(before(tokens, start), betweenWords))
  if (at === null) return null
  // `a las 11:00`, `to about`, `bis um`
  for (let skipped = 0; skipped < 2 && isWord(tokens[at], fillers) && tokens[at]?.text !== 'o'; skipped++)
    at += 1
  return clockAt(tokens, at)
}

const isStrong = (clock: Clock): boolean =>
  clock.half !== null || clock.form === 'colon' || clock.form === 'unit' || clock.form === 'named'

function hasRangeEvidence(tokens: readonly Token[], start: number, first: Clock, last: Clock): boolean {
  const clean = isOpen(tokens, start)
  if (first.form === 'bare') {
    if (before(tokens, start)?.name === 'dalle') return true
    // `9–10 am`, `14–15 Uhr`; in `Room 5 – 10:00` the number is a name.
    return clean && (last.half !== null || last.unit)
  }
  if (first.form === 'dot' && !isStrong(first))
    return last.form !== 'bare' && (isStrong(last) || last.form === 'dot') && clean
  // `1pm–3`, `14h–15`; in `10 am – 5 tips` and `10:00 – 5 tips` the number counts something.
  if (last.form === 'bare')
    return (
      (first.form === 'unit' || first.half !== null) &&
      (!tokens[last.next] || isMark(tokens[last.next], '),;|'))
    )
  return true
}

function hasEvidence(tokens: readonly Token[], start: number, clock: Clock, labelled: boolean): boolean {
  const previous = before(tokens, start)
  if (clock.form === 'named') return isNamedTime(tokens, start, clock)
  if (clock.form === 'bare' && clock.half === null) return isWord(previous, hourMarkers)
  if (clock.form === 'dot' && clock.half === null && clock.zone === null) {
    const marked =
      isWord(previous, clockMarkers) || isWord(previous, timeLabels) || isWord(previous, endWords)
    const day = isMark(tokens[start - 1], ',') ? tokens[start - 2] : tokens[start - 1]
    const after = tokens[clock.next]
    // `Montag, 10.00`
    if (weekdayNamed(day) && (!after || after.kind === 'mark')) return true
    const dotted = tokens[start - 1]
    return (marked && !isMark(dotted, '$€£')) || (labelled && start === 0)
  }
  if (clock.half !== null || clock.zone !== null || clock.form === 'unit') return true
  // `John 3:16`: a small number after a name is a citation or a proportion.
  const direct = tokens[start - 1]
  return !(
    clock.hour < 8 &&
    tokens[start]?.text.length === 1 &&
    direct?.kind === 'word' &&
    !isKnown(direct) &&
    !isCjk(direct)
  )
}

/** `High noon`, `Observatoire du Midi` are names; alone, after `12`, `at` or a date it is a time. */
function isNamedTime(tokens: readonly Token[], start: number, clock: Clock): boolean {
  if (tokens[start]?.kind === 'number') return true
  const direct = tokens[start - 1]
  const previous = isMark(direct, ',') ? tokens[start - 2] : direct
  const after = tokens[clock.next]
  if (after !== undefined && after.kind !== 'mark') return false
  if (previous === undefined) return tokens.slice(clock.next).every(({ kind }) => kind === 'mark')
  return (
    previous.kind === 'number' ||
    isWord(previous, beforeNoon) ||
    isWord(previous, endWords) ||
    monthNamed(previous) !== null ||
    weekdayNamed(previous) !== null
  )
}

const beforeNoon = new Set(['at', 'um', 'om', 'a', 'alle', 'al'])

/** Nothing stands before it in its clause, or only words about time. */
function isOpen(tokens: readonly Token[], start: number): boolean {
  const token = tokens[start - 1]
  if (!token) return true
  if (token.kind === 'mark') return !'$€£#+=@'.includes(token.text)
  return token.kind === 'number' ? token.text.length === 4 : isKnown(token)
}

/** Part of a longer code, a price, a citation or a media time. */
function isCited(tokens: readonly Token[], start: number): boolean {
  const token = tokens[start]
  const [third, second, previous] = [tokens[start - 3], tokens[start - 2], tokens[start - 1]]
  if (previous && isWord(before(tokens, start), citationWords)) return true
  if (isMark(previous, '>') && isMark(second, '-') && isMark(third, '-')) return true
  if (token?.kind === 'word' || !previous || !token || token.gap) return isMark(previous, '$€£#')
  // `Ann Moor10:00–10:45` is the text of two elements, `AW1:30` a code.
  if (previous.kind === 'word') return isJoinedToName(tokens, start) && !/\p{Ll}{2}$/u.test(previous.text)
  // A year and a time that stand together, taken apart.
  if (previous.kind === 'number') return previous.text.length !== 4
  if (isMark(previous, '@') && second !== undefined) return !isKnown(second)
  if (isMark(previous, '$€£#+_=@\\&%^*')) return true
  if (isMark(previous, ':')) return second?.kind !== 'word' || previous.gap === true
  if (isMark(previous, '.')) return !(second?.kind === 'word' && isKnown(second))
  if (isMark(previous, '-')) return !previous.gap && second !== undefined && second.kind !== 'mark'
  return false
}

/** Written directly after a word that says nothing about time. */
function isJoinedToName(tokens: readonly Token[], start: number): boolean {
  const [previous, token] = [tokens[start - 1], tokens[start]]
  if (previous?.kind !== 'word' || token?.kind !== 'number' || token.gap) return false
  return previous.text !== 'T' && !isCjk(previous) && !isKnown(previous)
}

/** `00:00:10 --> 00:00:12` */
const isMediaTime = (tokens: readonly Token[], at: number): boolean =>
  isMark(tokens[at], '-') && isMark(tokens[at + 1], '-')

const hours24 = (clock: Clock, half: Clock['half']): number =>
  (half === null ? clock.hour : (clock.hour % 12) + (half === 'pm' ? 12 : 0)) * 60 + clock.minute

const minutesAlone = (clock: Clock): number => hours24(clock, clock.half)

/** A half of the day that only one end states holds for the other, if the range then runs forward. */
function minutesOf(first: Clock, last: Clock): [number, number] {
  if (first.half === null && last.half !== null && first.hour <= 12 && first.form !== 'named') {
    const end = minutesAlone(last)
    const same = hours24(first, last.half)
    const other = hours24(first, last.half === 'pm' ? 'am' : 'pm')
    return [same <= end || first.hour === 0 ? same : other, end]
  }
  if (first.half !== null && last.half === null && last.hour <= 12 && last.form !== 'named') {
    const start = minutesAlone(first)
    const end = [hours24(last, 'am'), hours24(last, 'pm')].find((minutes) => minutes >= start)
    return [start, end ?? hours24(last, 'am')]
  }
  return [minutesAlone(first), minutesAlone(last)]
}
