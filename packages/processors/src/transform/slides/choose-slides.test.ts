import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base64PrintOf, type Drawing, drawCamera, drawSlide } from '../../../test/draw-slide.ts'
import type { Page, PdfIndex } from '../../pdf/contract.ts'
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
const numbers = (indexes: PdfIndex[], frames: Frame[] = [], duration: number | null = null) =>
  chooseSlides(indexes, frames, duration).slides.map(({ number }) => number)
const times = (indexes: PdfIndex[], frames: Frame[], duration: number | null) =>
  chooseSlides(indexes, frames, duration).slides.map(({ spans }) =>
    spans.map(({ start, end }) => `${start}-${end ?? ''}`).join(' '),
  )

describe('pages of slides', () => {
  const deck = pdf(page(1, 'One'), page(2, 'Two'), page(3, 'Three'))

  it('are shown in their order, with the times of the recording', () => {
    const frames = [
      frame(0, drawCamera(1)),
      frame(5, drawSlide(1)),
      frame(20, drawSlide(3)),
      frame(40, drawSlide(1)),
      frame(70, drawCamera(2)),
    ]
    expect(times([deck], frames, 90)).toEqual(['5-20 40-70', '', '20-40'])
    expect(times([deck], [frame(0, drawSlide(2))], null)).toEqual(['', '0-', ''])
  })

  it('are shown on while the speaker is seen between', () => {
    const frames = [
      frame(0, drawSlide(1)),
      frame(10, drawCamera(1)),
      frame(20, drawSlide(1)),
      frame(30, drawSlide(2)),
    ]
    expect(times([deck], frames, 45)).toEqual(['0-30', '30-45', ''])
  })

  it('have no time for a passing look, unless it is the only one', () => {
    const frames = [
      frame(0, drawSlide(1)),
      frame(10, drawSlide(2)),
      frame(10.4, drawSlide(3)),
      frame(30, drawSlide(2)),
    ]
    expect(times([deck], frames, 45)).toEqual(['0-10', '30-45', '10.4-30'])
    expect(times([deck], [frame(0, drawSlide(1)), frame(0.5, drawSlide(2))], 9)).toEqual([
      '0-0.5',
      '0.5-9',
      '',
    ])
  })

  it('of several files come one file after the other', () => {
    const { slides } = chooseSlides([deck, pdf(page(1, 'Uno', drawSlide(9)))], [frame(3, drawSlide(9))], 10)
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
    expect(chooseSlides([paper, deck], [], null).slides.map(({ file }) => file)).toEqual([1, 1, 1])
    expect(numbers([pdf(page(1, 'a poster', upright))])).toEqual([1])
  })

  it('are counted where there are too many', () => {
    const long = pdf(
      ...Array.from({ length: 160 }, (_, index) =>
        page(index + 1, `Page ${'abcdefghij'[index % 10]} ${index}x`, null),
      ),
    )
    expect(chooseSlides([long], [], null)).toMatchObject({ left: 10, slides: { length: 150 } })
  })
})

it('has no headers and footers in the text of slides, whatever their numbers', () => {
  const pages = [1, 2, 3, 4, 5].map((number) =>
    page(
      number,
      `Wetland Conf\nTitle ${'abcde'[number]}\nWetland Conf is here\nmore\nlast ${'vwxyz'[number - 1]}\nAna · 2026 · ${number}`,
    ),
  )
  const [first] = chooseSlides([pdf(...pages)], [], null).slides
  expect(first!.text).toBe('Title b\nWetland Conf is here\nmore\nlast v')
  // Two pages have no design of their own yet
  expect(chooseSlides([pdf(...pages.slice(0, 2))], [], null).slides[0]!.text).toContain('Ana · 2026 · 1')
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
    const frames = [frame(0, grows), frame(30, drawSlide(8))]
    const { slides } = chooseSlides([deck], frames, 60)
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

describe('pictures of a recording without slides', () => {
  it('are slides, each once', () => {
    const frames = [
      frame(0, drawSlide(1)),
      frame(10, drawSlide(2)),
      frame(20, drawSlide(1)),
      frame(30, drawSlide(3)),
    ]
    expect(times([], frames, 45)).toEqual(['0-10 20-30', '10-20', '30-45'])
    expect(chooseSlides([], frames, 45).slides[1]).toMatchObject({
      number: 2,
      file: null,
      title: null,
      text: '',
    })
  })

  it('are the same slide when a few cells differ', () => {
    const pointer = drawSlide(1)
    const cells = pointer.cells.slice()
    for (let row = 90; row < 96; row++) cells.fill(255, row * 320 + 30, row * 320 + 38)
    const frames = [frame(0, pointer), frame(10, { ...pointer, cells }), frame(20, drawSlide(2))]
    expect(times([], frames, 30)).toEqual(['0-20', '20-30'])
  })

  it('are none for a moving scene, a single picture, or the dark', () => {
    const film = Array.from({ length: 40 }, (_, index) => frame(index * 4, drawCamera(index)))
    const dark = { width: 32, height: 18, cells: new Uint8Array(576) }
    expect(numbers([], film, 160)).toEqual([])
    expect(numbers([], [frame(0, drawSlide(1))], 60)).toEqual([])
    expect(numbers([], [frame(0, dark), frame(3, drawSlide(1)), frame(9, drawSlide(2))], 60)).toEqual([1, 2])
    const quickTalk = Array.from({ length: 20 }, (_, index) => frame(index * 4, drawSlide(index)))
    expect(numbers([], quickTalk, 80)).toHaveLength(20)
  })

  it('give the player its picture: of the first ones the one with the most to see', () => {
    const dark = { width: 32, height: 18, cells: new Uint8Array(576) }
    expect(chooseSlides([], [frame(0, dark), frame(4, drawCamera(1))], 60).poster?.key).toBe('frame 4')
    expect(chooseSlides([], [], 60).poster).toBeNull()
  })
})

it('whatever pages and pictures: times rise, do not overlap on one slide, and each page comes once', () => {
  const somePage = fc.record({
    text: fc.oneof(fc.constantFrom('', 'A', 'A\nb', 'A\nb\nc', '1 / 2'), fc.string({ unit: 'grapheme' })),
    seed: fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }),
  })
  const someFrame = fc.record({
    gap: fc.double({ min: 0, max: 60, noNaN: true }),
    seed: fc.integer({ min: 0, max: 9 }),
  })
  fc.assert(
    fc.property(
      fc.array(somePage, { maxLength: 6 }),
      fc.array(someFrame, { maxLength: 8 }),
      (pages, given) => {
        let time = 0
        const frames = given.map(({ gap, seed }) => {
          time += gap
          return frame(time, seed > 6 ? drawCamera(seed) : drawSlide(seed))
        })
        const index = pdf(
          ...pages.map(({ text, seed }, at) => page(at + 1, text, seed === null ? null : drawSlide(seed))),
        )
        const { slides } = chooseSlides([index], frames, time + 10)
        for (const { spans } of slides) {
          for (const [at, { start, end }] of spans.entries()) {
            expect(end).toBeGreaterThanOrEqual(start)
            expect(start).toBeGreaterThanOrEqual(spans[at - 1]?.end ?? 0)
          }
        }
        const seen = slides.map(({ file, number }) => `${file} ${number}`)
        expect(new Set(seen).size).toBe(seen.length)
      },
    ),
    { seed: 20260201, numRuns: 30 },
  )
})
