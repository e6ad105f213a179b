import { expect, it } from 'vitest'
import { segmentWords } from './segment-words.ts'

const spoken = (text: string, from = 0) =>
  text.split(' ').map((word, at) => ({ start: from + at / 4, end: from + (at + 1) / 4, text: word }))

it('makes sentences of words, with their times', () => {
  const segments = segmentWords(spoken('Good morning. Is that so? “Yes!” And 3.5 metres'))
  expect(segments.map(({ text }) => text)).toEqual([
    'Good morning.',
    'Is that so?',
    '“Yes!”',
    'And 3.5 metres',
  ])
  expect(segments[1]).toMatchObject({ start: 0.5, end: 1.25 })
  expect(segments[1]?.words).toEqual(spoken('Is that so?', 0.5))
})

it('ends a segment at a pause', () => {
  expect(segmentWords([...spoken('one two'), ...spoken('three', 2.5)]).map(({ text }) => text)).toEqual([
    'one two',
    'three',
  ])
})

it('ends a long sentence at a clause, and a very long one anywhere', () => {
  const words = Array.from({ length: 100 }, (_, at) => (at === 24 ? 'w,' : 'w')).join(' ')
  expect(segmentWords(spoken(words)).map((one) => one.words?.length)).toEqual([25, 40, 35])
})
