import type { BoundarySign } from '@async-events/core'
import type { DaySigns, ShownTitle } from './day-signs.ts'
import type { SoundMap } from './sound-map.ts'

/** A moment that may be a boundary of a talk. */
export interface Candidate {
  /** Seconds of the recording. */
  at: number
  /** What speaks for it, without regard to the schedule. */
  worth: number
  signs: BoundarySign[]
}

/** What each sign is worth at most. A pause is more than applause: there is applause before questions, too. */
const worthOf = { pause: 0.6, applause: 0.35, title: 0.5, opens: 0.15, next: 0.15, said: 0.2 }
/** Pauses in seconds: no pause of a speaker, and a break between talks. */
const [short, long] = [2, 30]
/** A moderator may speak between a pause and the talk, and after the talk before the next pause. Seconds. */
const near = 100
/** Worth of a minute of speech between a boundary and the pause: an introduction costs little, a cut talk much. */
const introduced = 0.2
const cutOff = 0.6
/** Seconds in which someone speaks after the start and before the end, mostly. */
const gate = 60
const gateShare = 0.4
/** Another talk's title is shown. */
const foreignTitle = 0.4

const clamp = (value: number): number => Math.min(1, Math.max(0, value))
const pauseWorth = (quiet: number): number =>
  worthOf.pause * Math.sqrt(clamp((quiet - short) / (long - short)))
/** Signs count as such from this worth on. */
const notable = 0.15

/** Where a talk may begin, between two times. */
export function startsOf(
  talk: number,
  { signs, sound, from, to }: { signs: DaySigns; sound: SoundMap; from: number; to: number },
): Candidate[] {
  const own = signs.titles.filter((one) => one.talk === talk)
  const times = [
    ...sound.runs.map(({ start }) => start),
    ...signs.applause.map(({ end }) => end),
    ...own.map(({ start }) => start),
  ]
  return within(times, from, to).map((at) => {
    const pause = Math.max(
      0,
      ...sound.gaps
        .filter(({ end }) => end <= at + 0.5 && end >= at - near)
        .map(({ quiet, end }) => pauseWorth(quiet) - (introduced / 60) * sound.voiced(end, at)),
    )
    const clapped = signs.applause.some(({ end }) => at - end <= 12 && at - end >= -1)
    const shown = Math.max(0, ...own.map((title) => titleWorth(title, at)))
    const said = signs.said.some((one) => one.talk === talk && one.at >= at - 5 && one.at <= at + 90)
    const other =
      shown === 0 && signs.titles.some((one) => one.talk !== talk && one.start <= at && one.end > at + 5)
    const share = clamp(sound.voiced(at, at + gate) / (gateShare * gate))
    return candidate(at, share, { pause, clapped, shown, said }, other ? foreignTitle : 0)
  })
}

/** Where a talk may end, between two times. */
export function endsOf(
  talk: number,
  { signs, sound, from, to }: { signs: DaySigns; sound: SoundMap; from: number; to: number },
): Candidate[] {
  const next = signs.titles.filter((one) => one.talk === talk + 1)
  const times = [
    ...sound.runs.map(({ end }) => end),
    ...signs.applause.map(({ start }) => start),
    ...next.map(({ start }) => start),
  ]
  return within(times, from, to).map((at) => {
    const pause = Math.max(
      0,
      ...sound.gaps
        .filter(({ start }) => start >= at - 0.5 && start <= at + near)
        .map(({ quiet, start }) => pauseWorth(quiet) - (cutOff / 60) * sound.voiced(at, start)),
    )
    const clapped = signs.applause.some(({ start }) => start - at <= 8 && start - at >= -1)
    const shown = next.some(({ start }) => start >= at - 15 && start <= at + 300) ? worthOf.next : 0
    const share = clamp(sound.voiced(at - gate, at) / (gateShare * gate))
    return candidate(at, share, { pause, clapped, shown, said: false }, 0)
  })
}

interface Found {
  pause: number
  clapped: boolean
  shown: number
  said: boolean
}

function candidate(
  at: number,
  share: number,
  { pause, clapped, shown, said }: Found,
  against: number,
): Candidate {
  const worth = pause + (clapped ? worthOf.applause : 0) + shown + (said ? worthOf.said : 0)
  return {
    at,
    worth: worth * share - against,
    signs: [
      ...(pause >= notable ? (['pause'] as const) : []),
      ...(clapped ? (['applause'] as const) : []),
      ...(shown >= notable ? (['title_shown'] as const) : []),
      ...(said ? (['title_said'] as const) : []),
    ],
  }
}

/** Most where the title appears; the title may be announced in the pause, and stand on each slide. */
function titleWorth({ start, end, likeness }: ShownTitle, at: number): number {
  if (at < start - 20) return 0
  const since = Math.max(0, at - Math.max(end, start) - 30)
  const opens = clamp(1 - Math.abs(at - start) / 90)
  return likeness * (worthOf.title * clamp(1 - since / 120) + worthOf.opens * opens)
}

/** Each once, in order. */
function within(times: readonly number[], from: number, to: number): number[] {
  const sorted = times.filter((time) => time >= from && time <= to).toSorted((a, b) => a - b)
  return sorted.filter((time, at) => at === 0 || time - (sorted[at - 1] ?? 0) >= 0.3)
}
