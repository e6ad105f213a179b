import fc from 'fast-check'
import { expect, it } from 'vitest'
import { joinNameless } from './join-nameless.ts'

const part = (title: string, start: number, end: number | null) => ({ title, start, end })

it('adds parts without a name to the one before them', () => {
  expect(joinNameless([part('Introduction', 0, 90), part('Door', 90, 180), part('', 180, 300)])).toEqual([
    part('Introduction', 0, 90),
    part('Door', 90, 300),
  ])
})

it('adds those before the first name to it', () => {
  expect(joinNameless([part('', 0, 100), part('', 100, 200), part('Door', 200, 350)])).toEqual([
    part('Door', 0, 350),
  ])
})

it('leaves one alone that would make a part longer than is wanted', () => {
  const long = [part('Lift', 0, 100), part('Door', 100, 350), part('', 350, 461), part('', 461, 500)]
  expect(joinNameless(long, 360)).toEqual([part('Lift', 0, 100), part('Door', 100, 350), part('', 350, 500)])
})

it('leaves no empty title, no gap and no name out, unless nothing has a name', () => {
  const titles = fc.array(fc.constantFrom('', '', 'Door', 'Lift', 'Cable'), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(titles, (given) => {
      const parts = given.map((title, at) =>
        part(title, at * 100, at === given.length - 1 ? null : (at + 1) * 100),
      )
      const joined = joinNameless(parts)
      const named = given.filter((title) => title !== '')
      expect(joined.map(({ title }) => title)).toEqual(named.length > 0 ? named : [''])
      expect(joined[0]!.start).toBe(0)
      expect(joined.at(-1)!.end).toBeNull()
      for (const [at, { start }] of joined.entries()) if (at > 0) expect(joined[at - 1]!.end).toBe(start)
    }),
  )
})
