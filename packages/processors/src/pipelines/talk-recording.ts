import type { TimeRange } from '@async-events/core'
import { splitTimeRange } from '../range/split-time-range.ts'
import type { SessionParameters } from './session-parameters.ts'

export interface TalkRecording {
  /** Of the whole recording: the same for all talks in it. Null when there is none. */
  url: string | null
  /** What of it is the talk; null for all of it. */
  range: TimeRange | null
}

/** Where the talk is recorded: as the job names it, else as its page does. Times that the job names come first. */
export function talkRecording(
  { video_url, video_start, video_end }: SessionParameters,
  found: string | null,
): TalkRecording {
  const named = video_url ?? found
  const { url, range } = named === null ? { url: null, range: null } : splitTimeRange(named)
  if (video_start === undefined && video_end === undefined) return { url, range }
  return { url, range: { start: video_start ?? 0, end: video_end ?? null } }
}
