import fc from 'fast-check'
import { expect, it } from 'vitest'
import { extractKeywords } from './extract-keywords.ts'
import { namesQuantity } from './names-quantity.ts'
import { stopWordsOf } from './stop-words.ts'
import { stemOf } from './words-of.ts'

/** Words of a language from which talks are made: function words, things, numbers and units. */
const languages = {
  en: {
    functions: 'the a of it they this that and we is are was to with because what when you have been'.split(
      ' ',
    ),
    things: 'reed heron wetland sensor archive bridge wire pump ditch river'.split(' '),
    amounts: 'eleven percent gigabytes Monday 1,900 twenty-six euros thousand'.split(' '),
  },
  de: {
    functions: 'der die das es sie und wir ist sind war zu mit weil was wenn ihr haben damit'.split(' '),
    things: 'Schilf Reiher Sensor Archiv Brücke Graben Fluss Pumpe Wiese Tür'.split(' '),
    amounts: 'elf Prozent Gigabyte Montag 1.900 sechsundzwanzig Euro Millionen'.split(' '),
  },
  fr: {
    functions: "le la de ça ils cela et nous est sont était à avec parce qu' vous on".split(' '),
    things: 'roseau héron capteur archive pont rivière pompe lampadaire espèce village'.split(' '),
    amounts: 'onze pour cent vingt-trois lundi euros kilohertz mille'.split(' '),
  },
  es: {
    functions: 'el la de ello ellos hemos y nosotros es son era a con porque que ustedes han'.split(' '),
    things: 'caña garza sensor archivo puente río bomba alerta botón hospital'.split(' '),
    amounts: 'once por ciento treinta lunes euros kilómetros millones'.split(' '),
  },
  it: {
    functions: 'il la di ciò loro e noi è sono era a con perché che voi abbiamo hanno'.split(' '),
    things: 'canna airone sensore archivio ponte fiume pompa valvola campo torre'.split(' '),
    amounts: 'undici percento trentadue lunedì euro chilometri mila'.split(' '),
  },
}

const talks = fc.constantFrom(...(Object.keys(languages) as (keyof typeof languages)[])).chain((language) => {
  const { functions, things, amounts } = languages[language]
  const word = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...functions) },
    { weight: 3, arbitrary: fc.constantFrom(...things) },
    { weight: 2, arbitrary: fc.constantFrom(...amounts) },
  )
  return fc.record({
    language: fc.constant(language),
    sentences: fc.array(fc.array(word, { minLength: 4, maxLength: 14 }), { minLength: 5, maxLength: 60 }),
    stop: fc.constantFrom('. ', ' '),
  })
})

it('no tag is or has at an edge a function word, a number or a unit, and no two are forms of one word', () => {
  fc.assert(
    fc.property(talks, ({ language, sentences, stop }) => {
      const text = sentences.map((words) => words.join(' ')).join(stop)
      const found = extractKeywords({ title: '', text }, language, 8)
      for (const phrase of found) {
        const words = phrase.split(' ')
        for (const edge of [words[0] ?? '', words.at(-1) ?? '']) {
          expect([phrase, stopWordsOf(language).has(edge.toLowerCase())]).toEqual([phrase, false])
          expect([phrase, namesQuantity(edge, language)]).toEqual([phrase, false])
        }
      }
      const stems = found.flatMap((phrase) => (phrase.includes(' ') ? [] : [stemOf(phrase)]))
      expect(new Set(stems).size).toBe(stems.length)
    }),
    { numRuns: 50 },
  )
})
