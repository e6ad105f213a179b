import type {
  ArtifactRef,
  StepContext,
  StepWarning,
  TimeRange,
  TranscribeAnswer,
  Transcriber,
} from '@async-events/core'
import { primarySubtag } from '@async-events/core'
import {
  cutSound,
  findSilences,
  type Levels,
  measureLevels,
  planCuts,
  type Span,
  soundWithin,
  writePieces,
} from '@async-events/media/cut'
import type { Cue } from '../captions/cue.ts'
import { hearAll } from './hear-all.ts'
import { hasUnknownSpeakers, joinPieces } from './join-pieces.ts'
import { keepPieces } from './keep-pieces.ts'
import { type SoundPiece, transcribePieces } from './transcribe-pieces.ts'

export interface Heard {
  segments: Cue[]
  /** As the engine detected. */
  language: string | null
  /** Seconds. */
  duration: number
  /** The engine was not called. */
  silent: boolean
  warnings: StepWarning[]
}

/** No piece is longer, seconds. */
const longest = 300
/** Shorter pieces cut sentences too often; a recording of some minutes needs only one worker of the engine. */
const shortest = 60

export interface HearOptions {
  /** Names and terms that may be said, for engines that take a prompt. */
  prompt?: string | null
  /** The part of the sound to listen to; all of it by default. Times of the result count from its start. */
  range?: TimeRange | null
}

/** Cuts the sound at silences, transcribes the pieces in parallel, and joins the results. */
export async function transcribeSound(
  ctx: Pick<StepContext, 'artifacts' | 'findTool' | 'kept' | 'progress' | 'signal' | 'workdir'>,
  audio: ArtifactRef,
  transcriber: Transcriber,
  stated: string | null,
  { prompt = null, range = null }: HearOptions = {},
): Promise<Heard> {
  const whole = await ctx.artifacts.materialize(audio, 'sound.flac')
  // Of a day of talks only the one is decoded from here on.
  const file = range === null ? whole : await cutSound(ctx, whole, range)
  ctx.progress(2, 'looking for silences')
  const levels = await measureLevels(ctx, file)
  const spans = planPieces(levels, transcriber.concurrency)
  if (spans.length === 0)
    return { segments: [], language: null, duration: levels.duration, silent: true, warnings: [] }

  ctx.progress(5, 'cutting the sound')
  const files = await writePieces(ctx, file, spans)
  const pieces = spans.map((span, at) => ({ ...span, file: files[at] ?? '' }))
  const answers = await hear(ctx, transcriber, pieces, { stated, prompt })
  return {
    segments: joinPieces(pieces, answers),
    language: majority(pieces, answers),
    duration: levels.duration,
    silent: false,
    warnings: hasUnknownSpeakers(answers) ? [speakersWarning(transcriber.name)] : [],
  }
}

const speakersWarning = (engine: string): StepWarning => ({
  code: 'speakers_not_named',
  message: `The engine ${engine} tells speakers apart, but not by name, and the recording was transcribed in several parts: the transcript says where the speaker changes, and not who speaks`,
})

/** What is to be transcribed: pieces that begin and end in silences, without those. */
function planPieces(levels: Levels, concurrency: number): Span[] {
  const silences = findSilences(levels)
  const maxSeconds = Math.min(longest, Math.max(shortest, levels.duration / (2 * concurrency)))
  return planCuts(silences, levels.duration, { maxSeconds })
    .map((piece) => soundWithin(piece, silences))
    .filter((span) => span !== null)
}

async function hear(
  { kept, progress, signal }: Pick<StepContext, 'kept' | 'progress' | 'signal'>,
  transcriber: Transcriber,
  pieces: readonly SoundPiece[],
  { stated, prompt }: { stated: string | null; prompt: string | null },
): Promise<TranscribeAnswer[]> {
  const total = secondsOf(pieces)
  /** By piece, 0 to 1. */
  const shares = new Map<SoundPiece, number>()
  const report = (): void => {
    const seconds = [...shares].reduce((sum, [piece, share]) => sum + share * secondsOf([piece]), 0)
    const done = [...shares.values()].filter((share) => share === 1).length
    progress(10 + (85 * seconds) / total, `transcribed ${done} of ${pieces.length} pieces`)
  }
  const options = {
    prompt,
    signal,
    keeper: keepPieces(kept, transcriber.name),
    onDone(piece: SoundPiece) {
      shares.set(piece, 1)
      report()
    },
    onShare(piece: SoundPiece, share: number) {
      if (shares.get(piece) === 1) return
      shares.set(piece, Math.min(0.99, Math.max(0, share)))
      report()
    },
  }
  report()
  if (transcriber.languages !== null)
    return transcribePieces(transcriber, pieces, { ...options, language: stated })

  // Engines that detect languages obey a hint: with a wrong one they translate or invent words. So the first
  // piece has no hint, and the others have the language of the job only where it agrees.
  const whole = hearAll(transcriber)
  const opening = await transcribePieces(whole, pieces.slice(0, 1), { ...options, language: null })
  const detected = primarySubtag(opening[0]?.language ?? null)
  const language = detected === null || detected === stated ? stated : null
  const rest = await transcribePieces(whole, pieces.slice(1), { ...options, language })
  return [...opening, ...rest]
}

const secondsOf = (pieces: readonly SoundPiece[]): number =>
  pieces.reduce((sum, { start, end }) => sum + end - start, 0)

/** The language with the most seconds. */
function majority(pieces: readonly SoundPiece[], answers: readonly TranscribeAnswer[]): string | null {
  const seconds = new Map<string, number>()
  for (const [at, piece] of pieces.entries()) {
    const answer = answers[at]
    const language = primarySubtag(answer?.language ?? null)
    if (language === null || !answer?.segments.length) continue
    seconds.set(language, (seconds.get(language) ?? 0) + secondsOf([piece]))
  }
  return [...seconds].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null
}
