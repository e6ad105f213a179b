import { expect, it } from 'vitest'
import type { Cue } from '../../captions/cue.ts'
import { speechIn } from './speech-in.ts'

const cue = (start: number, end: number, text: string): Cue => ({ start, end, text, speaker: null })
const all = [{ start: 0, end: null }]

it('takes what lies in the times for the most part', () => {
  const cues = [
    cue(0, 4, 'Before.'),
    cue(4, 12, 'Mostly in.'),
    cue(12, 18, 'In.'),
    cue(18, 30, 'Mostly after.'),
    cue(41, 44, 'Again.'),
  ]
  const spans = [
    { start: 6, end: 20 },
    { start: 40, end: null },
  ]
  expect(speechIn(cues, spans, 'en')).toBe('Mostly in. In. Again.')
  expect(speechIn(cues, [], 'en')).toBe('')
})

it('says that a sentence began before', () => {
  expect(speechIn([cue(0, 4, 'clean enough to swim in. Nothing moves.')], all, 'en')).toBe(
    '… clean enough to swim in. Nothing moves.',
  )
})

it('ends with a whole sentence, and says that there is more', () => {
  const sentence = 'The reed itself cleans very little of the water that comes in at the top, day and night.'
  const said = speechIn(
    Array.from({ length: 9 }, (_, at) => cue(at, at + 1, sentence)).map((one, at) => ({
      ...one,
      text: `${at} ${one.text}`,
    })),
    all,
    'en',
  )
  expect(said).toMatch(/day and night\. …$/)
  expect(said.length).toBeLessThanOrEqual(402)
})

it('ends speech without full stops between two pieces, or between words', () => {
  const pieces = Array.from({ length: 20 }, (_, at) =>
    cue(at, at + 1, `piece number ${at} of what is said here`),
  )
  expect(speechIn(pieces, all, 'en')).toMatch(/ of what is said here …$/)
  const endless = speechIn([cue(0, 60, 'word '.repeat(300).trim())], all, 'en')
  expect(endless).toMatch(/^(word )+…$/)
  expect(endless.length).toBeLessThanOrEqual(402)
})

it('says once what rolling captions repeat', () => {
  expect(
    speechIn(
      [cue(0, 1, 'We wait for it.'), cue(1, 2, 'We wait for it.'), cue(2, 3, 'Long.'), cue(3, 4, 'Long.')],
      all,
      'en',
    ),
  ).toBe('We wait for it. Long. Long.')
})
