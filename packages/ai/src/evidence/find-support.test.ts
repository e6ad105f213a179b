import type { Passage } from '@async-events/core'
import { expect, it } from 'vitest'
import { findSupport } from './find-support.ts'
import { unsupportedTokens } from './unsupported-tokens.ts'

const spoken = (text: string, start: number): Passage => ({
  from: 'speech',
  text,
  start,
  end: start + 5,
  slide: null,
})
const passages = [
  spoken('We moved 1,400 servers to the new data centre in Lyon.', 0),
  spoken('The cooling was the hardest part of it.', 6),
  spoken('Nobody had measured the temperature in the racks before.', 12),
  spoken('So we hired Marta Keller, who had built sensors for greenhouses.', 18),
  spoken('In the end three of the pumps failed, and one rack burned.', 24),
]

it.each([
  ['The team measured rack temperatures for the first time.', [2]],
  ['Marta Keller built sensors for greenhouses.', [3]],
  ['Cooling 1400 servers in the Lyon data centre was the hardest part.', [0, 1]],
  ['Penguins cannot fly over volcanoes.', []],
])('%s', (sentence, places) => {
  const { passages: found, strength } = findSupport(sentence, passages, 'en')
  expect(found).toEqual(places)
  if (places.length > 0) expect(strength).toBeGreaterThan(0.5)
  else expect(strength).toBe(0)
})

it.each([
  ['They moved 1400 servers to Lyon.', 'en', []],
  ['They moved 1500 servers to Paris.', 'en', ['1500', 'Paris']],
  ['3 pumps failed.', 'en', []],
  ['Ana Ruiz says that 2 pumps failed.', 'en', ['2']],
  ['Nach Lyon zogen 1.400 Server, und Marta Keller baute Sensoren.', 'de', []],
  ['Nach Genf zog Peter Klein mit OpenStack.', 'de', ['OpenStack', 'Peter', 'Klein']],
  // Nouns with what German writes with a capital in front of them are no names
  ['Große Datenmengen liegen auf der Platte.', 'de', []],
  ['Sie sagt: Entwässerte Moore kosten viel.', 'de', []],
  ['Zehn Tonnen Trockenmasse, ein Drittel Prämien.', 'de', []],
  ['Laut Sprecherin hat Herr Tietjen recht.', 'de', ['Herr', 'Tietjen']],
])('%s: numbers and names without a source', (sentence, language, missing) => {
  const found = unsupportedTokens(sentence, passages, { speakers: 'Ana Ruiz' }, language)
  expect(found.toSorted()).toEqual(missing.toSorted())
})
