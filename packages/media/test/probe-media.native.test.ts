import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '@async-events/core'
import { findToolOnPath, type ToolContext } from '@async-events/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readProbe } from '../src/av/read-probe.ts'
import { type MediaProbe, mediaLimits, probeMedia } from '../src/index.ts'
import { makeMedia, sine, slidesInput, x264 } from './make-media.ts'

let workdir: string
let context: ToolContext

beforeAll(async () => {
  workdir = await mkdtemp(join(tmpdir(), 'probe-media-'))
  context = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
})

afterAll(() => rm(workdir, { recursive: true, force: true }))

const probe = (file: string): Promise<MediaProbe> => probeMedia(context, file)

const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'accepted',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : thrown),
  )

describe('what a recording holds', () => {
  test('streams, languages, chapters, title, whatever the name says', async () => {
    await writeFile(
      join(workdir, 'chapters'),
      `;FFMETADATA1\ntitle=Reed beds\\\nand patience
[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=2000\ntitle=Opening
[CHAPTER]\nTIMEBASE=1/1000\nSTART=2000\nEND=4000\ntitle=Herons\n`,
    )
    await writeFile(join(workdir, 'in.srt'), '1\n00:00:01,000 --> 00:00:02,000\nHello\n')
    const made = makeMedia(
      workdir,
      ...[
        ...slidesInput({ changes: [0], seconds: 4 }),
        ...sine(4),
        ...sine(4),
        '-i',
        'in.srt',
        '-i',
        'chapters',
      ],
      ...['-map', '0', '-map', '1', '-map', '2', '-map', '3', '-map_metadata', '4', ...x264],
      ...[
        '-metadata:s:a:0',
        'language=deu',
        '-metadata:s:a:1',
        'language=eng',
        '-metadata:s:s:0',
        'language=eng',
      ],
      ...['-disposition:a:1', 'default', '-disposition:a:0', '0', '-c:s', 'mov_text', 'streams.mp4'],
    )
    const renamed = join(workdir, 'notes.txt')
    await rename(made, renamed)
    const found = await probe(renamed)
    expect(found).toMatchObject({
      mediaType: 'video/mp4',
      title: 'Reed beds and patience',
      picture: { codec: 'h264', width: 640, height: 360 },
      sounds: [
        { codec: 'aac', language: 'deu', isDefault: false },
        { codec: 'aac', language: 'eng', isDefault: true },
      ],
      subtitles: [{ codec: 'mov_text', language: 'eng' }],
      chapters: [
        { start: 0, title: 'Opening' },
        { start: 2, title: 'Herons' },
      ],
    })
    expect(found.duration).toBeCloseTo(4, 1)
  })

  test.each([
    ['mp3', 'audio/mpeg', []],
    ['flac', 'audio/flac', []],
    ['wav', 'audio/wav', []],
    ['ogg', 'audio/ogg', []],
    ['opus', 'audio/ogg', ['-c:a', 'libopus']],
    ['m4a', 'audio/mp4', []],
    ['webm', 'audio/webm', ['-c:a', 'libopus']],
    ['mka', 'audio/x-matroska', ['-c:a', 'flac']],
    ['aac', 'audio/aac', []],
  ])('sound as %s', async (ending, mediaType, codec) => {
    const found = await probe(makeMedia(workdir, ...sine(1), ...codec, `sound.${ending}`))
    expect(found).toMatchObject({ mediaType, picture: null, sounds: [{ index: 0 }] })
  })

  test('a cover is no video', async () => {
    makeMedia(workdir, '-f', 'lavfi', '-i', 'color=c=red:s=320x320', '-frames:v', '1', 'cover.png')
    const file = makeMedia(
      workdir,
      ...[...sine(1), '-i', 'cover.png', '-map', '0', '-map', '1', '-c:v', 'png'],
      ...['-disposition:v', 'attached_pic', 'covered.mp3'],
    )
    expect(await probe(file)).toMatchObject({ mediaType: 'audio/mpeg', picture: null, sounds: [{}] })
  })
})

