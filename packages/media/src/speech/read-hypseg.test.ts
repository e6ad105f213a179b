import { expect, it } from 'vitest'
import { joinWords } from './join-words.ts'
import { readHypseg } from './read-hypseg.ts'

it('reads words and their times, without silences, noises and numbers of pronunciations', () => {
  const line =
    '7 S 0 T -516 A -485 L -316 0 -553984 0 <s> 24 -431104 -398 good 45 -1071104 -241 morning 81 -244736 -52 <sil> 150 -689152 -242 and(2) 169 -1 0 [NOISE] 180 -1 0 ++UH++ 190 -1642496 -72 </s> 201'
  expect(readHypseg(line)).toEqual({
    name: '7',
    words: [
      { start: 0.24, end: 0.45, text: 'good' },
      { start: 0.45, end: 0.81, text: 'morning' },
      { start: 1.5, end: 1.69, text: 'and' },
    ],
  })
})

it.each(['', 'good morning', '7 S 0 T x', '7 S 0 T -1 A -1 L -1 a -1 0 word b'])(
  'takes %j for no such line',
  (line) => {
    expect(readHypseg(line)).toBeNull()
  },
)

it('reads an utterance in which nothing was heard', () => {
  expect(readHypseg('3 S 0 T 0 A 0 L 0')).toEqual({ name: '3', words: [] })
  expect(readHypseg('3 S 0 T 0 A 0 L 0 120')).toEqual({ name: '3', words: [] })
})

it('joins words to segments that end at pauses, and sooner when they are many', () => {
  const words = (count: number, from: number, gap = 0) =>
    Array.from({ length: count }, (_, at) => ({
      start: from + at * (0.3 + gap),
      end: from + at * (0.3 + gap) + 0.3,
      text: `w${at}`,
    }))
  expect(joinWords(words(5, 1)).map(({ start, text }) => [start, text])).toEqual([[1, 'w0 w1 w2 w3 w4']])
  expect(joinWords([...words(3, 0), ...words(3, 1.5)])).toHaveLength(2)
  expect(joinWords(words(24, 0, 0.1)).map(({ text }) => text.split(' ').length)).toEqual([12, 12])
  expect(joinWords(words(70, 0)).map(({ text }) => text.split(' ').length)).toEqual([30, 30, 10])
  expect(joinWords([])).toEqual([])
})
