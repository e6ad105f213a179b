import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tellsChange, wereReplaced } from './was-replaced.ts'

const changes: Readonly<Record<string, (before: string, after: string) => readonly [string, string]>> = {
  en: (before, after) => [
    `Each pump needs ${before} minutes of care.`,
    `The new lid brought it from ${before} minutes to ${after}.`,
  ],
  de: (before, after) => [
    `Jede Pumpe braucht ${before} Minuten Pflege.`,
    `Mit dem Deckel ging es von ${before} Minuten auf ${after}.`,
  ],
  fr: (before, after) => [
    `Chaque pompe demande ${before} minutes de soin.`,
    `Avec le couvercle, on est passé de ${before} minutes à ${after}.`,
  ],
  es: (before, after) => [
    `Cada bomba necesita ${before} minutos de cuidado.`,
    `Con la tapa pasó de ${before} minutos a ${after}.`,
  ],
  it: (before, after) => [
    `Ogni pompa richiede ${before} minuti di cura.`,
    `Con il coperchio si è scesi da ${before} minuti a ${after}.`,
  ],
}

describe.each(Object.entries(changes))('of %s', (_language, say) => {
  it('a number that later went to another is stale, unless it was told as past or never named before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 99 }), fc.integer({ min: 2, max: 99 }), (before, after) => {
        const [stated, changed] = say(String(before), String(after))
        expect(tellsChange(changed)).toBe(true)
        expect(tellsChange(stated)).toBe(false)
        expect(wereReplaced([stated, changed], () => false)).toEqual([true, false])
        expect(wereReplaced([changed, stated], () => false)).toEqual([false, false])
        expect(wereReplaced([stated, changed], (text) => text === stated)).toEqual([false, false])
        const [other] = say(String(before + 100), String(after))
        expect(wereReplaced([other, changed], () => false)).toEqual([false, false])
      }),
      { seed: 20261129 },
    )
  })
})

it('reads numbers in words, with the article of a language', () => {
  expect(tellsChange('The share fell from thirty-eight percent to one and a half.')).toBe(true)
  expect(tellsChange('Siamo passati dal trentuno al diciassette per cento.')).toBe(true)
  expect(tellsChange('We moved from the cellar to the roof.')).toBe(false)
  expect(tellsChange('Wir sind von vierzehn auf neun Prozent gesunken.')).toBe(true)
})
