import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readPage } from '../src/page/read-page.ts'

interface Expected {
  session: string
  url: string
  status: string
  title: string
  subtitle?: string
  speakers: string[]
  language: string
  event: string | null
  track: string | null
  room: string | null
  starts_at: string | null
  ends_at: string | null
  licence: string | null
  video_url: string | null
  attachments: string[]
  text: string[]
  noise: string[]
}

const folder = new URL('../../../demo/sample-conference/', import.meta.url)
const origin = 'http://wetland.example.org'
const sample = (name: string): Buffer => readFileSync(new URL(name, folder))
const expected = JSON.parse(sample('expected.json').toString().replaceAll('{origin}', origin)) as Expected[]

describe('the sample conference, as expected.json says', () => {
  test.each(
    expected.filter((entry) => entry.status === 'completed').map((entry) => [entry.session, entry] as const),
  )('%s', (_session, entry) => {
    const page = readPage(sample(`.${new URL(entry.url).pathname}`), {
      url: entry.url,
      charset: null,
      mediaType: 'text/html',
    })
    expect({
      ...page,
      speakers: page.speakers.map((person) => person.name),
      attachments: page.attachments.map((attachment) => attachment.url),
    }).toMatchObject({
      title: entry.title,
      speakers: entry.speakers,
      language: entry.language,
      event: entry.event,
      track: entry.track,
      room: entry.room,
      startsAt: entry.starts_at,
      endsAt: entry.ends_at,
      licence: entry.licence,
      videoUrl: entry.video_url,
      attachments: entry.attachments,
      login: false,
      cut: false,
    })
    for (const phrase of entry.text) expect(page.markdown).toContain(phrase)
    for (const phrase of entry.noise) expect(page.markdown).not.toContain(phrase)
    expect(entry.text.length).toBeGreaterThanOrEqual(3)
    expect(entry.noise.length).toBeGreaterThanOrEqual(2)
    // The text begins with the talk, not with what stands around it.
    const [first] = page.markdown.split('\n').filter((line) => line !== '' && line !== entry.subtitle)
    expect(first?.length).toBeGreaterThan(100)
  })
})
