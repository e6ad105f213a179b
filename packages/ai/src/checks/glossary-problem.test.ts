import { expect, it } from 'vitest'
import { glossaryProblem } from './glossary-problem.ts'

const glossary = [
  { term: 'Teufelsmoor', translation: null },
  { term: 'reed bed', translation: 'Schilfbeet' },
  { term: 'OpenTelemetry', translation: null },
  { term: 'Go', translation: null },
]

const source = 'Where do reeds go? To the Teufelsmoor, with Go and OpenTelemetry.'

it.each([
  'Im Teufelsmoor steht ein Schilfbeet.',
  'Die Schilfbeete des Teufelsmoors wachsen.',
  'Das gotische Tor ist alt.',
  'Nichts davon, let us go.',
])('follows the glossary: %s', (text) =>
  expect(glossaryProblem(text, glossary, { source, isTranslated: true })).toBeNull(),
)

it.each([
  ['Das opentelemetry hilft.', /"OpenTelemetry" is written as given/],
  ['Ein Reed Bed reinigt Wasser.', /"reed bed" is "Schilfbeet"/],
])('does not: %s', (text, expected) =>
  expect(glossaryProblem(text, glossary, { source, isTranslated: true })).toMatch(expected),
)

it('takes the term itself in its own language', () => {
  expect(glossaryProblem('A reed bed cleans water.', glossary, { source, isTranslated: false })).toBeNull()
})
