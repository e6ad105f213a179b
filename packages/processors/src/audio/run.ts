import { inputsOf, primarySubtag, type Runner, StepSkipped, type TimeRange } from '@async-events/core'
import type { z } from 'zod'
import { dropRepeats } from '../captions/group/drop-repeats.ts'
import { storeTranscript } from '../captions/write/store-transcript.ts'
import { clipRange } from '../range/clip-range.ts'
import { videoContract } from '../video/contract.ts'
import type { Video } from './collect-captions.ts'
import type { audioContract } from './contract.ts'
import { findSpeech } from './find-speech.ts'

/** Transcribes a recording: as segments with times, as captions in two formats, and as plain text. */
export const runAudio: Runner<typeof audioContract> = async (ctx) => {
  const { video, range } = talkIn(inputsOf(ctx, videoContract)[0] ?? null, ctx.params)
  const {
    engine,
    source,
    segments: heard,
    language,
    duration,
    warnings,
  } = await findSpeech(ctx, video, range)
  ctx.signal.throwIfAborted()

  ctx.progress(96, 'storing')
  const stated = primarySubtag(ctx.params.source_language)
  const segments = dropRepeats(heard)
  return {
    output: {
      engine,
      source,
      language,
      duration,
      ...(await storeTranscript(ctx.artifacts, segments, language ?? stated ?? 'en')),
    },
    warnings: [...warnings, ...languageWarning(language, stated, warnings)],
    empty: segments.length === 0,
    // The file may be there the next time.
    provisional: source.passed_over.some(({ reason }) => reason === 'not_read'),
  }
}

/** What there is of the talk in the recording, with its duration. */
function talkIn(
  video: Video | null,
  { video_range, captions = [], captions_url }: z.output<typeof audioContract.params>,
): { video: Video | null; range: TimeRange | null } {
  const { range, duration, outside } = clipRange(video_range ?? null, video?.duration ?? null)
  if (outside !== 'wholly') return { video: video && { ...video, duration }, range }
  // `transform` says so in a warning; it runs without a transcript, too.
  if ([...captions, captions_url ?? []].flat().length === 0) throw new StepSkipped('range_outside_recording')
  return { video: null, range: video_range ?? null }
}

function languageWarning(
  language: string | null,
  stated: string | null,
  known: readonly { code: string }[],
): { code: string; message: string }[] {
  if (language === null || stated === null || language === stated) return []
  if (known.some(({ code }) => code === 'captions_other_language')) return []
  return [
    {
      code: 'language_differs',
      message: `The recording is in "${language}", and the job says "${stated}"`,
    },
  ]
}
