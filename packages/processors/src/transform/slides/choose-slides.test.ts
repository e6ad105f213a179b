import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base64PrintOf, type Drawing, drawCamera, drawSlide } from '../../../test/draw-slide.ts'
import type { Page, PdfIndex } from '../../pdf/contract.ts'
import type { SlidesIndex } from '../../slides/contract.ts'
import type { Frame } from '../../video/contract.ts'
import { chooseSlides } from './choose-slides.ts'

const ref = (name: string) => ({ key: name, bytes: 1, sha256: name.padEnd(64, '0'), media_type: 'image/png' })

const frame = (time: number, drawing: Drawing): Frame => ({
  time,
  picture: ref(`frame ${time}`),
  width: 1280,
  height: 720,
  fingerprint: base64PrintOf(drawing),
})

const page = (
  number: number,
  text: string,
  drawing: Drawing | null = drawSlide(number),
  more: Partial<Page> = {},
): Page => ({
  number,
  text,
  title: null,
  ocr: false,
  links: [],
  picture: drawing && { ...ref(`page ${number}`), width: drawing.width, height: drawing.height },
  thumbnail: null,
  fingerprint: drawing && base64PrintOf(drawing),
  ...more,
})

const pdf = (...pages: Page[]): PdfIndex => ({ outline: [], pages })
const choose = (indexes: PdfIndex[], shown: Partial<SlidesIndex> = {}, frames: Frame[] = []) =>
  chooseSlides({
    pdfs: indexes.map((index, at) => ({ index, pdf: { index: { sha256: `file ${at}` } } })),
    shown: { pages: [], scenes: [], ...shown },
    frames,
  })
const numbers = (indexes: PdfIndex[]) => choose(indexes).slides.map(({ number }) => number)
const shownAt = (file: number, number: number, ...spans: [start: number, end: number][]) => ({
  file: `file ${file}`,
  number,
  spans: spans.map(([start, end]) => ({ start, end })),
  confidence: 0.8,
})

describe('pages of slides', () => {
  const deck = pdf(page(1, 'One'), page(2, 'Two'), page(3, 'Three'))

  it('are shown in their order, with the times that were found', () => {
    const pages = [shownAt(0, 3, [20, 40]), shownAt(0, 1, [5, 20], [40, 70]), shownAt(1, 2, [0, 9])]
    expect(choose([deck], { pages }).slides.map(({ number, spans }) => [number, spans])).toEqual([
      [
        1,
        [
          { start: 5, end: 20 },
          { start: 40, end: 70 },
        ],
      ],
      [2, []],
      [3, [{ start: 20, end: 40 }]],
    ])
  })

  it('of several files come one file after the other', () => {
    const { slides } = choose([deck, pdf(page(1, 'Uno', drawSlide(9)))], { pages: [shownAt(1, 1, [3, 10])] })
    expect(slides.map(({ file, number }) => [file, number])).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 1],
    ])
    expect(slides[3]!.spans).toEqual([{ start: 3, end: 10 }])
  })

  it('of a paper are none', () => {
    const upright = { width: 180, height: 320, cells: new Uint8Array(180 * 320).fill(200) }
    const paper = pdf(page(1, 'word '.repeat(600), upright), page(2, 'word '.repeat(600), upright))
    expect(numbers([paper])).toEqual([])
    expect(choose([paper, deck]).slides.map(({ file }) => file)).toEqual([1, 1, 1])
    expect(numbers([pdf(page(1, 'a poster', upright))])).toEqual([1])
  })

  it('are counted where there are too many', () => {
    const long = pdf(
      ...Array.from({ length: 160 }, (_, index) =>
        page(index + 1, `Page ${'abcdefghij'[index % 10]} ${index}x`, null),
      ),
    )
    expect(choose([long])).toMatchObject({ left: 10, slides: { length: 150 } })
  })
})

it('has no headers and footers in the text of slides, whatever their numbers', () => {
  const pages = [1, 2, 3, 4, 5].map((number) =>
    page(
      number,
      `Wetland Conf\nTitle ${'abcde'[number]}\nWetland Conf is here\nmore\nlast ${'vwxyz'[number - 1]}\nAna · 2026 · ${number}`,
    ),
  )
  const [first] = choose([pdf(...pages)]).slides
  expect(first!.text).toBe('Title b\nWetland Conf is here\nmore\nlast v')
  // Two pages have no design of their own yet
  expect(choose([pdf(...pages.slice(0, 2))]).slides[0]!.text).toContain('Ana · 2026 · 1')
})

