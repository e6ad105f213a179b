import type { Passage, Statement } from '@async-events/core'
import { describe, expect, it } from 'vitest'
import { citePassages } from './cite-passages.ts'
import { showEvidence } from './show-evidence.ts'
import { withSlideTargets } from './slide-targets.ts'
import { en } from './wording/en.ts'
import { writeChapters } from './write-chapters.ts'

const video = 'https://v.example/a.mp4'
const passages: Passage[] = [
  { from: 'page', text: 'Reeds clean water.', start: null, end: null, slide: null },
  { from: 'slide', text: 'Herons', start: null, end: null, slide: 1 },
  { from: 'speech', text: 'Herons come.', start: 60, end: 64, slide: 1 },
  { from: 'speech', text: 'They stay.', start: 65, end: 68, slide: 1 },
  { from: 'speech', text: 'Reeds burn.', start: 754, end: 758, slide: null },
]
const slides = [
  { number: 1, title: 'Water' },
  { number: 2, title: 'Herons' },
]
const cite = (cited: readonly number[]) => citePassages(cited, { passages, slides, video, words: en })

describe('a citation', () => {
  it.each([
    [[2], '[1:00](https://v.example/a.mp4#t=60)'],
    [[2, 3], '[1:00](https://v.example/a.mp4#t=60)'],
    [[4, 2], '[1:00](https://v.example/a.mp4#t=60) [12:34](https://v.example/a.mp4#t=754)'],
    [[1], '[Slide 2](#slide:1)'],
    [[0], ''],
    [[], ''],
    [[99], ''],
  ])('of %j is %j', (cited, expected) => {
    expect(cite(cited)).toBe(expected)
  })

  it('is a bare time without an address', () => {
    expect(citePassages([2], { passages, slides, video: null, words: en })).toBe('(1:00)')
  })
})

describe('sentences', () => {
  const statement = (text: string, ...cited: number[]): Statement => ({ text, passages: cited })

  it('carry it at their ends, in paragraphs and lists', () => {
    const text = 'Herons come. Reeds burn.\n\nReeds clean water.\n- Reeds burn.'
    const statements = [
      statement('Herons come.', 2),
      statement('Reeds burn.', 4),
      statement('Reeds clean water.', 0),
      statement('Reeds burn.', 4),
    ]
    expect(showEvidence(text, statements, cite)).toBe(
      `Herons come. ${cite([2])} Reeds burn. ${cite([4])}\n\nReeds clean water.\n- Reeds burn. ${cite([4])}`,
    )
  })

  it('that follow each other share one', () => {
    const statements = [statement('Herons come.', 2), statement('They stay.', 3)]
    expect(showEvidence('Herons come. They stay.', statements, cite)).toBe(
      `Herons come. They stay. ${cite([2])}`,
    )
  })

  it('that are not in the text change nothing', () => {
    expect(showEvidence('Herons come.', [statement('Frogs fly.', 2), statement('', 2)], cite)).toBe(
      'Herons come.',
    )
  })
})

it('links to slides lead to their headings, whatever else is called so', () => {
  const sections = [
    { level: 1, heading: 'Herons', body: `They come. ${cite([1])}` },
    { level: 2, heading: 'Slides', body: '### Water\n\n```\n### Herons\n```\n\n### Herons\n\nHigh.' },
  ]
  const shown = slides.map((slide) => ({
    ...slide,
    file: 0,
    text: '',
    ocr: false,
    links: [],
    spans: [],
    picture: null,
    shown: null,
  }))
  expect(withSlideTargets(sections, shown, en)[0]!.body).toBe('They come. [Slide 2](#herons-1)')
  expect(withSlideTargets(sections.slice(0, 1), shown, en)[0]!.body).toBe('They come. (Slide 2)')
})

it('chapters have time, title and gist', () => {
  const parts = [
    { title: 'Birds & *more*', start: 59, end: 700 },
    { title: '', start: 700, end: 760 },
    { title: '', start: 760, end: null },
  ]
  const gists = [{ text: 'Herons come.', passages: [2] }, { text: 'Reeds burn.', passages: [4] }, null]
  expect(writeChapters({ parts, gists, chapters: [], video, cite, resolves: () => false })).toBe(
    [
      `- [0:59](${video}#t=59) **Birds & \\*more\\***: Herons come. ${cite([2])}`,
      `- [11:40](${video}#t=700) Reeds burn. ${cite([4])}`,
    ].join('\n'),
  )
})
