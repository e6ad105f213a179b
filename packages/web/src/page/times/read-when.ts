import { isJoinedBy, isQuiet } from './around.ts'
import type { CalendarDay } from './calendar-day.ts'
import { weekdays } from './calendar-names.ts'
import { completeDay, dayOfEvent, type EventDays, eventDays, nthDay, orderedDay } from './complete-day.ts'
import { type Moment, type MomentOf, type Moments, momentsIn } from './moments-in.ts'
import { isMark } from './tokens.ts'

export interface When {
  /** `YYYY-MM-DD`; null when the text names no date that can be completed. */
  date: string | null
  /** The last day, when the text names a range of days (`14–16 September 2026`): `date` is not the day of a session then. */
  lastDate: string | null
  /** English name of the weekday (`Saturday`) that the text states, also next to a date. */
  weekday: string | null
  /** `HH:MM`, 24 h, on the clock of the place. */
  start: string | null
  end: string | null
  /** As stated (`PST`, `Europe/Berlin`, `UTC`), offsets as `+02:00`. */
  zone: string | null
  /** Minutes, when a duration is stated. */
  duration: number | null
  /** The parts of the text that were understood, as [from, to) offsets in order. */
  spans: [number, number][]
}

export interface WhenReference {
  /** First and last day of the event as `YYYY-MM-DD`: completes `14 February`, `Monday`, `Day 2`. */
  from?: string | null
  to?: string | null
  /** When only the year of the event is known. */
  year?: number | null
  /** BCP 47 tag of the page: decides `3/4/2026` (month first in `en-US` only) and ambiguous names. */
  language?: string | null
  /** The text is the value of a label for a time, so `14.30` is one. */
  labelled?: boolean
}

/** Date, weekday, time and duration that a short text states. What is doubtful stays null. */
export function readWhen(text: string, reference: WhenReference = {}): When {
  const read = momentsIn(text, reference.language ?? '', reference.labelled === true)
  const clock = clockOf(read)
  const duration = read.moments.find((one) => one.kind === 'duration' && one.minutes !== null)
  return {
    ...dayOf(read, eventDays(reference)),
    start: clockText(clock.start),
    end: clockText(clock.end),
    zone: zoneOf(read, clock.zone),
    duration: duration?.kind === 'duration' ? duration.minutes : clock.duration,
    spans: spansOf(read),
  }
}

function dayOf(read: Moments, event: EventDays): Pick<When, 'date' | 'lastDate' | 'weekday'> {
  const named = statedWeekday(read)
  const weekday = named === null ? null : (weekdays[named.weekday] ?? null)
  for (const { first, last, swapped } of statedDays(read)) {
    const ordered = orderedDay(first, swapped, named?.weekday ?? null, event)
    const date = completeDay(ordered, named?.weekday ?? null, event)
    if (date === null) continue
    const lastDate =
      last === null ? null : completeDay({ ...last, year: last.year ?? first.year }, null, event)
    return { date, lastDate, weekday }
  }
  // A date that cannot be completed is not guessed from its weekday.
  if (read.moments.some((one) => one.kind === 'date')) return { date: null, lastDate: null, weekday }
  const nth = ofKind(read.moments, 'nth-day')[0]
  const byWeekday = named === null ? null : dayOfEvent(named.weekday, named.dayOfMonth, event)
  const byNumber = nth === undefined ? null : nthDay(nth.nth, event)
  const agree = byNumber === null || named === null || byNumber === byWeekday
  return { date: agree ? (byNumber ?? byWeekday) : null, lastDate: null, weekday }
}

/** Dates with a year first. Two dates that a dash joins are one range. */
export function statedDays({
  tokens,
  moments,
}: Moments): Pick<MomentOf<'date'>, 'first' | 'last' | 'swapped'>[] {
  const dates = ofKind(moments, 'date')
  const days = dates.map((date, index) => {
    const next = dates[index + 1]
    if (date.last !== null || !next || !isRangeOfDays(tokens, moments, date, next)) return date
    const last = next.last ?? next.first
    const year = date.first.year ?? (last.year === null ? null : yearBefore(date.first, last))
    return { first: { ...date.first, year }, last, swapped: null }
  })
  return [
    ...days.filter(({ first }) => first.year !== null),
    ...days.filter(({ first }) => first.year === null),
  ]
}

/** `30 December – 2 January 2027` begins in 2026. */
const yearBefore = (first: CalendarDay, last: CalendarDay): number | null =>
  last.year !== null && first.month > last.month ? last.year - 1 : last.year

