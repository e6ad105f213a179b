import { expect, test } from 'vitest'
import { evidenceProblems } from './check-evidence.ts'

const segments = [
  { start: 0, end: 5, text: 'The peat burns slowly,' },
  { start: 5, end: 9, text: 'without a flame.' },
  { start: 60, end: 64, text: 'Herons come in the third year.' },
]
const sentence = (text: string, start: number, from = ['speech']) => ({
  text,
  times: [{ start, end: start + 4 }],
  slides: [],
  from,
})

test.each([
  [
    'said when it says',
    'The peat burns slowly, without a flame.',
    [sentence('The peat burns slowly, without a flame.', 2)],
    [],
  ],
  [
    'said at another time',
    'Herons come in the third year.',
    [sentence('Herons come in the third year.', 0)],
    ['not said at 0: Herons come in the third year.'],
  ],
  [
    'not covered',
    'Herons come in the third year. Nobody knows.',
    [sentence('Herons come in the third year.', 60)],
    ['of summary nothing says what this rests on: Nobody knows.'],
  ],
  ['without support', 'Frogs fly.', [sentence('Frogs fly.', 0, [])], ['nothing supports: Frogs fly.']],
  ['of the page', 'Ana speaks.', [sentence('Ana speaks.', 0, ['facts'])], []],
])('a sentence that is %s', (_name, summary, evidence, problems) => {
  expect(evidenceProblems({ fields: { summary }, evidence: { summary: evidence } }, segments)).toEqual(
    problems,
  )
})

test('documents of older versions have no evidence, and no fields to cover', () => {
  expect(evidenceProblems(null, segments)).toEqual([])
})
