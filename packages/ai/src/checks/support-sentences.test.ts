import type { Passage } from '@async-events/core'
import { describe, expect, it } from 'vitest'
import { supportSentences } from './support-sentences.ts'

const passage = (text: string): Passage => ({ from: 'speech', text, start: null, end: null, slide: null })
const passages = [
  'Reed beds clean the water of a whole village.',
  'Ana Ruiz has built forty of them since 2011.',
  'After three winters the herons come back.',
  'Each bed costs 12,000 euros.',
].map(passage)

const support = (text: string, targetLanguage = 'en') =>
  supportSentences(text, {
    source: {
      title: 'Reed beds',
      text: passages.map((one) => one.text).join(' '),
      facts: { event: 'Bar Conf' },
      passages,
      parts: [],
    },
    glossary: [{ term: 'reed bed', translation: 'Schilfbeet' }],
    sourceLanguage: 'en',
    targetLanguage,
  })

describe('in the language of the source', () => {
  it('sentences rest on what shares their words, cited or not', () => {
    expect(support('The beds clean the water of villages [1]. Herons are back after three winters.')).toEqual(
      {
        value: 'The beds clean the water of villages. Herons are back after three winters.',
        statements: [
          { text: 'The beds clean the water of villages.', passages: [0] },
          { text: 'Herons are back after three winters.', passages: [2] },
        ],
        dropped: 0,
        unproven: 0,
      },
    )
  })

  it.each([
    ['says something else', 'Marble counters reflect romantic candles [1].'],
    ['has no end', 'To clean the water of a village, [1]'],
    ['has a number of its own', 'Ana Ruiz has built 45 of the reed beds [2].'],
    ['has a name of its own', 'The village of Elon Musk has reed beds that clean water [1].'],
  ])('a sentence is dropped that %s', (_, sentence) => {
    expect(support(`Herons come back after three winters. ${sentence}`)).toMatchObject({
      value: 'Herons come back after three winters.',
      dropped: 1,
    })
  })

  it('an item of a list goes with its sentence', () => {
    expect(
      support('- Herons come back [3].\n- Kubernetes scales pods [1].\n- Each bed costs 12.000 euros [4].')
        .value,
    ).toBe('- Herons come back.\n- Each bed costs 12.000 euros.')
  })
})

describe('in another language', () => {
  it('sentences rest on what they cite, and numbers are those of the source', () => {
    const text =
      'Schilfbeete reinigen das Wasser eines Dorfes [1]. Ana Ruiz hat seit 2011 vierzig gebaut [2]. Jedes kostet 12.000 Euro [4].'
    expect(support(text, 'de')).toMatchObject({
      statements: [{ passages: [0] }, { passages: [1] }, { passages: [3] }],
      dropped: 0,
    })
  })

  it.each([
    ['has a number of its own', 'Jedes kostet 15.000 Euro [4].'],
    ['has names of its own', 'Elon Musk baut sie im Garten [2].'],
    ['cites nothing while others do', 'Das ist sehr schön für alle Menschen dort.'],
  ])('a sentence is dropped that %s', (_, sentence) => {
    expect(support(`Schilfbeete reinigen das Wasser [1].\n\n${sentence}`, 'de')).toMatchObject({
      value: 'Schilfbeete reinigen das Wasser.',
      dropped: 1,
    })
  })

  it('a model that cites nothing is believed where its numbers hold', () => {
    expect(support('Das Wasser wird sehr gut gereinigt. Es kostet 99 Euro im Monat.', 'de')).toEqual({
      value: 'Das Wasser wird sehr gut gereinigt.',
      statements: [{ text: 'Das Wasser wird sehr gut gereinigt.', passages: [] }],
      dropped: 1,
      unproven: 1,
    })
  })

  it('adjectives at the beginning are no names', () => {
    expect(
      support('Große Schilfbeete reinigen das Wasser [1]. Lange Winter schaden nicht [3].', 'de').dropped,
    ).toBe(0)
  })

  it('countries and months have names of their own', () => {
    expect(support('Im März kommen sie aus Deutschland zurück [3].', 'de').dropped).toBe(0)
    expect(support('The herons of Germany come back in March [3].', 'fr').dropped).toBe(1)
  })
})
