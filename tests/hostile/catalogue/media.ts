import { randomBytes } from 'node:crypto'
import type { JobCreate } from '@async-events/client'
import { answer, status } from '../answers.ts'
import type { Expected, HostileCase, JobCase } from '../case.ts'
import { isWellFormed } from '../document-checks.ts'
import type { Place } from '../fake-internet.ts'
import { makeMatroska } from '../makers/matroska.ts'
import { playlists, type RecordingName, recording } from '../makers/recordings.ts'
import { audioJob, goodHtml, session, videoJob } from './sessions.ts'

type Bytes = Buffer | string | RecordingName | (() => Promise<Buffer> | Buffer)

/** Bytes as a recording; a word is one that ffmpeg makes. */
const put = async (place: Place, bytes: Bytes | Promise<Buffer>, path = '/talk.mp4'): Promise<string> => {
  const made = typeof bytes === 'function' ? await bytes() : await bytes
  return place.site(answer('video/mp4', made), { path })
}

const fails = (code: string): Expected => ({ fails: code })
const videoCase = (
  row: string,
  name: string,
  bytes: (place: Place) => Buffer | string | Promise<Buffer>,
  expected: Expected,
): JobCase => ({
  row,
  name,
  job: async (place) =>
    videoJob(
      await put(
        place,
        Promise.resolve(bytes(place)).then((made) => Buffer.from(made)),
      ),
    ),
  expected,
})

const m01: HostileCase[] = [
  ...(
    [
      ['0 bytes', () => ''],
      ['random bytes', () => randomBytes(200_000)],
      ['zeros', () => Buffer.alloc(300_000)],
      ['text renamed to .mp4', () => 'Reed beds and patience\n'.repeat(500)],
      ['a page renamed to .mp4', () => goodHtml()],
      ['a PDF', () => `%PDF-1.7\n${'x'.repeat(5_000)}`],
      ['a header and nothing more', () => Buffer.from('000000206674797069736f6d', 'hex')],
      ['truncated before its index', async () => (await recording('index-at-end')).subarray(0, 20_000)],
      [
        'a box that is longer than the file',
        () => Buffer.from('00000020667479706d70343200000000ffffffff6d6f6f76ffffffff', 'hex'),
      ],
    ] as [string, () => Buffer | string | Promise<Buffer>][]
  ).map(([name, bytes]) => videoCase('M01', name, bytes, fails('invalid_media'))),
  {
    row: 'M01',
    name: 'random bytes as the recording of a talk that has a page',
    job: async (place) => session(place, { video_url: await put(place, randomBytes(50_000)) }),
    expected: { completes: { warnings: [{ step: 'video', code: 'invalid_media' }] } },
  },
]

const m02: HostileCase[] = [
  {
    row: 'M02',
    name: 'no audio stream',
    job: async (place) => session(place, { video_url: await put(place, recording('no-sound')) }),
    expected: { completes: { warnings: [{ step: 'video', code: 'no_audio_stream' }] } },
  },
  videoCase('M02', 'neither sound nor pictures', () => recording('words-only'), fails('no_audio_stream')),
  videoCase('M02', 'a sound of 0 seconds', () => recording('no-frames'), fails('no_audio_stream')),
  {
    row: 'M02',
    name: 'silence only',
    job: async (place) => session(place, { video_url: await put(place, recording('silence')) }),
    expected: { completes: { warnings: [{ step: 'audio', code: 'no_speech' }] } },
  },
  videoCase('M02', 'an unknown duration', () => recording('unknown-duration'), { completes: {} }),
  videoCase('M02', 'eight channels at an odd rate', () => recording('odd'), { completes: {} }),
]

const m03: HostileCase[] = Object.entries(playlists).flatMap(([kind, list]): HostileCase[] => [
  videoCase(
    'M03',
    `${kind} that names canaries`,
    (place) => place.forbidden('/segment.ts').map(list).join('\n'),
    fails('invalid_media'),
  ),
  videoCase('M03', `${kind} that names a file`, () => list('file:///etc/passwd'), fails('invalid_media')),
])

