import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  blurred,
  compressed,
  type Drawing,
  designs,
  drawCamera,
  drawSlide,
  letterboxed,
  placed,
  printOf,
} from '../../../test/draw-slide.ts'
import { matchPictures, type Printed } from './match-pictures.ts'

const printed = (drawing: Drawing): Printed => ({
  cells: printOf(drawing),
  aspect: drawing.width / drawing.height,
})

const count = 24
/** A talk: forward, a page left out, back, and on; null is the speaker. */
const talk = [
  null,
  0,
  1,
  2,
  null,
  2,
  3,
  5,
  6,
  7,
  6,
  7,
  8,
  9,
  null,
  10,
  11,
  12,
  13,
  14,
  15,
  4,
  16,
  17,
  18,
  19,
  20,
  null,
]

function shareFound(slides: readonly Drawing[], shoot: (slide: Drawing, index: number) => Drawing): number {
  const pictures = talk.map((page, index) =>
    printed(page === null ? drawCamera(500 + index) : shoot(slides[page]!, index)),
  )
  const found = matchPictures(pictures, slides.map(printed))
  // The speaker is never taken for a slide
  expect(talk.flatMap((page, index) => (page === null ? [found[index]] : []))).toEqual([
    null,
    null,
    null,
    null,
  ])
  const shown = talk.flatMap((page, index) => (page === null ? [] : [found[index] === page]))
  return shown.filter(Boolean).length / shown.length
}

describe.each(Object.entries(designs))('slides of the design %s', (_, design) => {
  const slides = Array.from({ length: count }, (__, index) => drawSlide(100 + index, design))
  const standard = Array.from({ length: count }, (__, index) =>
    drawSlide(100 + index, design, { width: 240, height: 180 }),
  )
  const grey = { width: 320, height: 180, cells: new Uint8Array(320 * 180).fill(110) }

  it.each<[string, readonly Drawing[], (slide: Drawing, index: number) => Drawing]>([
    ['as they are', slides, (slide) => slide],
    ['strongly compressed', slides, (slide, index) => compressed(slide, index)],
    ['out of focus', slides, (slide, index) => compressed(blurred(slide, 3), index)],
    ['between black bars', standard, (slide, index) => compressed(letterboxed(slide), index)],
    [
      'under the speaker in a corner',
      slides,
      (slide, index) => compressed(placed(drawCamera(index), slide, [0.76, 0.75, 0.22]), index),
    ],
    ['a little off', slides, (slide, index) => compressed(placed(slide, grey, [0.01, 0.015, 0.975]), index)],
  ])('are found %s', (___, deck, shoot) => {
    expect(shareFound(deck, shoot)).toBe(1)
  })

  it('are found for the most part smaller, beside the speaker', () => {
    const found = shareFound(slides, (slide, index) => {
      const beside = placed(drawCamera(index), grey, [0.77, 0.7, 0.22])
      return compressed(placed(slide, beside, [0.02, 0.03, 0.74]), index)
    })
    expect(found).toBeGreaterThan(0.8)
  })
})

it('takes pictures of other slides for none of these', () => {
  const slides = Array.from({ length: count }, (_, index) => printed(drawSlide(index)))
  const cameras = Array.from({ length: 30 }, (_, index) => printed(drawCamera(index)))
  expect(matchPictures(cameras, slides)).toEqual(cameras.map(() => null))
})

it('follows the order where pages look the same', () => {
  const same = printed(drawSlide(1))
  const pages = [same, printed(drawSlide(2)), same, printed(drawSlide(3)), same]
  const pictures = [pages[0]!, pages[1]!, pages[2]!, pages[3]!, pages[4]!]
  expect(matchPictures(pictures, pages)).toEqual([0, 1, 2, 3, 4])
})

it('goes back where the picture says so', () => {
  const pages = Array.from({ length: 9 }, (_, index) => printed(drawSlide(index)))
  const way = [0, 1, 2, 8, 2, 3, 0, 4]
  expect(
    matchPictures(
      way.map((page) => pages[page]!),
      pages,
    ),
  ).toEqual(way)
})

it.each([
  ['no pages', [printed(drawSlide(1))], [], [null]],
  ['no pictures', [], [printed(drawSlide(1))], []],
  ['pages without fingerprint', [printed(drawSlide(1))], [{ cells: null, aspect: 1 }], [null]],
  ['pictures without fingerprint', [{ cells: null, aspect: 1 }], [printed(drawSlide(1))], [null]],
  [
    'blank pages',
    [{ cells: new Uint8Array(576), aspect: 1 }],
    [{ cells: new Uint8Array(576), aspect: 1 }],
    [null],
  ],
  ['a single page', [printed(drawSlide(1)), printed(drawCamera(1))], [printed(drawSlide(1))], [0, null]],
])('knows what to do with %s', (_, pictures, pages, expected) => {
  expect(matchPictures(pictures, pages)).toEqual(expected)
})

describe('whatever the pictures', () => {
  const cells = fc.uint8Array({ minLength: 576, maxLength: 576 })
  const some = fc.array(
    fc.record({
      cells: fc.oneof(
        cells,
        fc.constant(null),
        fc.integer({ max: 40 }).map((seed) => printOf(drawSlide(seed))),
      ),
      aspect: fc.constantFrom(4 / 3, 16 / 9, 0.7),
    }),
    { maxLength: 12 },
  )

  it('answers for each picture with a page that there is', () => {
    fc.assert(
      fc.property(some, some, (pictures, pages) => {
        const found = matchPictures(pictures, pages)
        expect(found).toHaveLength(pictures.length)
        for (const [index, page] of found.entries()) {
          if (page === null) continue
          expect(pages[page]?.cells).not.toBeNull()
          expect(pictures[index]?.cells).not.toBeNull()
        }
        expect(matchPictures(pictures, pages)).toEqual(found)
      }),
      { seed: 20260201, numRuns: 25 },
    )
  })

  it('takes each page for itself when a talk goes through the deck', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 15 }),
        (seeds) => {
          const pages = seeds.map((seed) => printed(drawSlide(seed)))
          expect(matchPictures(pages, pages)).toEqual(pages.map((_, index) => index))
        },
      ),
      { seed: 20260201, numRuns: 25 },
    )
  })
})
