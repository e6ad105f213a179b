import {
  AppError,
  type ArtifactRef,
  primarySubtag,
  type StepContext,
  StepSkipped,
  type Transcriber,
} from '@async-events/core'
import { detectLanguage } from '@async-events/web'
import type { z } from 'zod'
import { sortCaptions } from '../captions/choose/sort-captions.ts'
import type { Cue } from '../captions/cue.ts'
import { readSpeech } from '../captions/read/read-speech.ts'
import type { captionSchema, videoContract } from '../video/contract.ts'
import type { audioContract } from './contract.ts'
import { engineProblem } from './engine-problem.ts'
import { transcribeSound } from './transcribe-sound.ts'

export type Video = z.output<(typeof videoContract)['result']>
type Captions = z.output<typeof captionSchema>

export interface Speech {
  /** Of the transcriber, or `captions`. */
  engine: string
  /** In order. */
  segments: Cue[]
  /** Primary subtag as detected or as the captions state; null when unknown. */
  language: string | null
  /** Seconds. */
  duration: number | null
  warnings: { code: string; message: string }[]
}

type Context = StepContext<typeof audioContract>

/**
 * The speech of the recording: captions in its language, else the output of a speech engine, else captions in another
 * language. Throws `StepSkipped` when no engine can be used.
 */
export async function findSpeech(ctx: Context, video: Video): Promise<Speech> {
  const stated = primarySubtag(ctx.params.source_language)
  const [ofPage, ofRecording] = [ctx.params.captions ?? [], video.captions].map((captions) =>
    sortCaptions(captions, stated),
  )
  const fitting = [...(ofPage?.fitting ?? []), ...(ofRecording?.fitting ?? [])]
  const others = [...(ofPage?.others ?? []), ...(ofRecording?.others ?? [])]
  const given = await firstSpoken(ctx, fitting)
  if (given !== null) return fromCaptions(video, given)
  const problem = engineProblem(ctx.transcriber, stated)
  if (video.audio !== null && ctx.transcriber !== null && problem === null)
    return fromSound(ctx, { audio: video.audio, duration: video.duration }, ctx.transcriber, stated)

  const foreign = await firstSpoken(ctx, others)
  if (foreign !== null) {
    const speech = await fromCaptions(video, foreign)
    const message = `The captions are in "${foreign.captions.language}" and not in "${stated}"; they are used because there is nothing else`
    return { ...speech, warnings: [{ code: 'captions_other_language', message }] }
  }
  if (problem === null || video.audio === null) throw new AppError('no_audio_stream')
  throw new StepSkipped(problem.reason, [problem.warning])
}

interface Given {
  captions: Captions
  segments: Cue[]
}

async function firstSpoken(ctx: Context, captions: readonly Captions[]): Promise<Given | null> {
  for (const one of captions) {
    const segments = readSpeech(await ctx.artifacts.readText(one.vtt))
    if (segments.length > 0) return { captions: one, segments }
  }
  return null
}

async function fromCaptions(video: Video, { captions, segments }: Given): Promise<Speech> {
  const language = primarySubtag(captions.language) ?? (await detectLanguage(textOf(segments)))
  return { engine: 'captions', segments, language, duration: video.duration, warnings: [] }
}

async function fromSound(
  ctx: Context,
  { audio, duration }: { audio: ArtifactRef; duration: number | null },
  transcriber: Transcriber,
  stated: string | null,
): Promise<Speech> {
  const heard = await transcribeSound(ctx, audio, transcriber, stated)
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
    segments: heard.segments,
    language,
    duration: duration ?? heard.duration,
    warnings: heard.segments.length === 0 ? [{ code: 'no_speech', message }] : [],
  }
}

const textOf = (segments: readonly Cue[]): string => segments.map(({ text }) => text).join(' ')
