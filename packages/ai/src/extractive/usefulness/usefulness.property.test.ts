import fc from 'fast-check'
import { expect, it } from 'vitest'
import { talkRequest } from '../../../test/talk-request.ts'
import { weighFault } from '../find-fault.ts'
import { spokenStatements } from '../spoken-statements.ts'
import { admitStatements, type Judged } from './admit-statements.ts'
import { oddsOf, usefulness } from './usefulness-model.ts'

const sentences = [
  'The pump of the village fails in the winter because of the salt.',
  'We measured them in the village with the pump for two winters.',
  'A door that closes in five seconds is eleven decibels quieter.',
  'This means that the pump fails after four years of use.',
  'Thank you for the pump of the village, which I enjoyed very much.',
  'Copying the data was twenty percent of the work, and comparing it was seventy percent.',
  'We went from nine machines to three, and that is four thousand euros a month.',
  'Here you see the pump of the village in the year after the flood.',
  'If you write to two databases, sooner or later one of the two writes fails.',
  'Find out who is already at the door.',
]
const talks = fc.array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 40 })
const seed = 20261129

it('clears what rules doubt and nothing that they are sure of, however useful a model finds it', () => {
  fc.assert(
    fc.property(talks, fc.double({ min: -9, max: 9, noNaN: true }), (said, odds) => {
      for (const { text, places } of spokenStatements(talkRequest(said), () => odds)) {
        if (places.length > 1) continue
        const { fault, isDoubtful } = weighFault(text, 'en')
        expect([text, fault === null || isDoubtful]).toEqual([text, true])
      }
    }),
    { seed },
  )
})

it('sees the same features of each sentence, which are those of the model, as numbers', () => {
  const names = new Set<string>()
  fc.assert(
    fc.property(talks, (said) => {
      spokenStatements(talkRequest(said), (features) => {
        for (const value of Object.values(features)) expect(Number.isFinite(value)).toBe(true)
        names.add(Object.keys(features).join(' '))
        return usefulness(features)
      })
    }),
    { seed },
  )
  expect(names.size).toBe(1)
})

it('refuses features that it was not trained with', () => {
  const model = { bias: 0.5, means: { words: 10, told: 0.5 }, weights: { words: 0.1, told: -1 } }
  expect(oddsOf({ words: 15, told: 1 }, model)).toBeCloseTo(0.5)
  expect(() => oddsOf({ words: 15 }, model)).toThrow('train')
  expect(() => oddsOf({ words: 15, held: 1 }, model)).toThrow('statement-model')
})

it('finds what stands alone more useful than what does not', () => {
  const odds = new Map<string, number>()
  spokenStatements(talkRequest(sentences), (features, place) => {
    odds.set(sentences[place] ?? '', usefulness(features))
    return 0
  })
  expect(odds.get(sentences[2] ?? '') ?? 0).toBeGreaterThan(odds.get(sentences[1] ?? '') ?? 0)
  expect(odds.has(sentences[4] ?? '')).toBe(false)
})

it('admits the most useful in order, and of a talk with few enough for a summary, none of them doubted', () => {
  const one = fc.record({
    odds: fc.option(fc.double({ min: -4, max: 4, noNaN: true })),
    quality: fc.option(fc.double({ min: -4, max: 4, noNaN: true })),
    isDoubted: fc.boolean(),
    isFragment: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 30 }), (given) => {
      const judged = given.map((each, statement): Judged<number> => ({ ...each, statement }))
      const admitted = admitStatements(judged)
      expect(admitted).toEqual(admitted.toSorted((a, b) => a - b))
      const worth = (one: Judged<number>): number => one.quality ?? one.odds ?? 9
      for (const one of judged) {
        const isIn = admitted.includes(one.statement)
        if (one.quality === null && one.odds === null) expect(isIn).toBe(true)
        else if (worth(one) >= (one.quality === null ? 0.5 : 1.2)) expect(isIn).toBe(true)
        else if (isIn && worth(one) < (one.quality === null ? 0.2 : 0.6)) {
          expect([one.isDoubted, one.isFragment]).toEqual([false, false])
          expect(worth(one)).toBeGreaterThanOrEqual(one.quality === null ? -0.85 : 0.4)
          expect(admitted.length).toBeLessThanOrEqual(4)
        }
      }
    }),
    { seed },
  )
})
