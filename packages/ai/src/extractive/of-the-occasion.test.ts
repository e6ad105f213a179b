import { expect, it } from 'vitest'
import { isOfTheOccasion } from './of-the-occasion.ts'

it.each([
  ['en', 'You do not need to have seen a radio to follow this talk.', true],
  ['en', 'Reed beds clean water slowly, cheaply and without anybody noticing.', false],
  [
    'en',
    'Cities that want a reed bed should plan for five years, and promise nothing before the herons come.',
    false,
  ],
  ['de', 'Die Folien liegen hier vorne aus.', true],
  ['de', 'Eine Latte im Graben misst das Wasser im Graben, nicht das Wasser im Torf.', false],
  ['pl', 'Torf pamięta, ile było w nim wody.', false],
])('%s: %s', (language, text, expected) => {
  expect(isOfTheOccasion(text, language)).toBe(expected)
})
