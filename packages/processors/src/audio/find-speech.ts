import {
  AppError,
  type ArtifactRef,
  primarySubtag,
  type StepContext,
  StepSkipped,
  type StepWarning,
  type TimeRange,
  type Transcriber,
  type TranscriptSource,
} from '@async-events/core'
import { detectLanguage } from '@async-events/web/detect-language'
import { rankCaptions } from '../captions/choose/rank-captions.ts'
import type { Cue } from '../captions/cue.ts'
import { captionWarnings, passedOverWarnings } from './caption-warnings.ts'
import {
  type Collected,
  collectCaptions,
  type FoundCaptions,
  readSegments,
  type Video,
} from './collect-captions.ts'
import type { audioContract } from './contract.ts'
import { betterEngine, engineProblem } from './engine-problem.ts'
import { sourceOfCaptions, sourceOfEngine } from './source-of.ts'
import { transcribeSound } from './transcribe-sound.ts'
import { spokenNamesOf } from './vocabulary/spoken-names.ts'
import { writePrompt } from './vocabulary/write-prompt.ts'

export interface Speech {
  /** Of the transcriber, or `captions`. */
  engine: string
  source: TranscriptSource
  /** In order. */
  segments: Cue[]
  /** Primary subtag as detected or as the captions state; null when unknown. */
  language: string | null
  /** Seconds. */
  duration: number | null
  warnings: StepWarning[]
}

type Context = StepContext<typeof audioContract>

/**
 * What was said: the best captions that hold it, else the output of a speech engine, else captions in another language
 * or with little of it. `video` is null where there is no recording. Of a recording of several talks `range` is
 * the one: times count from its start, and `video.duration` is its length. Throws `StepSkipped` when no engine can be
 * used.
 */
export async function findSpeech(
  ctx: Context,
  video: Video | null,
  range: TimeRange | null = null,
): Promise<Speech> {
  const stated = primarySubtag(ctx.params.source_language)
  const collected = await collectCaptions(ctx, video, range)
  const ranked = rankCaptions(collected.found, stated)
  const take = (taken: FoundCaptions): Promise<Speech> => fromCaptions(ctx, video, taken, collected, stated)

  const [good] = ranked.good
  if (good !== undefined) return await take(good)

  const audio = video?.audio ?? null
  const problem = engineProblem(ctx, stated)
  const [poor] = ranked.poor
  if (audio !== null && ctx.transcriber !== null && problem === null) {
    const heard = await fromSound(
      ctx,
      { audio, duration: video?.duration ?? null, range },
      ctx.transcriber,
      collected,
    )
    return heard.segments.length === 0 && poor !== undefined ? await take(poor) : heard
  }
  if (poor !== undefined) return await take(poor)
  if (audio === null && collected.found.length + collected.unread.length > 0)
    throw new StepSkipped(withoutRecording(ctx), collected.warnings)
  if (audio === null || problem === null) throw new AppError('no_audio_stream')
  throw new StepSkipped(problem.reason, [...collected.warnings, problem.warning])
}

/** As a step is skipped that has no recording to work on. */
function withoutRecording(ctx: Context): string {
  const video = ctx.inputs.find(({ processor }) => processor === 'video')
  return video?.status === 'failed' ? 'input_failed' : (video?.reason ?? 'no_audio')
}

async function fromCaptions(
  ctx: Context,
  video: Video | null,
  taken: FoundCaptions,
  collected: Collected,
  stated: string | null,
): Promise<Speech> {
  const segments = await readSegments(ctx, taken, collected.range)
  const language = primarySubtag(taken.language) ?? (await detectLanguage(textOf(segments)))
  const source = sourceOfCaptions(taken, collected, stated)
  ctx.log.info(
    { source: source.kind, url: source.url, coverage: source.coverage, reason: source.reason },
    'the transcript is taken from captions',
  )
  return {
    engine: 'captions',
    source,
    segments,
    language,
    duration: video?.duration ?? null,
    warnings: [
      ...collected.warnings,
      ...passedOverWarnings(collected.found, taken),
      ...captionWarnings(taken, stated),
    ],
  }
}

async function fromSound(
  ctx: Context,
  { audio, duration, range }: { audio: ArtifactRef; duration: number | null; range: TimeRange | null },
  transcriber: Transcriber,
  collected: Collected,
): Promise<Speech> {
  const stated = primarySubtag(ctx.params.source_language)
  const prompt = writePrompt(spokenNamesOf(ctx.params), stated)
  const heard = await transcribeSound(ctx, audio, transcriber, stated, { prompt, range })
  const only = transcriber.languages?.length === 1 ? (transcriber.languages[0] ?? null) : null
  const language =
    heard.segments.length === 0
      ? null
      : (heard.language ?? (await detectLanguage(textOf(heard.segments))) ?? only)
  const message = heard.silent
    ? 'The recording is silent'
    : `The engine ${transcriber.name} found no speech in the recording`
  return {
    engine: transcriber.name,
    source: sourceOfEngine(language, collected, stated),
    segments: heard.segments,
    language,
    duration: duration ?? heard.duration,
    warnings: [
      ...collected.warnings,
      ...passedOverWarnings(collected.found, null),
      ...heard.warnings,
      ...(heard.segments.length === 0 ? [{ code: 'no_speech' as const, message }] : []),
      ...betterEngine(ctx, transcriber),
    ],
  }
}

const textOf = (segments: readonly Cue[]): string => segments.map(({ text }) => text).join(' ')
