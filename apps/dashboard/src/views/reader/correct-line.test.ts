import { expect, it } from 'vitest'
import { correctLine } from './correct-line.ts'

const lines = [
  {
    start: 0,
    end: 2,
    text: 'Good morning.',
    speaker: null,
    words: [[0, 1, 'Good']] as [number, number, string][],
  },
  {
    start: 2,
    end: 4,
    text: 'Read beds.',
    speaker: 'Ana',
    words: [[2, 3, 'Read']] as [number, number, string][],
  },
]

it('replaces the text and drops the times of words that were others', () => {
  expect(correctLine(lines, 1, ' Reed\n beds. ')).toEqual([
    lines[0],
    { start: 2, end: 4, text: 'Reed beds.', speaker: 'Ana' },
  ])
})

it('keeps what did not change', () => {
  expect(correctLine(lines, 1, 'Read beds. ')).toEqual(lines)
})

it('removes a line without text', () => {
  expect(correctLine(lines, 0, ' ')).toEqual([lines[1]])
})
