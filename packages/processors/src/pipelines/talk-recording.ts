import type { TimeRange } from '@async-events/core'
import { splitTimeRange } from '../range/split-time-range.ts'
import { usualWithin, type VideoFit } from '../range/video-fit-field.ts'
import type { SessionParameters } from './session-parameters.ts'

export interface TalkRecording {
  /** Of the whole recording: the same for all talks in it. Null when there is none. */
  url: string | null
  /** What of it is the talk; null for all of it. */
  range: TimeRange | null
}

/**
 * Where the talk is recorded: as the job names it, else as its page does. Times that the job names come first, then where the talk is
 * about, with all that it may be off.
 */
export function talkRecording(
  { video_url, video_start, video_end, video_fit }: SessionParameters,
  found: string | null,
): TalkRecording {
  const named = video_url ?? found
  const { url, range } = named === null ? { url: null, range: null } : splitTimeRange(named)
  if (video_start === undefined && video_end === undefined)
    return { url, range: video_fit === undefined ? range : withMargins(video_fit) }
  return { url, range: { start: video_start ?? 0, end: video_end ?? null } }
}

const withMargins = ({ start, end, within = usualWithin }: VideoFit): TimeRange => ({
  start: Math.max(0, start - within),
  end: end + within,
})
