import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError, type FindTool, type SafeFetch } from '@async-events/core'
import { findToolOnPath } from '@async-events/sandbox'
import { createGuardedProxies, createSafeFetch, parseFetchAllow } from '@async-events/web'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createBench } from '../../../test/create-bench.ts'
import { h264, makeRecording, slides, tone } from '../../../test/make-recording.ts'
import { videoContract } from '../contract.ts'
import { runVideo } from '../run.ts'
import { pickRendition, type Rendition } from './pick-rendition.ts'
import { isYtDlpPage } from './yt-dlp.ts'

const answers = new Map<string, [type: string, body: string | Buffer]>()
let asked: string[] = []
let server: Server
let origin: string
let folder: string
let talk: Buffer
let fetch: SafeFetch
/** Hosts that tests may not reach are played by the server; everything else goes as it is. */
const played = ['https://media.ccc.de', 'https://cdn.media.ccc.de', 'https://video.host.example']

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sites-'))
  talk = await readFile(makeRecording(folder, ...slides([0, 2], 4), ...tone(4), ...h264([0, 2]), 'talk.mp4'))
  server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const answer = answers.get(path)
    if (answer) response.writeHead(200, { 'content-type': answer[0] }).end(answer[1])
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const safeFetch = createSafeFetch({
    userAgent: 'AsyncEvents-test',
    allow: parseFetchAllow(new URL(origin).host),
  })
  fetch = (request) => {
    const host = played.find((known) => request.url.startsWith(`${known}/`))
    return safeFetch(
      host === undefined ? request : { ...request, url: origin + request.url.slice(host.length) },
    )
  }
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

beforeEach(() => {
  answers.clear()
  asked = []
})

const json = (path: string, value: unknown): unknown =>
  answers.set(path, ['application/json', JSON.stringify(value)])
const recording = (path: string): unknown => answers.set(path, ['video/mp4', talk])
const captions = (path: string, said: string): unknown =>
  answers.set(path, ['text/vtt', `WEBVTT\n\n00:00.500 --> 00:01.500\n${said}\n`])
const page = (path: string, html: string): unknown => answers.set(path, ['text/html; charset=utf-8', html])

async function find(url: string, { language = 'en', findTool = findToolOnPath() as FindTool } = {}) {
  const bench = await createBench()
  try {
    const outcome = await runVideo(
      bench.context(videoContract, {
        params: { video_url: url, source_language: language },
        fetch,
        findTool,
        openProxy: createGuardedProxies(),
      }),
    )
    const output = videoContract.result.parse(outcome.output)
    const texts = await Promise.all(output.captions.map(({ vtt }) => bench.artifacts.readText(vtt)))
    return { output, said: texts.map((text) => text.split('\n').at(-2)) }
  } finally {
    await bench.close()
  }
}

async function failure(url: string, given: Parameters<typeof find>[1] = {}): Promise<AppError> {
  const thrown = await find(url, given).then(
    () => 'nothing was thrown',
    (reason: unknown) => reason,
  )
  expect(thrown).toBeInstanceOf(AppError)
  expect(videoContract.errors).toContain((thrown as AppError).code)
  return thrown as AppError
}

