import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChooseScenesOptions, chooseScenes } from '../src/av/choose-scenes.ts'
import { watchBytes, watchCells, watchSize } from '../src/av/watch-cells.ts'

const options = { most: 200, few: 30, secondsEach: 10, dense: false }
const { width, height } = watchSize

/** The same numbers for the same seed, 0 to 1. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

type Box = readonly [x: number, y: number, width: number, height: number]

function fill(print: Uint8Array, [x, y, wide, high]: Box, grey: (at: number) => number): void {
  for (let row = y; row < y + high; row += 1)
    for (let column = x; column < x + wide; column += 1) {
      const at = row * width + column
      print[at] = grey(at)
    }
}

/** Dark lines of text on white, others for each slide, in a box. */
function slide(number: number, box: Box = [0, 0, width, height]): Uint8Array {
  const random = randomOf(number * 7_919 + 1)
  const print = new Uint8Array(watchBytes).fill(60)
  const [x, y, wide, high] = box
  fill(print, box, () => 250)
  for (let row = 0.15; row < 0.9; row += 0.1)
    fill(
      print,
      [
        Math.round(x + 0.1 * wide),
        Math.round(y + row * high),
        Math.round(wide * (0.1 + 0.7 * random())),
        Math.max(1, Math.round(0.03 * high)),
      ],
      () => 90 + 60 * random(),
    )
  return print
}

interface Look {
  time: number
  print: Uint8Array
}

const looksAt = (count: number, every: number, print: (time: number, at: number) => Uint8Array): Look[] =>
  Array.from({ length: count }, (_, at) => ({ time: at * every, print: print(at * every, at) }))

/** Times of the looks that show each scene first, and of those before. */
function scenesOf(looks: readonly Look[], rest: number, given: Partial<ChooseScenesOptions> = {}) {
  const watch = watchCells(rest)
  for (const { print } of looks) watch.see(print)
  const times = looks.map(({ time }) => time)
  return chooseScenes(times, watch.end(), { ...options, dense: rest > 0, ...given }).map(({ at, after }) => ({
    at: times[at]!,
    after: times[after]!,
  }))
}

const timesOf = (looks: readonly Look[], rest = 0, given: Partial<ChooseScenesOptions> = {}): number[] =>
  scenesOf(looks, rest, given).map(({ at }) => at)

/** What moves all the time: other greys at each look. */
function restless(print: Uint8Array, box: Box, seed: number): Uint8Array {
  const random = randomOf(seed)
  const moved = print.slice()
  fill(moved, box, () => 255 * random())
  return moved
}

describe('looks at key frames', () => {
  test('a slide is kept once, and again when it comes back', () => {
    const shown = [0, 0, 1, 1, 1, 2, 0, 0]
    expect(timesOf(looksAt(shown.length, 5, (_time, at) => slide(shown[at]!)))).toEqual([0, 10, 25, 30])
  })

  test('a line more is something new, what compression does is not', () => {
    const before = slide(1)
    const compressed = before.map((grey, at) => Math.min(255, grey + (at % 9) - 4))
    const more = compressed.slice()
    fill(more, [16, 84, 60, 2], () => 180)
    expect(timesOf(looksAt(3, 2, (_time, at) => [before, compressed, more][at]!))).toEqual([0, 4])
  })

  test('a hundred slides are all there, though every look is another', () => {
    expect(timesOf(looksAt(100, 10, (_time, at) => slide(at)))).toHaveLength(100)
  })

  test('noise that is never alike is bounded', () => {
    const looks = looksAt(400, 2, (_time, at) => restless(slide(1), [0, 0, width, height], at))
    expect(timesOf(looks).length).toBeLessThanOrEqual(options.most)
  })
})

describe('looks twice a second', () => {
  const speaker: Box = [100, 20, 55, 65]
  const small: Box = [4, 10, 48, 27]

  test('a speaker makes no scenes, and hides none of a slide of a third of the width', () => {
    const looks = looksAt(240, 0.5, (time, at) => restless(slide(Math.floor(time / 10), small), speaker, at))
    expect(timesOf(looks, 2)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110])
  })

  test('nor does one who stands still now and then, each time in another posture', () => {
    const inset: Box = [120, 50, 20, 25]
    const looks = looksAt(240, 0.5, (time, at) => {
      const print = slide(Math.floor(time / 20), small)
      if (time >= 47 && time < 60) fill(print, [10, 34, 24, 1], () => 120)
      // Of eight looks three are motion.
      return restless(print, inset, at % 8 < 3 ? at : at - (at % 8))
    })
    expect(timesOf(looks, 2)).toEqual([0, 20, 40, 47, 60, 80, 100])
  })

  test('a line more on a small slide is a scene', () => {
    const looks = looksAt(60, 0.5, (time, at) => {
      const print = slide(1, small)
      if (time >= 12) fill(print, [10, 34, 24, 1], () => 120)
      return restless(print, speaker, at)
    })
    expect(timesOf(looks, 2)).toEqual([0, 12])
  })

  test('a fade is one scene, between the last look before and the first after', () => {
    const [from, to] = [slide(1), slide(2)]
    const looks = looksAt(40, 0.5, (time) => {
      const share = Math.min(1, Math.max(0, (time - 9.8) / 1.4))
      return from.map((grey, at) => grey + share * ((to[at] ?? 0) - grey))
    })
    const [, fade, ...others] = scenesOf(looks, 2)
    expect(others).toEqual([])
    expect(((fade?.at ?? 0) + (fade?.after ?? 0)) / 2).toBeCloseTo(10.5, 0)
  })

  test('a pointer that passes, light that changes slowly, and a page turned over at once are none', () => {
    const looks = looksAt(80, 0.5, (time) => {
      const print = slide(time >= 20 && time < 20.6 ? 2 : 1).map(
        (grey) => grey * (0.8 + 0.2 * Math.cos(time / 12)),
      )
      fill(print, [20 + (Math.floor(time * 3) % 100), 40, 2, 2], () => 255)
      return print
    })
    expect(timesOf(looks, 2)).toEqual([0])
  })

  test('a camera that moves all over begins a scene, and so does the slide after it', () => {
    const looks = looksAt(80, 0.5, (time, at) =>
      time >= 10 && time < 25 ? restless(slide(1), [0, 0, width, height], at) : slide(1),
    )
    expect(timesOf(looks, 2)).toEqual([0, 10, 25])
  })
})

test('for any looks: in order, no more than allowed, the first one among them', () => {
  const look = fc.record({ step: fc.double({ min: 0.5, max: 100, noNaN: true }), grey: fc.nat(255) })
  fc.assert(
    fc.property(
      fc.array(look, { maxLength: 40 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 0, max: 2 }),
      (drawn, most, rest) => {
        let time = 0
        const looks = drawn.map(({ step, grey }) => {
          time += step
          return { time, print: new Uint8Array(watchBytes).fill(grey) }
        })
        const scenes = scenesOf(looks, rest, { most })
        const times = scenes.map(({ at }) => at)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(new Set(times).size).toBe(times.length)
        expect(times.length).toBeLessThanOrEqual(most)
        expect(times[0]).toBe(looks[0]?.time)
        for (const { at, after } of scenes) expect(after).toBeLessThanOrEqual(at)
      },
    ),
    { numRuns: 100 },
  )
})
