import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wereRetracted } from './were-retracted.ts'

const taken: readonly (readonly [language: string, figure: string, correction: readonly string[]])[] = [
  [
    'fr',
    "C'est un quart d'heure de lumière en plus, chaque jour.",
    ['Pardon, non, je dis des bêtises.', 'Neuf minutes.'],
  ],
  ['en', 'The pump moves forty litres in a minute at full load.', ["No wait, that's wrong.", 'Fourteen.']],
  ['en', 'The archive has three hundred boxes of glass plates.', ['Sorry, I mean thirty.']],
  ['en', 'The archive has three hundred boxes of glass plates.', ['Correction: it has thirty.']],
  ['de', 'Der Ofen verbraucht achtzig Kilowattstunden am Tag.', ['Quatsch, achtzehn.']],
  [
    'de',
    'Der Ofen verbraucht achtzig Kilowattstunden am Tag.',
    ['Moment, ich habe mich da verrechnet.', 'Achtzehn.'],
  ],
  ['es', 'La bomba gasta cuarenta litros cada minuto del día.', ['Perdón, no, son catorce.']],
  ['es', 'La bomba gasta cuarenta litros cada minuto del día.', ['Estoy diciendo tonterías.', 'Catorce.']],
  ['it', 'La pompa consuma quaranta litri al minuto, ogni giorno.', ['Scusate, no, quattordici.']],
  [
    'it',
    'La pompa consuma quaranta litri al minuto, ogni giorno.',
    ['Sto dicendo una sciocchezza.', 'Quattordici.'],
  ],
]
const plain = fc.constantFrom('The river is older than the town.', 'Nobody repairs what nobody owns.', 'Ja.')

it('a figure is taken back by a correction within three sentences, in five languages, and what stands further away is not', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...taken),
      fc.array(plain, { maxLength: 2 }),
      fc.array(plain, { minLength: 3, maxLength: 6 }),
      ([language, figure, correction], between, before) => {
        const retracted = wereRetracted([figure, ...before, figure, ...between, ...correction], language)
        expect(retracted[before.length + 1]).toBe(true)
        expect(retracted.slice(0, before.length + 1)).not.toContain(true)
        expect(retracted[before.length + 2 + between.length]).toBe(true)
      },
    ),
    { seed: 20261130 },
  )
})

it('without a figure the sentence just before is taken back, and short calls are passed over', () => {
  const texts = [
    'The bridge was built from larch.',
    'The bridge was built from oak.',
    'Oak!',
    'No, sorry, it was beech.',
  ]
  expect(wereRetracted(texts, 'en')).toEqual([false, true, false, true])
})

it.each([
  ['en', 'Corrections are published on the same page as the article.'],
  ['en', 'I want to tell you about the night when I got it wrong.'],
  ['en', 'What people get wrong is not the number but the unit.'],
  ['de', 'Wer Quatsch erzählt, wird im Verein trotzdem gewählt.'],
  ['fr', 'Le pardon est une idée plus vieille que le droit.'],
  ['es', 'La mentira más repetida es que el agua sobra.'],
  ['it', 'La correzione del compito richiede un quarto di ora.'],
])('what speaks of mistakes takes nothing back (%s: %s)', (language, text) => {
  expect(wereRetracted(['Two of the nine pumps are broken.', text], language)).toEqual([false, false])
})
