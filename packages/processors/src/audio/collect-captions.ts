import {
  type ArtifactRef,
  type CaptionOrigin,
  primarySubtag,
  type StepContext,
  type StepWarning,
  type TimeRange,
} from '@async-events/core'
import { detectLanguage } from '@async-events/web/detect-language'
import type { z } from 'zod'
import { isLabelledGenerated, looksGenerated } from '../captions/choose/is-generated.ts'
import { judgeCaptions } from '../captions/choose/judge-captions.ts'
import { type CaptionMeasure, measureCaptions } from '../captions/choose/measure-captions.ts'
import type { MeasuredCaptions } from '../captions/choose/rank-captions.ts'
import type { Cue } from '../captions/cue.ts'
import { readSpeech } from '../captions/read/read-speech.ts'
import { cutSpeech, speechOfTalk } from '../range/cut-to-range.ts'
import type { Caption, videoContract } from '../video/contract.ts'
import type { audioContract } from './contract.ts'
import { fetchNamedCaptions } from './fetch-named-captions.ts'
import { secondsOfSound } from './seconds-of-sound.ts'

export type Video = z.output<(typeof videoContract)['result']>

type Context = StepContext<typeof audioContract>

/** Captions as they are stored, with what decides whether they are taken. */
export interface FoundCaptions extends MeasuredCaptions {
  label: string | null
  url: string | null
  vtt: ArtifactRef
  measure: CaptionMeasure
}

export interface Collected {
  /** What of the recording is the talk; null for all of it. */
  range: TimeRange | null
  found: FoundCaptions[]
  /** URLs that the job names and that hold no captions. */
  unread: string[]
  warnings: StepWarning[]
}

/** All captions of a talk, `range` of the recording: of the job, the page and the recording. */
export async function collectCaptions(
  ctx: Context,
  video: Video | null,
  range: TimeRange | null,
): Promise<Collected> {
  const { captions, unread, warnings } = await fetchNamedCaptions(ctx)
  const given: [CaptionOrigin, Caption][] = [
    ...captions.map((one): [CaptionOrigin, Caption] => ['job', one]),
    ...(ctx.params.captions ?? []).map((one): [CaptionOrigin, Caption] => ['page', one]),
    ...(video?.captions ?? []).map((one): [CaptionOrigin, Caption] => [one.kind ?? 'site', one]),
  ]
  const found: FoundCaptions[] = []
  for (const [origin, one] of given) {
    ctx.signal.throwIfAborted()
    const segments = await readSegments(ctx, { origin, vtt: one.vtt }, range)
    const text = segments.map((segment) => segment.text).join(' ')
    const measure = measureCaptions(segments)
    found.push({
      ...judgeCaptions(measure, video?.duration ?? null),
      measure,
      origin,
      language: one.language,
      detected: primarySubtag(one.language) === null ? await detectLanguage(text) : null,
      generated:
        one.generated === true || isLabelledGenerated(one.label, one.url ?? null) || looksGenerated(text),
      label: one.label,
      url: one.url ?? null,
      vtt: one.vtt,
    })
  }
  return { range, found: range === null ? await doubted(ctx, video, found) : found, unread, warnings }
}

/** Fewer words are no talk, however short. */
const leastWords = 30

/** Where none hold the recording, its talk may be short: what is silent needs no captions. */
async function doubted(ctx: Context, video: Video | null, found: FoundCaptions[]): Promise<FoundCaptions[]> {
  if (video === null || video.audio === null || found.some(({ extent }) => extent === 'whole')) return found
  if (!found.some(({ extent, measure }) => extent !== 'longer' && measure.words >= leastWords)) return found
  const sounding = await secondsOfSound(ctx, video.audio)
  return found.map((one) => ({ ...one, ...judgeCaptions(one.measure, video.duration, sounding) }))
}

/** What captions say, in order. Only job and page may name captions of the talk alone. */
export async function readSegments(
  ctx: Context,
  { origin, vtt }: Pick<FoundCaptions, 'origin' | 'vtt'>,
  range: TimeRange | null,
): Promise<Cue[]> {
  const speech = readSpeech(await ctx.artifacts.readText(vtt))
  return origin === 'job' || origin === 'page' ? speechOfTalk(speech, range) : cutSpeech(speech, range)
}
