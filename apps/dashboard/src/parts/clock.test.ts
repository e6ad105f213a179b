import { expect, it } from 'vitest'
import { clock } from './clock.ts'

it.each([
  [-1, '0:00'],
  [9.9, '0:09'],
  [754, '12:34'],
  [3600, '1:00:00'],
  [4354.2, '1:12:34'],
])('%d s is %s', (seconds, text) => {
  expect(clock(seconds)).toBe(text)
})
