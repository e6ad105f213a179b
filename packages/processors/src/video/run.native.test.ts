import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError, type FindTool, indexMediaType, type SafeFetch } from '@async-events/core'
import { findToolOnPath } from '@async-events/sandbox'
import { createSafeFetch, parseFetchAllow } from '@async-events/web'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { manyTracks } from '../../../media/test/matroska.ts'
import { type Bench, createBench } from '../../test/create-bench.ts'
import { h264, makeRecording, slides, tone } from '../../test/make-recording.ts'
import { ownsNothing } from '../../test/owns-nothing.ts'
import { frameSchema, videoContract } from './contract.ts'
import { runVideo } from './run.ts'

/** What the server gives: a body, or a file, with its type. */
type Answer = { type?: string; body?: string | Buffer; file?: string; headers?: Record<string, string> }

const answers = new Map<string, Answer>()
let asked: string[] = []
let server: Server
let origin: string
let folder: string
let fetch: SafeFetch
const changes = [0, 2.5, 6]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'video-'))
  server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const answer = answers.get(path)
    if (answer === undefined)
      return void response.writeHead(404, { 'content-type': 'text/html' }).end('<html>')
    const body = answer.file === undefined ? (answer.body ?? '') : await readFile(answer.file)
    response.writeHead(200, {
      'content-type': answer.type ?? 'application/octet-stream',
      'content-length': Buffer.byteLength(body),
      ...answer.headers,
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  fetch = createSafeFetch({ userAgent: 'AsyncEvents-test', allow: parseFetchAllow(new URL(origin).host) })

  const talk = makeRecording(
    folder,
    ...[...slides(changes, 8), ...tone(8), ...h264(changes), '-metadata', 'title=Reed beds', 'talk.mp4'],
  )
  answers.set('/talk.mp4', { type: 'video/mp4', file: talk })
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

beforeEach(() => {
  asked = []
})

interface Given {
  language?: string
  findTool?: FindTool
  fetch?: SafeFetch
  signal?: AbortSignal
}

/** Runs the step over a bench of its own and gives what it made to `look`. */
async function video<T>(
  url: string,
  look: (made: Made, bench: Bench) => Promise<T> | T,
  given: Given = {},
): Promise<T> {
  const bench = await createBench()
  try {
    return await look(await make(bench, url, given), bench)
  } finally {
    await bench.close()
  }
}

type Made = Awaited<ReturnType<typeof make>>

async function make(bench: Bench, url: string, given: Given) {
  const percents: number[] = []
  const outcome = await runVideo(
    bench.context(videoContract, {
      params: {
        video_url: URL.canParse(url) ? url : origin + url,
        ...(given.language === undefined ? {} : { source_language: given.language }),
      },
      fetch: given.fetch ?? fetch,
      progress: (percent) => percents.push(percent),
      ...(given.findTool === undefined ? {} : { findTool: given.findTool }),
      ...(given.signal === undefined ? {} : { signal: given.signal }),
    }),
  )
  return { ...outcome, output: videoContract.result.parse(outcome.output), percents }
}

async function failure(url: string, given: Given = {}): Promise<AppError> {
  const thrown = await video(url, () => 'nothing was thrown', given).catch((reason: unknown) => reason)
  expect(thrown).toBeInstanceOf(AppError)
  expect(videoContract.errors).toContain((thrown as AppError).code)
  expect((thrown as AppError).message).not.toContain(folder)
  return thrown as AppError
}

const framesOf = async (bench: Bench, index: { key: string } | null) =>
  z.array(frameSchema).parse(JSON.parse(await bench.artifacts.readText(index!)))

describe('a file behind its URL', () => {
  test('sound, pictures and facts', async () => {
    await video('/talk.mp4', async ({ output, warnings, empty, percents }, bench) => {
      expect(output).toMatchObject({
        url: `${origin}/talk.mp4`,
        media_type: 'video/mp4',
        kind: 'video',
        width: 640,
        height: 360,
        title: 'Reed beds',
        transcribable: true,
        captions: [],
        chapters: [],
        frames: 3,
        audio: { media_type: 'audio/flac' },
        index: { media_type: indexMediaType },
      })
      expect(output.duration).toBeCloseTo(8, 1)
      expect({ warnings, empty }).toEqual({ warnings: [], empty: false })

      const frames = await framesOf(bench, output.index)
      frames.forEach(({ time, width, height, fingerprint, picture }, at) => {
        expect(Math.abs(time - changes[at]!)).toBeLessThanOrEqual(0.5)
        expect({ width, height }).toEqual({ width: 640, height: 360 })
        expect(Buffer.from(fingerprint, 'base64')).toHaveLength(32 * 18)
        expect(picture.media_type).toBe('image/jpeg')
      })
      const picture = await bench.artifacts.materialize(frames[1]!.picture, 'picture.jpg')
      expect((await readFile(picture)).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
      const sound = await bench.artifacts.materialize(output.audio!, 'sound')
      const probed = execFileSync('ffprobe', [
        '-v',
        'error',
        '-show_entries',
        'stream=codec_name,sample_rate,channels',
        '-of',
        'csv=p=0',
        sound,
      ])
      expect(probed.toString().trim()).toBe('flac,16000,1')

      expect(percents).toEqual(percents.toSorted((a, b) => a - b))
      expect(percents[0]).toBe(0)
      expect(percents.at(-1)).toBe(100)
      // It moves within the work on the file; how often ffmpeg tells of eight seconds depends on the machine.
      expect(percents.some((percent) => percent > 50 && percent < 97)).toBe(true)
      // Three pictures, the list of them, the sound, and nothing half-written.
      expect(await bench.files()).toHaveLength(5)
    })
    // Not more than twelve requests for what nobody named.
    expect(asked.slice(0, 3)).toEqual(['/talk.mp4', '/talk.vtt', '/talk.srt'])
    expect(asked.length).toBeLessThanOrEqual(1 + 12)
  })

  test('content decides, not the URL and not the type', async () => {
    answers.set('/download?id=7', { type: 'text/plain', file: join(folder, 'talk.mp4') })
    await video('/download?id=7', ({ output }) => {
      expect(output).toMatchObject({ media_type: 'video/mp4', frames: 3 })
    })
    expect(asked).toEqual(['/download?id=7'])
    answers.set('/really.mp4', { type: 'text/html', file: makeRecording(folder, ...tone(2), 'really.ogg') })
    await video('/really.mp4', ({ output }) => {
      expect(output).toMatchObject({ media_type: 'audio/ogg', kind: 'audio' })
    })
  })

  test('sound alone', async () => {
    answers.set('/talk.mp3', { type: 'audio/mpeg', file: makeRecording(folder, ...tone(2), 'talk.mp3') })
    await video('/talk.mp3', ({ output, warnings, empty }) => {
      expect(output).toMatchObject({
        kind: 'audio',
        width: null,
        index: null,
        frames: 0,
        transcribable: true,
      })
      expect({ warnings, empty }).toEqual({ warnings: [], empty: false })
    })
  })

  test('M02: pictures alone', async () => {
    answers.set('/silent.mp4', { file: makeRecording(folder, ...slides([0], 2), ...h264([0]), 'silent.mp4') })
    await video('/silent.mp4', ({ output, warnings, empty }) => {
      expect(output).toMatchObject({ audio: null, transcribable: false, frames: 1 })
      expect(empty).toBe(false)
      expect(warnings).toMatchObject([{ code: 'no_audio_stream' }])
    })
  })

  test('M02: neither', async () => {
    await writeFile(join(folder, 'words.srt'), '1\n00:00:01,000 --> 00:00:02,000\nHello\n')
    answers.set('/words.mkv', {
      file: makeRecording(folder, '-i', 'words.srt', '-c:s', 'subrip', 'words.mkv'),
    })
    expect((await failure('/words.mkv')).code).toBe('no_audio_stream')
    const mute = [...tone(1), '-frames:a', '0', 'mute.wav']
    answers.set('/mute.wav', { file: makeRecording(folder, ...mute) })
    expect((await failure('/mute.wav')).code).toBe('no_audio_stream')
  })

  test('the track in the language of the talk', async () => {
    // A tone in one, silence in the other, which takes less room.
    const file = makeRecording(
      folder,
      ...[...tone(5), '-f', 'lavfi', '-i', 'anullsrc=r=44100:d=5', '-map', '0', '-map', '1', '-c:a', 'flac'],
      ...['-metadata:s:a:0', 'language=ger', '-metadata:s:a:1', 'language=eng', '-shortest', 'two.mkv'],
    )
    answers.set('/two.mkv', { file })
    const bytes = (language: string) => video('/two.mkv', ({ output }) => output.audio!.bytes, { language })
    const [german, english, french] = [await bytes('de'), await bytes('en'), await bytes('fr')]
    expect(english).toBeLessThan(german / 2)
    expect(french).toBe(german)
  })

  test('pictures that cannot be decoded do not cost the sound', async () => {
    const file = makeRecording(
      folder,
      ...slides([0], 3),
      ...tone(3),
      ...h264([0]),
      '-c:a',
      'flac',
      'broken.mkv',
    )
    const bytes = await readFile(file)
    // The codec's private data says how to decode; without it nobody can.
    const at = bytes.indexOf(Buffer.from('V_MPEG4/ISO/AVC'))
    bytes.write('V_MPEG4/ISO/AVX', at, 'latin1')
    await writeFile(file, bytes)
    answers.set('/broken.mkv', { file })
    await video('/broken.mkv', ({ output }) => {
      expect(output).toMatchObject({ frames: 0, index: null, transcribable: true })
    })
  })
})

describe('captions that are already there', () => {
  const srt = '1\n00:00:00,500 --> 00:00:01,500\nHerons <i>&</i> egrets\n'

  test('beside the file, in both forms', async () => {
    answers.set('/a/talk.v2.mp4?token=1', { file: join(folder, 'talk.mp4') })
    answers.set('/a/talk.v2.vtt', { body: `WEBVTT\nLanguage: en\n\n${srt.replace(/,/g, '.').slice(2)}` })
    answers.set('/a/talk.v2.srt', { body: srt })
    await video('/a/talk.v2.mp4?token=1', async ({ output }, bench) => {
      expect(output.captions).toMatchObject([
        { language: 'en', vtt: { media_type: 'text/vtt' } },
        { language: null, vtt: { media_type: 'text/vtt' } },
      ])
      const texts = await Promise.all(output.captions.map(({ vtt }) => bench.artifacts.readText(vtt)))
      expect(new Set(texts)).toEqual(
        new Set(['WEBVTT\n\n00:00:00.500 --> 00:00:01.500\nHerons &amp; egrets\n']),
      )
    })
  })

  test.each(['.av1.webm', '.h264.mp4', '.1080p.mp4'])(
    'beside several formats of one recording: %s',
    async (ending) => {
      answers.set(`/fosdem/talk${ending}`, { file: join(folder, 'talk.mp4') })
      answers.set('/fosdem/talk.vtt', { body: `WEBVTT\n\n${srt.replace(/,/g, '.').slice(2)}` })
      await video(`/fosdem/talk${ending}`, ({ output }) => {
        expect(output.captions).toMatchObject([{ language: null, vtt: { media_type: 'text/vtt' } }])
      })
    },
  )

  test.each([
    ['/c/talk.av1.webm', '/c/talk.en.vtt', 'en'],
    ['/c/talk_hd.mp4', '/c/talk.en.srt', 'en'],
    ['/c/talk.mp4', '/c/talk-eng.vtt', 'en'],
    ['/c/talk.h264.mp4', '/c/talk.asr.srt', null],
    ['/c/talk.webm', '/c/talk.webm.vtt', null],
    ['/c/talk--compressed56.webm', '/c/talk--main.vtt', null],
  ])('N2: by the names that archives use: %s, %s', async (media, captions, language) => {
    answers.set(media, { file: join(folder, 'talk.mp4') })
    answers.set(captions, {
      body: captions.endsWith('srt') ? srt : `WEBVTT\n\n${srt.replace(/,/g, '.').slice(2)}`,
    })
    await video(media, ({ output }) => {
      expect(output.captions).toMatchObject([{ language, kind: 'sidecar', url: origin + captions }])
    })
    answers.delete(media)
    answers.delete(captions)
  })

  test('in another language than the talk they are not all that is asked for', async () => {
    const line = 'Das Wasser ist heute wieder sauber, und die Kinder lernen etwas über die Natur.'
    answers.set('/d/talk.mp4', { file: join(folder, 'talk.mp4') })
    answers.set('/d/talk.srt', { body: `1\n00:00:00,500 --> 00:00:06,500\n${line}\n` })
    answers.set('/d/talk.en.srt', { body: srt })
    await video('/d/talk.mp4', ({ output }) => {
      expect(output.captions).toMatchObject([{ language: null }, { language: 'en' }])
    })
    asked = []
    await video('/d/talk.mp4', () => expect(asked).toHaveLength(3), { language: 'de' })
  })

  test('a server that has a page for everything is asked once', async () => {
    answers.set('/e/talk.mp4', { file: join(folder, 'talk.mp4') })
    answers.set('/e/talk.vtt', { type: 'text/html', body: '<html><p>No such file</p>' })
    await video('/e/talk.mp4', ({ output }) => expect(output.captions).toEqual([]))
    expect(asked).toEqual(['/e/talk.mp4', '/e/talk.vtt'])
  })

  test('named by the page that shows it', async () => {
    answers.set('/page', {
      type: 'text/html',
      body: '<!doctype html><title>T</title><main><h1>T</h1><video controls src="/talk.mp4"><track srclang="en" label="English" src="/named.srt"><track src="/gone.vtt"></video></main>',
    })
    answers.set('/named.srt', { body: srt })
    await video('/page', ({ output }) => {
      expect(output.captions).toMatchObject([{ language: 'en', label: 'English', kind: 'site' }])
    })
  })

  test('a page instead of them is none', async () => {
    answers.set('/soft/talk.mp4', { file: join(folder, 'talk.mp4') })
    answers.set('/soft/talk.vtt', { type: 'text/html', body: '<html><p>We have no such file --> home</p>' })
    await video('/soft/talk.mp4', ({ output, warnings }) => {
      expect(output.captions).toEqual([])
      expect(warnings).toEqual([])
    })
  })

  test('inside the file', async () => {
    await writeFile(join(folder, 'inside.srt'), srt)
    const file = makeRecording(
      folder,
      ...[...tone(3), '-i', 'inside.srt', '-map', '0', '-map', '1', '-c:s', 'mov_text'],
      ...['-metadata:s:s:0', 'language=deu', 'inside.mp4'],
    )
    answers.set('/inside.mp4', { file })
    await video('/inside.mp4', async ({ output }, bench) => {
      expect(output.captions).toMatchObject([{ language: 'de', vtt: { media_type: 'text/vtt' } }])
      const text = await bench.artifacts.readText(output.captions[0]!.vtt)
      expect(text).toBe('WEBVTT\n\n00:00:00.500 --> 00:00:01.500\nHerons &amp; egrets\n')
    })
  })
})

describe('tracks inside a recording that are not the talk', () => {
  const line = (said: string): string => `1\n00:00:00,500 --> 00:00:02,500\n${said}\n`
  const subtitled = async (name: string, given: readonly (readonly [said: string, ...tags: string[]])[]) => {
    const inputs: string[] = []
    for (const [at, [said]] of given.entries()) {
      await writeFile(join(folder, `${name}-${at}.srt`), line(said))
      inputs.push('-i', `${name}-${at}.srt`)
    }
    const tags = given.flatMap(([, ...own], at) =>
      own.flatMap((tag) =>
        tag.includes('=') ? [`-metadata:s:s:${at}`, tag] : [`-disposition:s:${at}`, tag],
      ),
    )
    const maps = given.flatMap((_one, at) => ['-map', `${at + 1}`])
    const file = makeRecording(
      folder,
      ...[...tone(3), ...inputs, '-map', '0', ...maps, '-c:s', 'subrip', ...tags, `${name}.mkv`],
    )
    answers.set(`/${name}.mkv`, { file })
  }
  const textsOf = (name: string) =>
    video(`/${name}.mkv`, async ({ output, warnings }, bench) => ({
      warnings,
      texts: await Promise.all(
        output.captions.map(async ({ vtt }) => (await bench.artifacts.readText(vtt)).split('\n').at(3)),
      ),
    }))

  test('N14: forced and commentary tracks are no transcript, by flag or by title', async () => {
    await subtitled('forced', [
      ['WET PAINT', 'forced', 'title=English'],
      ['Bonjour', 'title=Signs & Songs'],
      ['This was hard to film', 'comment'],
      ['I remember that day', 'title=Commentary'],
      ['Good morning', 'title=English'],
      ['Good morning [door opens]', 'hearing_impaired', 'title=English (SDH)'],
    ])
    expect((await textsOf('forced')).texts).toEqual(['Good morning', 'Good morning [door opens]'])
  })

  test('N14: a forced track alone is none', async () => {
    await subtitled('only-forced', [['WET PAINT', 'forced']])
    expect(await textsOf('only-forced')).toEqual({ texts: [], warnings: [] })
  })

  test('subtitles that are pictures are a warning where there are no others', async () => {
    await writeFile(join(folder, 'dvd.srt'), line('Good morning'))
    // ffmpeg makes no pictures of text: the track says that it holds them.
    const file = makeRecording(
      folder,
      ...[...tone(3), '-i', 'dvd.srt', '-map', '0', '-map', '1', '-c:s', 'subrip'],
      'pictures.mkv',
    )
    const bytes = await readFile(file)
    const at = bytes.indexOf('S_TEXT/UTF8')
    expect(at).toBeGreaterThan(0)
    bytes.write('S_HDMV/PGS\0', at, 'latin1')
    answers.set('/pictures.mkv', { body: bytes })
    expect((await textsOf('pictures')).warnings).toMatchObject([{ code: 'subtitles_not_read' }])
  })

  test('the sound of the talk, not a commentary in its language', async () => {
    // A tone in the talk, silence in the commentary, which takes less room.
    const quiet = '-f lavfi -i anullsrc=r=44100:d=3'.split(' ')
    const file = makeRecording(
      folder,
      ...[...quiet, ...tone(3), '-map', '0', '-map', '1', '-c:a', 'flac', '-disposition:a:0', 'comment'],
      ...['-metadata:s:a:0', 'language=eng', '-metadata:s:a:1', 'language=ger', '-shortest', 'comment.mkv'],
    )
    answers.set('/comment.mkv', { file })
    await video('/comment.mkv', ({ output }) => expect(output.audio?.bytes).toBeGreaterThan(10_000))
  })
})

describe('M01: what is no recording', () => {
  const cases: [string, () => Answer][] = [
    ['empty', () => ({ type: 'video/mp4', body: '' })],
    ['text', () => ({ type: 'video/mp4', body: 'Reed beds\n'.repeat(500) })],
    [
      'a page that says it is a video',
      () => ({ type: 'video/mp4', body: '<!doctype html><title>Gone</title>' }),
    ],
    ['random bytes', () => ({ type: 'video/mp4', body: randomBytes(200_000) })],
    ['a PDF', () => ({ type: 'application/pdf', body: '%PDF-1.7\n' })],
  ]
  test.each(cases)('%s', async (_name, answer) => {
    answers.set('/bad.mp4', answer())
    expect(await failure('/bad.mp4')).toMatchObject({ code: 'invalid_media', retryable: false })
  })

  test('cut off', async () => {
    const file = makeRecording(folder, '-i', 'talk.mp4', '-c', 'copy', 'cut.mp4')
    await truncate(file, 20_000)
    answers.set('/cut.mp4', { file })
    expect((await failure('/cut.mp4')).code).toBe('invalid_media')
  })
})

describe('M03: a playlist renamed to .mp4', () => {
  test.each([
    ['HLS', (url: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\n${url}\n#EXT-X-ENDLIST\n`],
    ['ffconcat', (url: string) => `ffconcat version 1.0\nfile '${url}'\n`],
  ])('%s', async (_name, list) => {
    for (const target of [`${origin}/canary.ts`, join(folder, 'talk.mp4')]) {
      asked = []
      answers.set('/list.mp4', { type: 'video/mp4', body: list(target) })
      expect((await failure('/list.mp4')).code).toBe('invalid_media')
      expect(asked).toEqual(['/list.mp4'])
    }
  })
})

test('M04: too long a recording', async () => {
  makeRecording(
    folder,
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
  const file = makeRecording(folder, '-stream_loop', '119', '-i', 'ten.mka', '-c', 'copy', 'long.mka')
  answers.set('/long.mka', { file })
  expect(await failure('/long.mka')).toMatchObject({ code: 'resource_limit', retryable: false })
})

describe('M04: too much of it', () => {
  test('a frame of more pixels than are allowed', async () => {
    const frame = (size: string, name: string): string =>
      makeRecording(
        folder,
        ...['-f', 'lavfi', '-i', `color=c=green:s=${size}:r=1:d=1`, '-c:v', 'mjpeg', '-q:v', '31', name],
      )
    answers.set('/wide.mkv', { file: frame('8208x8192', 'wide.mkv') })
    expect(await failure('/wide.mkv')).toMatchObject({ code: 'resource_limit', retryable: false })
    answers.set('/at.mkv', { file: frame('8192x8192', 'at.mkv') })
    await video('/at.mkv', ({ output }) => expect(output).toMatchObject({ width: 8_192, frames: 1 }))
  })

  test.each([65, 5_000])('%i streams', async (count) => {
    answers.set('/streams.mkv', { body: manyTracks(count) })
    const thrown = await failure('/streams.mkv')
    expect(thrown).toMatchObject({ code: 'resource_limit', retryable: false })
    expect(thrown.message).toContain('64 streams')
  })

  test('64 streams pass', async () => {
    answers.set('/streams.mkv', { body: manyTracks(64) })
    await video('/streams.mkv', ({ output }) => expect(output.kind).toBe('audio'))
  })

  test('a picture that says it has 65535 × 65535 pixels costs the pictures, not the sound', async () => {
    const file = makeRecording(
      folder,
      ...['-f', 'lavfi', '-i', 'color=s=320x240:r=1:d=2', ...tone(2), '-c:v', 'mjpeg', 'liar.mkv'],
    )
    const bytes = await readFile(file)
    // The frame headers of its JPEGs (ITU-T T.81, B.2.2): height and width.
    const header = Buffer.from('ffc0001108', 'hex')
    for (let at = bytes.indexOf(header); at !== -1; at = bytes.indexOf(header, at + 9))
      bytes.fill(0xff, at + 5, at + 9)
    answers.set('/liar.mkv', { body: bytes })
    await video('/liar.mkv', ({ output, warnings }) => {
      expect(output).toMatchObject({ frames: 0, transcribable: true })
      expect(warnings).toMatchObject([{ code: 'no_pictures' }])
    })
  })
})

test('M04: of many subtitle tracks the first ten are read', async () => {
  await writeFile(join(folder, 'many.srt'), '1\n00:00:00,500 --> 00:00:01,500\nHerons\n')
  const tracks = (count: number): string =>
    makeRecording(
      folder,
      ...[...tone(2), '-i', 'many.srt', '-map', '0', ...Array(count).fill(['-map', '1']).flat()],
      ...['-c:s', 'subrip', 'tracks.mkv'],
    )
  for (const count of [10, 11]) {
    answers.set('/tracks.mkv', { file: tracks(count) })
    await video('/tracks.mkv', ({ output }) => expect(output.captions).toHaveLength(10))
  }
})

test('M02: an unknown duration is measured', async () => {
  const args = '-v error -f lavfi -i sine=d=2 -c:a libopus -f webm -'.split(' ')
  answers.set('/live.webm', { body: execFileSync('ffmpeg', args) })
  await video('/live.webm', ({ output, warnings }) => {
    expect(output.duration).toBeCloseTo(2, 1)
    expect(warnings).toEqual([])
  })
})

test('a font inside the recording, and subtitles that name one, are nothing that is opened', async () => {
  await writeFile(join(folder, 'font.ttf'), randomBytes(20_000))
  await writeFile(join(folder, 'styled.srt'), '1\n00:00:00,500 --> 00:00:01,500\n{\\fnfont.ttf}Herons\n')
  const file = makeRecording(
    folder,
    ...[...tone(3), '-i', 'styled.srt', '-attach', 'font.ttf', '-metadata:s:t', 'mimetype=font/ttf'],
    ...['-map', '0', '-map', '1', '-c:s', 'ass', 'attached.mkv'],
  )
  answers.set('/attached.mkv', { file })
  await video('/attached.mkv', async ({ output }, bench) => {
    expect(await bench.artifacts.readText(output.captions[0]!.vtt)).toContain('Herons')
    expect(await bench.files()).not.toContain('font.ttf')
  })
})

describe('what cannot be fetched', () => {
  test('U06: not there', async () => {
    expect(await failure('/gone.mp4')).toMatchObject({ code: 'source_not_found', retryable: false })
  })

  test('U07: more than 4 GiB by its own account', async () => {
    answers.set('/huge.mp4', { body: '', headers: { 'content-length': String(5 * 1024 ** 3) } })
    expect((await failure('/huge.mp4')).code).toBe('source_too_large')
  })

  test('without its programs nothing is fetched', async () => {
    const findTool: FindTool = (name) => (name === 'ffprobe' ? null : findToolOnPath()(name))
    const thrown = await failure('/talk.mp4', { findTool })
    expect(thrown.code).toBe('tool_missing')
    expect(thrown.message).toContain('apt-get install ffmpeg')
    expect(asked).toEqual([])
  })

  test('cancelled in the middle: the reason comes out', async () => {
    const stop = new AbortController()
    const reason = new Error('cancelled')
    const findTool: FindTool = (name) => {
      // Looked up when the first program is to run.
      if (name === 'prlimit') stop.abort(reason)
      return findToolOnPath()(name)
    }
    const thrown = await video('/talk.mp4', () => 'done', { findTool, signal: stop.signal }).catch(
      (caught: unknown) => caught,
    )
    expect(thrown).toBe(reason)
  })
})

test('what its programs change is part of what decides the result', async () => {
  const given = (url: string, missing: string | null) => ({
    params: videoContract.params.parse({ video_url: url }),
    findTool: ((name) => (name === missing ? null : `/usr/bin/${name}`)) as FindTool,
    templatesDir: null,
    ...ownsNothing,
  })
  const of = (url: string, missing: string | null) => runVideo.fingerprint?.(given(url, missing))
  const [page, file] = ['https://youtu.be/abc', 'https://conf.example/talk.mp4']
  expect(await of(page, 'yt-dlp')).not.toBe(await of(page, null))
  expect(await of(file, 'yt-dlp')).toBe(await of(file, null))
  expect(await of(file, 'ffmpeg')).not.toBe(await of(file, null))
})
