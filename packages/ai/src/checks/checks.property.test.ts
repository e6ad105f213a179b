import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readCitations, writeLines } from '../citations/read-citations.ts'
import { removeForeignLinks } from './remove-foreign-links.ts'
import { sourceWordsOf } from './source-words.ts'
import { supportSentences } from './support-sentences.ts'
import { textProblem } from './text-problem.ts'

const sentences = [
  'Reed beds clean the water of a village without any energy.',
  'Ana Ruiz has built forty of them since 2011.',
  'The water moves slowly through gravel and roots.',
  'After three winters the plants are strong enough for herons.',
  'Each bed costs 12,000 euros and needs twenty square metres.',
  'Frost is no danger because the snow keeps the ground warm.',
]
const source = {
  title: 'Reed beds and patience',
  text: sentences.join(' '),
  facts: {},
  passages: sentences.map((text) => ({ from: 'page' as const, text, start: null, end: null, slide: null })),
  parts: [],
}
const against = {
  sources: sourceWordsOf({ source }),
  sourceChars: source.text.length,
  languages: { source: 'en', target: 'en' },
  prompts: ['You write minutes of conference talks for people who could not be there.'],
  detect: null,
}
const summary = { name: 'summary', instruction: 'A summary.' }
const material = { source, sourceLanguage: 'en', targetLanguage: 'en' }

it('what the source says is usable, and rests on it', () =>
  fc.assert(
    fc.asyncProperty(fc.subarray(sentences, { minLength: 1 }), async (some) => {
      const text = some.join(' ')
      expect(await textProblem(summary, text, against)).toBeNull()
      const found = supportSentences(text, material)
      expect(found).toMatchObject({ value: text, dropped: 0, unproven: 0 })
      for (const { text: own, passages } of found.statements)
        expect(passages).toContain(sentences.indexOf(own))
    }),
  ))

it('letters without vowels are no text', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom(...'bcdfghjklmnpqrstvwxz'), minLength: 6, maxLength: 15 }), {
        minLength: 1,
        maxLength: 30,
      }),
      async (words) => {
        expect(await textProblem(summary, words.join(' '), against)).not.toBeNull()
      },
    ),
  ))

it('a sentence that is said twice is found wherever it stands', () =>
  fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(sentences, { minLength: 2 }), fc.nat(), async (some, at) => {
      const twice = [...some, some[at % some.length]].join(' ')
      expect(await textProblem(summary, twice, against)).toBe('repeats itself')
    }),
  ))

it('a number that is not of the source drops its sentence, wherever it stands', () =>
  fc.assert(
    fc.property(
      fc.subarray(sentences, { minLength: 1 }),
      fc.integer({ min: 100, max: 11_999 }),
      fc.nat(),
      (some, number, at) => {
        fc.pre(number !== 2011)
        const wrong = `The village has ${number} reed beds.`
        const all = some.toSpliced(at % (some.length + 1), 0, wrong)
        expect(supportSentences(all.join(' '), material).value).toBe(some.join(' '))
      },
    ),
  ))

it('only addresses of the source are left, and cleaning again changes nothing', () => {
  const known = 'https://reeds.example/beds'
  const piece = fc.constantFrom(
    'Water',
    ' ',
    `[beds](${known})`,
    known,
    '[x](https://evil.example/a)',
    'https://evil.example/b',
    '![p](https://evil.example/c.png)',
    '<img src=x>',
    '<https://evil.example>',
    '[',
    '](',
    ')',
    '!',
    'www.evil.example',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const clean = removeForeignLinks(pieces.join(''), { text: `See ${known}.` })
      expect(clean).not.toMatch(/evil\.example|<img/)
    }),
  )
})

it('a text without citations is read and written as it is', () => {
  const line = fc.constantFrom(
    'Reeds grow. Herons come.',
    '- One point',
    '1. Another',
    '',
    '> Said.',
    'See [a](https://b.example).',
  )
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
      const text = lines
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim()
      expect(writeLines(readCitations(text, 5, 'en'))).toBe(text)
    }),
  )
})
