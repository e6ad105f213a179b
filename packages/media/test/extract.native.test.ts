import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '@async-events/core'
import { findToolOnPath, type ToolContext } from '@async-events/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  extractFrames,
  extractSound,
  extractSubtitles,
  greyFingerprint,
  probeMedia,
  type SceneFrame,
  type Sound,
} from '../src/index.ts'
import { makeMedia, sine, slidesInput, x264 } from './make-media.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'extract-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function newContext(signal = new AbortController().signal): Promise<ToolContext> {
  return { findTool: findToolOnPath(), signal, workdir: await mkdtemp(join(folder, 'work-')) }
}

async function framesOf(file: string): Promise<{ frames: SceneFrame[]; seconds: number[] }> {
  const context = await newContext()
  const { picture, duration } = await probeMedia(context, file)
  if (picture === null) throw new Error('no picture')
  const seconds: number[] = []
  return { frames: await extractFrames(context, file, picture, duration, (at) => seconds.push(at)), seconds }
}

async function soundOf(file: string, onSeconds = (_seconds: number): void => {}): Promise<Sound | null> {
  const context = await newContext()
  const { sounds } = await probeMedia(context, file)
  if (sounds[0] === undefined) throw new Error('no sound')
  return await extractSound(context, file, sounds[0], onSeconds)
}

const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'accepted',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : thrown),
  )

/** 16-bit samples of a sound file. */
function samplesOf(file: string): Int16Array {
  const raw = execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 's16le', '-'], { maxBuffer: 1 << 28 })
  return new Int16Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength))
}

const loudness = (samples: Int16Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length))

