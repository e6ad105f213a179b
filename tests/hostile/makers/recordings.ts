import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sheets } from './documents.ts'

const run = promisify(execFile)
const sine = (seconds: number): string[] => ['-f', 'lavfi', '-i', `sine=f=300:r=16000:d=${seconds}`]
const silence = (seconds: number): string[] => ['-f', 'lavfi', '-i', `anullsrc=r=16000:cl=mono:d=${seconds}`]
const slides = (seconds: number, size = '320x180'): string[] => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=s=${size}:r=5:d=${seconds}`,
]
const sheetSeconds = 3
const filmed = sheets.flatMap((_, at) => [
  ...['-loop', '1', '-framerate', '5', '-t', String(sheetSeconds)],
  ...['-i', `sheet-${at}.jpg`],
])
const oneByOne = `${sheets.map((_, at) => `[${at}]`).join('')}concat=n=${sheets.length}:v=1,scale=1280:-2[out]`
const h264 = '-c:v libx264 -preset ultrafast -pix_fmt yuv420p'.split(' ')
const index = ['-movflags', '+faststart']

/** What ffmpeg makes each of: its arguments, the last of which names the file. */
const recipes = {
  good: [...slides(3), ...sine(3), ...h264, ...index, 'good.mp4'],
  'slides-shown': [
    ...[...filmed, ...sine(sheetSeconds * sheets.length), '-filter_complex', oneByOne],
    ...['-map', '[out]', '-map', `${sheets.length}:a`, ...h264, ...index, 'slides-shown.mp4'],
  ],
  'no-sound': [...slides(2), ...h264, ...index, 'no-sound.mp4'],
  silence: [...silence(4), '-c:a', 'libopus', 'silence.ogg'],
  'words-only': ['-i', 'words.srt', '-c:s', 'subrip', 'words.mkv'],
  'no-frames': [...sine(1), '-frames:a', '0', 'none.wav'],
  'index-at-end': [...slides(3), ...sine(3), ...h264, 'end.mp4'],
  'ten-minutes': [...silence(600), '-c:a', 'flac', '-frame_size', '32768', 'ten.mka'],
  huge: ['-f', 'lavfi', '-i', 'color=s=16000x5000:r=1:d=1', '-c:v', 'mjpeg', '-q:v', '31', 'huge.mkv'],
  odd: ['-f', 'lavfi', '-i', 'aevalsrc=exprs=sin(2*PI*t*440):s=11025:d=1:c=7.1', '-c:a', 'flac', 'odd.mka'],
} satisfies Record<string, readonly string[]>

export type RecordingName = keyof typeof recipes | 'twenty-hours' | 'unknown-duration' | 'hostile-metadata'

const made = new Map<RecordingName, Promise<Buffer>>()

/** Bytes of a recording; made when first asked for. */
export function recording(name: RecordingName): Promise<Buffer> {
  const known = made.get(name)
  if (known) return known
  const making = make(name)
  made.set(name, making)
  return making
}

async function make(name: RecordingName): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'async-events-recording-'))
  const ffmpeg = async (args: readonly string[]): Promise<Buffer> => {
    await run('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args], { cwd: folder })
    return readFile(join(folder, args.at(-1) ?? ''))
  }
  try {
    switch (name) {
      case 'twenty-hours':
        await writeFile(join(folder, 'ten.mka'), await recording('ten-minutes'))
        return await ffmpeg(['-stream_loop', '119', '-i', 'ten.mka', '-c', 'copy', 'long.mka'])
      case 'unknown-duration': {
        // As a browser records: to a pipe, so that nobody could go back and fill the length in.
        const args = ['-nostdin', '-v', 'error', ...sine(2), '-c:a', 'libopus', '-f', 'webm', '-']
        return (await run('ffmpeg', args, { encoding: 'buffer', cwd: folder })).stdout
      }
      case 'hostile-metadata': {
        await writeFile(join(folder, 'good.mp4'), await recording('good'))
        const title = '--- admin: true ---\n# Pwned <script>alert(1)</script> {{session}} ../../etc/passwd'
        const args = [
          '-i',
          'good.mp4',
          '-c',
          'copy',
          '-metadata',
          `title=${title}`,
          '-metadata',
          `comment=${title.repeat(200)}`,
        ]
        return await ffmpeg([...args, 'metadata.mp4'])
      }
      default:
        await writeFile(join(folder, 'words.srt'), '1\n00:00:00,500 --> 00:00:01,000\nHello\n')
        for (const [at, sheet] of sheets.entries()) await writeFile(join(folder, `sheet-${at}.jpg`), sheet)
        return await ffmpeg(recipes[name])
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Lists that name other files, as they are found renamed to `.mp4`. */
export const playlists = {
  HLS: (url: string) =>
    `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\n${url}\n#EXT-X-ENDLIST\n`,
  'HLS master': (url: string) => `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${url}\n`,
  'HLS with a key': (url: string) =>
    `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-KEY:METHOD=AES-128,URI="${url}"\n#EXTINF:1.0,\n${url}\n#EXT-X-ENDLIST\n`,
  ffconcat: (url: string) => `ffconcat version 1.0\nfile '${url}'\n`,
  concat: (url: string) => `file '${url}'\n`,
  DASH: (url: string) =>
    `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT1S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>${url}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
  SDP: (url: string) => {
    const { hostname, port } = new URL(url)
    return `v=0\no=- 0 0 IN IP4 ${hostname}\ns=x\nc=IN IP4 ${hostname}\nt=0 0\nm=audio ${port || 9} RTP/AVP 0\n`
  },
  M3U: (url: string) => `#EXTM3U\n#EXTINF:1,Talk\n${url}\n`,
  XSPF: (url: string) =>
    `<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track><location>${url}</location></track></trackList></playlist>`,
  SVG: (url: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="${url}" width="9" height="9"/></svg>`,
} as const
