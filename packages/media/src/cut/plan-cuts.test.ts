import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Span } from './find-silences.ts'
import { planCuts } from './plan-cuts.ts'

/** Silences in order that do not overlap, and a duration that holds them. */
const recordings = fc
  .array(
    fc.tuple(fc.double({ min: 0.001, max: 400, noNaN: true }), fc.double({ min: 0.3, max: 90, noNaN: true })),
    {
      maxLength: 60,
    },
  )
  .chain((gaps) => {
    let at = 0
    const silences: Span[] = gaps.map(([gap, length]) => {
      const start = at + gap
      at = start + length
      return { start, end: at }
    })
    return fc.tuple(fc.constant(silences), fc.double({ min: at, max: at + 2_000, noNaN: true }))
  })

describe('cuts of a recording', () => {
  it('cover it in order, in pieces within the limit, whatever its silences', () => {
    fc.assert(
      fc.property(
        recordings,
        fc.integer({ min: 2, max: 300 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ([silences, duration], maxSeconds, share) => {
          const pieces = planCuts(silences, duration, { maxSeconds, targetSeconds: share * maxSeconds })
          if (duration < 0.0005) return
          expect(pieces[0]?.start).toBe(0)
          expect(pieces.at(-1)?.end).toBe(duration)
          for (const [at, { start, end }] of pieces.entries()) {
            expect(end).toBeGreaterThan(start)
            expect(end - start).toBeLessThanOrEqual(maxSeconds + 0.001)
            expect(pieces[at + 1]?.start ?? end).toBe(end)
            // No piece of nothing at the end
            if (pieces.length > 1) expect(end - start).toBeGreaterThan(0.99)
          }
        },
      ),
    )
  })

  it('are not many more than are needed', () => {
    fc.assert(
      fc.property(recordings, ([silences, duration]) => {
        const pieces = planCuts(silences, duration)
        expect(pieces.length).toBeLessThanOrEqual(2 + (2 * duration) / 299)
      }),
    )
  })

  it('lie within silence where there is any in reach', () => {
    fc.assert(
      fc.property(recordings, ([silences, duration]) => {
        for (const { start, end } of planCuts(silences, duration).slice(0, -1)) {
          const inReach = silences.some((one) => one.start > start + 1 && one.start < start + 299)
          const isQuiet = silences.some((one) => one.start <= end + 0.001 && one.end >= end - 0.001)
          if (inReach && end < duration - 301) expect(isQuiet).toBe(true)
        }
      }),
    )
  })

  it.each<[string, Span[], number, number[]]>([
    ['a short recording stays whole', [{ start: 10, end: 11 }], 299.9, []],
    ['at the limit it is whole', [], 300, []],
    ['without silence it is cut at the limit', [], 700, [300, 600]],
    [
      'the longest silence is taken',
      [
        { start: 200, end: 201 },
        { start: 220, end: 224 },
        { start: 280, end: 281 },
      ],
      400,
      [222],
    ],
    [
      'of two as long, the later',
      [
        { start: 200, end: 201 },
        { start: 280, end: 281 },
      ],
      400,
      [280.5],
    ],
    ['one that reaches over the limit is cut at it', [{ start: 290, end: 400 }], 500, [300]],
    [
      'an early one is better than none',
      [
        { start: 40, end: 42 },
        { start: 90, end: 91 },
      ],
      400,
      [90.5, 390.5],
    ],
    ['the last piece is no crumb', [], 300.2, [299.2]],
    ['no duration, no piece', [], 0, []],
  ])('%s', (_, silences, duration, cuts) => {
    expect(planCuts(silences, duration).map(({ end }) => end)).toEqual(
      duration > 0 ? [...cuts, duration] : [],
    )
  })
})