describe('PeerTube', () => {
  const id = 'kkGMgK9ZtnKfYAgnEtQxbv'
  const file = (height: number, more: object = {}) => ({
    resolution: { id: height, label: `${height}p` },
    size: height * 1000,
    fileUrl: `${origin}/static/${height}.mp4`,
    fps: 25,
    ...more,
  })
  const shown = (more: object) =>
    json(`/api/v1/videos/${id}`, { name: 'Reed beds', isLive: false, language: { id: 'en' }, ...more })

  test.each([`/w/${id}`, `/videos/watch/${id}`])(
    'a page at %s: file, captions, chapters, title',
    async (path) => {
      page(path, '<!doctype html><title>PeerTube</title><div id=app></div>')
      shown({ files: [file(1080), file(720), file(360)], streamingPlaylists: [] })
      json(`/api/v1/videos/${id}/captions`, {
        total: 3,
        data: [
          {
            language: { id: 'en', label: 'English' },
            automaticallyGenerated: true,
            captionPath: '/auto.vtt',
          },
          { language: { id: 'de', label: 'Deutsch' }, captionPath: '/de.vtt', fileUrl: null },
          { language: { id: 'fr', label: 'Français' }, fileUrl: `${origin}/gone.vtt` },
        ],
      })
      json(`/api/v1/videos/${id}/chapters`, { chapters: [{ timecode: 2, title: 'Herons' }] })
      recording('/static/720.mp4')
      captions('/auto.vtt', 'Heard')
      captions('/de.vtt', 'Geschrieben')
      const { output, said } = await find(`${origin}${path}`)
      expect(output).toMatchObject({
        url: `${origin}/static/720.mp4`,
        title: 'Reed beds',
        frames: 2,
        captions: [
          { language: 'de', label: 'Deutsch' },
          { language: 'en', label: 'English' },
        ],
        chapters: [{ start: 2, title: 'Herons' }],
      })
      expect(said).toEqual(['Geschrieben', 'Heard'])
      // No look for captions beside a file that was not named by the job.
      expect(asked).not.toContain('/static/720.vtt')
    },
  )

  test('an instance that has only the files of its playlist, sound apart from pictures', async () => {
    page(`/w/${id}`, '<!doctype html>')
    const streamed = [
      file(720, { hasAudio: false, hasVideo: true }),
      file(480, { hasAudio: true, hasVideo: true }),
      file(0, { hasAudio: true, hasVideo: false }),
    ]
    shown({ files: [], streamingPlaylists: [{ files: streamed }] })
    recording('/static/480.mp4')
    expect((await find(`${origin}/w/${id}`)).output.url).toBe(`${origin}/static/480.mp4`)
  })

  test('a live stream, and a page of another program at such a path', async () => {
    page(`/w/${id}`, '<!doctype html><p>Hello</p>')
    expect(await failure(`${origin}/w/${id}`)).toMatchObject({ code: 'unsupported_source' })
    shown({ files: [], streamingPlaylists: [], isLive: true })
    const thrown = await failure(`${origin}/w/${id}`)
    expect(thrown.code).toBe('unsupported_source')
    expect(thrown.message).toContain('live')
  })
})

describe('media.ccc.de', () => {
  const url = 'https://media.ccc.de/v/38c3-reed-beds'
  const cdn = 'https://cdn.media.ccc.de'
  const made = (path: string, mime_type: string, more: object = {}) => ({
    mime_type,
    recording_url: `${cdn}${path}`,
    language: 'deu-eng',
    folder: 'h264-sd',
    ...more,
  })

  test('the file up to 720 lines that speaks the language, and its subtitles', async () => {
    json('/public/events/38c3-reed-beds', {
      title: 'Schilf',
      original_language: 'deu',
      recordings: [
        made('/hd.mp4', 'video/mp4', { height: 1080, folder: 'h264-hd' }),
        made('/sd.mp4', 'video/mp4', { height: 576 }),
        made('/sd.webm', 'video/webm', { height: 576 }),
        made('/fra.mp4', 'video/mp4', { height: 720, language: 'fra' }),
        made('/slides.mp4', 'video/mp4', { height: 720, folder: 'slides-h264-hd' }),
        made('/deu.mp3', 'audio/mpeg', { language: 'deu' }),
        made('/de.vtt', 'text/vtt', { language: 'deu', folder: 'subtitles' }),
        made('/en.srt', 'application/x-subrip', { language: 'eng', folder: 'subtitles' }),
      ],
    })
    recording('/sd.mp4')
    captions('/de.vtt', 'Geschrieben')
    answers.set('/en.srt', ['text/plain', '1\n00:00:00,500 --> 00:00:01,500\nWritten\n'])
    const { output, said } = await find(`${url}#t=30`, { language: 'de' })
    expect(output).toMatchObject({
      title: 'Schilf',
      frames: 2,
      captions: [{ language: 'de' }, { language: 'en' }],
    })
    expect(said).toEqual(['Geschrieben', 'Written'])
    expect(asked).toEqual(['/public/events/38c3-reed-beds', '/sd.mp4', '/de.vtt', '/en.srt'])
  })

  test('nothing recorded, not there, nonsense', async () => {
    json('/public/events/38c3-reed-beds', { title: 'Schilf', recordings: [] })
    expect((await failure(url)).code).toBe('unsupported_source')
    answers.clear()
    expect((await failure(url)).code).toBe('source_not_found')
    json('/public/events/38c3-reed-beds', { recordings: 'none' })
    expect(await failure(url)).toMatchObject({ code: 'bad_response', retryable: true })
  })
})

