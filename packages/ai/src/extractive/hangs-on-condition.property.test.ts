import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hangsOnCondition } from './hangs-on-condition.ts'

/** A result under a condition, one that goes on with it, and one with a condition of its own. */
const said: Record<string, readonly [string, string, string]> = {
  en: [
    'In the villages without salt, the pumps that break went down from nine to four.',
    'And the share of rusty filters fell, too.',
    'And in the mill the share of rusty filters fell, too.',
  ],
  de: [
    'In den Dörfern ohne Salz sank die Zahl der kaputten Pumpen auf vier.',
    'Und der Anteil rostiger Filter ist gesunken.',
    'Und in der Mühle ist der Anteil rostiger Filter gesunken.',
  ],
  fr: [
    'Dans les villages sans sel, les pannes de pompes ont diminué de moitié.',
    'Et la part des filtres rouillés a baissé.',
    'Et dans le moulin la part des filtres rouillés a baissé.',
  ],
  es: [
    'En los pueblos sin sal las averías de las bombas han bajado a la mitad.',
    'Y la parte de filtros oxidados bajó.',
    'Y en el molino la parte de filtros oxidados bajó.',
  ],
  it: [
    'Nei paesi senza sale i guasti delle pompe sono diminuiti della metà.',
    'E la quota di filtri arrugginiti è scesa.',
    'E nel mulino la quota di filtri arrugginiti è scesa.',
  ],
}
const other = 'That is one point.'

it.each(Object.keys(said))(
  'a change that goes on under a condition of before hangs on it (%s)',
  (language) => {
    const [conditional = '', result = '', own = ''] = said[language] ?? []
    fc.assert(
      fc.property(fc.array(fc.constant(other), { maxLength: 2 }), (between) => {
        expect(hangsOnCondition(result, [conditional, ...between], language)).toBe(true)
        expect(hangsOnCondition(own, [conditional, ...between], language)).toBe(false)
        expect(hangsOnCondition(result, between, language)).toBe(false)
        expect(hangsOnCondition(conditional, [result, ...between], language)).toBe(false)
      }),
      { seed: 20261129 },
    )
  },
)
