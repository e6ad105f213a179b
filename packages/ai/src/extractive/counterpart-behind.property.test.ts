import fc from 'fast-check'
import { expect, it } from 'vitest'
import { counterpartBehind } from './counterpart-behind.ts'

const contrasts: readonly (readonly [language: string, one: string, other: string])[] = [
  ['en', 'The usual form asks for seventy-one answers.', 'In ours it has twelve.'],
  ['en', 'Of the forty with a tag, thirty came back.', 'Of the forty without a tag, nine came back.'],
  [
    'en',
    'Before the filter was built, 41 percent of the samples failed.',
    'After the filter it was 9 percent.',
  ],
  ['de', 'Ohne Deckel verliert der Kessel zwölf Grad in der Stunde.', 'Mit Deckel sind es drei.'],
  ['fr', 'Sans couvercle, la cuve perd douze degrés chaque heure.', "Avec un couvercle, c'est trois."],
  ['es', 'Sin tapa, el depósito pierde doce grados cada hora.', 'Con la tapa son tres grados.'],
  ['it', 'Senza coperchio la vasca perde dodici gradi ogni ora.', 'Con il coperchio sono tre gradi.'],
]

it('the other number of a contrast is found behind a sentence, and behind one more', () => {
  fc.assert(
    fc.property(fc.constantFrom(...contrasts), fc.boolean(), ([language, one, other], isCalled) => {
      const texts = isCalled ? [one, 'Imagine!', other] : [one, other, 'Imagine!']
      expect(counterpartBehind(texts, 0, language)).toBe(isCalled ? 2 : 1)
      expect(counterpartBehind([one], 0, language)).toBe(0)
      expect(counterpartBehind(texts, 3, language)).toBe(0)
    }),
    { seed: 20261130 },
  )
})

it.each([
  ['The rate fell from 27 to 19 percent.', 'In the year before it was 30 percent.'],
  ['The form asks for seventy-one answers.', 'In Leeds it costs nine pounds.'],
  ['The form asks for many answers.', 'In ours it has twelve.'],
  ['If you lose two of them, stop.', 'If you find three of them, go on.'],
])('%s %s is none', (one, other) => {
  expect(counterpartBehind([one, other], 0, 'en')).toBe(0)
})
