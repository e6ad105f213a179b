import { describe, expect, it } from 'vitest'
import { spokenAt } from './spoken-at.ts'

describe('spokenAt', () => {
  const lines = [{ start: 1 }, { start: 4.5 }, { start: 4.5 }, { start: 9 }]

  it.each([
    [0, -1],
    [1, 0],
    [4.4, 0],
    [4.5, 2],
    [8, 2],
    [900, 3],
  ])('at %d s it is line %d', (seconds, line) => {
    expect(spokenAt(lines, seconds)).toBe(line)
  })

  it('has no line in an empty transcript', () => {
    expect(spokenAt([], 5)).toBe(-1)
  })
})