describe('M01: what is no recording', () => {
  const cases: Record<string, () => string | Buffer> = {
    empty: () => '',
    text: () => 'Reed beds and patience\n'.repeat(500),
    html: () => `<!doctype html><title>Talk</title>${'<p>Herons</p>'.repeat(500)}`,
    json: () => JSON.stringify({ herons: Array(500).fill('grey') }),
    'a PDF': () => `%PDF-1.7\n${'x'.repeat(5_000)}`,
    zeros: () => Buffer.alloc(300_000),
    subtitles: () => '1\n00:00:01,000 --> 00:00:02,000\nHello\n',
  }
  test.each(Object.keys(cases))('%s, renamed to .mp4', async (name) => {
    const file = join(workdir, `${name}.mp4`)
    await writeFile(file, cases[name]!())
    expect(await codeOf(probe(file))).toBe('invalid_media')
  })

  test('random bytes, of many kinds', async () => {
    for (const bytes of [1, 100, 4_096, 100_000, 1_000_000]) {
      const file = join(workdir, 'random.mp4')
      await writeFile(file, randomBytes(bytes))
      expect(await codeOf(probe(file))).toBe('invalid_media')
    }
  })

  test('a picture', async () => {
    const file = makeMedia(workdir, '-f', 'lavfi', '-i', 'testsrc2=s=320x240', '-frames:v', '1', 'one.png')
    expect(await codeOf(probe(file))).toBe('invalid_media')
  })

  test('cut off: refused without its index, accepted when it can be played so far', async () => {
    const whole = makeMedia(
      workdir,
      ...slidesInput({ changes: [0], seconds: 4 }),
      ...sine(4),
      ...x264,
      'whole.mp4',
    )
    const { size } = await stat(whole)
    await truncate(whole, Math.floor(size / 2))
    expect(await codeOf(probe(whole))).toBe('invalid_media')
    const streamed = makeMedia(workdir, ...sine(4), '-c:a', 'libmp3lame', 'cut.mp3')
    await truncate(streamed, 20_000)
    expect(await probe(streamed)).toMatchObject({ mediaType: 'audio/mpeg' })
  })

  test('a guess about noise is none', () => {
    const guess = (score: number): string =>
      JSON.stringify({
        format: { format_name: 'mp3', probe_score: score, nb_streams: 1 },
        streams: [{ index: 0, codec_type: 'audio', codec_name: 'mp3', sample_rate: '44100', channels: 2 }],
      })
    expect(() => readProbe(guess(25))).toThrow(expect.objectContaining({ code: 'invalid_media' }))
    expect(readProbe(guess(26)).sounds).toHaveLength(1)
    expect(() => readProbe('{"format":')).toThrow(expect.objectContaining({ code: 'invalid_media' }))
  })
})

describe('M02: little to go on', () => {
  test('no sound, but pictures', async () => {
    const file = makeMedia(workdir, ...slidesInput({ changes: [0], seconds: 1 }), ...x264, 'silent.mp4')
    expect(await probe(file)).toMatchObject({ sounds: [], picture: { width: 640 } })
  })

  test('neither sound nor pictures', async () => {
    await writeFile(join(workdir, 'only.srt'), '1\n00:00:01,000 --> 00:00:02,000\nHello\n')
    const file = makeMedia(workdir, '-i', 'only.srt', '-c:s', 'subrip', 'words.mkv')
    expect(await codeOf(probe(file))).toBe('no_audio_stream')
  })

  test('an unknown duration', async () => {
    // As a browser records: written to a pipe, so that nobody could go back and fill it in.
    const args = `-v error -f lavfi -i sine=d=2 -c:a libopus -f webm -`.split(' ')
    const file = join(workdir, 'live.webm')
    await writeFile(file, execFileSync('ffmpeg', args))
    expect(await probe(file)).toMatchObject({ mediaType: 'audio/webm', duration: null })
  })
})

