import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findToolOnPath } from '@async-events/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { extractSound, probeMedia } from '../src/index.ts'
import { makeMedia } from './make-media.ts'

const talk = fileURLToPath(new URL('../../processors/test/sources/water-talk.ogg', import.meta.url))
let folder: string
/** Of the talk as one channel. */
let spoken: Int16Array

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mix-'))
  spoken = samplesOf(talk)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function samplesOf(file: string): Int16Array {
  const args = ['-v', 'error', '-t', '10', '-i', file, '-ac', '1', '-ar', '16000', '-f', 's16le', '-']
  const raw = execFileSync('ffmpeg', args, { maxBuffer: 1 << 28 })
  return new Int16Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength))
}

const energy = (samples: Int16Array): number => samples.reduce((sum, sample) => sum + sample * sample, 0)

/** How much of the talk is in a sound: 1 for the talk itself at any loudness, 0 for something else. */
function likeness(samples: Int16Array): number {
  const length = Math.min(samples.length, spoken.length)
  let product = 0
  for (let at = 0; at < length; at += 1) product += (samples[at] ?? 0) * (spoken[at] ?? 0)
  return Math.abs(product) / Math.sqrt(Math.max(1, energy(samples)) * energy(spoken))
}

/** The talk in a channel `[s]` and noise in `[n]`, arranged by a filter, as a recording. */
async function heard(name: string, filter: string, ...codec: string[]): Promise<Int16Array> {
  const noise = ['-f', 'lavfi', '-i', 'anoisesrc=r=16000:a=0.05:seed=7:d=10']
  const file = makeMedia(
    folder,
    ...['-t', '10', '-i', talk, ...noise, '-filter_complex', filter, '-map', '[out]', ...codec, name],
  )
  const workdir = await mkdtemp(join(folder, 'work-'))
  const context = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
  const [stream] = (await probeMedia(context, file)).sounds
  if (stream === undefined) throw new Error('no sound')
  const sound = await extractSound(context, file, stream, () => {})
  expect(await readdir(workdir)).toEqual(['sound.flac'])
  return samplesOf(sound?.file ?? '')
}

const pair = (left: string, right: string): string =>
  `[0:a]asplit=2[a][b];[1:a]anullsink;[a]${left}[l];[b]${right}[r];[l][r]join=inputs=2:channel_layout=stereo[out]`
const silent = 'volume=0'
const withNoise = (join: string): string => `[0:a]aresample=16000[s];[s][1:a]${join}[out]`

test.each([
  ['right = −left', 'inverted.m4a', pair('anull', 'volume=-1'), ['-c:a', 'aac']],
  ['right = −left, and quieter', 'quieter.flac', pair('anull', 'volume=-0.6'), []],
  ['the same in both', 'same.flac', pair('anull', 'anull'), []],
  ['the left channel only', 'left.flac', pair('anull', silent), []],
  ['the right channel only', 'right.ogg', pair(silent, 'anull'), ['-c:a', 'libvorbis']],
  [
    'the right channel, and noise in the left one',
    'noise.flac',
    withNoise('join=inputs=2:channel_layout=stereo:map=1.0-FL|0.0-FR'),
    [],
  ],
  [
    'right = −left in the second half',
    'later.flac',
    pair('anull', "volume=volume='if(gt(t,5),-1,1)':eval=frame"),
    [],
  ],
  [
    'the centre of 5.1',
    'centre.m4a',
    withNoise(
      'join=inputs=2:channel_layout=stereo:map=0.0-FL|1.0-FR,pan=5.1|FL=c1|FR=c1|FC=c0|LFE=c1|BL=c1|BR=c1',
    ),
    ['-c:a', 'aac', '-b:a', '384k'],
  ],
  ['5.1 with nothing in the centre', 'sides.flac', '[1:a]anullsink;[0:a]pan=5.1|FL=c0|FR=-1*c0[out]', []],
  ['four microphones', 'quad.flac', '[1:a]anullsink;[0:a]pan=quad|FL=c0|FR=-1*c0[out]', []],
  ['eight channels', 'eight.wav', '[1:a]anullsink;[0:a]pan=octagonal|c1=c0[out]', []],
])('N16: speech comes out as speech: %s', async (_name, file, filter, codec) => {
  expect(likeness(await heard(file, filter, ...codec))).toBeGreaterThan(0.95)
})

test('who speaks into one of the two microphones at the end only is kept', async () => {
  const samples = await heard(
    'question.flac',
    pair("volume=volume='lt(t,9)':eval=frame", "volume=volume='gte(t,9)':eval=frame"),
  )
  expect(likeness(samples)).toBeGreaterThan(0.95)
  expect(energy(samples.subarray(9.2 * 16_000))).toBeGreaterThan(energy(spoken.subarray(9.2 * 16_000)) / 5)
})

test('of one recording twice the same bytes', async () => {
  const filter = pair('anull', 'volume=0.5')
  expect(await heard('twice.flac', filter)).toEqual(await heard('twice.flac', filter))
})
