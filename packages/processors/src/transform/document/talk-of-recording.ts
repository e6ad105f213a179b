import type { FittedRange, StepWarning, TimeRange } from '@async-events/core'
import type { z } from 'zod'
import { isCertain } from '../../boundaries/is-certain.ts'
import { clipRange } from '../../range/clip-range.ts'
import { cutLasting } from '../../range/cut-to-range.ts'
import { splitTimeRange } from '../../range/split-time-range.ts'
import type { Frame, videoContract } from '../../video/contract.ts'
import { clock } from './time-link.ts'
import { uncertainBoundaries } from './uncertain-boundaries.ts'

type Video = z.output<(typeof videoContract)['result']>

export interface NamedRecording {
  video_range?: TimeRange | undefined
  video_url?: string | null | undefined
  fitted_range?: FittedRange | undefined
}

export interface TalkOfRecording {
  /** With chapters and duration of the talk. */
  video: Video | null
  frames: Frame[]
  /** What of the recording is the talk; null for all of it, and when the recording does not hold the talk. */
  range: TimeRange | null
  warnings: StepWarning[]
}

/** A later start without an end is doubtful: the rest of the recording may be other talks. Seconds. */
const earlyStart = 60

/** The talk's part of the recording, with times from its start. */
export function talkOfRecording(
  { video_range: given, video_url, fitted_range }: NamedRecording,
  found: string | null,
  { video, frames }: { video: Video | null; frames: Frame[] },
): TalkOfRecording {
  if (given === undefined) return { video, frames, range: null, warnings: [] }
  const { range, duration, outside } = clipRange(given, video?.duration ?? null)
  const ends = clock(Math.floor(video?.duration ?? 0))
  if (outside === 'wholly') {
    const message = `The talk is to begin at ${clock(Math.floor(given.start))} of the recording, which ends at ${ends}: nothing of it is in the document. Correct video_start, or the times in the URL`
    const warnings: StepWarning[] = [{ code: 'range_outside_recording', message }]
    return { video: video && { ...video, duration: null, chapters: [] }, frames: [], range, warnings }
  }
  const warnings: TalkOfRecording['warnings'] = video === null ? [] : uncertainBoundaries(fitted_range, range)
  // Margins may reach further than the recording.
  if (outside === 'partly' && (fitted_range === undefined || isCertain(fitted_range.end))) {
    const message = `The talk is to end at ${clock(Math.floor(given.end ?? 0))} of the recording, which ends at ${ends}: the document has what there is. Correct video_end, or the times in the URL`
    warnings.push({ code: 'range_outside_recording', message })
  }
  const ofUrl = splitTimeRange(video_url || found || '').range
  if (given.end === null && ofUrl?.start === given.start && given.start >= earlyStart) {
    const message = `The URL of the recording says that the talk begins at ${clock(Math.floor(given.start))} and not where it ends: everything after that is in the document. Give video_end if other talks follow`
    warnings.push({ code: 'range_without_end', message })
  }
  return {
    video: video && {
      ...video,
      duration,
      chapters: cutLasting(video.chapters, range, {
        timeOf: ({ start }) => start,
        at: (chapter, start) => ({ ...chapter, start }),
      }),
    },
    frames: cutLasting(frames, range, {
      timeOf: ({ time }) => time,
      at: (frame, time) => ({ ...frame, time }),
    }),
    range,
    warnings,
  }
}
