import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSegments, talkFacts } from '@async-events/site/documents'
import { expect, it } from 'vitest'
import { passagesOf, type TalkParts } from '../src/talk/passages-of.ts'

/** A document that the transform of sessions writes, of which its own tests say that it is so. */
const markdown = readFileSync(
  join(import.meta.dirname, '../../processors/test/golden/reed-beds-media.en.md'),
  'utf8',
)
const source = 'https://conf.example/files/reed-beds.pdf'
const folder = 'assets/Reed beds & patience'
const said = [
  { start: 1, end: 4, text: 'Good morning, I am Ana, and this is Jörg.', speaker: null },
  { start: 4, end: 8, text: 'We look after a wetland.', speaker: null },
  { start: 30, end: 34, text: 'The reed itself cleans very little.', speaker: null },
  { start: 66, end: 69, text: 'Plan for five years.', speaker: 'Ana' },
  { start: 69, end: 70, text: 'Thank you.', speaker: 'Jörg' },
]

const parts = (change: Partial<TalkParts> = {}): TalkParts => {
  const structured = {
    front_matter: { video: 'https://video.example/reed-beds.webm', language: 'en', source_language: 'en' },
    sections: [],
    slides: [1, 2].map((number) => ({
      number,
      source,
      title: 'x',
      times: [{ start: number * 12 - 12, end: 40 }],
      picture: `${folder}/slide-00${number}.png`,
    })),
  }
  const parameters = { session: 'Reed beds and patience', speakers: ['Ana Ruiz', 'Jörg Müller'] }
  return {
    facts: talkFacts(parameters, structured),
    markdown,
    path: 'Bar Conf 2026/wetlands/Reed beds & patience.md',
    structured,
    lines: readSegments(JSON.stringify(said)),
    pages: [],
    attachments: [],
    ...change,
  }
}

it('gives titles, names, paragraphs with their times, slides, and speech in passages', () => {
  const passages = passagesOf(parts())
  const of = (text: string) => passages.find((one) => one.text.includes(text))
  expect(passages[0]).toMatchObject({ kind: 'title', language: 'en', text: 'Reed beds and patience' })
  expect(of('Ana Ruiz, Jörg Müller')).toMatchObject({ kind: 'speakers' })
  expect(of('Grey herons hunt at the outlet')).toMatchObject({ kind: 'document', times: [], slide: null })
  expect(of('What works, and who')).toMatchObject({ kind: 'document', times: [[0, 30]] })
  expect(passages.filter(({ slide }) => slide === 2).map(({ text }) => text)).toContain(
    'in at the top, dirty',
  )
  expect(of('in at the top, dirty')).toMatchObject({ kind: 'slide', slide: 2, times: [[0, 12]] })
  // One that no picture says to be a slide.
  expect(of('bacteria on the roots')).toMatchObject({ slide: null })
  expect(passages.filter(({ kind }) => kind === 'transcript')).toEqual([
    {
      kind: 'transcript',
      language: 'en',
      text: 'Good morning, I am Ana, and this is Jörg. We look after a wetland.',
      times: [
        [0, 1],
        [42, 4],
      ],
      slide: null,
    },
    expect.objectContaining({ text: 'The reed itself cleans very little.', times: [[0, 30]] }),
    expect.objectContaining({ text: 'Plan for five years.', times: [[0, 66]] }),
    expect.objectContaining({ text: 'Thank you.', times: [[0, 69]] }),
  ])
})

it('gives slides page by page where their pages are known, and not once more from the document', () => {
  const passages = passagesOf(
    parts({
      pages: ['Reed\nbeds', 'Clean water\nin at the top', 'Third'],
      attachments: [{ url: source, pages: 3 }],
    }),
  )
  expect(passages.filter(({ kind }) => kind === 'slide')).toEqual([
    { kind: 'slide', language: 'en', text: 'Reed beds', times: [[0, 0]], slide: 1 },
    { kind: 'slide', language: 'en', text: 'Clean water in at the top', times: [[0, 12]], slide: 2 },
    { kind: 'slide', language: 'en', text: 'Third', times: [], slide: 3 },
  ])
  const two = passagesOf(
    parts({
      pages: ['a', 'b', 'c'],
      attachments: [
        { url: source, pages: 1 },
        { url: 'x', pages: null },
        { url: 'y', pages: 2 },
      ],
    }),
  )
  expect(two.flatMap(({ kind, slide, times }) => (kind === 'slide' ? [[slide, times]] : []))).toEqual([
    [1, []],
    [1, []],
    [2, []],
  ])
})

it('leaves the transcript of the document to its lines, under any heading', () => {
  const body = said.map(({ text }) => text).join(' ')
  const structured = {
    sections: [
      { level: 2, heading: 'What was said', body },
      { level: 2, heading: 'About', body: 'Herons.' },
    ],
  }
  const document = `# T\n\n## What was said\n\n${body}\n\n## About\n\nHerons.\n`
  const texts = passagesOf(parts({ structured, markdown: document })).filter(
    ({ kind }) => kind === 'document',
  )
  expect(texts.map(({ text }) => text)).toEqual(['About', 'Herons.'])
})
