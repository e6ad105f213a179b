import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readStretches, type Stretch, unseenChanges } from '../src/av/read-stretches.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stretches-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** Packets of ten a second, key frames and large packets at the given seconds. */
async function stretchesOf(
  seconds: number,
  keys: number[],
  large: Record<number, number>,
): Promise<Stretch[]> {
  const lines = Array.from({ length: seconds * 10 }, (_, at) => {
    const time = at / 10
    const key = keys.includes(time)
    const size = key ? 20_000 : (large[time] ?? 90)
    // As ffmpeg pads them; the flags of a key frame are told only beside others.
    return `0, ${at - 1}, ${String(at).padStart(10)}, 1, ${String(size).padStart(8)}, 0x1234${key ? (time > 5 ? ', F=0x5' : '') : ', F=0x0, S=1, 1'}`
  })
  const file = join(folder, 'packets')
  await writeFile(file, ['#software: ffmpeg', '#tb 0: 1/10', '#media_type 0: video', ...lines, ''].join('\n'))
  return await readStretches(file)
}

test('the one large packet dates a change, those after it make it clearer', async () => {
  const stretches = await stretchesOf(20, [0, 10], { 3.5: 9_000, 3.6: 4_000, 4.2: 3_000, 12: 500 })
  expect(stretches).toEqual([
    { from: 0, changes: [3.5], quiet: true, loudest: 3.5 },
    { from: 10, changes: [], quiet: true, loudest: null },
  ])
  expect(unseenChanges(stretches)).toBe(0)
})

test('a change that another follows before the next key frame is not seen', async () => {
  const stretches = await stretchesOf(20, [0, 10], { 3: 9_000, 7: 9_000 })
  expect(stretches[0]?.changes).toEqual([3, 7])
  expect(unseenChanges(stretches)).toBe(1)
})

test('nor is one before a key frame that is a cut, or after the last key frame', async () => {
  expect(unseenChanges(await stretchesOf(30, [0, 10, 14, 24], { 12: 9_000 }))).toBe(1)
  expect(unseenChanges(await stretchesOf(30, [0, 10, 20], { 25: 9_000 }))).toBe(1)
  expect(unseenChanges(await stretchesOf(30, [0, 10, 20], { 15: 9_000 }))).toBe(0)
})

test('where nothing moves a little more is a change, and one large packet the loudest', async () => {
  const [quiet] = await stretchesOf(10, [0], { 6.4: 700 })
  expect(quiet).toEqual({ from: 0, changes: [6.4], quiet: true, loudest: 6.4 })
  const moving = Object.fromEntries(Array.from({ length: 99 }, (_, at) => [(at + 1) / 10, 900]))
  expect(await stretchesOf(10, [0], moving)).toMatchObject([{ quiet: false, loudest: null }])
})

test('no packets, no stretches', async () => {
  const file = join(folder, 'none')
  await writeFile(file, '')
  expect(await readStretches(file)).toEqual([])
  expect(unseenChanges([])).toBe(0)
})
