import { createExtractive } from '@async-events/ai'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Bench, createBench } from '../../test/create-bench.ts'
import { designs, drawSlide } from '../../test/draw-slide.ts'
import { filmed, heard, scenesShown } from '../../test/talk-inputs.ts'
import { transformContract } from './contract.ts'
import { runTransform } from './run.ts'

let bench: Bench
beforeAll(async () => {
  bench = await createBench()
})
afterAll(() => bench.close())

const video_url = 'https://video.example/day.mp4'
const params = {
  event: 'Bar Conf 2026',
  session: 'Reed beds and patience',
  url: 'https://conf.example/talks/reed-beds',
  filename: 'reeds.md',
  track: 'wetlands',
  source_language: 'en',
  target_language: 'en',
  template: 'Session',
  file_stem: 'reeds',
  video_url,
}

/** A day of two hours; the talk begins in the middle of the first hour. */
async function transform(
  given: Partial<typeof transformContract.params._zod.input>,
  shown: readonly [start: number, end: number][] = [],
) {
  const pictures = [0, 1500, 1900, 2400, 3600].map((time, seed) => ({
    time,
    drawing: drawSlide(seed + 1, designs.bar),
  }))
  const video = await filmed(bench.artifacts, pictures, {
    duration: 7200,
    chapters: [
      { start: 0, title: 'Welcome' },
      { start: 1800, title: 'Reeds' },
      { start: 2400, title: 'Questions' },
      { start: 3600, title: 'Lunch' },
    ],
  })
  const said = [
    { start: 5, end: 12, text: 'A reed bed is a living thing.', speaker: null },
    { start: 610.5, end: 640, text: 'Plan for five years.', speaker: null },
  ]
  const audio = await heard(bench.artifacts, said, { duration: 1800 })
  const slides = await scenesShown(
    bench.artifacts,
    shown.map(([start, end], seed) => ({
      drawing: drawSlide(seed + 2, designs.bar),
      spans: [{ start, end }],
    })),
  )
  const { output, warnings = [] } = await runTransform(
    bench.context(transformContract, {
      params: { ...params, ...given },
      inputs: [video, audio, slides],
      textModel: createExtractive(),
    }),
  )
  const document = await bench.artifacts.readText(output.markdown)
  const front = parse(/^---\n([\s\S]*?)\n---\n/.exec(document)?.[1] ?? '') as Record<string, unknown>
  const data = JSON.parse(await bench.artifacts.readText(output.structured_data))
  return { document, front, data, codes: warnings.map(({ code }) => code) }
}

it('times are those of the talk, links lead to its seconds of the recording', async () => {
  const { document, front, data, codes } = await transform({ video_range: { start: 1800, end: 3600 } }, [
    [0, 100],
    [100, 600],
    [600, 1800],
  ])
  expect(codes).toEqual([])
  expect(document).toContain(`[0:05](${video_url}#t=1805) A reed bed is a living thing.`)
  expect(document).toContain(`[10:10](${video_url}#t=2410) Plan for five years.`)
  expect(document).toContain(`[0:00–1:40](${video_url}#t=1800)`)
  expect(document).toContain(`[10:00–30:00](${video_url}#t=2400)`)
  expect(document).toContain(`### Questions`)
  expect(document).not.toMatch(/Welcome|Lunch/)
  expect(document).toContain(`[Watch the recording](${video_url}#t=1800,3600) (30:00)`)
  expect(front).toMatchObject({
    video: `${video_url}#t=1800,3600`,
    video_start: '30:00',
    video_end: '1:00:00',
  })
  expect(data.recording).toMatchObject({
    duration: 1800,
    video_start: 1800,
    video_end: 3600,
    chapters: [
      { start: 0, title: 'Reeds' },
      { start: 600, title: 'Questions' },
    ],
  })
  expect(data.slides.map(({ times }: { times: unknown }) => times)).toEqual([
    [{ start: 0, end: 100 }],
    [{ start: 100, end: 600 }],
    [{ start: 600, end: 1800 }],
  ])
})

it('a whole recording says nothing of a range', async () => {
  const { document, front, data } = await transform({})
  expect(document).toContain(`[0:05](${video_url}#t=5)`)
  expect(Object.keys(front)).not.toContain('video_start')
  expect(Object.keys(data.recording)).not.toContain('video_start')
})

it('the range of the URL is not doubled, and an open one is doubtful', async () => {
  const open = await transform({ video_url: `${video_url}#t=1800`, video_range: { start: 1800, end: null } })
  expect(open.document).toContain(`[0:05](${video_url}#t=1805)`)
  expect(open.data.recording).toMatchObject({ duration: 1800, video_start: 1800, video_end: 7200 })
  expect(open.codes).toEqual(['range_without_end'])
  // Named by the job, it is as it was wished.
  expect((await transform({ video_range: { start: 1800, end: null } })).codes).toEqual([])
})

it('beyond the end of the recording it is cut or left out, with a warning', async () => {
  const partly = await transform({ video_range: { start: 1800, end: 9000 } })
  expect(partly.codes).toEqual(['range_outside_recording'])
  expect(partly.front).toMatchObject({ video_end: '2:00:00' })
  const wholly = await transform({ video_range: { start: 7300, end: 9000 } })
  expect(wholly.codes).toEqual(['range_outside_recording'])
  expect(wholly.document).not.toMatch(/#t=7|## Slides/)
  expect(wholly.document).toContain(`[Watch the recording](${video_url})`)
})

it('a given transcript of the whole recording is cut, one of the talk is not', async () => {
  const video_range = { start: 1800, end: 3600 }
  const whole =
    'WEBVTT\n\n00:10:00.000 --> 00:10:05.000\nAnother talk.\n\n00:30:05.000 --> 00:30:12.000\nReeds.\n\n01:30:00.000 --> 01:30:09.000\nA third one.\n'
  expect((await transform({ video_range, video_transcript: whole })).document).toMatch(
    /## Transcript\n\n### Reeds\n\n\[0:05\]\([^)]*#t=1805\) Reeds\.\n\n## /,
  )
  const talk = 'WEBVTT\n\n00:05.000 --> 00:12.000\nReeds.\n'
  expect((await transform({ video_range, video_transcript: talk })).document).toContain(
    `[0:05](${video_url}#t=1805) Reeds.`,
  )
})

it('boundaries that are not certain are told, with where they come from', async () => {
  const sure = { confidence: 0.9, signs: ['pause' as const, 'applause' as const] }
  const doubtful = { confidence: 0.2, signs: [] }
  const fitted = {
    ...{ scheduled: { start: 1900, end: 3500 }, start: sure, end: sure },
    ...{ shift: 0, contradicted: false },
  }
  const certain = await transform({ video_range: { start: 1800, end: 3600 }, fitted_range: fitted })
  expect(certain.codes).toEqual([])
  expect(certain.data.recording).toMatchObject({ video_start: 1800, boundaries: fitted })
  const partly = { ...fitted, end: doubtful }
  const unsure = await transform({ video_range: { start: 1800, end: 7800 }, fitted_range: partly })
  // The margin may reach further than the recording.
  expect(unsure.codes).toEqual(['boundaries_uncertain'])
  expect(unsure.data.recording).toMatchObject({ video_end: 7200, boundaries: { end: doubtful } })
})
