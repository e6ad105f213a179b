import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseScenes, type Look } from '../src/av/choose-scenes.ts'
import { fingerprintSize } from '../src/pdf/grey-fingerprint.ts'

const fingerprintBytes = fingerprintSize.width * fingerprintSize.height
const options = { most: 200, few: 30, secondsEach: 10 }

/** The same numbers for the same seed, 0 to 1. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Dark lines of text on white, others for each slide. */
function slide(number: number): Uint8Array {
  const random = randomOf(number * 7_919 + 1)
  const grey = new Uint8Array(fingerprintBytes).fill(250)
  for (let row = 3; row < 16; row += 2)
    for (let column = 2; column < 4 + random() * 24; column += 1)
      grey[row * fingerprintSize.width + column] = 150 + Math.floor(random() * 80)
  return grey
}

const looksAt = (count: number, every: number, grey: (time: number, at: number) => Uint8Array): Look[] =>
  Array.from({ length: count }, (_, at) => ({
    time: at * every,
    fingerprint: grey(at * every, at),
    candidate: true,
  }))

const timesOf = (looks: readonly Look[], chosen: readonly number[]): number[] =>
  chosen.map((at) => looks[at]!.time)

test('a slide is kept once, and again when it comes back', () => {
  const shown = [0, 0, 1, 1, 1, 2, 0, 0]
  const looks = looksAt(shown.length, 5, (_time, at) => slide(shown[at]!))
  expect(chooseScenes(looks, options)).toEqual([0, 2, 5, 6])
})

test('a line more is something new, what compression does is not', () => {
  const before = slide(1)
  const compressed = before.map((grey, cell) => grey + (cell % 5) - 2)
  const more = compressed.slice()
  more.fill(215, 16 * fingerprintSize.width + 2, 16 * fingerprintSize.width + 14)
  const looks = looksAt(3, 2, (_time, at) => [before, compressed, more][at]!)
  expect(chooseScenes(looks, options)).toEqual([0, 2])
})

test('what has no picture is not chosen, but the same scene later is', () => {
  const looks = looksAt(4, 2, (_time, at) => slide(at === 0 ? 0 : 1))
  looks[1]!.candidate = false
  expect(chooseScenes(looks, options)).toEqual([0, 2])
})

test('a hundred slides are all there, though every look is another', () => {
  const looks = looksAt(100, 10, (_time, at) => slide(at))
  expect(chooseScenes(looks, options)).toHaveLength(100)
})

describe('what moves all the time', () => {
  const random = randomOf(1)
  const restless = (
    grey: Uint8Array,
    moves: (row: number, column: number) => boolean,
    by: number,
  ): Uint8Array =>
    grey.map((value, cell) => {
      const [row, column] = [Math.floor(cell / fingerprintSize.width), cell % fingerprintSize.width]
      return moves(row, column) ? Math.max(0, Math.min(255, 128 + (random() - 0.5) * 2 * by)) : value
    })

  test('a speaker in the corner hides no slide and adds few pictures', () => {
    const inCorner = (row: number, column: number): boolean => row >= 13 && column >= 23
    const looks = looksAt(900, 2, (time) => restless(slide(Math.floor(time / 60)), inCorner, 40))
    const times = timesOf(looks, chooseScenes(looks, options))
    for (let change = 0; change < 1_800; change += 60) expect(times).toContain(change)
    expect(times.length).toBeLessThan(30 * 2)
  })

  test('a whole moving view leaves its cuts and few others', () => {
    const looks = looksAt(900, 2, (time) => {
      const scene = Math.floor(time / 300)
      return restless(new Uint8Array(fingerprintBytes), () => true, 25).map((grey) => grey / 2 + scene * 25)
    })
    const times = timesOf(looks, chooseScenes(looks, options))
    for (let cut = 0; cut < 1_800; cut += 300) expect(times).toContain(cut)
    expect(times.length).toBeLessThan(60)
  })

  test('noise that is never alike is bounded', () => {
    const looks = looksAt(1_000, 2, () =>
      restless(new Uint8Array(fingerprintBytes), () => random() < 0.5, 127),
    )
    expect(chooseScenes(looks, options).length).toBeLessThanOrEqual(options.most)
  })
})

test('for any looks: in order, no more than allowed, the first candidate among them', () => {
  const look = fc.record({
    step: fc.double({ min: 0.5, max: 100, noNaN: true }),
    grey: fc.nat(255),
    candidate: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(look, { maxLength: 80 }), fc.integer({ min: 1, max: 20 }), (drawn, most) => {
      let time = 0
      const looks = drawn.map(({ step, grey, candidate }) => {
        time += step
        return { time, fingerprint: new Uint8Array(8).fill(grey), candidate }
      })
      const chosen = chooseScenes(looks, { most, few: 5, secondsEach: 10 })
      expect(chosen).toEqual(chosen.toSorted((a, b) => a - b))
      expect(new Set(chosen).size).toBe(chosen.length)
      expect(chosen.length).toBeLessThanOrEqual(most)
      expect(chosen.every((at) => looks[at]!.candidate)).toBe(true)
      const first = looks.findIndex(({ candidate }) => candidate)
      expect(chosen[0] ?? -1).toBe(first)
    }),
    { numRuns: 200 },
  )
})
