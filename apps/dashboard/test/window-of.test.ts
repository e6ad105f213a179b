import { expect, it } from 'vitest'
import { rowAfter, windowOf } from '../src/views/batch/window-of.ts'

it.each([
  [0, 400, 40, 2000, { first: 0, end: 18 }],
  [40_000, 400, 40, 2000, { first: 992, end: 1018 }],
  [79_600, 400, 40, 2000, { first: 1982, end: 2000 }],
  [79_600, 400, 40, 3, { first: 2, end: 3 }],
  [0, 400, 40, 0, { first: 0, end: 0 }],
])('draws what is in sight at %i', (top, height, row, count, window) => {
  expect(windowOf(top, height, row, count)).toEqual(window)
})

it.each([
  ['ArrowDown', 5, 6],
  ['ArrowUp', 0, 0],
  ['PageDown', 5, 15],
  ['PageDown', 1995, 1999],
  ['Home', 700, 0],
  ['End', 700, 1999],
  ['x', 5, null],
  ['constructor', 5, null],
])('%s leads from %i to %s', (key, row, next) => {
  expect(rowAfter(key, row, 2000, 10)).toBe(next)
})

it('leads nowhere in an empty list', () => {
  expect(rowAfter('End', 0, 0, 10)).toBeNull()
})
