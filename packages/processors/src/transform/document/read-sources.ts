import {
  AppError,
  inputsOf,
  primarySubtag,
  type StepContext,
  type StepWarning,
  type TimeRange,
} from '@async-events/core'
import { detectLanguage } from '@async-events/web/detect-language'
import { z } from 'zod'
import { audioContract, storedSegmentSchema } from '../../audio/contract.ts'
import { countWords } from '../../audio/count-words.ts'
import { spokenSegments } from '../../audio/stored-segments.ts'
import type { Cue } from '../../captions/cue.ts'
import { unreadableTranscript } from '../../captions/read/unreadable-transcript.ts'
import { type PdfIndex, pdfContract, pdfIndexSchema } from '../../pdf/contract.ts'
import { scrapeContract } from '../../scrape/contract.ts'
import { type SlidesIndex, slidesContract, slidesIndexSchema } from '../../slides/contract.ts'
import { type Frame, frameSchema, videoContract } from '../../video/contract.ts'
import type { transformContract } from '../contract.ts'
import { talkOfRecording } from './talk-of-recording.ts'
import { correctedEngine } from './transcript-engines.ts'
import { givenLimits } from './write-transcript.ts'

export type Params = z.output<(typeof transformContract)['params']>
export type Page = z.output<(typeof scrapeContract)['result']>
export type Video = z.output<(typeof videoContract)['result']>
/** What was said: as it was heard or found, or as it was corrected. */
export type Audio = Pick<
  z.output<(typeof audioContract)['result']>,
  'engine' | 'language' | 'duration' | 'words' | 'mended'
>
export type Pdf = z.output<(typeof pdfContract)['result']>

export interface Sources {
  page: Page | null
  /** Main text of the page, Markdown; empty when there is none. */
  text: string
  /** Of a recording of several talks, with duration and chapters of the one. */
  video: Video | null
  /** Of the video, in order of time. */
  frames: Frame[]
  /** What of the recording is the talk, from whose start all times count; null for all of it. */
  range: TimeRange | null
  /** The transcript that the job gives; null when there is none, and when a correction takes its place. */
  given: string | null
  /** Null when there is none, and when the job gives a transcript of its own. */
  audio: Audio | null
  /** Of `audio`, in order of time. */
  segments: Cue[]
  /** Slides and other documents, each file once, in the order of the job's attachments. */
  pdfs: { pdf: Pdf; index: PdfIndex }[]
  /** When which slide is shown. */
  shown: SlidesIndex
  warnings: StepWarning[]
}

/** A longer page is no description of a talk. */
const maxTextBytes = 4 * 1024 * 1024
/** Enough for a day of speech or thousands of pictures or pages; a worker can hold it. */
const maxJsonBytes = 32 * 1024 * 1024

/** Results of earlier steps. Throws `artifact_missing`; a part that is too large is left out with a warning. */
export async function readSources(
  ctx: Pick<StepContext, 'inputs' | 'artifacts'> & {
    params: Pick<Params, 'video_transcript' | 'correction' | 'video_range' | 'fitted_range' | 'video_url'>
  },
): Promise<Sources> {
  const warnings: Sources['warnings'] = []
  const read = async <S extends z.ZodType>(
    ref: { key: string } | null | undefined,
    schema: S,
    none: z.output<S>,
  ) => {
    if (!ref) return none
    const text = await readBounded(ctx, ref, maxJsonBytes)
    if (text !== null) return schema.parse(JSON.parse(text)) as z.output<S>
    warnings.push({ code: 'source_cut', message: 'A source is too large for the document; it was left out' })
    return none
  }
  const page = inputsOf(ctx, scrapeContract)[0] ?? null
  const video = inputsOf(ctx, videoContract)[0] ?? null
  const { correction } = ctx.params
  const stated = (!correction && ctx.params.video_transcript?.trim()) || null
  const unreadable = stated === null ? null : unreadableTranscript(stated, givenLimits)
  if (unreadable !== null) warnings.push(unreadable)
  const given = unreadable === null ? stated : null
  const heard = given === null ? (inputsOf(ctx, audioContract)[0] ?? null) : null
  const files = new Map(inputsOf(ctx, pdfContract).map((pdf) => [pdf.index.sha256, pdf]))

  const text = page && page.text_chars > 0 ? await readBounded(ctx, page.text, maxTextBytes) : ''
  if (text === null)
    warnings.push({ code: 'source_cut', message: 'The text of the page is too large; it was left out' })
  const frames = await read(video?.index, z.array(frameSchema), [])
  const talk = talkOfRecording(ctx.params, page?.video_url ?? null, {
    video,
    frames: frames.toSorted((a, b) => a.time - b.time),
  })
  warnings.push(...talk.warnings)
  const stored = await read((correction ?? heard)?.segments, z.array(storedSegmentSchema), [])
  const segments = spokenSegments(stored)
  const audio = correction ? await correctedSpeech(segments, correction.language, heard) : heard
  const pdfs: Sources['pdfs'] = []
  for (const pdf of files.values()) {
    pdfs.push({ pdf, index: await read(pdf.index, pdfIndexSchema, { outline: [], pages: [] }) })
  }
  return {
    page,
    text: (text ?? '').trim(),
    video: talk.video,
    frames: talk.frames,
    range: talk.range,
    shown: await read(inputsOf(ctx, slidesContract)[0]?.index, slidesIndexSchema, { pages: [], scenes: [] }),
    given,
    audio,
    segments: segments.toSorted((a, b) => a.start - b.start),
    pdfs,
    warnings,
  }
}

async function correctedSpeech(
  segments: readonly Cue[],
  stated: string | null,
  heard: Audio | null,
): Promise<Audio> {
  const text = segments.map((segment) => segment.text).join(' ')
  return {
    engine: correctedEngine,
    // What was heard in the wrong language is corrected in another one.
    language: primarySubtag(stated) ?? (await detectLanguage(text)) ?? heard?.language ?? null,
    duration: heard?.duration ?? null,
    words: countWords(text),
    mended: { count: 0, places: [] },
  }
}

async function readBounded(
  ctx: Pick<StepContext, 'artifacts'>,
  ref: { key: string },
  maxBytes: number,
): Promise<string | null> {
  try {
    return await ctx.artifacts.readText(ref, maxBytes)
  } catch (error) {
    if (error instanceof AppError && error.code === 'result_too_large') return null
    throw error
  }
}
