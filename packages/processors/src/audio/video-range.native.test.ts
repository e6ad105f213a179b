import { join } from 'node:path'
import { type ArtifactRef, StepSkipped, type Transcriber } from '@async-events/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Bench, completed, createBench } from '../../test/create-bench.ts'
import { makeRecording } from '../../test/make-recording.ts'
import { audioContract, type Segment } from './contract.ts'
import { runAudio } from './run.ts'

let bench: Bench
/** 300 s: silence, but a tone from 130 to 150 and from 250 on. */
let sound: ArtifactRef

beforeAll(async () => {
  bench = await createBench()
  const { workdir } = bench.context(audioContract, { params: {} })
  const volume = 'volume=volume=if(between(t\\,130\\,150)+gte(t\\,250)\\,0.5\\,0):eval=frame'
  const source = ['-f', 'lavfi', '-i', 'sine=330:d=300:r=16000', '-af', volume, '-sample_fmt', 's16']
  makeRecording(workdir, ...source, 'made.flac')
  sound = await bench.artifacts.put({ file: join(workdir, 'made.flac') }, 'audio/flac')
})
afterAll(() => bench.close())

const vtt = (...cues: [string, string][]) =>
  bench.artifacts.put(`WEBVTT\n${cues.map(([times, text]) => `\n${times}\n${text}\n`).join('')}`, 'text/vtt')

/** Says how long each piece is. */
const engine: Transcriber = {
  name: 'scripted',
  languages: null,
  concurrency: 1,
  transcribe: async ({ durationSeconds }) => ({
    segments: [{ start: 1, end: 2, text: `${Math.round(durationSeconds)} s` }],
    language: 'en',
  }),
}

async function hear(
  params: Partial<typeof audioContract.params._zod.input>,
  more: Record<string, unknown> = {},
) {
  const video = completed('video', {
    url: 'https://cdn.example/day.mp4',
    media_type: 'video/mp4',
    bytes: 1_000,
    kind: 'video',
    duration: 300,
    width: 640,
    height: 360,
    title: null,
    audio: sound,
    transcribable: true,
    captions: [],
    chapters: [],
    index: null,
    frames: 0,
    ...more,
  })
  const ctx = bench.context(audioContract, { params, inputs: [video], transcriber: engine })
  const { output } = await runAudio(ctx)
  const segments = JSON.parse(await bench.artifacts.readText(output.segments)) as Segment[]
  return {
    output,
    vtt: await bench.artifacts.readText(output.vtt),
    said: segments.map(({ start, text }) => [Math.round(start), text]),
  }
}

it('only the part is heard, with times from its start', async () => {
  const { output, said } = await hear({ video_range: { start: 120, end: 180 } })
  expect(said).toEqual([[11, expect.stringMatching(/^2\d s$/)]])
  expect(output).toMatchObject({ engine: 'scripted', duration: 60 })
})

it('without an end, or with one behind that of the recording: what there is', async () => {
  for (const end of [null, 900]) {
    const { output, said } = await hear({ video_range: { start: 240, end } })
    expect(said).toEqual([[11, expect.stringMatching(/^5\d s$/)]])
    expect(output.duration).toBe(60)
  }
})

it('a part that the recording does not have is skipped', async () => {
  const thrown = await hear({ video_range: { start: 300, end: 900 } }).catch((reason: unknown) => reason)
  expect(thrown).toBeInstanceOf(StepSkipped)
  expect(thrown).toMatchObject({ reason: 'range_outside_recording', warnings: [] })
})

it('captions of the recording are cut; those of the page may be of the talk alone', async () => {
  const said = 'Reeds are patient, and so are we.'
  const day = await vtt(
    ['00:01:00.000 --> 00:01:04.000', 'Another talk.'],
    ['00:02:03.000 --> 00:02:15.000', said],
    ['00:04:00.000 --> 00:04:09.000', 'A third one.'],
  )
  const talk = await vtt(
    ['00:00:03.000 --> 00:00:15.000', said],
    ['00:00:20.000 --> 00:00:28.000', 'Wait five years.'],
  )
  const one = { language: 'en', label: null }
  const video_range = { start: 120, end: 150 }
  const ofRecording = await hear({ video_range }, { captions: [{ ...one, vtt: day }] })
  expect(ofRecording.said).toEqual([[3, said]])
  expect(ofRecording.output).toMatchObject({ engine: 'captions', duration: 30 })
  expect(ofRecording.vtt).toContain('\n00:00:03.000 --> ')
  const ofPage = await hear({ video_range, captions: [{ ...one, vtt: talk }] })
  expect(ofPage.said).toEqual([
    [3, said],
    [20, 'Wait five years.'],
  ])
  const wholeOnPage = await hear({ video_range, captions: [{ ...one, vtt: day }] })
  expect(wholeOnPage.said).toEqual([[3, said]])
  // Captions of the page need no recording.
  const outside = await hear({ video_range: { start: 300, end: 330 }, captions: [{ ...one, vtt: talk }] })
  expect(outside.said).toHaveLength(2)
})
