import fc from 'fast-check'
import { expect, it } from 'vitest'
import { spokenAt } from './spoken-at.ts'

it('finds what a search from the end finds', () => {
  const starts = fc.array(fc.nat(1000), { maxLength: 60 }).map((all) => all.toSorted((a, b) => a - b))
  fc.assert(
    fc.property(starts, fc.nat(1100), (all, seconds) => {
      const ordered = all.map((start) => ({ start }))
      expect(spokenAt(ordered, seconds)).toBe(ordered.findLastIndex(({ start }) => start <= seconds))
    }),
  )
})
