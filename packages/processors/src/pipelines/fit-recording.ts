import type { FittedRange, Outputs, TimeRange } from '@async-events/core'
import { boundariesContract, type FittedTalk, type ScheduledTalk } from '../boundaries/contract.ts'
import { isCertain } from '../boundaries/is-certain.ts'
import { usualWithin, type VideoFit } from '../range/video-fit-field.ts'
import type { SessionParameters } from './session-parameters.ts'

/** What the step `boundaries` is asked: the same for all talks of a recording, so that it runs once. */
export interface AskedBoundaries {
  talks: ScheduledTalk[]
  within: number
}

/** Null for a job that states where its talk begins or ends, or not about where. */
export function askedFit({
  video_fit,
  video_start,
  video_end,
}: Pick<SessionParameters, 'video_fit' | 'video_start' | 'video_end'>): VideoFit | null {
  return video_start === undefined && video_end === undefined ? (video_fit ?? null) : null
}

/** The talks of the recording in order, and which of them is the job's. */
export function talksOfRecording(
  fit: VideoFit,
  { session, speakers = [] }: Pick<SessionParameters, 'session' | 'speakers'>,
): AskedBoundaries & { own: number } {
  const talk = { start: fit.start, end: fit.end, title: session, speakers }
  const all = [talk, ...(fit.others ?? []).map(({ speakers: of = [], ...one }) => ({ ...one, speakers: of }))]
  const keys = all.map((one) => JSON.stringify([one.start, one.end, one.title]))
  const talks = all
    .filter((_, at) => keys.indexOf(keys[at] ?? '') === at)
    .toSorted((a, b) => a.start - b.start || a.end - b.end || (a.title < b.title ? -1 : 1))
  return { talks, own: talks.indexOf(talk), within: fit.within ?? usualWithin }
}

/**
 * What of the recording is the talk. Of a boundary that is not certain more is kept: all that it may be off, but nothing of another
 * talk whose boundary is certain.
 */
export function fittedRange(
  fit: VideoFit,
  parameters: Pick<SessionParameters, 'session' | 'speakers'>,
  outputs: Outputs,
): { range: TimeRange; fitted: FittedRange } {
  const { own, within, talks } = talksOfRecording(fit, parameters)
  const found = boundariesContract.result.safeParse(outputs[boundariesContract.name]).data?.talks
  const at = found?.length === talks.length ? found[own] : undefined
  const scheduled = { start: fit.start, end: fit.end }
  const range = {
    start: isCertain(at?.start) ? at.start.at : earliest(found, own, scheduled.start - within),
    end: isCertain(at?.end) ? at.end.at : latest(found, own, scheduled.end + within),
  }
  return {
    range:
      range.end > range.start ? range : { start: Math.max(0, fit.start - within), end: fit.end + within },
    fitted: {
      scheduled,
      start: { confidence: at?.start.confidence ?? 0, signs: at?.start.signs ?? [] },
      end: { confidence: at?.end.confidence ?? 0, signs: at?.end.signs ?? [] },
      shift: at?.shift ?? 0,
      contradicted: at?.contradicted ?? false,
    },
  }
}

/** A start from which nothing of the talk is cut off. */
function earliest(found: readonly FittedTalk[] | undefined, own: number, start: number): number {
  const before = found?.[own - 1]?.end
  const guessed = found?.[own]?.start.at ?? start
  return Math.max(0, Math.min(start, guessed), isCertain(before) && before.at <= guessed ? before.at : 0)
}

function latest(found: readonly FittedTalk[] | undefined, own: number, end: number): number {
  const next = found?.[own + 1]?.start
  const guessed = found?.[own]?.end.at ?? end
  return Math.min(Math.max(end, guessed), isCertain(next) && next.at >= guessed ? next.at : Infinity)
}