describe('YouTube and Vimeo by yt-dlp', () => {
  const host = 'https://video.host.example'
  const format = (path: string, more: object) => ({
    url: host + path,
    protocol: 'https',
    ext: 'mp4',
    ...more,
  })
  const both = { vcodec: 'avc1.4d401f', acodec: 'mp4a.40.2' }

  /** A yt-dlp that answers so, and writes down how it was asked. */
  async function ytDlp(answer: unknown, { says = '', code = 0 } = {}): Promise<FindTool> {
    const home = await mkdtemp(join(folder, 'yt-dlp-'))
    const file = join(home, 'yt-dlp')
    await writeFile(join(home, 'answer'), typeof answer === 'string' ? answer : JSON.stringify(answer))
    await writeFile(join(home, 'says'), says)
    const script = `#!/bin/sh\nprintf '%s\\n' "$@" > '${home}/asked'\ncat '${home}/says' >&2\ncat '${home}/answer'\nexit ${code}\n`
    await writeFile(file, script, { mode: 0o755 })
    const others = findToolOnPath()
    return (name) => (name === 'yt-dlp' ? file : others(name))
  }
  const argsOf = async (findTool: FindTool): Promise<string[]> =>
    (await readFile(join(findTool('yt-dlp')!, '..', 'asked'), 'utf8')).trim().split('\n')

  test('the largest whole file up to 720 lines, captions, chapters, title', async () => {
    const findTool = await ytDlp({
      title: 'Reed beds',
      formats: [
        format('/storyboard', { protocol: 'mhtml', vcodec: 'none', acodec: 'none' }),
        format('/360.mp4', { ...both, height: 360, tbr: 500 }),
        format('/720.mp4', { ...both, height: 720, tbr: 1500 }),
        format('/1080.mp4', { ...both, height: 1080 }),
        format('/stream', { ...both, height: 720, protocol: 'm3u8_native' }),
        format('/mute.mp4', { vcodec: 'avc1', acodec: 'none', height: 720 }),
      ],
      subtitles: {
        de: [
          { ext: 'json3', url: `${host}/de.json` },
          { ext: 'vtt', url: `${host}/de.vtt`, name: 'Deutsch' },
        ],
        live_chat: [{ ext: 'json', url: `${host}/chat` }],
      },
      automatic_captions: {
        af: [{ ext: 'vtt', url: `${host}/af.vtt` }],
        en: [{ ext: 'vtt', url: `${host}/translated.vtt` }],
        'en-orig': [{ ext: 'vtt', url: `${host}/heard.vtt`, name: 'English (Original)' }],
      },
      chapters: [{ start_time: 0, end_time: 2, title: 'Opening' }],
    })
    recording('/720.mp4')
    captions('/de.vtt', 'Geschrieben')
    answers.set('/heard.vtt', [
      'text/vtt',
      'WEBVTT\n\n00:00.000 --> 00:01.000\nreed<00:00:00.500><c> beds</c>\n\n00:01.000 --> 00:02.000\nreed beds\nare cut\n',
    ])
    const { output, said } = await find('http://user:pw@www.youtube.com/watch?v=abc&list=PL1', { findTool })
    expect(output).toMatchObject({
      title: 'Reed beds',
      frames: 2,
      captions: [
        { language: 'de', label: 'Deutsch' },
        { language: 'en', label: 'English (Original)' },
      ],
      chapters: [{ start: 0, title: 'Opening' }],
    })
    expect(said).toEqual(['Geschrieben', 'are cut'])
    // The program is asked for facts; what they name is fetched as everything else.
    expect(asked).toEqual(['/720.mp4', '/de.vtt', '/heard.vtt'])
    const args = await argsOf(findTool)
    expect(args).toEqual(expect.arrayContaining(['-J', '--no-playlist', '--no-warnings', '--ignore-config']))
    expect(args.slice(-2)).toEqual(['--', 'https://www.youtube.com/watch?v=abc&list=PL1'])
  })

  test('the sound alone where pictures come apart', async () => {
    const findTool = await ytDlp({
      title: 'Reed beds',
      formats: [
        format('/mute.mp4', { vcodec: 'avc1', acodec: 'none', height: 720 }),
        format('/dubbed.m4a', { vcodec: 'none', acodec: 'mp4a', ext: 'm4a', language: 'fr', tbr: 128 }),
        format('/sound.m4a', { vcodec: 'none', acodec: 'mp4a', ext: 'm4a', language: 'en-US', tbr: 128 }),
      ],
    })
    answers.set('/sound.m4a', ['audio/mp4', await readFile(makeRecording(folder, ...tone(2), 'sound.m4a'))])
    const { output } = await find('https://vimeo.com/76979871', { findTool })
    expect(output).toMatchObject({ kind: 'audio', captions: [], index: null })
  })

  test('without yt-dlp: what to do, and nothing is fetched', async () => {
    const others = findToolOnPath()
    const findTool: FindTool = (name) => (name === 'yt-dlp' ? null : others(name))
    const thrown = await failure('https://youtu.be/abc', { findTool })
    expect(thrown.code).toBe('unsupported_source')
    expect(thrown.message).toMatch(/install it.*URL of a media file/)
    expect(asked).toEqual([])
  })

  test.each([
    [
      'only streams',
      { formats: [format('/x', { ...both, protocol: 'm3u8_native' })] },
      '',
      0,
      'unsupported_source',
    ],
    ['locked files', { formats: [format('/x', { ...both, has_drm: true })] }, '', 0, 'unsupported_source'],
    ['a live stream', { is_live: true, formats: [] }, '', 0, 'unsupported_source'],
    ['a list of videos', { _type: 'playlist', entries: [] }, '', 0, 'unsupported_source'],
    ['no JSON', 'null', '', 0, 'bad_response'],
    ['nonsense', '<html>', '', 0, 'bad_response'],
    ['not there', '', 'ERROR: [youtube] abc: Video unavailable', 1, 'source_not_found'],
    ['private', '', 'ERROR: [youtube] abc: Private video. Sign in if you have access', 1, 'source_not_found'],
    ['no page of it', '', 'ERROR: Unsupported URL: https://vimeo.com/help', 1, 'unsupported_source'],
    ['turned away', '', 'WARNING: x\nERROR: [youtube] abc: HTTP Error 429', 1, 'source_unavailable'],
  ])('%s', async (_name, answer, says, code, expected) => {
    const findTool = await ytDlp(answer, { says, code })
    expect((await failure('https://youtu.be/abc', { findTool })).code).toBe(expected)
    expect(asked).toEqual([])
  })

  test('what it names is fetched like every URL', async () => {
    const formats = [
      { url: 'http://169.254.169.254/latest', protocol: 'http', ext: 'mp4', ...both, height: 360 },
    ]
    const findTool = await ytDlp({ formats })
    expect((await failure('https://youtu.be/abc', { findTool })).code).toMatch(/_not_allowed$/)
  })

  test('U02: where it dials through its proxy nothing private is reached, and its credential is no argument', async () => {
    const canary = createServer((_request, response) => response.end('secret'))
    let dialled = 0
    canary.on('connection', () => dialled++)
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
    const address = canary.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const home = await mkdtemp(join(folder, 'yt-dlp-'))
    const file = join(home, 'yt-dlp')
    // Dials where a page of its hosts might lead it, and tells what came of it.
    const script = `#!/bin/bash
      at="\${https_proxy##*@}" credential="\${https_proxy#http://}"
      for target in 127.0.0.1:${port} localhost:443 169.254.169.254:80 10.0.0.1:443; do
        exec 3<>"/dev/tcp/\${at%:*}/\${at#*:}"
        printf 'CONNECT %s HTTP/1.1\\r\\nProxy-Authorization: Basic %s\\r\\n\\r\\n' \\
          "$target" "$(printf %s "\${credential%@*}" | base64 -w0)" >&3
        head -n1 <&3 >> '${home}/answers'
      done
      printf '%s\\n' "$@" "$https_proxy" > '${home}/asked'
      exit 1`
    await writeFile(file, script, { mode: 0o755 })
    const others = findToolOnPath()
    const findTool: FindTool = (name) => (name === 'yt-dlp' ? file : others(name))
    const thrown = await failure('https://youtu.be/abc', { findTool })
    expect(thrown).toMatchObject({ code: 'destination_not_allowed', retryable: false })
    expect((await readFile(join(home, 'answers'), 'utf8')).trim().split('\r\n')).toHaveLength(4)
    expect(await readFile(join(home, 'answers'), 'utf8')).toMatch(/^(HTTP\/1\.1 403 Refused\s+){4}$/)
    const args = await argsOf(findTool)
    const proxy = args.pop() ?? ''
    expect(args.join(' ')).not.toContain(new URL(proxy).password)
    // It is open only while the program runs.
    await expect(globalThis.fetch(`http://${new URL(proxy).host}/`)).rejects.toThrow()
    expect(dialled).toBe(0)
    await new Promise((resolve) => canary.close(resolve))
  })

  test('no other host is ever given to it', () => {
    const yes = [
      'https://www.youtube.com/watch?v=a',
      'http://m.youtube.com/x',
      'https://youtu.be/a',
      'https://player.vimeo.com/video/1',
    ]
    const no = [
      'https://youtube.com.conf.example/watch?v=a',
      'https://notyoutube.com/watch?v=a',
      'https://conf.example/?u=https://youtube.com/',
      'https://youtube.com@conf.example/watch',
      'https://www.youtube.com:8443/watch?v=a',
      'ftp://youtube.com/watch',
      'http://127.0.0.1/youtube.com',
    ]
    expect(yes.filter((url) => !isYtDlpPage(url))).toEqual([])
    expect(no.filter(isYtDlpPage)).toEqual([])
  })
})

