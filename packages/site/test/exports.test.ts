import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { conferenceExport } from '../src/exports/conference-export.ts'
import type { ExportTarget } from '../src/exports/export-targets.ts'
import { threeLetters } from '../src/exports/three-letters.ts'
import { youtubeChapters } from '../src/exports/youtube.ts'
import { givenConference, givenTalk, reedSegments } from './given-talks.ts'
import { readFiles } from './read-site.ts'

const read = (target: ExportTarget, talks = givenConference(), baseUrl: string | null = null) =>
  readFiles(conferenceExport('A batch', talks, { target, baseUrl }))

/** A talk of a programme of pretalx, with chapters that YouTube takes. */
const chaptered = () =>
  givenTalk({
    markdown: 'reed-beds-media.en',
    segments: reedSegments,
    parameters: { url: 'https://pretalx.example/conf-2026/talk/AB3CDE/', day: '2026-02-01' },
    structured: {
      fields: { lead: 'Reed beds <clean> water.' },
      recording: { kind: 'video', duration: 70 },
      transcript: { language: 'en-GB' },
      parts: [
        { start: 14, title: 'Dirty <water>' },
        { start: 20, title: 'Too short' },
        { start: 30.6, title: 'Roots' },
        { start: 65, title: 'Also too short' },
      ],
    },
  })

describe('youtube', () => {
  it('has titles, descriptions with chapters, and captions by language', async () => {
    const files = await read('youtube', [chaptered()], 'https://conf.example/2026/')
    expect([...files.keys()]).toEqual([
      'reed-beds-and-patience/title.txt',
      'reed-beds-and-patience/description.txt',
      'reed-beds-and-patience/captions.en-GB.vtt',
      'reed-beds-and-patience/captions.en-GB.srt',
    ])
    expect(files.get('reed-beds-and-patience/description.txt')).toBe(
      'Reed beds ‹clean› water.\n\nAna Ruiz, Jörg Müller · Bar Conf 2026 · 2026-02-01\n\nhttps://conf.example/2026/talks/reed-beds-and-patience.html\n\n0:00 Reed beds and patience\n0:14 Dirty ‹water›\n0:30 Roots\n',
    )
    expect(files.get('reed-beds-and-patience/captions.en-GB.vtt')).toMatch(/^WEBVTT/)
  })

  it.each([
    [[0, 20, 40], 100, [0, 20, 40]],
    [[3, 20, 40], 100, [0, 20, 40]],
    [[12, 20, 40], 100, [0, 12, 40]],
    [[0, 5, 20, 40], 100, [0, 20, 40]],
    [[0, 20, 40], 45, []],
    [[0, 20], 100, []],
    [[], null, []],
  ])('chapters at %j of a talk of %j seconds are at %j', (starts, duration, expected) => {
    const chapters = starts.map((start) => ({ start, title: `At ${start}` }))
    expect(youtubeChapters(chapters, { beginning: 'Start', duration }).map(({ start }) => start)).toEqual(
      expected,
    )
  })

  it('keeps within its bounds', async () => {
    const talk = givenTalk({
      markdown: `# T\n`,
      parameters: { session: 'ä'.repeat(400) },
      structured: { fields: { lead: '水'.repeat(9000) } },
    })
    const files = await read('youtube', [talk])
    const [title = '', description = ''] = [...files.values()]
    expect([...title.trim()].length).toBeLessThanOrEqual(100)
    expect(Buffer.byteLength(description)).toBeLessThanOrEqual(5000)
  })
})

/** By the public description of the API, docs.joinpeertube.org/api-rest-reference. */
const peertube = {
  video: z.strictObject({
    name: z.string().min(3).max(120),
    description: z.string().min(3).max(10_000).optional(),
    language: z.string().optional(),
    tags: z.array(z.string().min(2).max(30)).max(5),
    originallyPublishedAt: z.iso.datetime().optional(),
  }),
  chapters: z.strictObject({
    chapters: z.array(z.strictObject({ title: z.string().min(1).max(100), timecode: z.int().min(0) })),
  }),
}

