import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packCells, unpackCells } from '../src/av/pack-cells.ts'
import { choosePages } from '../src/slides/choose-pages.ts'
import { choosePath } from '../src/slides/choose-path.ts'
import { fitAskew } from '../src/slides/fit-askew.ts'
import type { Grey } from '../src/slides/grey.ts'
import { compareWithPages } from '../src/slides/match-frames.ts'
import { cornersOf, type Placement, place, placementAt, placementOf } from '../src/slides/placement.ts'
import { slideRegion, wholePicture } from '../src/slides/slide-region.ts'
import { withoutDoubtful } from '../src/slides/without-doubtful.ts'

function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Words as bars of other lengths for each page, under a title bar that all have. */
function pageOf(seed: number, width: number, height: number): Grey {
  const random = randomOf(seed * 7_919 + 3)
  const data = new Uint8Array(width * height).fill(245)
  const fill = (x: number, y: number, wide: number, high: number, grey: number): void => {
    for (let row = Math.round(y * height); row < (y + high) * height; row += 1)
      data.fill(grey, row * width + Math.round(x * width), row * width + Math.round((x + wide) * width))
  }
  fill(0, 0, 1, 0.12, 60)
  for (let line = 0; line < 7; line += 1)
    for (let x = 0.08; x < 0.3 + 0.6 * random(); ) {
      const word = 0.02 + 0.08 * random()
      fill(x, 0.2 + line * 0.1, word, 0.045, 40 + Math.round(60 * random()))
      x += word + 0.015
    }
  return { width, height, data }
}

/** A page seen at a place of a picture, before something that is there in all of them. */
function seen(page: Grey, placement: Placement, seed: number): Grey {
  const [width, height] = [960, 540]
  const random = randomOf(seed)
  const data = Uint8Array.from({ length: width * height }, (_, at) => 70 + ((at % 97) + 8 * random()))
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = cornersOf(placement)
  const steps = 800
  for (let v = 0; v < steps; v += 1)
    for (let u = 0; u < steps; u += 1) {
      const [x, y] = place(placement, (u + 0.5) / steps, (v + 0.5) / steps)
      const from =
        Math.floor(((v + 0.5) / steps) * page.height) * page.width +
        Math.floor(((u + 0.5) / steps) * page.width)
      data[Math.floor(y) * width + Math.floor(x)] = (page.data[from] ?? 0) * 0.8 + 12
    }
  expect(Math.min(x0, x1, x2, x3, y0, y1, y2, y3)).toBeGreaterThanOrEqual(0)
  return { width, height, data }
}

describe('pages in a picture', () => {
  const pages = [1, 2, 3, 4].map((seed) => pageOf(seed, 960, 720))

  test.each<[string, Placement]>([
    ['4:3 in the middle of nowhere', placementAt(120, 67.5, 480, 360)],
    ['a third of the height', placementAt(610, 31, 240, 180)],
    [
      'from the side',
      placementOf([
        [200, 60],
        [690, 84],
        [680, 420],
        [196, 440],
      ]),
    ],
  ])('%s', async (_, placement) => {
    const order = [2, 0, 3, 1]
    const pictures = order.map((page, at) => seen(pages[page]!, placement, at))
    const { likeness, layouts } = await compareWithPages(
      pages,
      4 / 3,
      pictures.length,
      async (at) => pictures[at] ?? null,
      () => {},
    )
    expect(likeness.map((row) => row.indexOf(Math.max(...row)))).toEqual(order)
    for (const [at, row] of likeness.entries()) expect(row[order[at]!]).toBeGreaterThan(0.4)
    const [found] = layouts
    for (const [at, [x, y]] of cornersOf(found!.placement).entries()) {
      const [trueX, trueY] = cornersOf(placement)[at]!
      expect(Math.hypot(x - trueX, y - trueY)).toBeLessThan(32)
    }
  })

  test('are not seen where there are none', async () => {
    const empty = seen(pageOf(1, 960, 720), placementAt(2, 2, 30, 30), 5)
    const { likeness } = await compareWithPages(
      pages,
      4 / 3,
      1,
      async () => empty,
      () => {},
    )
    expect(Math.max(...likeness[0]!)).toBeLessThan(0.3)
  })
})

