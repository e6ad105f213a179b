import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leavesOpen } from './leaves-open.ts'
import { tellsOwnDeed } from './tells-own-deed.ts'

const counts: Record<string, readonly string[]> = {
  en: ['Fourteen', 'About forty', 'Ninety-one', '38'],
  de: ['Vierzehn', 'Rund vierzig', 'Einundneunzig', '38'],
  fr: ['Quatorze', 'Environ quarante', 'Vingt-huit', '38'],
  es: ['Catorce', 'Unos cuarenta', 'Veintiocho', '38'],
  it: ['Quattordici', 'Circa quaranta', 'Ventotto', '38'],
}
/** Shares of what is not said, each beside the same with its base; `N` is a number. */
const shares: Record<string, readonly (readonly [string, string])[]> = {
  en: [
    ['N percent wanted to know a result.', 'N percent of the callers wanted to know a result.'],
    ['N out of fifty did not know the way.', 'N out of fifty drivers did not know the way.'],
    ['N minutes, in a court with two judges, are much.', 'N minutes for each case are much in a court.'],
  ],
  de: [
    ['N Prozent wollten einen Befund hören.', 'N Prozent der Anrufer wollten einen Befund hören.'],
    ['N von hundert hatten den Weg vergessen.', 'N von hundert Fahrern hatten den Weg vergessen.'],
    [
      'N Minuten, in einem Gericht mit zwei Richtern, sind viel.',
      'N Minuten je Fall sind viel in einem Gericht.',
    ],
  ],
  fr: [
    ['N pour cent avaient oublié le chemin.', 'N pour cent des chauffeurs avaient oublié le chemin.'],
    ['N sur cent avaient oublié le chemin.', 'N sur cent chauffeurs avaient oublié le chemin.'],
  ],
  es: [
    ['N por ciento habían olvidado el camino.', 'N por ciento de los conductores habían olvidado el camino.'],
    ['N de cada cien no sabían el camino.', 'N de cada cien conductores no sabían el camino.'],
  ],
  it: [
    [
      'N per cento avevano dimenticato la strada.',
      'N per cento degli autisti avevano dimenticato la strada.',
    ],
    ['N su cento non sapevano la strada.', 'N su cento autisti non sapevano la strada.'],
  ],
}
/** What follows from another sentence, or came out of something that is not named, each beside a whole one. */
const others: readonly (readonly [string, string, string])[] = [
  ['en', 'The reason is the car, which drives too fast.', 'The reason why it fails is the salt of the road.'],
  [
    'en',
    'Half of them received the long form, and half received ours.',
    'Half of the readers finished the long form.',
  ],
  [
    'de',
    'Der Grund ist das Auto: Es fährt zu schnell.',
    'Der Grund für den Ausfall ist das Salz der Straße.',
  ],
  [
    'de',
    'Auf der Linie 7, die zur Uni fährt, war es unter ein Prozent.',
    'Auf der Linie 7 war der Anteil unter ein Prozent.',
  ],
  ['de', 'In neun von zehn Fällen stimmten die beiden überein.', 'Meist stimmten die beiden Leser überein.'],
  ['es', 'La explicación es que la gente dejó de mirar.', 'La explicación del fallo es la sal del camino.'],
  ['en', "If all of them stay at home, it's the weather.", 'If all bees stay at home, the weather is bad.'],
  ['en', 'When it is passed, the build fails after two weeks.', 'When a date is passed, the build fails.'],
  [
    'en',
    'In the second year, the result was three points higher.',
    'The result of the trial was three points higher.',
  ],
  [
    'en',
    'The books therefore name the day of each storm.',
    'The books were wet, and therefore nobody read them.',
  ],
  ['en', 'Technically they are, but we moved them.', 'Technically a flag is a switch, but nobody turns it.'],
  [
    'de',
    'Wenn alle zuhause bleiben, ist es das Wetter.',
    'Wenn alle Völker zuhause bleiben, ist das Wetter schlecht.',
  ],
  [
    'de',
    'Es gibt Firmen, die verkaufen das, mit einer App.',
    'Es gibt Firmen, die verkaufen das Gerät mit einer App.',
  ],
  [
    'fr',
    'Les registres indiquent donc le jour de chaque orage.',
    'Les registres indiquent le jour de chaque orage.',
  ],
  ['es', 'Había leído la palabra y lo había creído.', 'El padre había leído la palabra y lo había creído.'],
  ['it', 'Se restano a casa, è il tempo.', 'Se le api restano a casa, fa brutto tempo.'],
]

describe.each(Object.keys(shares))('of %s', (language) => {
  it.each(shares[language] ?? [])('a share leans without what it is one of: %s', (bare, whole) => {
    fc.assert(
      fc.property(fc.constantFrom(...(counts[language] ?? [])), (count) => {
        expect(leavesOpen(bare.replace('N', count), language)).toBe(true)
        expect(leavesOpen(whole.replace('N', count), language)).toBe(false)
      }),
      { seed: 20261130 },
    )
  })
})

it.each(others)('%s: "%s" leans, "%s" does not', (language, open, whole) => {
  expect(leavesOpen(open, language)).toBe(true)
  expect(leavesOpen(whole, language)).toBe(false)
})

it('of a language without rules nothing leans', () => {
  expect(leavesOpen('Fourteen percent wanted to know.', 'nl')).toBe(false)
})

it.each(Object.keys(counts))(
  'a word or a sentence of any length is read in time that grows with it, in %s',
  (language) => {
    const unit = fc.constantFrom(
      'a',
      'ge',
      'é',
      'ed',
      'half ',
      'haben wir ',
      'to get ',
      'message ',
      'die beiden ',
    )
    const opening = fc.constantFrom(
      '',
      'Wir haben ',
      'If ',
      'It takes ',
      "J'ai ",
      'Hace ',
      'Abbiamo ',
      'In the ',
    )
    fc.assert(
      fc.property(opening, unit, (begins, repeated) => {
        const text = `${begins}${repeated.repeat(10_000)}.`
        expect(leavesOpen(text, language) && tellsOwnDeed(text, language)).toBeTypeOf('boolean')
      }),
      { seed: 20261130, numRuns: 40, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true },
    )
  },
)
