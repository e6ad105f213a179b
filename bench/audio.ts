/**
 * Cost of cutting a recording compared with plain decoding, and speed and accuracy of pocketsphinx; in one run.
 * `node bench/audio.ts`
 */

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  createPocketsphinx,
  findSilences,
  measureLevels,
  planCuts,
  writePieces,
} from '../packages/media/src/index.ts'
import { findToolOnPath, runTool } from '../packages/sandbox/src/index.ts'
import { wordErrors } from './quality/word-errors.ts'

const sources = fileURLToPath(new URL('../packages/processors/test/sources/', import.meta.url))
const workdir = await mkdtemp(join(tmpdir(), 'bench-audio-'))
const ctx = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
const ffmpeg = (...args: string[]) =>
  runTool(ctx, {
    tool: 'ffmpeg',
    args: ['-nostdin', '-v', 'error', '-y', ...args],
    wallMs: 120_000,
    cpuSeconds: 120,
    residentBytes: 2 * 1024 ** 3,
    fileBytes: 2 * 1024 ** 3,
    failAs: 'invalid_media',
  })

async function timed<T>(name: string, act: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await act()
  const seconds = (performance.now() - started) / 1000
  console.log(
    `${name.padEnd(44)} ${seconds.toFixed(2).padStart(7)} s ${((minutes * 60) / seconds) | 0}x real time`,
  )
  return result
}
const minutes = 60

try {
  const sound = ['-ac', '1', '-ar', '16000', '-sample_fmt', 's16']
  await ffmpeg('-i', `file:${sources}water-talk.ogg`, ...sound, 'file:talk.flac')
  await ffmpeg(
    '-stream_loop',
    '-1',
    '-i',
    'file:talk.flac',
    '-t',
    `${minutes * 60}`,
    ...sound,
    'file:hour.flac',
  )
  const hour = join(workdir, 'hour.flac')
  console.log(`${minutes} minutes of speech`)
  await timed('bare decoding', () => ffmpeg('-i', 'file:hour.flac', '-f', 'null', '-'))
  const levels = await timed('measuring levels', () => measureLevels(ctx, hour))
  const silences = findSilences(levels)
  const pieces = planCuts(silences, levels.duration)
  await timed(`writing ${pieces.length} pieces`, () => writePieces(ctx, hour, pieces))

  const file = join(workdir, 'talk.flac')
  const { duration } = await measureLevels(ctx, file)
  const started = performance.now()
  const { segments } = await createPocketsphinx(ctx.findTool).transcribe({
    file,
    durationSeconds: duration,
    language: 'en',
    prompt: null,
    signal: ctx.signal,
  })
  const words = (text: string): string[] => text.toLowerCase().match(/[a-z']+/g) ?? []
  const spoken = words(await readFile(`${sources}water-talk.txt`, 'utf8'))
  const heard = words(segments.map(({ text }) => text).join(' '))
  const wrong = wordErrors(spoken, heard)
  const share = (performance.now() - started) / 1000 / duration
  console.log(
    `\npocketsphinx, ${duration.toFixed(0)} s: ${share.toFixed(2)} of real time, ${wrong} of ${spoken.length} words wrong (WER ${(wrong / spoken.length).toFixed(3)})`,
  )
} finally {
  await rm(workdir, { recursive: true, force: true })
}
