import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ArtifactRef, StepInput } from '@async-events/core'
import { extractFrames, packCells, probeMedia } from '@async-events/media'
import { findToolOnPath } from '@async-events/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scannedSheet } from '../../../media/test/pdf-samples.ts'
import { type Bench, completed, createBench } from '../../test/create-bench.ts'
import { type Drawing, designs, drawSlide, pngOf } from '../../test/draw-slide.ts'
import { makeRecording } from '../../test/make-recording.ts'
import { slidesRead } from '../../test/talk-inputs.ts'
import type { Frame } from '../video/contract.ts'
import { type SlidesIndex, slidesContract, slidesIndexSchema } from './contract.ts'
import { runSlides } from './run.ts'

let bench: Bench
let folder: string
beforeAll(async () => {
  bench = await createBench()
  folder = await mkdtemp(join(tmpdir(), 'slides-test-'))
})
afterAll(async () => {
  await bench.close()
  await rm(folder, { recursive: true, force: true })
})

const each = 4
const deckOf = (seed: number, width: number, height: number): Drawing[] =>
  [0, 1, 2].map((page) => drawSlide(seed + page, designs.bar, { width, height }))

/**
 * Slides one after the other at a place of a picture of 1280 × 720, JPEGs in this width, and what `over` lays over it.
 */
async function record(
  name: string,
  slides: readonly (Drawing | Buffer)[],
  at: [x: number, y: number],
  over: readonly string[],
  wide?: number,
) {
  const inputs: string[] = []
  for (const [page, slide] of slides.entries()) {
    const file = `${name}-${page}.${Buffer.isBuffer(slide) ? 'jpg' : 'png'}`
    await writeFile(join(folder, file), Buffer.isBuffer(slide) ? slide : pngOf(slide))
    inputs.push('-loop', '1', '-framerate', '5', '-t', String(each), '-i', file)
  }
  const seconds = each * Math.max(3, slides.length)
  const graph = [
    `color=c=0x203040:s=1280x720:r=5:d=${seconds}[ground]`,
    ...(slides.length === 0
      ? ['[ground]null[base]']
      : [
          `${slides.map((_, page) => `[${page}]`).join('')}concat=n=${slides.length}:v=1${wide ? `,scale=${wide}:-2` : ''}[deck]`,
          `[ground][deck]overlay=${at[0]}:${at[1]}[base]`,
        ]),
    ...over,
  ]
  return makeRecording(
    folder,
    ...inputs,
    ...['-filter_complex', graph.join(';'), '-map', '[out]', '-t', String(seconds)],
    ...'-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 50'.split(' '),
    `${name}.mp4`,
  )
}

/** The video step's output for a file. */
async function filmedFrom(file: string): Promise<StepInput> {
  const workdir = await mkdtemp(join(folder, 'work-'))
  const context = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
  const { picture, duration } = await probeMedia(context, file)
  const frames: Frame[] = []
  for (const taken of await extractFrames(context, file, picture!, duration, () => {})) {
    const { time, width, height, fingerprint } = taken
    const ref: ArtifactRef = await bench.artifacts.put(await readFile(taken.file), 'image/jpeg')
    frames.push({
      ...{ time, picture: ref, width, height, fingerprint: Buffer.from(fingerprint).toString('base64') },
      ...{ changed: packCells(taken.changed), moving: packCells(taken.moving) },
    })
  }
  const index = await bench.artifacts.put(JSON.stringify(frames), 'application/json')
  return completed('video', {
    ...{ url: 'https://cdn.example/talk.mp4', media_type: 'video/mp4', bytes: 1, kind: 'video', duration },
    ...{
      width: 1280,
      height: 720,
      title: null,
      audio: null,
      transcribable: false,
      captions: [],
      chapters: [],
    },
    ...{ index, frames: frames.length },
  })
}

async function find(inputs: StepInput[]) {
  const { output, warnings = [] } = await runSlides(bench.context(slidesContract, { params: {}, inputs }))
  const { pages, scenes } = slidesIndexSchema.parse(JSON.parse(await bench.artifacts.readText(output.index)))
  const times = pages.map(({ number, spans }) => [number, ...spans.map(({ start, end }) => [start, end])])
  return { times, pages, scenes, codes: warnings.map(({ code }) => code), warnings, output }
}

const near = (start: number, end: number) => [expect.closeTo(start, 0), expect.closeTo(end, 0)]
const speaker = (x: number, y: number): string =>
  `testsrc2=s=400x500:r=5,eq=saturation=0.4[speaker];[base][speaker]overlay=${x}:${y}:shortest=1[out]`

