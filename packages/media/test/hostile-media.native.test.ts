import { execFile, execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '@async-events/core'
import { findToolOnPath, type ToolContext } from '@async-events/sandbox'
import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lookAtFrames, mostLooks } from '../src/av/look-at-frames.ts'
import { mostStretches, readStretches } from '../src/av/read-stretches.ts'
import {
  extractFrames,
  extractSound,
  extractSubtitles,
  mediaLimits,
  pdfLimits,
  probeMedia,
  readPdf,
  readPicture,
} from '../src/index.ts'
import { makeMedia, sine, slidesInput, x264 } from './make-media.ts'
import { manyTracks } from './matroska.ts'
import { scannedSheet, slides } from './pdf-samples.ts'
import { pointElsewhere } from './quicktime.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-media-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function newContext(name = 'work-'): Promise<ToolContext> {
  const workdir = await mkdtemp(join(folder, name))
  return { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
}

const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'accepted',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : thrown),
  )

describe('M03 a film that says its data is in another file', () => {
  it('opens nothing else, where ffprobe would if it were told to', async () => {
    const pipe = join(folder, 'canary.fifo')
    execFileSync('mkfifo', [pipe])
    const plain = await readFile(makeMedia(folder, ...sine(1), '-c:a', 'pcm_s16le', 'plain.mov'))
    const file = join(folder, 'elsewhere.mov')
    await writeFile(file, pointElsewhere(plain, pipe))
    const context = await newContext()
    const { sounds } = await probeMedia(context, file)
    expect(sounds).toHaveLength(1)
    // Whoever opens the pipe waits for somebody to write.
    expect(await codeOf(extractSound(context, file, sounds[0]!, () => {}))).toBe('accepted')
    const told = ['-v', 'error', '-enable_drefs', '1', '-use_absolute_path', '1', '-i', file]
    const asked = promisify(execFile)('ffprobe', told, { timeout: 1_500 })
    await expect(asked).rejects.toMatchObject({ killed: true })
  })
})

describe('M04 bounds, at each and one beyond', () => {
  it('streams: the file is told from one that only lacks memory', async () => {
    const asked = async (count: number): Promise<unknown> => {
      const file = join(folder, 'tracks.mkv')
      await writeFile(file, manyTracks(count))
      return codeOf(probeMedia(await newContext(), file))
    }
    expect(await asked(mediaLimits.streams)).toBe('accepted')
    for (const count of [mediaLimits.streams + 1, 1_001]) expect(await asked(count)).toBe('resource_limit')
  })

  it('duration', async () => {
    // FLAC states its samples in 36 bits, the lower 32 of them at byte 22 (RFC 9639, section 8.2).
    const second = ['-f', 'lavfi', '-i', 'anullsrc=r=8000:cl=mono', '-t', '1', '-c:a', 'flac', 'hours.flac']
    const file = makeMedia(folder, ...second)
    const lasting = async (samples: number) => {
      const bytes = await readFile(file)
      bytes.writeUInt32BE(samples, 22)
      await writeFile(file, bytes)
      return probeMedia(await newContext(), file)
    }
    const most = mediaLimits.duration * 8_000
    expect((await lasting(most)).duration).toBe(mediaLimits.duration)
    expect(await codeOf(lasting(most + 1))).toBe('resource_limit')
  })

  it('frames that are looked at, whatever their times say', async () => {
    const of = (frames: number): string =>
      makeMedia(
        folder,
        ...['-f', 'lavfi', '-i', 'color=s=32x18:r=1', '-frames:v', String(frames)],
        ...['-c:v', 'ffv1', 'frames.mkv'],
      )
    const stream = { index: 0, codec: 'ffv1', width: 32, height: 18 }
    for (const frames of [mostLooks, mostLooks + 1]) {
      const request = { media: of(frames), stream, frames: 'all', spacing: 0, onSeconds: () => {} } as const
      expect((await lookAtFrames(await newContext(), request)).seen).toHaveLength(mostLooks)
    }
  })

  it('key frames that are kept in mind', async () => {
    const file = join(folder, 'packets')
    const of = async (count: number): Promise<number> => {
      const lines = Array<string>(count).fill('0, 0, 0, 1, 9, 0x0')
      await writeFile(file, `#tb 0: 1/25\n${lines.join('\n')}\n`)
      return (await readStretches(file)).length
    }
    expect(await of(mostStretches)).toBe(mostStretches)
    expect(await of(mostStretches + 1)).toBe(mostStretches)
  })

  it('the figures are those of docs/limits.md', () => {
    expect(mediaLimits).toEqual({ pixels: 8192 * 8192, streams: 64, duration: 12 * 3600 })
    expect([mostLooks, mostStretches]).toEqual([8_000, 500_000])
    expect(pdfLimits).toMatchObject({
      pages: 1_000,
      residentBytes: 1024 ** 3,
      pageMs: 60_000,
      text: 4_000_000,
    })
  })
})