test('a page that the file lacks, with the lines of one that it has, is not that one', async () => {
  const [width, height] = [960, 720]
  // The same lines on each page, which only letters tell apart.
  const written = (seed: number, lines: number): Grey => {
    const random = randomOf(seed * 7_919 + 3)
    const data = new Uint8Array(width * height).fill(245)
    for (let line = 0; line < 5; line += 1)
      for (let x = 80, end = 400 + 90 * line; x < end; ) {
        const [wide, high] = [4 + Math.floor(10 * random()), random() < 0.5 ? 44 : 28]
        const top = 160 + line * 110 - high
        for (let row = top; line < lines && row < 160 + line * 110; row += 1)
          data.fill(40, row * width + x, row * width + Math.min(end, x + wide))
        x += wide + 3 + Math.floor(6 * random())
      }
    return { width, height, data }
  }
  const pages = [written(1, 5), pageOf(3, width, height)]
  const at = placementAt(300, 60, 560, 420)
  const shown: [page: number, lines: number][] = [
    [7, 5],
    // The first lines of a page: it is built up.
    [1, 2],
    [1, 5],
    [9, 5],
  ]
  const pictures = shown.map(([page, lines], number) => seen(written(page, lines), at, number))
  const { likeness, details } = await compareWithPages(
    pages,
    width / height,
    pictures.length,
    async (number) => pictures[number] ?? null,
    () => {},
  )
  const chosen = choosePages(likeness, () => 0.5, details)
  expect(chosen.map((one) => one?.page ?? null)).toEqual([null, 0, 0, null])
})

describe('the page of each picture', () => {
  const apart = () => 1
  const row = (...values: number[]) => Float32Array.from(values)

  test('is the one that it is like, forwards and back', () => {
    const likeness = [row(0.8, 0.1, 0.1), row(0.1, 0.7, 0.2), row(0.1, 0.1, 0.8), row(0.8, 0.1, 0)]
    expect(choosePages(likeness, apart).map((one) => one?.page)).toEqual([0, 1, 2, 0])
  })

  test('is none where nothing is like it, or several are', () => {
    expect(choosePages([row(0.8, 0.1), row(0.1, 0.1), row(0.62, 0.6)], apart)[1]).toBeNull()
    expect(choosePages([row(0.8, 0.1, 0), row(0, 0.62, 0.6)], () => 0.4)[1]).toBeNull()
  })

  test('of two pages that look the same the order tells, and where it does not, none', () => {
    // Pages 0 and 2 are one and the same.
    const likeness = [row(0.1, 0.8, 0.1, 0.1), row(0.8, 0.1, 0.8, 0.1), row(0.1, 0.1, 0.1, 0.8)]
    const same = (a: number, b: number) => (Math.abs(a - b) === 2 && a % 2 === 0 ? 0 : 1)
    expect(choosePages(likeness, same).map((one) => one?.page ?? null)).toEqual([1, 2, 3])
    const next = (a: number, b: number) => (Math.min(a, b) === 1 && Math.max(a, b) === 2 ? 0 : 1)
    expect(choosePages([row(0.1, 0.8, 0.8, 0.1)], next)).toEqual([null])
  })

  test('is none where the page is seen otherwise than at another time, unless it is built up', () => {
    const pages = [0, 1, 0, null, 2, 2, 1]
    const doubts = [0.1, 0.02, 0, 0, 0.2, 0.01, 0]
    const chosen = pages.map((page) => (page === null ? null : { page }))
    expect(
      withoutDoubtful(chosen, (picture) => doubts[picture] ?? 0).map((one) => one?.page ?? null),
    ).toEqual([null, 1, 0, null, 2, 2, 1])
  })

  test('whatever the likeness: the best path is the one that a search of all finds', () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 3 })
          .chain((count) =>
            fc.array(fc.array(value, { minLength: count, maxLength: count }), { minLength: 1, maxLength: 4 }),
          ),
        (rows) => {
          const enough = 0.3
          const cost = (from: number, to: number): number =>
            to === from || to === from + 1 ? 0 : to > from ? 0.05 : 0.1
          const worth = (path: readonly (number | null)[]): number => {
            let at = -1
            return path.reduce<number>((sum, page, picture) => {
              if (page === null) return sum
              const next = sum - cost(at, page) + Math.fround(rows[picture]![page]!) - enough
              at = page
              return next
            }, 0)
          }
          const all = rows.reduce<(number | null)[][]>(
            (paths, row) => paths.flatMap((path) => [null, ...row.keys()].map((page) => [...path, page])),
            [[]],
          )
          const best = Math.max(...all.map(worth))
          const chosen = choosePath(
            rows.map((row) => Float32Array.from(row)),
            enough,
          ).map(({ page }) => page)
          expect(worth(chosen)).toBeCloseTo(best, 5)
        },
      ),
      { numRuns: 200, seed: 20260201 },
    )
  })
})

