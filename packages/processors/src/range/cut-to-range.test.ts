import { describe, expect, it } from 'vitest'
import { clipRange } from './clip-range.ts'
import { cutLasting, cutSpeech, speechOfTalk } from './cut-to-range.ts'

/** A piece every 10 seconds. */
const spoken = (from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / 10) }, (_, at) => ({
    start: from + at * 10,
    end: from + at * 10 + 8,
    text: `${from + at * 10}`,
  }))

describe('speech', () => {
  it('in the range comes with times of the talk; what lies across its ends is cut', () => {
    const speech = [
      { start: 90, end: 104, text: 'before' },
      { start: 98, end: 106, text: 'first', words: [{ start: 98, end: 101, text: 'first' }] },
      { start: 110.5, end: 120.25, text: 'second' },
      { start: 195, end: 204, text: 'last' },
      { start: 196, end: 210, text: 'after' },
    ]
    expect(cutSpeech(speech, { start: 100, end: 200 })).toEqual([
      { start: 0, end: 6, text: 'first', words: [{ start: 0, end: 1, text: 'first' }] },
      { start: 10.5, end: 20.25, text: 'second' },
      { start: 95, end: 100, text: 'last' },
    ])
    expect(cutSpeech(speech, null)).toEqual(speech)
  })

  const range = { start: 3600, end: 5400 }
  it.each([
    ['a whole day', spoken(0, 28_800), range, '3600'],
    ['the talk alone', spoken(0, 1800), range, '0'],
    ['the talk alone, a little longer than the range', spoken(0, 1850), range, '0'],
    ['the talk alone, with times of the recording', spoken(3600, 5400), range, '3600'],
    [
      'the talk alone, with times of the recording, early in it',
      spoken(20, 1000),
      { start: 20, end: 1000 },
      '20',
    ],
    ['the talk alone, early in the recording', spoken(0, 980), { start: 20, end: 1000 }, '0'],
    ['the rest of a recording', spoken(0, 7200), { start: 3600, end: null }, '3600'],
    ['the talk alone, to the end', spoken(0, 1800), { start: 3600, end: null }, '0'],
    ['another talk of the day', spoken(10_000, 11_000), range, undefined],
  ])('of %s', (_, speech, part, first) => {
    expect(speechOfTalk(speech, part)[0]?.text).toBe(first)
    expect(speechOfTalk(speech, part)[0]?.start).toBe(first === undefined ? undefined : 0)
  })
})

it('pictures and chapters: what is there at the start opens the talk', () => {
  const cut = (times: number[], start: number, end: number | null) =>
    cutLasting(times, { start, end }, { timeOf: (time) => time, at: (_, time) => time })
  expect(cut([0, 50, 120, 180, 200, 300], 100, 200)).toEqual([0, 20, 80])
  expect(cut([100, 150], 100, null)).toEqual([0, 50])
  expect(cut([150], 100, null)).toEqual([50])
  expect(cut([], 100, null)).toEqual([])
})

it.each([
  [null, 100, { range: null, duration: 100, outside: null }],
  [{ start: 10, end: 20 }, 100, { range: { start: 10, end: 20 }, duration: 10, outside: null }],
  [{ start: 10, end: null }, 100, { range: { start: 10, end: 100 }, duration: 90, outside: null }],
  [{ start: 10, end: 101 }, 100, { range: { start: 10, end: 100 }, duration: 90, outside: null }],
  [{ start: 10, end: 200 }, 100, { range: { start: 10, end: 100 }, duration: 90, outside: 'partly' }],
  [{ start: 100, end: 200 }, 100, { range: null, duration: null, outside: 'wholly' }],
  [{ start: 10, end: 20 }, null, { range: { start: 10, end: 20 }, duration: 10, outside: null }],
  [{ start: 10, end: null }, null, { range: { start: 10, end: null }, duration: null, outside: null }],
])('%j of a recording of %s s', (range, duration, expected) => {
  expect(clipRange(range, duration)).toEqual(expected)
})