it('M01 a decoder that recordings do not need is not used, and is named', async () => {
  const args = ['-f', 'lavfi', '-i', 'color=s=320x240:r=2:d=2', ...sine(2), '-c:v', 'cinepak', 'old.avi']
  const file = makeMedia(folder, ...args)
  const thrown: unknown = await probeMedia(await newContext(), file).catch((reason: unknown) => reason)
  expect(thrown).toMatchObject({ code: 'invalid_media', retryable: false })
  expect((thrown as AppError).message).toContain('"cinepak"')
  const stream = { index: 0, codec: 'cinepak', width: 320, height: 240 }
  expect(await codeOf(extractFrames(await newContext(), file, stream, 2, () => {}))).toBe('invalid_media')
})

it('names that programs could take for options, patterns or protocols: a work folder called so changes nothing', async () => {
  const context = await newContext(`-i %05d "$(x)" concat:a|b,c'[d] `)
  await writeFile(join(context.workdir, 'in.srt'), '1\n00:00:00,500 --> 00:00:01,000\nHerons\n')
  const media = makeMedia(
    context.workdir,
    ...[...slidesInput({ changes: [0, 2], seconds: 4 }), ...sine(4), '-i', 'in.srt', ...x264],
    ...['-map', '0', '-map', '1', '-map', '2', '-c:s', 'mov_text', 'media.mp4'],
  )
  const { picture, sounds, subtitles, duration } = await probeMedia(context, media)
  expect(await extractFrames(context, media, picture!, duration, () => {})).toHaveLength(2)
  expect((await extractSound(context, media, sounds[0]!, () => {}))?.duration).toBeCloseTo(4, 0)
  expect((await extractSubtitles(context, media, subtitles))[0]?.text).toContain('Herons')

  const pictures = join(context.workdir, 'pages')
  await mkdir(pictures)
  const pdf = join(context.workdir, 'slides.pdf')
  await writeFile(pdf, await slides(1))
  const kinds: string[] = []
  for await (const { kind } of readPdf(context, { file: pdf, folder: pictures, scans: false }))
    kinds.push(kind)
  expect(kinds).toEqual(['document', 'page'])
  const sheet = join(context.workdir, 'sheet.jpg')
  await writeFile(sheet, scannedSheet('Reed beds', []))
  expect((await readPicture(context, { file: sheet, pack: 'eng' })).text).toContain('Reed beds')
})

describe('P05 pictures for OCR', () => {
  const read = async (bytes: Buffer | string): Promise<unknown> => {
    const context = await newContext()
    const file = join(context.workdir, 'picture.jpg')
    await writeFile(file, bytes)
    const code = await codeOf(readPicture(context, { file, pack: 'eng' }))
    expect(await readdir(context.workdir)).toEqual(['picture.jpg'])
    return code
  }

  it('a list of other pictures, which Tesseract would open, is none', async () => {
    const other = join(folder, 'other.jpg')
    await writeFile(other, scannedSheet('A secret sheet', []))
    const list = join(folder, 'list.jpg')
    await writeFile(list, `${other}\n`)
    const { stdout } = await promisify(execFile)('tesseract', [list, 'stdout', '-l', 'eng'])
    expect(stdout).toContain('secret')
    expect(await read(`${other}\n`)).toBe('unexpected')
    expect(await read('https://example.org/picture.jpg\n')).toBe('unexpected')
  })

  it('other kinds, cut off, empty', async () => {
    const sheet = scannedSheet('Reed beds', [])
    const others = [
      createCanvas(9, 9).toBuffer('image/png'),
      'P6 60000 60000 255\n',
      '',
      sheet.subarray(0, 12),
    ]
    for (const bytes of others) expect(await read(bytes)).toBe('unexpected')
  })

  it('pixels: as many as pages are drawn with, and one row more; headers that lie', async () => {
    const jpeg = (width: number, height: number) => {
      const bytes = Buffer.from(createCanvas(64, 64).toBuffer('image/jpeg'))
      const at = bytes.indexOf(Buffer.from('ffc00011', 'hex'))
      bytes.writeUInt16BE(height, at + 5)
      bytes.writeUInt16BE(width, at + 7)
      return bytes
    }
    const blank = createCanvas(2_400, 2_400).toBuffer('image/jpeg')
    expect(await read(blank)).toBe('accepted')
    expect(await read(createCanvas(2_400, 2_401).toBuffer('image/jpeg'))).toBe('resource_limit')
    expect(await read(jpeg(65_535, 65_535))).toBe('resource_limit')
    // Whatever Tesseract makes of them, it ends.
    for (const [width, height] of [
      [1, 65_535],
      [65_535, 1],
      [0, 9],
    ] as const)
      expect(['accepted', 'unexpected', 'resource_limit']).toContain(await read(jpeg(width, height)))
  })
})