describe('M03: a playlist renamed to .mp4 opens nothing', () => {
  let canary: Server
  let calls = 0
  let port = 0

  beforeAll(async () => {
    canary = createServer((socket) => {
      calls += 1
      socket.destroy()
    })
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
    const address = canary.address()
    port = typeof address === 'object' && address ? address.port : 0
    makeMedia(workdir, ...sine(1), 'canary.ts')
    // Whoever opens it waits until somebody writes.
    execFileSync('mkfifo', [join(workdir, 'canary.fifo')])
  })

  afterAll(() => new Promise((resolve) => canary.close(resolve)))

  const hls = (target: string): string =>
    `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\n${target}\n#EXT-X-ENDLIST\n`
  const concat = (target: string): string => `ffconcat version 1.0\nfile '${target}'\n`
  const dash = (target: string): string =>
    `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT1S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>${target}</BaseURL></Representation></AdaptationSet></Period></MPD>`
  const sdp = (): string =>
    `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio ${port} RTP/AVP 0\n`
  const lists = { hls, concat, dash, sdp }
  const targets = {
    'a file': () => join(workdir, 'canary.ts'),
    'a pipe': () => join(workdir, 'canary.fifo'),
    'a URL': () => `http://127.0.0.1:${port}/canary.ts`,
  }
  const cases = Object.keys(lists).flatMap((list) =>
    Object.keys(targets).map((target) => [list, target] as [keyof typeof lists, keyof typeof targets]),
  )

  test.each(cases)('%s naming %s', async (list, target) => {
    const file = join(workdir, 'playlist.mp4')
    await writeFile(file, lists[list](targets[target]()))
    const before = (await stat(join(workdir, 'canary.ts'))).atimeMs
    const started = performance.now()
    expect(await codeOf(probe(file))).toBe('invalid_media')
    expect(performance.now() - started).toBeLessThan(15_000)
    expect((await stat(join(workdir, 'canary.ts'))).atimeMs).toBe(before)
    expect(calls).toBe(0)
  })

  test('without the lists of what is allowed, a URL would have been called', async () => {
    const file = join(workdir, 'playlist.mp4')
    await writeFile(file, hls(targets['a URL']()))
    const args = '-v error -protocol_whitelist file,http,tcp -allowed_extensions ALL -i'.split(' ')
    await expect(promisify(execFile)('ffprobe', [...args, file], { timeout: 10_000 })).rejects.toThrow()
    expect(calls).toBeGreaterThan(0)
  })
})

describe('M04: too much', () => {
  const head = (given: object): string =>
    JSON.stringify({
      format: { format_name: 'matroska,webm', probe_score: 100, nb_streams: 1, duration: '10', ...given },
      streams: [],
    })

  test('pictures: at the limit, and beyond', async () => {
    const of = (width: number, height: number): string =>
      JSON.stringify({
        ...JSON.parse(head({})),
        streams: [{ index: 0, codec_type: 'video', codec_name: 'png', width, height }],
      })
    expect(readProbe(of(8_192, 8_192)).picture).toMatchObject({ width: 8_192 })
    expect(() => readProbe(of(8_193, 8_192))).toThrow(expect.objectContaining({ code: 'resource_limit' }))
    const file = makeMedia(
      workdir,
      ...['-f', 'lavfi', '-i', 'color=s=16000x5000:r=1:d=1', '-c:v', 'mjpeg', '-q:v', '31', 'huge.mkv'],
    )
    expect(await codeOf(probe(file))).toBe('resource_limit')
  })

  test('streams: at the limit, and one more', async () => {
    const of = (count: number): string =>
      makeMedia(
        workdir,
        ...sine(0.2),
        ...Array.from({ length: count }, () => ['-map', '0']).flat(),
        ...['-c:a', 'pcm_s16le', `streams-${count}.mkv`],
      )
    expect((await probe(of(mediaLimits.streams))).sounds).toHaveLength(mediaLimits.streams)
    expect(await codeOf(probe(of(mediaLimits.streams + 1)))).toBe('resource_limit')
  })

  test('20 hours of silence', async () => {
    const short = makeMedia(
      workdir,
      '-f',
      'lavfi',
      '-i',
      'anullsrc=r=8000:cl=mono',
      '-t',
      '600',
      '-c:a',
      'flac',
      '-frame_size',
      '32768',
      'ten.mka',
    )
    const long = makeMedia(workdir, '-stream_loop', '119', '-i', short, '-c', 'copy', 'long.mka')
    expect(await codeOf(probe(long))).toBe('resource_limit')
    await copyFile(short, long)
    expect(await codeOf(probe(long))).toBe('accepted')
  })
})
