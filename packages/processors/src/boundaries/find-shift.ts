import { type Candidate, endsOf, startsOf } from './boundary-candidates.ts'
import type { ScheduledTalk } from './contract.ts'
import type { DaySigns } from './day-signs.ts'
import type { SoundMap } from './sound-map.ts'

/** Recordings start this much before or after what is said of them. Seconds. */
export const mostShift = 1_800
/** Fewer talks may be late each for itself. */
export const talksForShift = 3
const step = 10
/** Boundaries of a day have a shift in common if they are this near to it. Seconds. */
const jitter = 75
/** By so much must the signs be better with the shift than without, for each boundary. */
const better = 0.12
/** Mean worth of the boundaries, of which less is chance. */
const enough = 0.35
/** Share of the boundaries that must be found there, each with this worth. */
const agreeing = { share: 0.8, worth: 0.15 }

/** By how many seconds all talks are off the schedule; 0 unless there are several and most of them agree. */
export function findShift(
  talks: readonly ScheduledTalk[],
  signs: DaySigns,
  sound: SoundMap,
  within: number,
): number {
  if (talks.length < talksForShift) return 0
  const reach = Math.max(within, mostShift) + jitter
  const boundaries = talks.flatMap((talk, at) => [
    { time: talk.start, found: startsOf(at, about(talk.start)) },
    { time: talk.end, found: endsOf(at, about(talk.end)) },
  ])
  function about(time: number) {
    return { signs, sound, from: time - reach, to: time + reach }
  }
  const fitOf = (shift: number): number =>
    boundaries.reduce((sum, { time, found }) => sum + bestNear(found, time + shift), 0) / boundaries.length
  const limit = Math.max(within, mostShift)
  let [shift, fit] = [0, fitOf(0)]
  const unshifted = fit
  for (let tried = -limit; tried <= limit; tried += step) {
    const found = fitOf(tried)
    if (found > fit) [shift, fit] = [tried, found]
  }
  const agree = boundaries.filter(({ time, found }) => bestNear(found, time + shift) >= agreeing.worth).length
  const isCommon = agree >= agreeing.share * boundaries.length
  return isCommon && fit >= enough && fit >= unshifted + better ? shift : 0
}

/** Falls to nothing towards the ends of the jitter. */
function bestNear(candidates: readonly Candidate[], time: number): number {
  let best = 0
  for (const { at, worth } of candidates)
    best = Math.max(best, worth * Math.max(0, 1 - Math.abs(at - time) / jitter))
  return best
}
