import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type SiteTalk, type TalkFile, talkFacts } from '../src/index.ts'

/** Documents that the transform of sessions writes, of which its own tests say that they are so. */
const documents = join(import.meta.dirname, '../../processors/test/golden')

export interface GivenSegment {
  start: number
  end: number
  text: string
  speaker: string | null
}

export interface Given {
  id?: string
  /** Name of one of the documents, or a document. */
  markdown: string
  parameters?: Record<string, unknown>
  structured?: Record<string, unknown>
  segments?: readonly GivenSegment[]
  files?: readonly TalkFile[]
}

export function textFile(path: string, text: string, media_type = 'text/plain'): TalkFile {
  const bytes = Buffer.from(text)
  return {
    path,
    bytes: bytes.length,
    media_type,
    open: async () =>
      (async function* () {
        yield bytes
      })(),
  }
}

/** A finished talk as a service gives it. */
export function givenTalk({
  id = 'job-0199a0b4-0000-7000-8000-000000000001',
  markdown: given,
  parameters = {},
  structured = {},
  segments = [],
  files = [],
}: Given): SiteTalk {
  const markdown = /^[\w-]+\.\w\w$/.test(given) ? readFileSync(join(documents, `${given}.md`), 'utf8') : given
  const front: Record<string, unknown> = parse(/^---\n([\s\S]*?)\n---\n/.exec(markdown)?.[1] ?? '') ?? {}
  const data = { front_matter: front, sections: sectionsOf(markdown), ...structured }
  const facts = talkFacts({ ...front, ...parameters }, data)
  const folder = `Bar Conf/assets/${id}`
  const document = `Bar Conf/en/track/${id}.md`
  const transcript = {
    segments: `${folder}/transcript.json`,
    vtt: `${folder}/transcript.vtt`,
    srt: `${folder}/transcript.srt`,
  }
  const said = [
    textFile(transcript.segments, JSON.stringify(segments), 'application/json'),
    textFile(transcript.vtt, 'WEBVTT\n', 'text/vtt'),
    textFile(transcript.srt, '1\n', 'application/x-subrip'),
  ]
  const all = [textFile(document, markdown, 'text/markdown'), ...(segments.length > 0 ? said : []), ...files]
  return {
    id,
    state: 'completed',
    facts,
    document,
    updated: new Date('2026-11-30T10:00:00Z'),
    read: async () => ({
      markdown,
      structured: data,
      transcript: segments.length > 0 ? transcript : null,
      files: all,
    }),
  }
}

/** As the transform gives them: each heading with what stands below it. */
function sectionsOf(markdown: string): { level: number; heading: string; body: string }[] {
  return markdown.split(/^(?=#{1,6} )/m).map((section) => {
    const [, signs = '', heading = ''] = /^(#{1,6}) (.*)/.exec(section) ?? []
    return { level: signs.length, heading, body: section.replace(/^#{1,6} .*/, '') }
  })
}

/** A job that has not come to a document. */
export function givenFailure(session: string, state = 'failed'): SiteTalk {
  return {
    id: `job-${session}`,
    state,
    facts: talkFacts({ session }, null),
    document: null,
    updated: null,
    read: () => Promise.reject(new Error('there is nothing to read')),
  }
}

const said = (start: number, end: number, text: string, speaker: string | null = null): GivenSegment => ({
  start,
  end,
  text,
  speaker,
})

/** What the transcript of `reed-beds-media.en` says. */
export const reedSegments = [
  said(0, 3.2, 'Good morning, I am Ana, and this is Jörg.', 'Ana Ruiz'),
  said(3.4, 6, 'We look after a wetland.', 'Ana Ruiz'),
  said(12, 20.5, 'Dirty water comes in at the top.'),
  said(20.5, 24, 'It has been seeping through the roots for five days.'),
  said(20.9, 29, 'Then it is clean enough to swim in.'),
]

/** A conference of three languages, with a talk that failed. */
export const givenConference = (): SiteTalk[] => [
  givenTalk({
    id: 'job-0199a0b4-0000-7000-8000-000000000001',
    markdown: 'reed-beds-media.en',
    segments: reedSegments,
    structured: {
      facts: { room: { value: 'Blue hall', source: 'label' } },
      fields: { lead: 'Reed beds clean water slowly.' },
      recording: { kind: 'video', duration: 70 },
      transcript: { language: 'en' },
      parts: [
        { start: 0, end: 30, title: 'Welcome', gist: null },
        { start: 30, end: 70, title: 'What works', gist: null },
      ],
      slides: [
        {
          number: 1,
          title: 'Reed beds and patience',
          times: [{ start: 0, end: 12 }],
          picture: 'Bar Conf/assets/a/slide-001.png',
        },
        {
          number: 2,
          title: null,
          times: [
            { start: 12, end: 29 },
            { start: 64, end: 70 },
          ],
          picture: null,
        },
      ],
    },
    parameters: {
      url: 'https://conf.example/talks/reed-beds',
      speakers_url: ['https://people.example/ana', 'javascript:alert(1)'],
    },
    files: [
      textFile('Bar Conf/assets/a/slide-001.png', 'PNG', 'image/png'),
      textFile('Bar Conf/en/page.html', '<script>1</script>', 'text/html'),
    ],
  }),
  givenTalk({ id: 'job-0199a0b4-0000-7000-8000-000000000002', markdown: 'schilf.de' }),
  givenTalk({ id: 'job-0199a0b4-0000-7000-8000-000000000003', markdown: 'roseaux.fr' }),
  givenFailure('Herons at night'),
]
