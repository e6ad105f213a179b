import fc from 'fast-check'
import { expect, it } from 'vitest'
import { burdenOf } from './burden-of.ts'
import { tellsOwnDeed } from './tells-own-deed.ts'

const deeds: readonly (readonly [string, string, string])[] = [
  ['en', 'We put the whole list on the open map at first', 'we found that'],
  ['en', 'In the autumn we asked the people of the village', 'we learned that'],
  ['en', 'We have nine hundred flags in the code of the shop', 'forty percent of them are old'],
  ['de', 'Wir haben die Pumpen im Herbst neu gestrichen', 'weil sie rosteten'],
  ['de', 'Nach einem halben Jahr haben wir die Patienten durchgesehen', 'vierzig Prozent fehlten'],
  ['fr', 'Nous avons posé des capteurs dans les champs', 'on a découvert une fuite'],
  ['es', 'Hicimos la prueba en serio en nueve juzgados', 'bajó un diez por ciento'],
  ['it', 'Abbiamo messo i sensori su tutti i treni', 'abbiamo scoperto un difetto'],
]

it.each(deeds)(
  '%s: "%s" is a story without its end, unless it says what came of it',
  (language, deed, result) => {
    expect(tellsOwnDeed(`${deed}.`, language)).toBe(true)
    expect(tellsOwnDeed(`${deed}, and ${result}.`, language)).toBe(false)
    expect(tellsOwnDeed(`${deed}, 1 % to 2 %.`, language)).toBe(false)
  },
)

it.each([
  ['en', 'A list that nobody looks after becomes dangerous.'],
  ['en', 'We should have kept the original text from the start.'],
  ['de', 'Wir haben Retouren von sechs Prozent, über alle Filialen.'],
  ['de', 'Ein besetztes Telefon sortiert die Patienten auch.'],
  ['fr', 'Une source mesure toujours autre chose que prévu.'],
  ['es', 'Una alerta sin una persona responsable es solo ruido.'],
  ['it', 'Una percentuale dipende da che cosa si conta.'],
  ['nl', 'Wij hebben de lijst op de kaart gezet.'],
])('%s: "%s" is none', (language, text) => {
  expect(tellsOwnDeed(text, language)).toBe(false)
})

it('a subject that only the talk knows is a burden at the beginning, the more sure the less, and nowhere else', () => {
  const openings = fc.constantFrom('The curve', 'In the curve', 'In the last twelve months, the curve')
  fc.assert(
    fc.property(openings, fc.double({ min: 0.2, max: 1, noNaN: true }), (opening, sure) => {
      const text = `${opening} of the age of the people in the file is not smooth at all.`
      const known = burdenOf(text, 'en')
      expect(known).toBe(0)
      expect(burdenOf(text, 'en', new Map([['curv', sure]]))).toBeGreaterThan(known)
      expect(burdenOf(text, 'en', new Map([['curv', sure / 10]]))).toBe(known)
      expect(burdenOf(text, 'en', new Map([['file', sure]]))).toBe(known)
    }),
    { seed: 20261130 },
  )
})

it('few words are a burden, unless they advise or set one thing against another', () => {
  expect(burdenOf('The median incident takes about twenty minutes.', 'en')).toBeGreaterThan(0)
  for (const whole of [
    'Keep the original of each value.',
    "A warning doesn't protect people.",
    'Two pumps are better than one.',
  ])
    expect(burdenOf(whole, 'en')).toBe(0)
})
