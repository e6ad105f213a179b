import { expect, it } from 'vitest'
import { milliseconds, pointInTime, positiveInteger } from '../src/options/numbers.ts'

it.each([
  ['90', 90_000],
  ['250ms', 250],
  ['10m', 600_000],
  ['2h', 7_200_000],
])('the duration %s', (text, expected) => {
  expect(milliseconds(text)).toBe(expected)
})

it.each(['', '-1', '1.5h', 'soon', '10 m'])('no duration: "%s"', (text) => {
  expect(() => milliseconds(text)).toThrow('duration')
})

it('a date, or how long ago it was', () => {
  expect(pointInTime('2026-02-04')).toBe('2026-02-04T00:00:00.000Z')
  expect(pointInTime('2026-02-04T10:00+01:00')).toBe('2026-02-04T09:00:00.000Z')
  expect(Date.now() - Date.parse(pointInTime('2h'))).toBeCloseTo(7_200_000, -4)
  for (const text of ['7', 'May', '2026-13-01']) expect(() => pointInTime(text)).toThrow('date')
})

it('numbers from 1', () => {
  expect(positiveInteger('20')).toBe(20)
  for (const text of ['0', '-1', '1.5', 'x', '']) expect(() => positiveInteger(text)).toThrow('number')
})
