import fc from 'fast-check'
import { expect, it } from 'vitest'
import { placeInSound, planWindows } from './plan-windows.ts'

const sound = fc
  .array(fc.tuple(fc.integer({ min: 30, max: 2_000 }), fc.integer({ min: 10, max: 4_000 })), {
    maxLength: 40,
  })
  .map((pairs) => {
    let at = 0
    const pauses = pairs.map(([pause, voice]) => {
      const start = at / 100
      at += pause
      const end = at / 100
      at += voice
      return { start, end }
    })
    return { pauses, duration: Math.max(at / 100, 1) }
  })

it('keeps all speech, in order, in windows of at most 29 seconds', () => {
  fc.assert(
    fc.property(sound, ({ pauses, duration }) => {
      const windows = planWindows(pauses, duration)
      const spans = windows.flat()
      for (const [at, { start, end }] of spans.entries()) {
        expect(start).toBeGreaterThanOrEqual((spans[at - 1]?.end ?? 0) - 1e-6)
        expect(end).toBeGreaterThan(start)
      }
      expect(spans.at(-1)?.end ?? 0).toBeLessThanOrEqual(duration + 1e-6)
      for (const window of windows)
        expect(window.reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThanOrEqual(29.001)
      const quiet = pauses.reduce((sum, { start, end }) => sum + end - start, 0)
      const heard = spans.reduce((sum, { start, end }) => sum + end - start, 0)
      expect(heard).toBeGreaterThanOrEqual(duration - quiet - 0.02 * (spans.length + 1))
    }),
  )
})

it('places parts of a window where they are in the sound', () => {
  const window = [
    { start: 10, end: 15 },
    { start: 100, end: 110 },
  ]
  expect(placeInSound(window, { start: 1, end: 2 })).toEqual({ start: 11, end: 12 })
  expect(placeInSound(window, { start: 6, end: 7 })).toEqual({ start: 101, end: 102 })
  expect(placeInSound(window, { start: 4.9, end: 5.5 })).toEqual({ start: 100, end: 100.5 })
  expect(placeInSound(window, { start: 4, end: 5.5 })).toEqual({ start: 14, end: 15 })
  expect(placeInSound(window, { start: 40, end: 41 })).toEqual({ start: 110, end: 110 })
})

it('leaves out what is all pause', () => {
  expect(planWindows([{ start: 0, end: 60 }], 60)).toEqual([])
  expect(planWindows([], 20)).toEqual([[{ start: 0, end: 20 }]])
})
