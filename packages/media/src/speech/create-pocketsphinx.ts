import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import {
  AppError,
  type FindTool,
  type SpeechSegment,
  type TranscribeAnswer,
  type TranscribeRequest,
  type Transcriber,
} from '@async-events/core'
import { requireTool, runTool, type ToolContext } from '@async-events/sandbox'
import { findSilences, type Span } from '../cut/find-silences.ts'
import { measureLevels } from '../cut/measure-levels.ts'
import { planCuts } from '../cut/plan-cuts.ts'
import { soundWithin } from '../cut/sound-within.ts'
import { joinWords } from './join-words.ts'
import { type PocketsphinxModel, pocketsphinxModel, pocketsphinxTool } from './pocketsphinx-model.ts'
import { type HeardWord, readHypseg } from './read-hypseg.ts'
import { writeSamples } from './write-samples.ts'

/**
 * The engine without network: CMU pocketsphinx with its model of US English, as Debian packages them. It gives words
 * in lower case without punctuation, and needs clean speech. Its intermediate files are next to the request's file and
 * are removed when it settles.
 */
export function createPocketsphinx(findTool: FindTool): Transcriber {
  return {
    name: 'pocketsphinx',
    languages: ['en'],
    // A recording of half a minute is one piece, and takes all processes too.
    concurrency: 1,
    async transcribe(request): Promise<TranscribeAnswer> {
      const model = requireModel(findTool)
      request.signal.throwIfAborted()
      const workdir = await mkdtemp(join(dirname(request.file), 'speech-'))
      try {
        return {
          segments: await hear({ findTool, signal: request.signal, workdir }, model, request),
          // It recognises everything as English.
          language: null,
        }
      } finally {
        await rm(workdir, { recursive: true, force: true })
      }
    },
  }
}

function requireModel(findTool: FindTool): PocketsphinxModel {
  requireTool(findTool, pocketsphinxTool)
  const model = pocketsphinxModel(findTool)
  if (model !== null) return model
  throw new AppError(
    'tool_missing',
    'The speech model of pocketsphinx is not installed on this worker; install it with "apt-get install pocketsphinx-en-us"',
  )
}

async function hear(
  ctx: ToolContext,
  model: PocketsphinxModel,
  { file, durationSeconds }: TranscribeRequest,
): Promise<SpeechSegment[]> {
  const utterances = utterancesIn(await measureLevels(ctx, file))
  if (utterances.length === 0) return []
  await writeSamples(ctx, file, 'sound.raw')
  const shares = shareOut([...utterances.entries()], Math.min(mostProcesses, availableParallelism()))
  const heard = await Promise.all(
    shares.map((share, at) => recognise(ctx, model, { share, name: `${at}`, durationSeconds })),
  )
  return joinWords(wordsOf(heard.join('\n'), utterances))
}

/** Of one recording, at a time. */
const mostProcesses = 2

type NumberedSpan = readonly [number: number, span: Span]

/** As many parts at most, each of about as many seconds: an utterance is decoded without what comes before it. */
function shareOut(utterances: readonly NumberedSpan[], parts: number): NumberedSpan[][] {
  const seconds = ([, { start, end }]: NumberedSpan): number => end - start
  const shares = Array.from({ length: parts }, () => ({ spans: [] as NumberedSpan[], seconds: 0 }))
  for (const one of utterances.toSorted((a, b) => seconds(b) - seconds(a))) {
    const least = shares.reduce((best, each) => (each.seconds < best.seconds ? each : best))
    least.spans.push(one)
    least.seconds += seconds(one)
  }
  return shares.map(({ spans }) => spans).filter((spans) => spans.length > 0)
}

/** What pocketsphinx writes of these utterances. */
async function recognise(
  ctx: ToolContext,
  model: PocketsphinxModel,
  { share, name, durationSeconds }: { share: NumberedSpan[]; name: string; durationSeconds: number },
): Promise<string> {
  const lines = share.map(([at, span]) => controlLine(span, at))
  await writeFile(join(ctx.workdir, `utterances-${name}`), lines.join(''))
  await runTool(ctx, {
    tool: pocketsphinxTool,
    args: [
      ...modelArgs(model),
      ...inputArgs,
      ...['-ctl', `utterances-${name}`, '-hypseg', `heard-${name}`],
      ...tuning,
    ],
    wallMs: 60_000 + durationSeconds * 15_000,
    cpuSeconds: Math.ceil(60 + durationSeconds * 5),
    addressSpaceBytes: 3 * 1024 ** 3,
    residentBytes: 1024 ** 3,
    fileBytes: 64 * 1024 ** 2,
    // It logs kilobytes an utterance, including the text.
    onLine: () => {},
    failAs: 'transcriber_unavailable',
  })
  return readFile(join(ctx.workdir, `heard-${name}`), 'utf8')
}

/**
 * Length of a decoded segment: long enough to estimate the voice level, short enough for a fast search.
 */
function utterancesIn(levels: Awaited<ReturnType<typeof measureLevels>>): Span[] {
  const silences = findSilences(levels)
  return planCuts(silences, levels.duration, { maxSeconds: 20, targetSeconds: 8 })
    .map((piece) => soundWithin(piece, silences))
    .filter((span) => span !== null)
}

/** `file first-frame last-frame name`, 100 frames a second. */
const controlLine = ({ start, end }: Span, at: number): string =>
  `sound ${Math.floor(start * 100)} ${Math.ceil(end * 100)} ${at}\n`

const modelArgs = ({ sounds, language, dictionary }: PocketsphinxModel): string[] => [
  ...['-hmm', sounds],
  ...['-lm', language],
  ...['-dict', dictionary],
]

const inputArgs = ['-adcin', 'yes', '-cepdir', '.', '-cepext', '.raw']

/**
 * Measured WER on 24 talk-like texts in four flite voices (1436 words), whole files: `pocketsphinx_continuous` with
 * defaults 0.116, this program with defaults 0.085, keeping frames of silence (removal shifts all times) 0.082, with a
 * weaker language model 0.076. Wider beams gave 0.075, on other texts nothing, and took 50 % longer.
 */
const tuning = [
  ...['-cmn', 'batch', '-remove_silence', 'no'],
  ...['-lw', '5.5', '-fwdflatlw', '7.5', '-bestpathlw', '9'],
]

function wordsOf(heard: string, utterances: readonly Span[]): HeardWord[] {
  const found = new Map<string, HeardWord[]>()
  for (const line of heard.split('\n')) {
    const read = readHypseg(line)
    if (read !== null) found.set(read.name, read.words)
  }
  return utterances.flatMap(({ start: offset }, at) => {
    const words = found.get(String(at))
    if (words === undefined) throw new AppError('transcript_invalid')
    const from = Math.floor(offset * 100) / 100
    return words.map(({ start, end, text }) => ({ start: from + start, end: from + end, text }))
  })
}