/** Also with weekdays, but no times, between: `Sat 14 Feb to Sun 15 Feb`. */
function isRangeOfDays(
  tokens: Moments['tokens'],
  moments: readonly Moment[],
  first: Moment,
  last: Moment,
): boolean {
  const between = moments.slice(moments.indexOf(first) + 1, moments.indexOf(last))
  if (between.length > 1 || between.some((one) => one.kind !== 'weekday')) return false
  return isJoinedBy(tokens, first.next, between[0]?.at ?? last.at, '&+')
}

/** Null where the text names several, such as `Saturday and Sunday`. */
function statedWeekday({ tokens, moments }: Moments): MomentOf<'weekday'> | null {
  const [first, second] = ofKind(moments, 'weekday')
  if (!first) return null
  const dates = moments.some((one) => one.kind === 'date')
  const several =
    second &&
    second.weekday !== first.weekday &&
    (isQuiet(tokens, first.next, second.at) || isJoinedBy(tokens, first.next, second.at)) &&
    !dates
  return several ? null : first
}

interface ClockReading {
  /** Minutes after midnight. */
  start: number | null
  end: number | null
  zone: string | null
  duration: number | null
}

function clockOf({ tokens, moments }: Moments): ClockReading {
  const all = ofKind(moments, 'clock')
  const isDuration = ({ clock, at }: MomentOf<'clock'>): boolean =>
    clock.maybeDuration && (all.length > 1 || !hasDayBefore(moments, at))
  const length = all.find(isDuration)
  const clocks = all.filter((one) => one !== length)
  const duration = length ? length.clock.start : null
  const first = clocks.find(({ end }) => !end)
  const last = clocks.find(({ end }) => end)
  if (!first) return { start: null, end: last?.clock.start ?? null, zone: last?.clock.zone ?? null, duration }
  const second = clocks[clocks.indexOf(first) + 1]
  const end =
    first.clock.end ??
    last?.clock.start ??
    (second && isLast(tokens, moments, first, second, clocks.length) ? second.clock.start : null)
  return { start: first.clock.start, end, zone: first.clock.zone ?? last?.clock.zone ?? null, duration }
}

/** `14 Sept 10:00 – 15 Sept 11:00`, `…T18:00/…T19:00`, and `15:35 16:00` of two columns. */
function isLast(
  tokens: Moments['tokens'],
  moments: readonly Moment[],
  first: MomentOf<'clock'>,
  second: MomentOf<'clock'>,
  count: number,
): boolean {
  const between = moments.slice(moments.indexOf(first) + 1, moments.indexOf(second))
  const interval = isMark(tokens[first.next], '/') && between.length === 1 && between[0]?.kind === 'date'
  if (interval) return true
  if (between.some((one) => one.kind === 'clock' || one.kind === 'duration')) return false
  if (isJoinedBy(tokens, first.next, between[0]?.at ?? second.at)) return true
  return (
    count === 2 &&
    first.next === second.at &&
    second.clock.end === null &&
    second.clock.start > first.clock.start
  )
}

/** `14:00 IST (UTC+5:30)`: the offset is the unambiguous one. */
function zoneOf({ moments }: Moments, ofClock: string | null): string | null {
  const apart = ofKind(moments, 'zone').map(({ zone }) => zone)
  return apart.find((zone) => /^[+-]/.test(zone)) ?? ofClock ?? apart[0] ?? null
}

const hasDayBefore = (moments: readonly Moment[], at: number): boolean =>
  moments.some((one) => one.at < at && (one.kind === 'date' || one.kind === 'weekday'))

function spansOf({ tokens, moments }: Moments): [number, number][] {
  const spans: [number, number][] = []
  let previous: Moment | undefined
  for (const moment of moments) {
    const [from, to] = [tokens[moment.at]?.from, tokens[moment.next - 1]?.to]
    const last = spans.at(-1)
    if (from === undefined || to === undefined) continue
    // `14 September at 10:00` is one part, `Friday | 10:00` two.
    if (last && previous && isOnePart(tokens, previous.next, moment.at)) last[1] = to
    else spans.push([from, to])
    previous = moment
  }
  return spans
}

const isOnePart = (tokens: Moments['tokens'], from: number, to: number): boolean =>
  isQuiet(tokens, from, to) && !tokens.slice(from, to).some((token) => isMark(token, '|·•/;'))

export const ofKind = <Kind extends Moment['kind']>(
  moments: readonly Moment[],
  kind: Kind,
): MomentOf<Kind>[] => moments.filter((one): one is MomentOf<Kind> => one.kind === kind)

function clockText(minutes: number | null): string | null {
  if (minutes === null) return null
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`
}
