import {
  inputsOf,
  type MendedNames,
  primarySubtag,
  type Runner,
  StepSkipped,
  type StepWarning,
  type TimeRange,
} from '@async-events/core'
import type { z } from 'zod'
import { dropRepeats } from '../captions/group/drop-repeats.ts'
import { storeTranscript } from '../captions/write/store-transcript.ts'
import { clipRange } from '../range/clip-range.ts'
import { videoContract } from '../video/contract.ts'
import type { Video } from './collect-captions.ts'
import type { audioContract } from './contract.ts'
import { findSpeech, type Speech } from './find-speech.ts'
import { type MendedName, type MendedSpeech, mendSpeech } from './vocabulary/mend-speech.ts'
import { type SpokenNames, spokenNamesOf } from './vocabulary/spoken-names.ts'

/** Transcribes a recording: as segments with times, as captions in two formats, and as plain text. */
export const runAudio: Runner<typeof audioContract> = async (ctx) => {
  const { video, range } = talkIn(inputsOf(ctx, videoContract)[0] ?? null, ctx.params)
  const found = await findSpeech(ctx, video, range)
  const { engine, source, language, duration, warnings } = found
  ctx.signal.throwIfAborted()

  ctx.progress(96, 'storing')
  const stated = primarySubtag(ctx.params.source_language)
  const { segments, mended } = mendFound(found, spokenNamesOf(ctx.params), language ?? stated)
  return {
    output: {
      engine,
      source,
      language,
      duration,
      ...(await storeTranscript(ctx.artifacts, segments, language ?? stated ?? 'en')),
      mended: shownNames(mended),
    },
    warnings: [...warnings, ...languageWarning(language, stated, warnings)],
    empty: segments.length === 0,
    // The file may be there the next time.
    provisional: source.passed_over.some(({ reason }) => reason === 'not_read'),
  }
}

/** Without what recognisers repeat; what a person wrote is taken as it is spelled. */
function mendFound(
  { source, segments: found }: Speech,
  names: SpokenNames,
  language: string | null,
): MendedSpeech {
  const segments = dropRepeats(found)
  return source.generated ? mendSpeech(segments, names, language) : { segments, mended: [] }
}

const mostNames = 100
const longestName = 80

const shownNames = (mended: readonly MendedName[]): MendedNames => ({
  count: mended.length,
  places: mended.slice(0, mostNames).map(({ time, heard, written }) => ({
    time,
    heard: heard.slice(0, longestName).toWellFormed(),
    written: written.slice(0, longestName).toWellFormed(),
  })),
})

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
): StepWarning[] {
  if (language === null || stated === null || language === stated) return []
  if (known.some(({ code }) => code === 'captions_other_language')) return []
  return [
    {
      code: 'language_differs',
      message: `The recording is in "${language}", and the job says "${stated}"`,
    },
  ]
}
