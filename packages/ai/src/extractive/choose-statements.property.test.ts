import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chooseStatements } from './choose-statements.ts'
import type { SpokenStatement } from './spoken-statement.ts'

const statement = (
  place: number,
  part: number,
  score: number,
  needs: [string, number][] = [],
): SpokenStatement => ({
  text: `Statement ${place}.`,
  places: [place],
  part,
  position: place / 100,
  score,
  terms: new Set([`word${place}`]),
  needs: new Map(needs),
  matters: false,
  stressed: false,
  announces: false,
  isDoubted: false,
})
const choice = (more: object = {}) => ({ count: 3, taken: new Set<number>(), quoted: [], ...more })

it('sparing, it leaves one to each part; a repetition, a taken and a worthless one are chosen nowhere', () => {
  const talk = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 4 }), fc.double({ min: 0.4, max: 3, noNaN: true })),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  fc.assert(
    fc.property(talk, (given) => {
      const statements = given.map(([part, score], place) => statement(place, part, score))
      const taken = new Set<number>()
      const chosen = chooseStatements(statements, choice({ taken, sparing: true, count: 10 }))
      for (const part of new Set(given.map(([part]) => part)))
        expect(statements.some((one) => one.part === part && !taken.has(one.places[0]!))).toBe(true)
      expect(taken.size).toBe(chosen.length)
      expect(chosen.map(({ places: [place] }) => place!)).toEqual([...taken].toSorted((a, b) => a - b))
      const again = chooseStatements(statements, choice({ taken, quoted: [...chosen], count: 30, sure: 30 }))
      for (const one of again) expect(chosen).not.toContain(one)
    }),
    { seed: 20261129 },
  )
})

it('one that calls something definite comes behind the one that introduces it, or not at all', () => {
  const introducing = { ...statement(4, 0, 1), terms: new Set(['button', 'record']) }
  const leaning = statement(9, 1, 1.3, [['button', 1]])
  const other = statement(12, 2, 0.9)
  const first = (statements: SpokenStatement[], quoted: SpokenStatement[]) =>
    chooseStatements(statements, choice({ count: 1, quoted }))[0]
  expect(first([leaning, other], [])).toBe(other)
  expect(first([leaning, other], [introducing])).toBe(leaning)
})

it('a floor holds but for those that are sure', () => {
  const statements = [statement(1, 0, 2), statement(5, 1, 0.9), statement(9, 2, 0.8), statement(13, 3, 0.1)]
  expect(chooseStatements(statements, choice({ floor: 1.1 })).length).toBe(1)
  expect(chooseStatements(statements, choice({ floor: 1.1, sure: 2 })).length).toBe(2)
  expect(chooseStatements(statements, choice({ floor: 1.1, sure: 4, count: 4 })).length).toBe(3)
})

it('one that is not sound alone is not chosen even where one is sure, unless what it needs was read', () => {
  const leaning = statement(3, 0, 1.2, [['button', 1]])
  const choose = (more: object) => chooseStatements([leaning], choice({ count: 1, sure: 1, ...more }))
  expect(choose({})).toEqual([leaning])
  expect(choose({ sound: 0.8 })).toEqual([])
  expect(choose({ sound: 0.8, read: new Set(['button']) })).toEqual([leaning])
  // A repetition is less worth, and as sound
  fc.assert(
    fc.property(fc.double({ min: 0.36, max: 3, noNaN: true }), (score) => {
      const only = statement(3, 0, score)
      const chosen = chooseStatements([only], choice({ count: 1, sure: 1, sound: 0.8 }))
      expect(chosen).toEqual(score >= 0.8 ? [only] : [])
    }),
    { seed: 20261129 },
  )
})

it('apart, none is chosen next to one that is quoted elsewhere in its part', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 2 }), (places) => {
      const [first = 0, ...others] = places
      const quoted = [statement(first, 0, 2)]
      const chosen = chooseStatements(
        others.map((place) => statement(place, 0, 20)),
        choice({ count: 30, sure: 30, quoted, taken: new Set([first]), apart: true }),
      )
      for (const { places } of chosen) expect(Math.abs(places[0]! - first)).toBeGreaterThan(1)
      expect(chosen.length).toBe(others.filter((place) => Math.abs(place - first) > 1).length)
    }),
    { seed: 20261130 },
  )
})

it('alone, none is chosen that the rules doubt or that stands for what was not quoted before it', () => {
  const naming = { ...statement(4, 0, 1), terms: new Set(['button']) }
  const later = { ...naming, places: [12] }
  const leaning = statement(9, 1, 2, [['button', 0.6]])
  const choose = (one: SpokenStatement, quoted: SpokenStatement[]) =>
    chooseStatements([one], choice({ sure: 3, quoted, alone: 0.5 }))
  expect(choose(leaning, [])).toEqual([])
  expect(choose(leaning, [later])).toEqual([])
  expect(choose(leaning, [naming])).toEqual([leaning])
  expect(choose({ ...leaning, needs: new Map([['button', 0.4]]) }, []).length).toBe(1)
  expect(choose({ ...leaning, needs: new Map(), isDoubted: true }, [])).toEqual([])
})
