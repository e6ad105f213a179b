import { bestChain, type ChainLink } from './best-chain.ts'
import { type Candidate, endsOf, startsOf } from './boundary-candidates.ts'
import type { FittedTalk, ScheduledTalk } from './contract.ts'
import type { DaySigns } from './day-signs.ts'
import { findShift } from './find-shift.ts'
import { mapSound, type SoundMap } from './sound-map.ts'

/** What it costs to be as far off the schedule as is allowed. */
const offSchedule = 0.35
/** What a talk of half or double its length costs, divided by the logarithm of two. */
const otherLength = 0.6
/** Breaks within a talk: from this length, each, and at most so many. */
const breakWithin = { seconds: 60, cost: 0.25, most: 3 }
/** Speech that belongs to no talk: nothing for an announcement, then for each such time, at most so many. */
const unclaimed = { seconds: 90, cost: 0.15, most: 3 }
const impossible = -5
/** A talk is not shorter: seconds. */
const shortest = 30
/** Where nothing is found. */
const unfound = -0.1
/** Candidates this near are the same boundary. Seconds. */
const same = 20
/** Worth that leaves no doubt, of starts and ends, and the distance of the next best. */
const sure = { start: 0.8, end: 0.6, apart: 0.3 }
/** Confidence where nothing speaks for a boundary, at most. */
const least = 0.2
/** Pictures with other text, from which on they say that the talks are not here. */
const foreignPictures = 3

/** Nothing is certain then. */
const contradictedTrust = 0.45

/** Words begin softly, and applause belongs to the talk. Seconds. */
const lead = 0.5
const tail = 1
const longestApplause = 20

export interface FitOptions {
  /** How far a boundary may be from where the schedule has it, in seconds. */
  within: number
}

/** Where each talk begins and ends in a recording, and how sure that is. The talks are in order. */
export function fitTalks(
  talks: readonly ScheduledTalk[],
  signs: DaySigns,
  { within }: FitOptions,
): FittedTalk[] {
  const sound = mapSound(signs)
  const shift = findShift(talks, signs, sound, within)
  const boundaries = talks.flatMap((talk, at) => {
    // A talk may be on time although the others are not.
    const about = (time: number) => ({
      ...{ signs, sound },
      from: time + Math.min(0, shift) - within,
      to: time + Math.max(0, shift) + within,
    })
    return [
      withScheduled(startsOf(at, about(talk.start)), talk.start + shift, signs.duration),
      withScheduled(endsOf(at, about(talk.end)), talk.end + shift, signs.duration),
    ]
  })
  const choices = bestChain(
    boundaries.map((candidates, at) => ({
      worth: candidates.map(
        (one) => one.worth - offSchedule * off(one.at, scheduled(talks, at) + shift, within),
      ),
      after: pairWorth(talks, boundaries, sound, at),
    })),
  )
  const found = choices.map(({ option, best }, at) => {
    const candidates = boundaries[at] ?? []
    const chosen = candidates[option] ?? { at: scheduled(talks, at), worth: unfound, signs: [] }
    const others = best.filter((_, other) => Math.abs((candidates[other]?.at ?? 0) - chosen.at) >= same)
    const apart = (best[option] ?? 0) - Math.max(...others, (best[option] ?? 0) - 1)
    return { ...chosen, apart }
  })
  const contradicted = isForeign(talks, signs)
  return talks.map((_, at) => {
    const [start, end] = [found[2 * at], found[2 * at + 1]]
    const trust = contradicted ? contradictedTrust : 1
    return {
      start: boundary(start, trust * confidence(start, sure.start), Math.max(0, (start?.at ?? 0) - lead)),
      end: boundary(end, trust * confidence(end, sure.end), withApplause(end?.at ?? 0, signs)),
      shift,
      contradicted,
    }
  })
}

interface Chosen extends Candidate {
  /** What the next best would cost. */
  apart: number
}

const boundary = (chosen: Chosen | undefined, sureness: number, at: number): FittedTalk['start'] => ({
  at: rounded(at),
  confidence: rounded(sureness),
  signs: chosen?.signs ?? [],
})

const rounded = (value: number): number => Math.round(value * 100) / 100

function confidence(chosen: Chosen | undefined, enough: number): number {
  if (chosen === undefined) return 0
  const { worth, apart, signs } = chosen
  const found = 0.6 * Math.min(1, Math.max(0, worth) / enough) + 0.4 * Math.min(1, apart / sure.apart)
  return signs.length === 0 ? Math.min(least, found) : found
}

function withApplause(end: number, { applause, duration }: DaySigns): number {
  const clapped = applause.find((one) => one.start >= end - 1 && one.start <= end + 3)
  const last = clapped ? Math.min(clapped.end, end + longestApplause) : end
  return Math.min(duration, last + tail)
}

const scheduled = (talks: readonly ScheduledTalk[], boundary: number): number => {
  const talk = talks[Math.floor(boundary / 2)]
  return (boundary % 2 === 0 ? talk?.start : talk?.end) ?? 0
}

const off = (at: number, expected: number, within: number): number => ((at - expected) / within) ** 2

function withScheduled(candidates: Candidate[], at: number, duration: number): Candidate[] {
  return [...candidates, { at: Math.min(duration, Math.max(0, at)), worth: unfound, signs: [] }]
}

/** Worth of a boundary after the one before: of an end after its start, and of a start after the end of the talk before. */
function pairWorth(
  talks: readonly ScheduledTalk[],
  boundaries: readonly (readonly Candidate[])[],
  sound: SoundMap,
  at: number,
): ChainLink['after'] {
  const breaks = sound.gaps.filter(({ quiet }) => quiet >= breakWithin.seconds)
  const talk = talks[Math.floor(at / 2)]
  const length = Math.max(1, (talk?.end ?? 0) - (talk?.start ?? 0))
  return (before, option) => {
    const [from, to] = [boundaries[at - 1]?.[before]?.at ?? 0, boundaries[at]?.[option]?.at ?? 0]
    if (at % 2 === 0) {
      if (to < from - 1) return impossible
      const speech = (sound.voiced(from, to) - unclaimed.seconds) / unclaimed.seconds
      return -unclaimed.cost * Math.min(unclaimed.most, Math.max(0, speech))
    }
    if (to - from < Math.min(shortest, length / 2)) return impossible
    const within = breaks.filter(({ start, end }) => start > from && end < to).length
    return (
      -otherLength * Math.abs(Math.log((to - from) / length)) -
      breakWithin.cost * Math.min(breakWithin.most, within)
    )
  }
}

/** Of a day of talks with slides some title is to be seen. One talk may have none. */
const isForeign = (talks: readonly ScheduledTalk[], { titles, foreign }: DaySigns): boolean =>
  talks.length > 1 && titles.length === 0 && foreign.length >= foreignPictures