describe('pictures', () => {
  const changes = [0, 3.2, 7.1, 11.7, 14]

  const vp9 = '-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 15'.split(' ')
  test.each([
    ['key frames where the encoder likes', 'mp4', x264],
    ['the same', 'mkv', x264],
    ['the same', 'ts', x264],
    ['key frames at the changes', 'mp4', [...x264, '-force_key_frames', changes.join(',')]],
    ['a key frame every 3 s, none at the changes', 'mp4', [...x264, '-g', '30', '-sc_threshold', '0']],
    ['another codec, a key frame every 1.5 s', 'webm', vp9],
  ])('each slide at its time: %s, %s', async (_name, ending, codec) => {
    const file = makeMedia(folder, ...slidesInput({ changes, seconds: 18 }), ...codec, `slides.${ending}`)
    const { frames, seconds } = await framesOf(file)
    expect(frames).toHaveLength(changes.length)
    frames.forEach(({ time }, at) => {
      expect(Math.abs(time - changes[at]!)).toBeLessThanOrEqual(0.5)
    })
    expect(seconds[0]).toBe(0)
  })

  test('they are JPEG, no wider than 1280, with a fingerprint of what they show', async () => {
    // Left half red, right half white, in the colours of HD.
    const source = 'color=c=white:s=1920x1080:r=5:d=1,drawbox=x=0:y=0:w=960:h=1080:c=red:t=fill,format=gbrp'
    const hd = 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p'
    const tags = '-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv'.split(' ')
    const file = makeMedia(folder, '-f', 'lavfi', '-i', `${source},${hd}`, ...x264, ...tags, 'hd.mp4')
    const { frames } = await framesOf(file)
    expect(frames).toMatchObject([{ time: 0, width: 1280, height: 720 }])
    const [{ fingerprint, file: picture }] = frames as [SceneFrame]
    expect((await readFile(picture)).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
    // The same as of a page that shows it, apart from what compression did to the edge.
    const [width, height] = [64, 36]
    const data = new Uint8ClampedArray(width * height * 4).map((_zero, at) =>
      at % 4 === 0 || at % 4 === 3 || (at >> 2) % width >= width / 2 ? 255 : 0,
    )
    const page = greyFingerprint({ data, width, height })
    expect(page[0]).toBe(76)
    expect(fingerprint).toHaveLength(page.length)
    for (const [cell, grey] of fingerprint.entries()) {
      const column = cell % 32
      if (column !== 15 && column !== 16) expect(Math.abs(grey - page[cell]!)).toBeLessThanOrEqual(3)
    }
  })

  test('as they are to be seen when they were filmed upright, or with pixels that are not square', async () => {
    const upright = makeMedia(folder, ...slidesInput({ changes: [0], seconds: 1 }), ...x264, 'flat.mp4')
    const turned = makeMedia(folder, '-i', upright, '-c', 'copy', '-metadata:s:v', 'rotate=90', 'turned.mp4')
    expect((await framesOf(turned)).frames).toMatchObject([{ width: 360, height: 640 }])
    const wide = makeMedia(folder, '-i', upright, '-vf', 'setsar=4/3', ...x264, 'wide.mp4')
    expect((await framesOf(wide)).frames).toHaveLength(1)
  })

  test('one key frame, odd sizes, a single picture', async () => {
    const args = '-c:v libx264 -preset ultrafast -g 9999 -sc_threshold 0 -pix_fmt yuv444p'.split(' ')
    const file = makeMedia(folder, '-f', 'lavfi', '-i', 'testsrc2=s=320x182:r=10:d=3', ...args, 'one-key.mkv')
    expect((await framesOf(file)).frames).toMatchObject([{ time: 0, width: 320 }])
    const still = makeMedia(
      folder,
      '-f',
      'lavfi',
      '-i',
      'testsrc2=s=17x16:r=1:d=1',
      '-c:v',
      'ffv1',
      'still.mkv',
    )
    expect((await framesOf(still)).frames).toHaveLength(1)
  })

  test('never more than 300 an hour, and only every half second is looked at', async () => {
    // Every picture is a key frame and another.
    const noise = ['-f', 'lavfi', '-i', 'nullsrc=s=64x64:r=10:d=150,geq=lum=random(1)*255:cb=128:cr=128']
    const file = makeMedia(folder, ...noise, '-c:v', 'mjpeg', '-q:v', '20', 'noise.avi')
    const { frames, seconds } = await framesOf(file)
    expect(seconds).toHaveLength(300)
    expect(frames.length).toBeLessThanOrEqual(300)
    expect(frames[0]).toMatchObject({ time: 0 })
  })

  test('M04: a picture at the limit is read', async () => {
    const big = ['-f', 'lavfi', '-i', 'color=c=green:s=8192x8192:r=1:d=1', '-c:v', 'mjpeg', '-q:v', '31']
    expect((await framesOf(makeMedia(folder, ...big, 'big.mkv'))).frames).toMatchObject([
      { width: 1280, height: 1280 },
    ])
  })

  test('the same recording gives the same bytes', async () => {
    const file = makeMedia(
      folder,
      ...slidesInput({ changes: [0, 2], seconds: 4 }),
      ...sine(4),
      ...x264,
      'twice.mp4',
    )
    const digest = async (): Promise<string[]> => {
      const files = [...(await framesOf(file)).frames.map((frame) => frame.file), (await soundOf(file))!.file]
      return Promise.all(
        files.map(async (each) =>
          createHash('sha256')
            .update(await readFile(each))
            .digest('hex'),
        ),
      )
    }
    expect(await digest()).toEqual(await digest())
  })
})

describe('sound', () => {
  test('16 kHz mono FLAC of 16 bits, as loud as it was', async () => {
    const file = makeMedia(
      folder,
      ...['-f', 'lavfi', '-i', 'sine=f=300:r=48000:d=5,volume=0.25,aformat=channel_layouts=stereo'],
      ...['-c:a', 'flac', 'stereo.flac'],
    )
    const heard: number[] = []
    const sound = await soundOf(file, (seconds) => heard.push(seconds))
    expect(sound?.duration).toBeCloseTo(5, 2)
    expect(heard).toEqual(heard.toSorted((a, b) => a - b))
    expect(heard.at(-1)).toBeCloseTo(5, 2)
    const entries = 'stream=codec_name,sample_rate,channels,bits_per_raw_sample'
    const said = execFileSync('ffprobe', [
      '-v',
      'error',
      '-show_entries',
      entries,
      '-of',
      'csv=p=0',
      sound!.file,
    ])
    expect(said.toString().trim()).toBe('flac,16000,1,16')
    // From stereo to mono, each side counts half.
    expect(loudness(samplesOf(sound!.file)) / loudness(samplesOf(file))).toBeCloseTo(1, 1)
  })

  test('its time is that of the recording: late sound begins late', async () => {
    const file = makeMedia(
      folder,
      ...[...slidesInput({ changes: [0], seconds: 6 }), '-itsoffset', '2.5', ...sine(3), ...x264],
      ...['-map', '0', '-map', '1', 'late.mkv'],
    )
    const sound = await soundOf(file)
    expect(sound?.duration).toBeCloseTo(5.5, 1)
    const samples = samplesOf(sound!.file)
    expect(loudness(samples.subarray(0, 2.4 * 16_000))).toBeLessThan(10)
    expect(loudness(samples.subarray(2.6 * 16_000, 5 * 16_000))).toBeGreaterThan(1_000)
  })

  test('M02: silence, and an unknown duration', async () => {
    const silent = makeMedia(folder, '-f', 'lavfi', '-i', 'anullsrc=d=3', '-c:a', 'libopus', 'silent.ogg')
    expect((await soundOf(silent))?.duration).toBeCloseTo(3, 1)
    const live = join(folder, 'live.webm')
    await writeFile(
      live,
      execFileSync('ffmpeg', '-v error -f lavfi -i sine=d=2 -c:a libopus -f webm -'.split(' ')),
    )
    expect((await soundOf(live))?.duration).toBeCloseTo(2, 1)
  })

  test('M02: a track without a sound in it', async () => {
    const file = makeMedia(
      folder,
      ...[...slidesInput({ changes: [0], seconds: 3 }), ...sine(1), '-map', '0', '-map', '1', ...x264],
      ...['-c:a', 'pcm_s16le', '-frames:a', '0', 'mute.mkv'],
    )
    expect(await soundOf(file)).toBeNull()
  })

  test('M01: what broke off is taken as far as it goes', async () => {
    const file = makeMedia(folder, ...sine(20), '-c:a', 'libmp3lame', 'broken.mp3')
    await truncate(file, 40_000)
    const sound = await soundOf(file)
    expect(sound?.duration).toBeGreaterThan(2)
    expect(sound?.duration).toBeLessThan(15)
  })

  test('M01: damage in the middle does not end it', async () => {
    const file = makeMedia(folder, ...sine(20), '-c:a', 'libmp3lame', 'damaged.mp3')
    const bytes = await readFile(file)
    bytes.fill(0x55, 50_000, 60_000)
    await writeFile(file, bytes)
    expect((await soundOf(file))?.duration).toBeGreaterThan(15)
  })
})

test('subtitles as WebVTT, one file a track, none for empty ones', async () => {
  await writeFile(join(folder, 'en.srt'), '1\n00:00:01,000 --> 00:00:02,500\nReed <i>beds</i>\n')
  await writeFile(join(folder, 'de.srt'), '1\n00:00:01,000 --> 00:00:02,500\nSchilf & Geduld\n')
  const file = makeMedia(
    folder,
    ...[...sine(3), '-i', 'en.srt', '-i', 'de.srt', '-map', '0', '-map', '1', '-map', '2', '-c:s', 'ass'],
    ...['-metadata:s:s:0', 'language=eng', '-metadata:s:s:1', 'language=ger', 'subtitled.mkv'],
  )
  const context = await newContext()
  const { subtitles } = await probeMedia(context, file)
  const texts = await extractSubtitles(context, file, subtitles)
  expect(texts.map(({ stream }) => stream.language)).toEqual(['eng', 'ger'])
  expect(texts[0]?.text).toMatch(/^WEBVTT\n/)
  expect(texts[0]?.text).toMatch(/00:01\.\d{3} --> 00:02\.\d{3}\nReed/)
  expect(texts[1]?.text).toContain('Schilf')
})

test('subtitles of 16 MiB as WebVTT are taken, a byte more is too much', async () => {
  const most = 16 * 1024 ** 2
  const line = `${'reed '.repeat(39)}reeds\n`
  const cues = (lengths: readonly number[]): string =>
    lengths
      .map((length, at) => {
        const time = new Date(at * 1000).toISOString().slice(11, 19)
        return `${at + 1}\n${time},000 --> ${time},900\n${line.repeat(Math.ceil(length / line.length)).slice(0, length - 1)}x\n\n`
      })
      .join('')
  const extracted = async (lengths: readonly number[]): Promise<string> => {
    await writeFile(join(folder, 'long.srt'), cues(lengths))
    const file = makeMedia(folder, ...sine(1), '-i', 'long.srt', '-c:s', 'copy', 'long.mkv')
    const context = await newContext()
    const { subtitles } = await probeMedia(context, file)
    return (await extractSubtitles(context, file, subtitles))[0]?.text ?? ''
  }
  const lengths = Array(3_330).fill(5_000)
  const room = most - Buffer.byteLength(await extracted(lengths))
  expect(room).toBeGreaterThan(0)
  const filling = (more: number): number[] => [...lengths.slice(0, -1), 5_000 + room + more]
  expect(Buffer.byteLength(await extracted(filling(0)))).toBe(most)
  expect(await codeOf(extracted(filling(1)))).toBe('resource_limit')
})

describe('M03: nothing but the file is opened, also by ffmpeg', () => {
  test.each([
    ['concat', (target: string) => `ffconcat version 1.0\nfile '${target}'\n`],
    [
      'hls',
      (target: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\n${target}\n#EXT-X-ENDLIST\n`,
    ],
  ])('%s', async (name, list) => {
    const pipe = join(folder, `${name}.fifo`)
    execFileSync('mkfifo', [pipe])
    const file = join(folder, `${name}.mp4`)
    await writeFile(file, list(pipe))
    const context = await newContext()
    const stream = {
      index: 0,
      codec: 'h264',
      language: null,
      label: null,
      isDefault: true,
      channels: 2,
      layout: null,
      purpose: 'talk' as const,
      width: 640,
      height: 360,
    }
    expect(await codeOf(extractSound(context, file, stream, () => {}))).toBe('invalid_media')
    expect(await codeOf(extractFrames(context, file, stream, null, () => {}))).toBe('invalid_media')
    expect(await codeOf(extractSubtitles(context, file, [stream]))).toBe('invalid_media')
  })
})

test('an abort in the middle ends ffmpeg and leaves only files of the work folder', async () => {
  const minute = makeMedia(folder, ...sine(60), '-c:a', 'libmp3lame', 'minute.mp3')
  const file = makeMedia(folder, '-stream_loop', '600', '-i', minute, '-c', 'copy', 'long.mp3')
  const stop = new AbortController()
  const context = await newContext(stop.signal)
  const { sounds } = await probeMedia(context, file)
  const before = await readdir(folder)
  const taking = extractSound(context, file, sounds[0]!, () => stop.abort(new Error('cancelled')))
  await expect(taking).rejects.toThrow('cancelled')
  expect(await readdir(folder)).toEqual(before)
})