it('peertube: fields of videos and chapters are as its API takes them', async () => {
  const files = await read('peertube', [chaptered(), ...givenConference()])
  const bodies = [...files].filter(([path]) => path.endsWith('.json'))
  for (const [path, text] of bodies)
    expect([
      path,
      (path.endsWith('video.json') ? peertube.video : peertube.chapters).parse(JSON.parse(text)),
    ]).toBeTruthy()
  const chapters = bodies.find(([path]) => path.endsWith('chapters.json'))?.[1] ?? ''
  expect(JSON.parse(chapters).chapters[0]).toEqual({ title: 'Dirty <water>', timecode: 14 })
})

/** By the README of voctoweb: what is required, and languages of three letters. */
const voctoweb = {
  events: z.array(
    z.object({
      acronym: z.string().min(1),
      event: z.object({
        guid: z.uuid(),
        slug: z.string().regex(/^[\p{L}\p{N}._-]+$/u),
        title: z.string().min(1),
      }),
    }),
  ),
  recordings: z.array(
    z.object({
      guid: z.uuid(),
      recording: z.object({
        filename: z.string().regex(/^[^/]+\.\w+$/),
        folder: z.string().min(1),
        mime_type: z.string().regex(/^\w+\/[\w.-]+$/),
        language: z.string().regex(/^[a-z]{3}$/),
        length: z.int().optional(),
      }),
    }),
  ),
}

it('c3voc: events, recordings and subtitles by the names of voctoweb', async () => {
  const files = await read('c3voc')
  const events = voctoweb.events.parse(JSON.parse(files.get('events.json')!))
  const recordings = voctoweb.recordings.parse(JSON.parse(files.get('recordings.json')!))
  expect(events).toHaveLength(3)
  expect(new Set(events.map(({ event }) => event.slug)).size).toBe(3)
  const guids = new Set(events.map(({ event }) => event.guid))
  expect(recordings.filter(({ guid }) => !guids.has(guid))).toEqual([])
  const subtitles = recordings.filter(({ recording }) => recording.folder === 'subtitles')
  expect(subtitles.map(({ recording }) => `subtitles/${recording.filename}`)).toEqual(
    [...files.keys()].filter((path) => path.startsWith('subtitles/')),
  )
  expect(subtitles[0]?.recording).toMatchObject({ mime_type: 'text/vtt', language: 'eng', length: 70 })
  expect(subtitles[0]?.recording.filename).toMatch(/^bar-conf-2026-\d-eng-Reed_beds_and_patience\.vtt$/)
  expect(recordings.find(({ recording }) => recording.folder === 'webm-hd')?.recording.filename).toBe(
    'reed-beds.webm',
  )
})

it('pretalx: resources of talks that it has, the others by name', async () => {
  const files = await read(
    'pretalx',
    [chaptered(), givenTalk({ id: 'job-2', markdown: 'schilf.de' })],
    'https://conf.example/',
  )
  const body = z.strictObject({
    link: z.url(),
    description: z.string().min(1).max(1000),
    is_public: z.literal(true),
  })
  const requests = z
    .array(z.strictObject({ path: z.string(), body }))
    .parse(JSON.parse(files.get('resources.json')!))
  expect(requests.map(({ path }) => path)).toEqual(
    Array(2).fill('/api/events/conf-2026/submissions/AB3CDE/resources/'),
  )
  expect(JSON.parse(files.get('left-out.json')!)).toMatchObject([{ title: 'Schilf und Geduld' }])
})

it.each([
  ['de-AT', 'deu'],
  ['en', 'eng'],
  ['gsw', 'gsw'],
  [null, 'und'],
])('the language %s is %s in three letters', (tag, three) => {
  expect(threeLetters(tag)).toBe(three)
})
