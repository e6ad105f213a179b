import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutRunOn } from './cut-run-on.ts'

const vocabulary: Record<string, readonly string[]> = {
  en: 'we measured the bridge and it broke because a hundred twenty one people i think so then between but not steel is of percent um'.split(
    ' ',
  ),
  de: 'wir haben die tür und sie ist weil hundert drei ein kasten zwischen aber nicht prozent komma ähm das läuft dann wenn'.split(
    ' ',
  ),
  fr: "on a mesuré la lumière et c'est parce que soixante onze vingt un entre mais pas cent pour euh il y alors les espèces c'est-à-dire".split(
    ' ',
  ),
  es: 'hemos quitado la alarma y no es porque treinta ocho mil entre pero sino por ciento eh entonces los casos cuando hay'.split(
    ' ',
  ),
  it: 'abbiamo spento la luce e non è perché trenta otto cento tra ma virgola ehm allora gli alberi quando per'.split(
    ' ',
  ),
  nl: 'wij hebben de brug en het is want honderd twintig'.split(' '),
}
const spoken = fc
  .constantFrom(...Object.keys(vocabulary))
  .chain((language) =>
    fc.tuple(
      fc.constant(language),
      fc.array(fc.constantFrom(...(vocabulary[language] ?? [])), { maxLength: 150 }),
    ),
  )
/** Left out between pieces. */
const noise =
  /^(?:and|und|et|y|e|but|okay|ok|um|uh|anyway|aber|denn|äh|ähm|mais|car|euh|bon|pero|pues|eh|bueno|ma|però|ehm|beh|so|then)$/

describe('speech that is cut', () => {
  it('says the same words in the same order, but for conjunctions and hesitations between the pieces', () => {
    fc.assert(
      fc.property(spoken, ([language, words]) => {
        const pieces = cutRunOn(words.join(' '), language)
        let at = 0
        for (const piece of pieces)
          for (const word of piece.split(' ')) {
            while (words[at] !== word) {
              expect(words[at]).toMatch(noise)
              at += 1
            }
            at += 1
          }
        for (const word of words.slice(at)) expect(word).toMatch(noise)
      }),
    )
  })

  it.each([
    ['fr', 'soixante et onze'],
    ['fr', 'quatre cent vingt et un mille'],
    ['en', 'four thousand and eleven'],
    ['de', 'drei und zwanzig tausend'],
    ['de', 'drei komma fünf prozent'],
    ['es', 'treinta y ocho mil'],
    ['it', 'cento e dieci mila'],
  ])('keeps a number whole wherever it stands: %s %s', (language, number) => {
    const word = fc.constantFrom(...(vocabulary[language] ?? []))
    fc.assert(
      fc.property(fc.array(word, { maxLength: 25 }), fc.array(word, { maxLength: 25 }), (before, after) => {
        const said = [...before, number, ...after].join(' ')
        expect(cutRunOn(said, language).some((piece) => piece.includes(number))).toBe(true)
      }),
    )
  })

  it('leaves no piece of more than sixty words, however long the speech', () => {
    const words = vocabulary.en ?? []
    const said = Array.from({ length: 40_000 }, (_, at) => words[(at * 7 + (at >> 3)) % words.length] ?? '')
    const longest = Math.max(...cutRunOn(said.join(' '), 'en').map((piece) => piece.split(' ').length))
    expect(longest).toBeLessThanOrEqual(60)
  })
})