test('a placement takes the corners of the page to where they are', () => {
  const some = fc.double({ min: -20, max: 20, noNaN: true })
  fc.assert(
    fc.property(fc.array(some, { minLength: 8, maxLength: 8 }), (by) => {
      const at = (x: number, y: number, corner: number) =>
        [x + by[2 * corner]!, y + by[2 * corner + 1]!] as const
      const corners = [at(100, 100, 0), at(500, 100, 1), at(500, 400, 2), at(100, 400, 3)] as const
      for (const [corner, [x, y]] of cornersOf(placementOf(corners)).entries()) {
        expect(x).toBeCloseTo(corners[corner]![0], 6)
        expect(y).toBeCloseTo(corners[corner]![1], 6)
      }
    }),
  )
})

test('a page filmed from the side is found among pairs of which most are wrong', () => {
  const by = fc.double({ min: -50, max: 50, noNaN: true })
  fc.assert(
    fc.property(fc.array(by, { minLength: 8, maxLength: 8 }), fc.integer(), (moves, seed) => {
      const at = (x: number, y: number, corner: number) =>
        [x + moves[2 * corner]!, y + moves[2 * corner + 1]!] as const
      const placement = placementOf([at(200, 100, 0), at(700, 100, 1), at(700, 420, 2), at(200, 420, 3)])
      const random = randomOf(seed)
      const pairs = Array.from({ length: 120 }, (_, corner) => {
        const [u, v] = [random(), random()]
        const [x, y] = corner % 5 < 2 ? place(placement, u, v) : [150 + 600 * random(), 50 + 400 * random()]
        return { corner, x, y, u, v, page: 0 }
      })
      const fitted = fitAskew(pairs, { width: 500, height: 320 })
      for (const [corner, [x, y]] of cornersOf(fitted!.placement).entries()) {
        const [trueX, trueY] = cornersOf(placement)[corner]!
        expect(Math.hypot(x - trueX, y - trueY)).toBeLessThan(6)
      }
    }),
    { numRuns: 30, seed: 20260201 },
  )
  expect(fitAskew([], { width: 500, height: 320 })).toBeNull()
})

describe('the place of slides without a file', () => {
  const grid = { across: 32, down: 18 }
  const changed = (x: number, y: number, width: number, height: number): Uint8Array =>
    Uint8Array.from({ length: 32 * 18 }, (_, cell) => {
      const [column, row] = [cell % 32, Math.floor(cell / 32)]
      return column >= x && column < x + width && row >= y && row < y + height ? 1 : 0
    })

  test('is where something is new again and again, and a little more', () => {
    const scenes = [
      changed(0, 0, 32, 18),
      ...Array.from({ length: 9 }, () => changed(4, 3, 10, 8)),
      changed(25, 2, 3, 3),
    ]
    expect(slideRegion(scenes, grid)).toEqual({ x: 3 / 32, y: 2 / 18, width: 12 / 32, height: 10 / 18 })
  })

  test('is the whole picture where nothing is known, or all changes', () => {
    expect(slideRegion([], grid)).toEqual(wholePicture)
    expect(slideRegion([changed(1, 1, 30, 16), changed(1, 1, 30, 16)], grid)).toEqual(wholePicture)
  })

  test('cells are packed and read back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 100 }), (cells) => {
        expect([...unpackCells(packCells(Uint8Array.from(cells)), cells.length)]).toEqual(cells)
      }),
    )
    expect([...unpackCells(undefined, 2)]).toEqual([0, 0])
  })
})