const m04: HostileCase[] = [
  videoCase('M04', 'a huge frame', () => recording('huge'), fails('resource_limit')),
  videoCase(
    'M04',
    'a frame of 16000 × 16000 by its own account',
    () => makeMatroska([{ type: 'video', width: 16_000, height: 16_000 }]),
    fails('resource_limit'),
  ),
  videoCase(
    'M04',
    '3000 streams',
    () => makeMatroska(Array(3_000).fill({ type: 'audio' })),
    fails('resource_limit'),
  ),
  videoCase('M04', '64 streams', () => makeMatroska(Array(64).fill({ type: 'audio' })), { completes: {} }),
  videoCase(
    'M04',
    '65 streams',
    () => makeMatroska(Array(65).fill({ type: 'audio' })),
    fails('resource_limit'),
  ),
  videoCase('M04', '20 h of silence', () => recording('twenty-hours'), fails('resource_limit')),
]

const m05: HostileCase[] = [
  {
    row: 'M05',
    name: 'three languages in one talk',
    job: async (place) => session(place, { video_url: await put(place, recording('good')) }),
    expected: {
      completes: {
        holds: ({ results }) => {
          if (results?.transcript?.language !== 'de')
            throw new Error(`heard ${results?.transcript?.language}`)
        },
      },
    },
  },
  {
    row: 'M05',
    name: 'a language that nobody knows',
    job: async (place) =>
      session(place, { video_url: await put(place, recording('good')), source_language: 'qaa' }),
    expected: { completes: {} },
  },
]

/** Captions as a stranger writes them. */
const captions: [string, string][] = [
  [
    'markup and scripts',
    '1\n00:00:00,100 --> 00:00:01,000\n<script>alert(1)</script><b>Reed</b> &lt;i&gt; <v Bob><img src=x>\n',
  ],
  [
    'what would break a document',
    '1\n00:00:00,100 --> 00:00:01,000\n--- admin: true\n# Title\n```\n{{session}} {slides} <!--\n',
  ],
  [
    'arrows and times that are none',
    '1\n99:99:99,999 --> 00:00:00,000\nx --> y\n\n2\n00:00:02,000 --> 00:00:01,000\nback\n',
  ],
  ['a cue of a megabyte', `1\n00:00:00,100 --> 00:00:01,000\n${'reed '.repeat(200_000)}\n`],
  [
    '100000 cues',
    Array.from({ length: 100_000 }, (_, at) => `${at + 1}\n00:00:00,100 --> 00:00:01,000\nx\n`).join('\n'),
  ],
  [
    'megabytes of spaces in a tag that never ends',
    `1\n00:00:00,100 --> 00:00:01,000\n<v${' '.repeat(2_000_000)}\n`,
  ],
  ['bytes that are no text', '\u0000\u0001\ufffe\u202e --> \u0000'],
  ['lines of nothing but colons', `${':'.repeat(50_000)} --> ${':'.repeat(50_000)}\n`.repeat(10)],
]

const m06: HostileCase[] = captions.map(([name, text]) => ({
  row: 'M06',
  name: `captions beside the recording: ${name}`,
  job: async (place) => withCaptions(place, text),
  expected: { completes: { holds: isWellFormed } },
}))

async function withCaptions(place: Place, text: string): Promise<JobCreate> {
  const video = await recording('good')
  const url = place.site(
    (request, response) => {
      const path = request.url ?? ''
      const serve = path.endsWith('.mp4')
        ? answer('video/mp4', video)
        : path.endsWith('.srt')
          ? answer('application/x-subrip', text)
          : path.endsWith('.vtt')
            ? answer('text/vtt', `WEBVTT\n\n${text.replace(/,(?=\d{3})/g, '.')}`)
            : status(404)
      serve(request, response)
    },
    { path: '/talk.mp4' },
  )
  return session(place, { video_url: url })
}

const metadata: HostileCase[] = [
  {
    row: 'M06',
    name: 'a title inside the recording that would break a document',
    job: async (place) => session(place, { video_url: await put(place, recording('hostile-metadata')) }),
    expected: { completes: { holds: isWellFormed } },
  },
  {
    row: 'M03',
    name: 'a playlist for the transcript alone',
    job: async (place) =>
      audioJob(await put(place, playlists.HLS(place.forbidden('/audio.ts')[0] ?? ''), '/talk.mp3')),
    expected: fails('invalid_media'),
  },
]

export const mediaCases: readonly HostileCase[] = [m01, m02, m03, m04, m05, m06, metadata].flat()