describe('pages that are shown again', () => {
  const grows = drawSlide(5)
  it('with more on them stay as the last one, with the times of all', () => {
    const deck = pdf(
      page(1, 'Plan\nfirst\n1 / 3', grows),
      page(2, 'Plan\nfirst\nsecond\n2 / 3', grows),
      page(3, 'Plan\nfirst\nsecond\nthird\n3 / 3', grows, { links: ['https://a.example/'] }),
      page(4, 'Other\nthings', drawSlide(8)),
    )
    const pages = [shownAt(0, 1, [0, 10]), shownAt(0, 3, [10, 30]), shownAt(0, 4, [30, 60])]
    const { slides } = choose([deck], { pages })
    expect(slides.map(({ number, spans }) => [number, spans])).toEqual([
      [3, [{ start: 0, end: 30 }]],
      [4, [{ start: 30, end: 60 }]],
    ])
  })

  it.each<[string, Page, Page]>([
    ['with less', page(1, 'Plan\nfirst\nsecond', grows), page(2, 'Plan\nfirst', grows)],
    ['with another order', page(1, 'Plan\nfirst\nsecond', grows), page(2, 'Plan\nsecond\nfirst', grows)],
    ['under another title', page(1, 'Plan\nfirst', grows), page(2, 'Goal\nPlan\nfirst', grows)],
    [
      'that look otherwise',
      page(1, 'Plan\nfirst', drawSlide(5)),
      page(2, 'Plan\nfirst\nsecond', drawCamera(6)),
    ],
    ['after a title alone', page(1, 'Plan', grows), page(2, 'Plan\nfirst', grows)],
    ['with other pictures under one title', page(1, 'Plan', drawSlide(5)), page(2, 'Plan', drawSlide(6))],
  ])('stay: %s', (_, first, second) => {
    expect(numbers([pdf(first, second)])).toEqual([1, 2])
  })

  it.each<[string, Page[], number[]]>([
    [
      'the same picture',
      [page(1, '', grows), page(2, '', grows, { picture: page(1, '', grows).picture })],
      [2],
    ],
    ['no text and the same look', [page(1, '', grows), page(2, '', grows)], [2]],
    [
      'nothing on it',
      [page(1, 'A'), page(2, '', { width: 32, height: 18, cells: new Uint8Array(576).fill(255) })],
      [1],
    ],
    [
      'a picture that has no fingerprint',
      [page(1, 'A'), page(2, '', drawSlide(4), { fingerprint: null })],
      [1, 2],
    ],
    ['neither text nor picture', [page(1, 'A'), page(2, '', null)], [1]],
    ['text that could not be drawn', [page(1, 'A'), page(2, 'B', null)], [1, 2]],
  ])('are judged by what they show: %s', (_, pages, expected) => {
    expect(numbers([pdf(...pages)])).toEqual(expected)
  })
})

describe('slides that only the recording shows', () => {
  const scene = (name: string, text: string) => ({
    picture: ref(name),
    title: text === '' ? null : text,
    text,
    spans: [{ start: 0, end: 10 }],
  })

  it('are slides, with the text that was read from them', () => {
    expect(choose([], { scenes: [scene('one', ''), scene('two', 'Reeds')] }).slides).toMatchObject([
      { number: 1, file: null, title: null, text: '', ocr: false },
      { number: 2, file: null, title: 'Reeds', text: 'Reeds', ocr: true, spans: [{ start: 0, end: 10 }] },
    ])
  })

  it('are none beside pages of a file', () => {
    expect(choose([pdf(page(1, 'One'))], { scenes: [scene('one', '')] }).slides).toMatchObject([{ file: 0 }])
  })

  it('give the player its picture: of the first ones the one with the most to see', () => {
    const dark = { width: 32, height: 18, cells: new Uint8Array(576) }
    expect(choose([], {}, [frame(0, dark), frame(4, drawCamera(1))]).poster?.key).toBe('frame 4')
    expect(choose([]).poster).toBeNull()
  })
})

it('whatever the pages: each comes once', () => {
  const somePage = fc.record({
    text: fc.oneof(fc.constantFrom('', 'A', 'A\nb', 'A\nb\nc', '1 / 2'), fc.string({ unit: 'grapheme' })),
    seed: fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }),
  })
  fc.assert(
    fc.property(fc.array(somePage, { maxLength: 6 }), (pages) => {
      const index = pdf(
        ...pages.map(({ text, seed }, at) => page(at + 1, text, seed === null ? null : drawSlide(seed))),
      )
      const seen = choose([index]).slides.map(({ file, number }) => `${file} ${number}`)
      expect(new Set(seen).size).toBe(seen.length)
    }),
    { seed: 20260201, numRuns: 30 },
  )
})
