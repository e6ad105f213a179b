import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TranscribeRequest } from '@async-events/core'
import { findToolOnPath, runTool, type ToolContext } from '@async-events/sandbox'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createWhisper, findWhisper, measureLevels } from '../src/index.ts'
import { testModel } from './whisper-model.ts'

const sources = fileURLToPath(new URL('../../processors/test/sources/', import.meta.url))
const german = fileURLToPath(
  new URL('../../../demo/sample-conference/video/moore-vernaessen.mp4', import.meta.url),
)
const findTool = findToolOnPath()
const model = testModel()
const engine = findWhisper(findTool)
const missing = model.missing ?? (engine === null ? 'whisper-cli, and no binding runs here' : null)
let ctx: ToolContext

beforeAll(async () => {
  const workdir = await mkdtemp(join(tmpdir(), 'whisper-'))
  ctx = { findTool, signal: new AbortController().signal, workdir }
  await ffmpeg('-i', `file:${sources}water-talk.ogg`, ...plain, 'file:talk.flac')
})
afterAll(() => rm(ctx.workdir, { recursive: true, force: true }))

const plain = ['-ac', '1', '-ar', '16000', '-sample_fmt', 's16']
const ffmpeg = (...args: string[]) =>
  runTool(ctx, {
    tool: 'ffmpeg',
    args: ['-nostdin', '-v', 'error', ...args],
    wallMs: 60_000,
    cpuSeconds: 120,
    residentBytes: 2 * 1024 ** 3,
    fileBytes: 2 * 1024 ** 3,
    failAs: 'invalid_media',
  })

const transcribe = async (file: string, more: Partial<TranscribeRequest> = {}) => {
  const { duration } = await measureLevels(ctx, file)
  const request = {
    file,
    durationSeconds: duration,
    language: 'en',
    prompt: null,
    signal: ctx.signal,
    ...more,
  }
  return createWhisper({ findTool, model: { name: 'base', file: model.file ?? '' } }).transcribe(request)
}

/** Processes that work in a folder. */
async function processesIn(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return pids.filter((_, at) => folders[at]?.startsWith(folder))
}

test('its name says the model, and the languages that the model knows', () => {
  const of = (name: string) => createWhisper({ findTool, model: { name, file: '' } })
  expect(of('base-q5_1')).toMatchObject({ name: 'whisper:base-q5_1', languages: null, concurrency: 1 })
  for (const name of ['base.en', 'tiny.en-q5_1']) expect(of(name).languages).toEqual(['en'])
})

describe.skipIf(missing !== null)(missing === null ? `on ${engine}` : `skipped, it needs ${missing}`, () => {
  test('clean speech is heard with sentences, capitals and the times of its words', {
    timeout: 240_000,
  }, async () => {
    const shares: number[] = []
    const { segments, language } = await transcribe(join(ctx.workdir, 'talk.flac'), {
      onShare: (share) => shares.push(share),
    })
    const heard = segments.map(({ text }) => text).join(' ')
    expect(heard).toContain('Good morning and welcome to this talk about water.')
    expect(language).toBe('en')
    expect(shares.at(-1)).toBe(1)
    for (const [at, { start, end, text, words = [] }] of segments.entries()) {
      expect(text).toMatch(/^[A-Z0-9].*\.$/)
      expect(start).toBeGreaterThanOrEqual(segments[at - 1]?.end ?? 0)
      expect(end).toBeLessThanOrEqual(22)
      expect(words.map((word) => word.text).join(' ')).toBe(text)
    }
    // "So we built" comes after 9.9 seconds, "Today" after 15.5.
    const startOf = (word: string) => segments.find(({ text }) => text.startsWith(word))?.start ?? 0
    expect(startOf('So we')).toBeCloseTo(9.9, 0)
    expect(startOf('Today')).toBeCloseTo(15.6, 0)
    expect(await readdir(ctx.workdir)).toEqual(['talk.flac'])
  })

  test('an abort in the middle leaves neither a child nor a file', { timeout: 120_000 }, async () => {
    const folder = join(ctx.workdir, 'abort')
    await mkdir(folder)
    await ffmpeg('-stream_loop', '9', '-i', 'file:talk.flac', 'file:abort/long.flac')
    const controller = new AbortController()
    const reason = new Error('cancelled')
    const heard = transcribe(join(folder, 'long.flac'), { signal: controller.signal })
    const settled = heard.catch((thrown: unknown) => thrown)
    const running = async () => {
      const [work = ''] = (await readdir(folder)).filter((name) => name.startsWith('speech-'))
      expect(
        (await readdir(join(folder, work))).filter((name) => name.endsWith('.wav')).length,
      ).toBeGreaterThan(7)
      expect(await processesIn(folder)).not.toEqual([])
    }
    await vi.waitFor(running, { timeout: 60_000, interval: 20 })
    controller.abort(reason)
    expect(await settled).toBe(reason)
    expect(await readdir(folder)).toEqual(['long.flac'])
    await vi.waitFor(async () => expect(await processesIn(folder)).toEqual([]), {
      timeout: 5_000,
      interval: 20,
    })
  })

  test('kill -9 of the worker leaves no child', { timeout: 120_000 }, async () => {
    const folder = join(ctx.workdir, 'killed')
    await mkdir(folder)
    await ffmpeg('-stream_loop', '9', '-i', 'file:talk.flac', 'file:killed/long.flac')
    const script = fileURLToPath(new URL('whisper-hold.ts', import.meta.url))
    const worker = spawn(process.execPath, [script, model.file ?? '', join(folder, 'long.flac'), '220'], {
      stdio: 'ignore',
    })
    const hearing = async () => {
      const [work = ''] = (await readdir(folder)).filter((name) => name.startsWith('speech-'))
      const windows = (await readdir(join(folder, work))).filter((name) => name.endsWith('.wav'))
      expect(windows.length).toBeGreaterThan(7)
      expect(await processesIn(folder)).not.toEqual([])
    }
    await vi.waitFor(hearing, { timeout: 60_000, interval: 20 })
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    await vi.waitFor(async () => expect(await processesIn(folder)).toEqual([]), {
      timeout: 5_000,
      interval: 20,
    })
    await rm(folder, { recursive: true })
  })

  test('German is heard as German, with capitals and full stops', { timeout: 240_000 }, async () => {
    await ffmpeg('-i', `file:${german}`, '-vn', ...plain, 'file:german.flac')
    const { segments, language } = await transcribe(join(ctx.workdir, 'german.flac'), { language: null })
    const heard = segments.map(({ text }) => text).join(' ')
    expect(language).toBe('de')
    expect(heard.match(/\p{Lu}\p{Ll}+/gu)?.length).toBeGreaterThan(10)
    expect(heard.match(/[.?!]/g)?.length).toBeGreaterThan(3)
    expect(heard).toMatch(/\b(?:und|der|die|das)\b/)
    await rm(join(ctx.workdir, 'german.flac'))
  })

  test('silence is not given to the recogniser', async () => {
    await ffmpeg('-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono', '-t', '2', 'file:null.flac')
    expect(await transcribe(join(ctx.workdir, 'null.flac'), { language: null })).toEqual({
      segments: [],
      language: null,
    })
    await rm(join(ctx.workdir, 'null.flac'))
  })
})
