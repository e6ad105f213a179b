import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
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
