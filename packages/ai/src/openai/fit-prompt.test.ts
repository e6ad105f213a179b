import { expect, it } from 'vitest'
import { fitPrompt } from './fit-prompt.ts'

it.each([
  ['short', ' Ada Lovelace, Reed beds. ', 'Ada Lovelace, Reed beds.'],
  ['blank', ' \n', null],
  ['exactly as long as fits', 'a'.repeat(800), 'a'.repeat(800)],
])('a prompt that is %s', (_, prompt, sent) => {
  expect(fitPrompt(prompt)).toBe(sent)
})

it('a long one keeps its end, in whole words', () => {
  const sent = fitPrompt(Array.from({ length: 400 }, (_, at) => `word${at}`).join(' ')) ?? ''
  expect(sent).toMatch(/^word\d+ .* word399$/)
  expect(sent.length).toBeLessThanOrEqual(800)
  expect(sent.length).toBeGreaterThan(780)
})

it.each([
  ['Japanese', '東京'.repeat(300), 224],
  ['emoji', '🎉'.repeat(300), 448],
])('%s is counted by characters, none of them halved', (_, prompt, length) => {
  const sent = fitPrompt(prompt) ?? ''
  expect(sent.length).toBe(length)
  expect(sent.isWellFormed()).toBe(true)
})