describe('pages are found in the recording', { timeout: 120_000 }, () => {
  it('4:3 beside the speaker, wherever that is, and to the same bytes', async () => {
    const deck = deckOf(40, 640, 480)
    const video = await filmedFrom(await record('beside', deck, [120, 90], [speaker(820, 160)]))
    const pdf = await slidesRead(
      bench.artifacts,
      deck.map((drawing) => ({ drawing })),
    )
    const { times, codes, pages, output } = await find([video, pdf])
    expect(codes).toEqual([])
    expect(times).toEqual([
      [1, near(0, each)],
      [2, near(each, 2 * each)],
      [3, near(2 * each, 3 * each)],
    ])
    for (const { confidence } of pages) expect(confidence).toBeGreaterThan(0.5)
    expect((await find([video, pdf])).output.index.sha256).toBe(output.index.sha256)
  })

  it('under an inset that moves from corner to corner', async () => {
    const deck = deckOf(50, 1280, 720)
    const moving = [
      'testsrc2=s=320x180:r=5[inset]',
      `[base][inset]overlay=x='if(lt(mod(t,6),3),940,20)':y='if(lt(mod(t,5),2.5),20,520)':shortest=1[out]`,
    ]
    const video = await filmedFrom(await record('inset', deck, [0, 0], moving))
    const pdf = await slidesRead(
      bench.artifacts,
      deck.map((drawing) => ({ drawing })),
    )
    expect((await find([video, pdf])).times).toEqual([
      [1, near(0, each)],
      [2, near(each, 2 * each)],
      [3, near(2 * each, 3 * each)],
    ])
  })

  it('nowhere, where only the speaker is seen: no times, and a warning', async () => {
    const film = 'testsrc2=s=1280x720:r=5[speaker];[base][speaker]overlay=0:0:shortest=1[out]'
    const video = await filmedFrom(await record('speaker', [], [0, 0], [film]))
    const pdf = await slidesRead(
      bench.artifacts,
      deckOf(60, 640, 480).map((drawing) => ({ drawing })),
    )
    const { times, warnings } = await find([video, pdf])
    expect(times).toEqual([])
    expect(warnings).toMatchObject([{ code: 'slides_without_times', message: /Check that attachments_url/ }])
  })

  it('not at all without pictures or files', async () => {
    expect(await find([])).toMatchObject({ times: [], scenes: [], codes: [] })
  })
})

describe('slides of which there is no file', { timeout: 120_000 }, () => {
  it('are cut out of the picture, each once, with their times', async () => {
    const [first, second, third] = deckOf(70, 640, 480)
    const file = await record('alone', [first!, second!, third!, first!], [120, 90], [speaker(820, 160)])
    const { scenes } = await find([await filmedFrom(file)])
    expect(scenes.map(({ spans }) => spans.map(({ start, end }) => [start, end]))).toEqual([
      [near(0, each), near(3 * each, 4 * each)],
      [near(each, 2 * each)],
      [near(2 * each, 3 * each)],
    ])
    const picture = await readFile(await bench.artifacts.materialize(scenes[0]!.picture, 'cut.jpg'))
    const { width, height } = jpegSize(picture)
    // The speaker is not part of it.
    expect(width).toBeGreaterThan(500)
    expect(width).toBeLessThan(720)
    expect(height).toBeGreaterThan(330)
    expect(height).toBeLessThan(560)
  })

  const written: [title: string, lines: string[]][] = [
    ['Reed beds and patience', ['The reed bed was cut for thatch', 'in each of these winters.']],
    ['The bittern', ['A shy bird that stands still.', 'It booms before sunrise.', 'Nobody counts it.']],
    ['High water in the marsh', ['Water stays high until July.', 'Then the boats return.']],
  ]
  const read = (scenes: SlidesIndex['scenes']) =>
    scenes.map(({ title, text, spans }) => ({
      title,
      lines: text.split('\n').filter((line) => line !== '' && line !== title),
      times: spans.map(({ start, end }) => [start, end]),
    }))
  const expected = written.map(([title, lines], page) => ({
    ...{ title, lines, times: [near(page * each, (page + 1) * each)] },
  }))
  const sheets = written.map(([title, lines]) => scannedSheet(title, lines))
  const isMissing = findToolOnPath()('tesseract') === null
  const needing = isMissing ? ' (skipped: Tesseract is not installed)' : ''

  it.skipIf(isMissing)(`have their titles, lines and times, beside the speaker${needing}`, async () => {
    const file = await record('read', sheets, [40, 60], [speaker(840, 160)], 780)
    expect(read((await find([await filmedFrom(file)])).scenes)).toEqual(expected)
  })

  it.skipIf(isMissing)(`have them under an inset that moves${needing}`, async () => {
    const inset = 'testsrc2=s=280x200:r=5[inset];[base][inset]overlay=980:500:shortest=1[out]'
    const file = await record('under', sheets, [0, -90], [inset], 1280)
    expect(read((await find([await filmedFrom(file)])).scenes)).toEqual(expected)
  })

  it('are none where all that is seen moves', async () => {
    const noise = 'nullsrc=s=160x90:r=5,geq=lum=random(1)*255:cb=128:cr=128,scale=1280:720[speaker]'
    const film = `${noise};[base][speaker]overlay=0:0:shortest=1[out]`
    expect((await find([await filmedFrom(await record('film', [], [0, 0], [film]))])).scenes).toEqual([])
  })
})

/** Of the frame header (ITU-T T.81, B.2.2). */
function jpegSize(bytes: Buffer): { width: number; height: number } {
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2))
    if ([0xc0, 0xc1, 0xc2].includes(bytes[at + 1]!))
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
  throw new Error('no JPEG')
}
