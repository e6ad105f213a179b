import { spawnSync } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { SessionParameters } from '@async-events/client'
import { speechFile } from './make-sound.ts'

export interface DayOptions {
  talks: number
  /** Of each talk, in seconds; they follow one another. */
  secondsEach: number
  /** A slide lasts so many seconds, and so does a line of the captions. */
  slideSeconds: number
  /** Captions beside the recording; otherwise somebody speaks. */
  withCaptions: boolean
}

export interface DayRecording {
  host: string
  /** Of the recording. */
  url: string
  bytes: number
  /** Paths asked for so far. */
  requests: string[]
  /** A talk, its range as a rule in the parameters, of every third in the URL, of every fourth on its page. */
  session(talk: number): SessionParameters
  close(): Promise<void>
}

/** What is said at a second of the recording with captions. */
export const lineAt = (line: number): string => `Line ${line} of the day is about reeds and water.`

/** A conference that recorded a day of talks in one file. */
export async function startDayRecording(options: DayOptions): Promise<DayRecording> {
  const { talks, secondsEach, withCaptions } = options
  const folder = mkdtempSync(join(tmpdir(), 'async-events-day-'))
  const file = join(folder, 'day.mp4')
  makeDay(file, options)
  const requests: string[] = []
  const rangeOf = (talk: number) => [talk * secondsEach, (talk + 1) * secondsEach] as const
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    requests.push(path)
    const talk = /^\/talks\/(\d+)$/.exec(path)?.[1]
    if (path === '/day.mp4') {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': statSync(file).size })
      pipeline(createReadStream(file), response).catch(() => {})
    } else if (path === '/day.vtt' && withCaptions) {
      response.writeHead(200, { 'content-type': 'text/vtt' }).end(captions(options))
    } else if (talk !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      response.end(page(Number(talk), rangeOf(Number(talk))))
    } else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const url = `http://${host}/day.mp4`

  return {
    host,
    url,
    bytes: statSync(file).size,
    requests,
    session(talk) {
      if (talk >= talks) throw new RangeError('there are not so many talks')
      const [start, end] = rangeOf(talk)
      return {
        event: 'Day Conf',
        session: `Talk ${talk}`,
        url: `http://${host}/talks/${talk}`,
        filename: `talk-${talk}.md`,
        track: 'main',
        target_language: 'en',
        ...(talk % 4 === 3
          ? {}
          : talk % 3 === 2
            ? { video_url: `${url}#t=${start},${end}` }
            : { video_url: url, video_start: start, video_end: end }),
      }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Slides of a grey with a bar, each unlike its neighbours, two pictures a second. A round of them repeats. */
function makeDay(file: string, { talks, secondsEach, slideSeconds, withCaptions }: DayOptions): void {
  const seconds = talks * secondsEach
  const slides = 24
  const round = Math.min(seconds, slides * slideSeconds)
  const shown = Array.from({ length: slides }, (_, slide) => {
    const when = `between(t\\,${slide * slideSeconds}\\,${(slide + 1) * slideSeconds - 0.01})`
    const grey = ['white', '0xd0d0d0', '0xa0a0a0'][slide % 3]
    return `drawbox=c=${grey}:t=fill:enable='${when}',drawbox=x=${40 + (slide % 4) * 60}:y=${30 + (slide % 6) * 50}:w=260:h=36:c=black:t=fill:enable='${when}'`
  })
  const sound = withCaptions
    ? ['-f', 'lavfi', '-i', `sine=f=300:r=16000:d=${round}`]
    : ['-stream_loop', '-1', '-i', speechFile]
  const once = join(dirname(file), 'round.mp4')
  ffmpeg([
    ...['-f', 'lavfi', '-i', `color=c=white:s=640x360:r=2:d=${round},${shown.join(',')}`],
    ...[...sound, '-t', String(round), '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
    ...['-force_key_frames', `expr:gte(t,n_forced*${slideSeconds})`],
    ...['-c:a', 'aac', '-b:a', '32k', '-ac', '1', once],
  ])
  ffmpeg([
    '-stream_loop',
    String(Math.ceil(seconds / round) - 1),
    '-i',
    once,
    '-t',
    String(seconds),
    '-c',
    'copy',
    file,
  ])
}

function ffmpeg(args: readonly string[]): void {
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-nostdin', ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`ffmpeg: ${stderr}`)
}

function captions({ talks, secondsEach, slideSeconds }: DayOptions): string {
  const time = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(11, 23)}`
  const lines = Array.from({ length: (talks * secondsEach) / slideSeconds }, (_, line) => {
    const start = line * slideSeconds
    return `${time(start + 1)} --> ${time(start + slideSeconds - 1)}\n${lineAt(line)}\n`
  })
  return `WEBVTT\n\n${lines.join('\n')}`
}

const page = (
  talk: number,
  [start, end]: readonly [number, number],
): string => `<!doctype html><html lang="en"><head><title>Talk ${talk}</title></head>
<body><main><h1>Talk ${talk}</h1>
<p>This talk is number ${talk} of a day about reed beds. It explains how water moves through them, why a sluice in the
wrong place does harm, and what the neighbours said when the meadow was wet for the first time.</p>
<h2>Recording</h2><video controls src="/day.mp4#t=${start},${end}"></video></main></body></html>`
