import { copyFile, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TranscribeRequest } from '@async-events/core'
import { findToolOnPath, runTool, type ToolContext } from '@async-events/sandbox'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createPocketsphinx, isPocketsphinxInstalled, measureLevels } from '../src/index.ts'

const sources = fileURLToPath(new URL('../../processors/test/sources/', import.meta.url))
const findTool = findToolOnPath()
let ctx: ToolContext

beforeAll(async () => {
  const workdir = await mkdtemp(join(tmpdir(), 'pocketsphinx-'))
  ctx = { findTool, signal: new AbortController().signal, workdir }
  await ffmpeg([
    '-i',
    `file:${sources}water-talk.ogg`,
    '-ar',
    '16000',
    '-sample_fmt',
    's16',
    'file:talk.flac',
  ])
})
afterAll(() => rm(ctx.workdir, { recursive: true, force: true }))

const ffmpeg = (args: string[]) =>
  runTool(ctx, {
    tool: 'ffmpeg',
    args: ['-nostdin', '-v', 'error', ...args],
    wallMs: 20_000,
    cpuSeconds: 120,
    residentBytes: 2 * 1024 ** 3,
    fileBytes: 2 * 1024 ** 3,
    failAs: 'invalid_media',
  })

const transcribe = async (name: string, more: Partial<TranscribeRequest> = {}, find = findTool) => {
  const file = join(ctx.workdir, name)
  const { duration } = await measureLevels(ctx, file)
  const request = {
    file,
    durationSeconds: duration,
    language: 'en',
    prompt: null,
    signal: ctx.signal,
    ...more,
  }
  return createPocketsphinx(find).transcribe(request)
}
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z']+/g) ?? []

/** How many words of one list come in another in the same order. */
function inOrder(wanted: readonly string[], heard: readonly string[]): number {
  let before = Array<number>(heard.length + 1).fill(0)
  for (const word of wanted) {
    const row = [...before]
    for (const [at, other] of heard.entries()) {
      row[at + 1] = word === other ? (before[at] ?? 0) + 1 : Math.max(row[at] ?? 0, before[at + 1] ?? 0)
    }
    before = row
  }
  return before.at(-1) ?? 0
}

/** Processes that work in a folder. */
async function processesIn(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return pids.filter((_, at) => folders[at]?.startsWith(folder))
}

describe('clean speech', () => {
  test('is understood, at its times, in lower case and without full stops', async () => {
    expect(isPocketsphinxInstalled(findTool)).toBe(true)
    const { segments, language } = await transcribe('talk.flac')
    const spoken = wordsOf(await readFile(`${sources}water-talk.txt`, 'utf8'))
    const heard = wordsOf(segments.map(({ text }) => text).join(' '))
    expect(inOrder(spoken, heard) / spoken.length).toBeGreaterThanOrEqual(0.8)
    expect(language).toBeNull()
    expect(segments.length).toBeGreaterThan(2)
    for (const [at, { start, end, text }] of segments.entries()) {
      expect(text).toMatch(/^[a-z']+( [a-z']+)*$/)
      expect(end).toBeGreaterThan(start)
      expect(end).toBeLessThanOrEqual(21.9)
      expect(start).toBeGreaterThanOrEqual(segments[at - 1]?.end ?? 0)
    }
    // "So we built" comes after 9.9 seconds, "Today" after 15.5.
    const startOf = (word: string) => segments.find(({ text }) => text.startsWith(word))?.start
    expect(startOf('so we')).toBeCloseTo(9.9, 0)
    expect(startOf('today')).toBeCloseTo(15.6, 0)
    expect(await readdir(ctx.workdir)).toEqual(['talk.flac'])
  })
})

test('silence is not given to the recogniser', async () => {
  await ffmpeg(['-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono', '-t', '2', 'file:null.flac'])
  expect((await transcribe('null.flac')).segments).toEqual([])
  await rm(join(ctx.workdir, 'null.flac'))
})

test('an abort in the middle leaves neither a child nor a file', async () => {
  const folder = await mkdtemp(join(ctx.workdir, 'abort-'))
  await ffmpeg(['-stream_loop', '9', '-i', 'file:talk.flac', `file:${folder}/long.flac`])
  const controller = new AbortController()
  const reason = new Error('cancelled')
  const heard = transcribe(`${folder.slice(ctx.workdir.length + 1)}/long.flac`, { signal: controller.signal })
  const settled = heard.catch((thrown: unknown) => thrown)
  await vi.waitFor(
    async () => {
      const [work = ''] = (await readdir(folder)).filter((name) => name.startsWith('speech-'))
      // It has begun to write what it hears.
      expect(await readdir(join(folder, work))).toContain('heard-0')
      expect(await processesIn(folder)).not.toEqual([])
    },
    { timeout: 15_000, interval: 20 },
  )
  controller.abort(reason)
  expect(await settled).toBe(reason)
  expect(await readdir(folder)).toEqual(['long.flac'])
  await vi.waitFor(async () => expect(await processesIn(folder)).toEqual([]), {
    timeout: 5_000,
    interval: 20,
  })
})

describe('on a machine', () => {
  test('without the program it says what to install', async () => {
    const without = (name: string) => (name.startsWith('pocketsphinx') ? null : findTool(name))
    expect(isPocketsphinxInstalled(without)).toBe(false)
    await expect(transcribe('talk.flac', {}, without)).rejects.toMatchObject({
      code: 'tool_missing',
      message: expect.stringContaining('pocketsphinx'),
    })
  })

  test('without the model, too', async () => {
    const bin = join(ctx.workdir, 'elsewhere', 'bin')
    await mkdir(bin, { recursive: true })
    await writeFile(join(bin, 'pocketsphinx_batch'), '#!/bin/sh\n', { mode: 0o755 })
    const bare = (name: string) => (name === 'pocketsphinx_batch' ? join(bin, name) : findTool(name))
    expect(isPocketsphinxInstalled(bare)).toBe(false)
    await expect(transcribe('talk.flac', {}, bare)).rejects.toMatchObject({
      code: 'tool_missing',
      message: expect.stringContaining('pocketsphinx-en-us'),
    })
  })
})

test('what is no sound is invalid, and nothing of it stays', async () => {
  const folder = await mkdtemp(join(ctx.workdir, 'bad-'))
  await copyFile(`${sources}water-talk.txt`, join(folder, 'text.flac'))
  const request = {
    file: join(folder, 'text.flac'),
    durationSeconds: 5,
    language: 'en',
    prompt: null,
    signal: ctx.signal,
  }
  await expect(createPocketsphinx(findTool).transcribe(request)).rejects.toMatchObject({
    code: 'invalid_media',
  })
  expect(await readdir(folder)).toEqual(['text.flac'])
})
