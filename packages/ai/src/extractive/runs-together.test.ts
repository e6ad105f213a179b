import { expect, it } from 'vitest'
import { continuesList, runsTogether } from './runs-together.ts'

const words = (text: string) => text.split(' ')

it.each([
  ['en', 'the model throws away most of what it hears', false],
  ['en', 'when the concrete shrinks it pulls on the wires and the weak ones snap', false],
  ['en', 'a bridge is a noisy place you have trucks and joints and birds', true],
  ['en', 'when nobody answers somebody else does there is a pilot', true],
  ['en', 'the number of households went down from three hundred to fifty', false],
  ['en', 'do not count how many checkouts you had', false],
  ['en', 'writing an issue costs five minutes and answering it costs two hours', false],
  ['fr', 'une espèce menacée chez nous a augmenté', false],
  ['de', 'ein alarm den niemand zurückweisen kann wird von allen ignoriert', false],
  ['de', 'ein herr der hat eine treppe die hatte früher drei stufen', true],
  ['fr', 'quand on éteint on ouvre une porte', false],
  ['fr', 'les lampes sont rouges elles coûtent cher', true],
  ['es', 'el clima cambia y la semilla es de otro año', false],
  ['it', 'la linea è lunga il treno costa molto', true],
  ['pt', 'a linha é longa a medida é cara', false],
])('several sentences that nothing divides (%s): %s', (language, text, together) => {
  expect(runsTogether(words(text), language)).toBe(together)
})

it.each([
  ['en', 'and the height that you measured', true],
  ['en', 'and the height was measured', false],
  ['en', 'and we measured', false],
  ['en', 'measured twice', false],
  ['de', 'und die höhe weil niemand misst', true],
  ['de', 'und die höhe ist gemessen', false],
  ['de', 'die klassische wartung funktioniert ganz anders', false],
])('what goes on with a list (%s): %s', (language, text, goesOn) => {
  expect(continuesList(words(text), language)).toBe(goesOn)
})
