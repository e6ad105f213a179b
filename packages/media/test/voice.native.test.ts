import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findToolOnPath, runTool, type ToolContext } from '@async-events/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPauses, findVoice } from '../src/index.ts'

const talk = fileURLToPath(new URL('../../processors/test/sources/water-talk.ogg', import.meta.url))
let ctx: ToolContext

beforeAll(async () => {
  const workdir = await mkdtemp(join(tmpdir(), 'voice-'))
  ctx = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
})
afterAll(() => rm(ctx.workdir, { recursive: true, force: true }))

/** Twelve seconds that are no speech. */
const sounds = {
  silence: 'anullsrc=r=16000:cl=mono,atrim=duration=12',
  chords: 'aevalsrc=0.2*(sin(440*PI*t)+sin(554*PI*t)+sin(659*PI*t))*(1+sin(4*PI*t))/2:s=16000:d=12',
  melody: 'aevalsrc=0.4*sin(2*PI*t*(220+40*mod(floor(3*t)\\,5))):s=16000:d=12',
  noise: 'anoisesrc=c=pink:d=12:a=0.3:r=16000:seed=1',
  applause: 'anoisesrc=c=white:d=12:a=0.5:r=16000:seed=2,tremolo=f=9:d=0.9,highpass=800',
}

async function make(name: string, inputs: string[], graph: string): Promise<string> {
  await runTool(ctx, {
    tool: 'ffmpeg',
    args: [
      ...['-nostdin', '-v', 'error', '-y', ...inputs],
      ...['-filter_complex', graph, '-ac', '1', '-ar', '16000', '-sample_fmt', 's16', `file:${name}.flac`],
    ],
    wallMs: 60_000,
    cpuSeconds: 60,
    residentBytes: 1024 ** 3,
    fileBytes: 64 * 1024 ** 2,
    failAs: 'invalid_media',
  })
  return join(ctx.workdir, `${name}.flac`)
}

test.each(Object.entries(sounds))('%s is no voice', async (name, graph) => {
  const file = await make(name, [], graph)
  expect(await findPauses(ctx, file)).toEqual({ pauses: [{ start: 0, end: 12 }], duration: 12 })
  expect(await findVoice(ctx, file)).toEqual([])
})

test.each(Object.entries(sounds))('speech between %s is found, with its pauses', async (name, graph) => {
  const joined = `${graph}[a];${graph}[b];[0:a]aresample=16000[talk];[a][talk][b]concat=n=3:v=0:a=1`
  const file = await make(`talk-${name}`, ['-i', `file:${talk}`], joined)
  const voice = await findVoice(ctx, file)
  expect(voice).toHaveLength(1)
  // The talk has 21.8 seconds, and begins and ends with less than half a second of silence.
  expect(Math.abs((voice[0]?.start ?? 0) - 12)).toBeLessThan(0.8)
  expect(Math.abs((voice[0]?.end ?? 0) - 33.8)).toBeLessThan(0.8)
  expect((await readdir(ctx.workdir)).filter((one) => one.endsWith('.raw'))).toEqual([])
})

test('a cancelled search throws the reason', async () => {
  const reason = new Error('cancelled')
  const stopped = { ...ctx, signal: AbortSignal.abort(reason) }
  await expect(findVoice(stopped, talk)).rejects.toBe(reason)
})