describe('any other page', () => {
  test('with a <video>', async () => {
    page(
      '/talk',
      '<!doctype html><title>Reed beds</title><h1>Reed beds</h1><video><source src="media/talk.mp4"></video>',
    )
    recording('/media/talk.mp4')
    const { output } = await find(`${origin}/talk`)
    expect(output).toMatchObject({ url: `${origin}/media/talk.mp4`, title: 'Reed beds', frames: 2 })
  })

  test('with a video in its head', async () => {
    page('/talk', `<!doctype html><meta property="og:video" content="${origin}/talk.mp4"><title>T</title>`)
    recording('/talk.mp4')
    expect((await find(`${origin}/talk`)).output.frames).toBe(2)
  })

  test('with a player of a known site', async () => {
    page('/talk', '<!doctype html><title>T</title><iframe src="https://www.youtube.com/embed/abc"></iframe>')
    const others = findToolOnPath()
    const thrown = await failure(`${origin}/talk`, {
      findTool: (name) => (name === 'yt-dlp' ? null : others(name)),
    })
    expect(thrown.message).toContain('yt-dlp')
  })

  test('U09: with none, or with one that leads to a page', async () => {
    page('/talk', '<!doctype html><title>T</title><p>The video follows soon.')
    const thrown = await failure(`${origin}/talk`)
    expect(thrown).toMatchObject({ code: 'unsupported_source', retryable: false })
    expect(thrown.message).toContain('URL of the media file')
    page('/talk', '<!doctype html><title>T</title><video src="/other"></video>')
    page('/other', '<!doctype html><title>T</title><video src="/talk"></video>')
    expect((await failure(`${origin}/talk`)).code).toBe('unsupported_source')
    expect(asked.filter((path) => path === '/other')).toHaveLength(1)
  })
})

test('the best of several files', () => {
  const of = (url: string, more: Partial<Rendition> = {}): Rendition => ({
    ...{ url, height: 720, sound: true, picture: true, mp4: true, wanted: null, bitrate: 0 },
    ...more,
  })
  const best = (...all: Rendition[]): string | undefined => pickRendition(all)?.url
  expect(best(of('low', { height: 360 }), of('good'), of('high', { height: 1080 }))).toBe('good')
  expect(best(of('2160', { height: 2160 }), of('1080', { height: 1080 }))).toBe('1080')
  expect(best(of('webm', { mp4: false }), of('mp4', { height: 360 }))).toBe('mp4')
  expect(best(of('other', { wanted: false }), of('mine', { wanted: true, height: 240 }))).toBe('mine')
  expect(best(of('mute', { sound: false }), of('sound', { picture: false, height: null }))).toBe('sound')
  expect(best(of('mute', { sound: false }))).toBe('mute')
  expect(best(of('nothing', { sound: false, picture: false }))).toBeUndefined()
  expect(best(of('thin', { bitrate: 1 }), of('thick', { bitrate: 2 }))).toBe('thick')
})
