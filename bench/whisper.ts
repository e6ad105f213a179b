/**
 * Whisper next to pocketsphinx: accuracy, time and memory on the sample talks, and on a talk of ten minutes made of one.
 * `MODELS_DIR=… npm run bench -- whisper`
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Transcriber } from '../packages/core/src/index.ts'
import {
  createPocketsphinx,
  createWhisper,
  findWhisper,
  isPocketsphinxInstalled,
} from '../packages/media/src/index.ts'
import { findToolOnPath, runTool } from '../packages/sandbox/src/index.ts'
import { wordErrors } from './quality/word-errors.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const sources = join(root, 'packages/processors/test/sources')
const samples = join(root, 'demo/sample-conference')
const talks = [
  { language: 'en', sound: `${sources}/water-talk.ogg`, text: `${sources}/water-talk.txt` },
  {
    language: 'en',
    sound: `${samples}/audio/counting-herons.ogg`,
    text: `${samples}/audio/counting-herons.words.txt`,
  },
  {
    language: 'en',
    sound: `${samples}/video/marsh-sensors.mp4`,
    text: `${samples}/video/marsh-sensors.words.txt`,
  },
  {
    language: 'de',
    sound: `${samples}/video/moore-vernaessen.mp4`,
    text: `${samples}/video/moore-vernaessen.words.txt`,
  },
]

const workdir = await mkdtemp(join(tmpdir(), 'bench-whisper-'))
const ctx = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }

async function decode(sound: string, name: string, ...options: string[]): Promise<string> {
  await runTool(ctx, {
    tool: 'ffmpeg',
    args: [
      ...['-nostdin', '-v', 'error', ...options, '-i', `file:${sound}`, '-vn'],
      ...['-ac', '1', '-ar', '16000', '-sample_fmt', 's16', ...(options.length > 0 ? ['-t', '600'] : [])],
      `file:${name}`,
    ],
    wallMs: 120_000,
    cpuSeconds: 120,
    residentBytes: 1024 ** 3,
    fileBytes: 1024 ** 3,
    failAs: 'invalid_media',
  })
  return join(workdir, name)
}

/** A number in digits counts as wrong where the text has it in words. */
const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []

/** Resident memory of all children of this process, in MB, and of itself. */
function residentMegabytes(): number {
  const sizeOf = (pid: string | number): number => {
    try {
      const own = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096
      const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
        readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
      )
      return own + children.reduce((sum, child) => sum + sizeOf(child), 0)
    } catch {
      return 0
    }
  }
  return sizeOf(process.pid) / 1e6
}

interface Measured {
  text: string
  language: string | null
  seconds: number
  megabytes: number
}

async function hear(
  engine: Transcriber,
  file: string,
  durationSeconds: number,
  language: string | null,
): Promise<Measured> {
  let megabytes = 0
  const timer = setInterval(() => {
    megabytes = Math.max(megabytes, residentMegabytes())
  }, 200)
  const started = performance.now()
  try {
    const answer = await engine.transcribe({
      file,
      durationSeconds,
      language,
      prompt: null,
      signal: ctx.signal,
    })
    const text = answer.segments.map((segment) => segment.text).join(' ')
    return { text, language: answer.language, seconds: (performance.now() - started) / 1000, megabytes }
  } finally {
    clearInterval(timer)
  }
}

function tell(
  engine: Transcriber,
  name: string,
  duration: number,
  heard: Measured,
  spoken: string | null,
): void {
  const wrong =
    spoken === null
      ? ''
      : `, WER ${(wordErrors(words(spoken), words(heard.text)) / words(spoken).length).toFixed(3)}`
  console.log(
    `${engine.name.padEnd(22)} ${name.padEnd(18)} ${(heard.seconds / duration).toFixed(2)} of real time, ${heard.megabytes.toFixed(0)} MB with this process, language ${heard.language}${wrong}`,
  )
}

const secondsOf = (file: string): number => (readFileSync(file).length - 44) / 32_000

try {
  const folder = process.env.MODELS_DIR ?? ''
  const models = existsSync(folder) ? readdirSync(folder).filter((name) => /^ggml-.*\.bin$/.test(name)) : []
  const how = findWhisper(ctx.findTool)
  console.log(
    how === null ? 'Whisper does not run here' : `Whisper by ${how}; ${models.length} models in MODELS_DIR`,
  )
  const engines = [
    ...(isPocketsphinxInstalled(ctx.findTool) ? [createPocketsphinx(ctx.findTool)] : []),
    ...(how === null ? [] : models).map((name) =>
      createWhisper({ findTool: ctx.findTool, model: { name: name.slice(5, -4), file: join(folder, name) } }),
    ),
  ]
  for (const [at, { sound, text, language }] of talks.entries()) {
    const file = await decode(sound, `talk-${at}.wav`)
    for (const engine of engines) {
      if (engine.languages !== null && !engine.languages.includes(language)) continue
      const heard = await hear(engine, file, secondsOf(file), null)
      tell(engine, sound.split('/').at(-1) ?? '', secondsOf(file), heard, readFileSync(text, 'utf8'))
    }
  }
  const long = await decode(talks[2]?.sound ?? '', 'long.wav', '-stream_loop', '-1')
  for (const engine of engines) tell(engine, 'ten minutes', 600, await hear(engine, long, 600, 'en'), null)
} finally {
  await rm(workdir, { recursive: true, force: true })
}
