import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFault } from './find-fault.ts'
import { isElliptic } from './is-elliptic.ts'

const counts: Record<string, readonly string[]> = {
  en: ['Twenty-six', 'Three hundred', '412', 'Eleven'],
  de: ['Sechsundzwanzig', 'Dreihundert', '412', 'Elf'],
  fr: ['Vingt-six', 'Trois cents', '412', 'Onze'],
  es: ['Veintiséis', 'Trescientas', '412', 'Once'],
  it: ['Ventisei', 'Trecento', '412', 'Undici'],
}
/** `N` is a number; with a noun behind it each is whole. */
const missing: Record<string, readonly [string, string]> = {
  en: ['N did not read more than one line of the register.', 'N readers did not read more than one line.'],
  de: ['N konnten nicht mehr als eine Zeile lesen.', 'N Leser konnten nicht mehr als eine Zeile lesen.'],
  fr: ["N n'ont pas lu plus d'une ligne du registre.", "N lecteurs n'ont pas lu plus d'une ligne."],
  es: ['N no leyeron más de una línea del registro.', 'N lectores no leyeron más de una línea.'],
  it: ['N non hanno letto più di una riga del registro.', 'N lettori non hanno letto più di una riga.'],
}

describe.each(Object.keys(missing))('of %s', (language) => {
  it('a number without what it counts leans on the sentence before it', () => {
    const [bare = '', whole = ''] = missing[language] ?? []
    fc.assert(
      fc.property(fc.constantFrom(...(counts[language] ?? [])), (count) => {
        expect(isElliptic(bare.replace('N', count), language)).toBe(true)
        expect(isElliptic(whole.replace('N', count), language)).toBe(false)
      }),
      { seed: 20261129 },
    )
  })
})

it.each([
  ['en', 'Not completely broken, just slow enough that nobody called the plumber.'],
  ['en', 'We started in 2019 with two villages, and since then the pumps are everywhere.'],
  ['en', 'There were pumps in nine cellars, a truck, the plumber, and the filters of the mill.'],
  ['en', 'We went from forty a month to three thousand two hundred.'],
  ['de', 'Nicht ganz kaputt, sondern nur so langsam, dass niemand den Klempner rief.'],
  ['de', 'Wir haben 2019 in zwei Dörfern angefangen, und jetzt macht die ganze Stadt mit.'],
  ['fr', 'On est passé de quarante par mois à trois mille deux cents.'],
  ['fr', 'On a commencé en 2019 avec deux villages, et toute la ville participe.'],
  ['es', 'Empezamos en 2019 con dos pueblos, y participa toda la ciudad.'],
  ['es', 'Hemos pasado de cuarenta a tres mil doscientas.'],
  ['it', 'Siamo passati da quaranta a tremiladuecento visite della sala.'],
  ['it', "C'erano pompe in nove cantine, un camion, i filtri della miniera."],
])('what is left out is missing (%s): %s', (language, text) => {
  expect(isElliptic(text, language)).toBe(true)
  expect(findFault(text, language)).not.toBeNull()
})

it.each([
  ['en', 'We started measuring the pumps in 2019 with two villages.'],
  ['en', 'We went from forty pumps to nine when the mill bought filters.'],
  ['en', 'There were nine pumps in the cellar of the mill.'],
  ['en', '2019 was the year in which the pumps of the village failed.'],
  ['de', 'Wir haben 2019 die Pumpen in zwei Dörfern gemessen.'],
  ['fr', 'On est passé de quarante pompes à neuf grâce aux filtres du moulin.'],
  ['es', 'Empezamos a medir las bombas en 2019 con dos pueblos.'],
  ['it', "C'erano nove pompe nella cantina del mulino."],
])('a whole one is not (%s): %s', (language, text) => {
  expect(isElliptic(text, language)).toBe(false)
})

it.each([
  ['de', 'Ich habe das der zuständigen Behörde des Landes geschickt.'],
  ['de', 'Ein Problem dabei ist, dass die Pumpen im Winter einfrieren.'],
  ['de', 'Wir haben alles gemacht, was die Behörde vom Dorf wollte, und alles geprüft.'],
  ['fr', "Pour la pompe du village, il fallait du sel pour l'entraîner."],
  ['fr', 'Les pompes restent dans le moulin, mais personne ne tombe plus dessus.'],
  ['fr', 'Le maire du village a tout fait pour les pompes du moulin.'],
  ['fr', 'La pompe du mardi, lui, il existe toujours au village.'],
  ['es', 'Los vecinos del pueblo lo dijeron y hemos cambiado todo.'],
  ['it', 'I vicini del paese hanno cambiato tutto nella cantina.'],
  ['en', 'The village bought filters for the pumps and changed everything.'],
])('a word for something unsaid leans without being a pronoun of persons (%s): %s', (language, text) => {
  expect(findFault(text, language)).toBe('leans')
})

it.each([
  ['de', 'Jedes Haus, das in der Nähe einer Pumpe steht, bleibt trocken.'],
  ['de', 'Jedes Dorf braucht das Wasser einer Pumpe und den Filter einer Mühle.'],
  ['fr', "L'hiver détruit chaque année les pompes des villages de la côte."],
  ['fr', 'Les pompes des villages coûtent cher en hiver, et la commune paie.'],
  ['en', 'A pump moves everything that the village throws into the cellar.'],
])('of a similar form, but whole (%s): %s', (language, text) => {
  expect(findFault(text, language)).toBeNull()
})
