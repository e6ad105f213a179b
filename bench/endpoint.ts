/**
 * Transcribes the sample talks with a real transcriber endpoint and checks what comes back: language, times, words, and
 * that no word is cut.
 * `node bench/endpoint.ts --url http://127.0.0.1:8080 [--model whisper-1] [--minutes 10] [--concurrency 1]`
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { countingHerons, marshSensors, mooreVernaessen } from '../demo/make-samples/talks.ts'
import { openAiTranscriberOf, transcriptConfigSchema } from '../packages/ai/src/index.ts'
import { createFileStore, stepArtifacts } from '../packages/artifacts/src/index.ts'
import type { SpeechWord } from '../packages/core/src/index.ts'
import { type Heard, transcribeSound } from '../packages/processors/src/audio/transcribe-sound.ts'
import { findToolOnPath, runTool } from '../packages/sandbox/src/index.ts'
import { wordErrors } from './quality/word-errors.ts'

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    model: { type: 'string', default: 'whisper-1' },
    minutes: { type: 'string', default: '10' },
    concurrency: { type: 'string' },
  },
})
if (values.url === undefined) throw new Error('--url is needed: the base URL of the endpoint')

const transcriber = openAiTranscriberOf(
  transcriptConfigSchema.parse({
    TRANSCRIPT_ENGINE: 'openai',
    TRANSCRIPT_BASE_URL: values.url,
    TRANSCRIPT_MODEL: values.model,
    TRANSCRIPT_API_KEY: process.env.TRANSCRIPT_API_KEY,
    TRANSCRIPT_CONCURRENCY: values.concurrency,
  }),
)
const conference = join(import.meta.dirname, '..', 'demo', 'sample-conference')
const workdir = await mkdtemp(join(tmpdir(), 'bench-endpoint-'))
const ctx = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
const artifacts = stepArtifacts(await createFileStore(join(workdir, 'store')), 'public', workdir)

interface Talk {
  name: string
  language: string
  files: string[]
  /** Plays the files again and again for so long. */
  seconds?: number
  spoken: string
  prompt: string
  /** Share of wrong words above which something is amiss, digits aside: the model decides, not the endpoint. */
  mostWrong: number
}

const herons = { files: ['audio/counting-herons.ogg'], spoken: countingHerons.join(' ') }
const sensors = { files: ['video/marsh-sensors.mp4'], spoken: marshSensors.join(' ') }
const talks: Talk[] = [
  { name: 'herons', language: 'en', ...herons, prompt: 'Ana Ruiz, Tomas Bergkvist.', mostWrong: 0.15 },
  { name: 'sensors', language: 'en', ...sensors, prompt: 'Wetland Conf 2026.', mostWrong: 0.15 },
  {
    name: 'moor',
    language: 'de',
    files: ['video/moore-vernaessen.mp4'],
    spoken: mooreVernaessen.flat().join(' '),
    prompt: 'Teufelsmoor.',
    mostWrong: 0.4,
  },
  {
    name: `${values.minutes} minutes`,
    language: 'en',
    files: [...herons.files, ...sensors.files],
    seconds: Number(values.minutes) * 60,
    spoken: '',
    prompt: 'Wetland Conf 2026.',
    mostWrong: 1,
  },
]

try {
  const rows = []
  for (const talk of talks) {
    if (talk.seconds === 0) continue
    rows.push(await measure(talk))
  }
  console.table(rows)
  if (rows.some(({ problems }) => problems !== '')) process.exitCode = 1
} finally {
  await rm(workdir, { recursive: true, force: true })
}

async function measure(talk: Talk) {
  const audio = await artifacts.put({ file: await soundOf(talk) }, 'audio/flac')
  const kept = { get: async () => null, put: async () => {} }
  const started = performance.now()
  const heard = await transcribeSound(
    { ...ctx, artifacts, kept, progress: () => {} },
    audio,
    transcriber,
    talk.language,
    { prompt: talk.prompt },
  )
  await rm(join(workdir, 'sound.flac'), { force: true })
  const share = (performance.now() - started) / 1000 / heard.duration
  const text = heard.segments.map((segment) => segment.text).join(' ')
  const [said, written] = [wordsOf(talk.spoken), wordsOf(text)]
  const wrong = said.length === 0 ? 0 : wordErrors(said, written) / said.length
  const timed = heard.segments.filter(({ words }) => words !== undefined).length
  const cut = cutWords(written, new Set(wordsOf([...talks].map(({ spoken }) => spoken).join(' '))))
  const problems = [
    heard.language === talk.language ? '' : `heard as ${heard.language}`,
    wrong > talk.mostWrong ? 'too many words wrong' : '',
    cut.length > 0 ? `cut: ${cut.join(', ')}` : '',
    ...timeProblems(heard),
  ].filter((problem) => problem !== '')
  return {
    talk: talk.name,
    seconds: Math.round(heard.duration),
    'of real time': Number(share.toFixed(2)),
    WER: Number(wrong.toFixed(3)),
    segments: heard.segments.length,
    'with words': timed,
    longest: Math.round(Math.max(0, ...heard.segments.map(({ start, end }) => end - start))),
    problems: problems.join('; '),
  }
}

async function soundOf({ files, seconds }: Talk): Promise<string> {
  const once = files.map((file) => ['-i', `file:${join(conference, file)}`])
  const inputs = once.flat()
  const joined = `${files.map((_, at) => `[${at}:a:0]`).join('')}concat=n=${files.length}:v=0:a=1,aresample=16000`
  const looped = seconds === undefined ? joined : `${joined},aloop=loop=-1:size=2000000000`
  await runTool(ctx, {
    tool: 'ffmpeg',
    args: [
      ...'-nostdin -v error -y'.split(' '),
      ...inputs,
      ...['-filter_complex', looped, ...(seconds === undefined ? [] : ['-t', String(seconds)])],
      ...'-ac 1 -ar 16000 -sample_fmt s16 file:talk.flac'.split(' '),
    ],
    wallMs: 300_000,
    cpuSeconds: 300,
    residentBytes: 2 * 1024 ** 3,
    fileBytes: 2 * 1024 ** 3,
    failAs: 'invalid_media',
  })
  return join(workdir, 'talk.flac')
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []
}

/** Neighbours that are one word of what was said, and are none by themselves. */
function cutWords(written: readonly string[], known: ReadonlySet<string>): string[] {
  return written.flatMap((word, at) => {
    const next = written[at + 1] ?? ''
    const isCut = known.has(word + next) && !(known.has(word) && known.has(next)) && next !== ''
    return isCut ? [`${word} ${next}`] : []
  })
}

function timeProblems({ segments, duration }: Heard): string[] {
  const isWithin = ({ start, end }: { start: number; end: number }): boolean =>
    start >= 0 && start <= end && end <= duration + 0.01
  const words = segments.flatMap((segment): SpeechWord[] => segment.words ?? [])
  const areWhole = segments.every(
    ({ text, words: parts }) =>
      parts === undefined || bare(parts.map((word) => word.text).join('')) === bare(text),
  )
  return [
    segments.every(isWithin) && words.every(isWithin) ? '' : 'times outside of the recording',
    segments.every(({ start }, at) => start >= (segments[at - 1]?.start ?? 0)) ? '' : 'not in order',
    areWhole ? '' : 'words that are not the text',
  ]
}

function bare(text: string): string {
  return text.replaceAll(/\s/g, '')
}
