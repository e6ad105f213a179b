import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findToolOnPath, runTool, type ToolContext } from '@async-events/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findSilences, measureLevels, planCuts, writePieces } from '../src/index.ts'

let ctx: ToolContext

beforeAll(async () => {
  const workdir = await mkdtemp(join(tmpdir(), 'cut-sound-'))
  ctx = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
  // Eight tones of two seconds, half a second of near silence after each.
  const volume = 'volume=volume=if(lt(mod(t\\,2.5)\\,2)\\,0.5\\,0.0005):eval=frame'
  await ffmpeg(['-f', 'lavfi', '-i', 'sine=440:d=20:r=16000', '-af', volume, '-f', 'flac', 'file:tones.flac'])
})
afterAll(() => rm(ctx.workdir, { recursive: true, force: true }))

const ffmpeg = async (args: string[]): Promise<Buffer> => {
  const run = {
    tool: 'ffmpeg',
    args: ['-nostdin', '-v', 'error', ...args],
    wallMs: 20_000,
    cpuSeconds: 120,
    residentBytes: 2 * 1024 ** 3,
    fileBytes: 2 * 1024 ** 3,
  }
  return (await runTool(ctx, { ...run, outputBytes: 16e6, failAs: 'invalid_media' })).stdout
}
const samples = (file: string): Promise<Buffer> => ffmpeg(['-i', `file:${file}`, '-f', 's16le', 'pipe:1'])

test('silences are found where they are', async () => {
  const told: number[] = []
  const levels = await measureLevels(ctx, join(ctx.workdir, 'tones.flac'), (seconds) => told.push(seconds))
  expect(levels.duration).toBeCloseTo(20, 3)
  expect(levels.levels).toHaveLength(200)
  expect(told.at(-1)).toBeCloseTo(20, 3)
  const silences = findSilences(levels)
  expect(silences).toHaveLength(8)
  for (const [at, { start, end }] of silences.entries()) {
    expect(Math.abs(start - (2.5 * at + 2))).toBeLessThanOrEqual(0.11)
    expect(Math.abs(end - 2.5 * (at + 1))).toBeLessThanOrEqual(0.11)
  }
})

test('pieces hold every sample once, and tell how long they are', async () => {
  const file = join(ctx.workdir, 'tones.flac')
  const pieces = planCuts(
    [
      { start: 4.5, end: 5 },
      { start: 14.321, end: 14.5 },
    ],
    20,
    { maxSeconds: 9 },
  )
  expect(pieces.length).toBeGreaterThan(2)
  const files = await writePieces(ctx, file, pieces)
  const parts: Buffer[] = []
  for (const [at, piece] of files.entries()) {
    const { duration } = await measureLevels(ctx, piece)
    const { start = 0, end = 0 } = pieces[at] ?? {}
    expect(duration).toBeCloseTo(end - start, 3)
    // STREAMINFO (RFC 9639 section 8.2): the number of samples, which engines read before they decode.
    const header = await readFile(piece)
    expect(header.readUInt32BE(8 + 14)).toBe(Math.round((end - start) * 16_000))
    parts.push(await samples(piece))
  }
  expect(Buffer.concat(parts).equals(await samples(file))).toBe(true)
})

test('the same cuts give the same bytes', async () => {
  const file = join(ctx.workdir, 'tones.flac')
  const write = async () =>
    Promise.all((await writePieces(ctx, file, [{ start: 1, end: 3 }])).map((one) => readFile(one)))
  const [[first], [second]] = [await write(), await write()]
  expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true)
})

test('digital silence is one silence', async () => {
  await ffmpeg(['-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono', '-t', '3', '-f', 'flac', 'file:null.flac'])
  const levels = await measureLevels(ctx, join(ctx.workdir, 'null.flac'))
  expect(Math.max(...levels.levels)).toBe(-120)
  expect(findSilences(levels)).toEqual([{ start: 0, end: 3 }])
})

test.each([
  ['empty', ''],
  ['text', 'no sound at all '.repeat(100)],
  ['M03 a playlist', '#EXTM3U\n#EXTINF:10,\nfile:tones.flac\n'],
  ['M03 a list of files', "ffconcat version 1.0\nfile 'tones.flac'\n"],
])('%s is no sound', async (name, content) => {
  const file = join(ctx.workdir, `${name.replace(/\W/g, '-')}.flac`)
  await writeFile(file, content)
  await expect(measureLevels(ctx, file)).rejects.toMatchObject({ code: 'invalid_media' })
  await expect(writePieces(ctx, file, [{ start: 0, end: 1 }])).rejects.toMatchObject({
    code: 'invalid_media',
  })
})

test('an abort in the middle is thrown as it is', async () => {
  const controller = new AbortController()
  const workdir = await mkdtemp(join(ctx.workdir, 'abort-'))
  await copyFile(join(ctx.workdir, 'tones.flac'), join(workdir, 'in.flac'))
  const reason = new Error('cancelled')
  const measured = measureLevels(
    { ...ctx, workdir, signal: controller.signal },
    join(workdir, 'in.flac'),
    () => controller.abort(reason),
  )
  await expect(measured).rejects.toBe(reason)
  expect(await readdir(workdir)).toEqual(['in.flac'])
})
