import { expect, it } from 'vitest'
import { readTranscription } from './read-transcription.ts'

const read = (body: object, seconds = 60) => readTranscription(JSON.stringify({ text: '', ...body }), seconds)
const times = [
  ['Well,', 0, 0.5],
  ['go', 0.5, 0.8],
  ['on.', 0.8, 1.2],
] as const
const segment = { start: 0, end: 2, text: ' Well, go on.' }

it.each<[string, object]>([
  [
    'OpenAI: a list of its own, without marks',
    {
      segments: [segment],
      words: times.map(([word, start, end]) => ({ word: word.replace(/\W/g, ''), start, end })),
    },
  ],
  [
    'faster-whisper: parts of the segments, with blanks',
    {
      segments: [
        {
          ...segment,
          words: times.map(([word, start, end]) => ({ word: ` ${word}`, start, end, probability: 1 })),
        },
      ],
    },
  ],
  [
    'both at once',
    {
      segments: [
        { ...segment, words: times.map(([word, start, end]) => ({ word: ` ${word}`, start, end })) },
      ],
      words: times.map(([word, start, end]) => ({ word: ` ${word}`, start, end })),
    },
  ],
  [
    'whisper.cpp: tokens',
    {
      segments: [
        {
          ...segment,
          words: [
            { word: ' We', start: 0, end: 0.2 },
            { word: 'll', start: 0.2, end: 0.4 },
            { word: ',', start: 0.4, end: 0.5 },
            { word: ' go', start: 0.5, end: 0.8 },
            { word: ' on', start: 0.8, end: 1 },
            { word: '.', start: 1, end: 1.1 },
          ],
        },
      ],
    },
  ],
])('reads the words of %s', (name, body) => {
  const ends = name.startsWith('whisper.cpp') ? [0.4, 0.8, 1] : times.map(([, , end]) => end)
  const [got] = read(body).segments
  expect(got?.text).toBe('Well, go on.')
  expect(got?.words).toEqual(times.map(([text, start], at) => ({ start, end: ends[at], text })))
})

it('joins words that are cut between segments, and their times', () => {
  const token = (word: string, start: number) => ({ word, start, end: start + 1 })
  const { segments } = read({
    segments: [
      {
        start: 0,
        end: 3,
        text: ' der Teufelsm',
        words: [token(' der', 0), token(' Teuf', 1), token('elsm', 2)],
      },
      {
        start: 3,
        end: 6,
        text: 'ord ist lange',
        words: [token('ord', 3), token(' ist', 4), token(' lange', 5)],
      },
      { start: 6, end: 7, text: ' her.', words: [token(' her', 6), token('.', 6)] },
    ],
  })
  expect(segments.map(({ text }) => text)).toEqual(['der Teufelsmord', 'ist lange', 'her.'])
  expect(segments[0]?.words).toEqual([
    { start: 0, end: 1, text: 'der' },
    { start: 1, end: 4, text: 'Teufelsmord' },
  ])
  expect(segments[1]?.words?.[0]).toEqual({ start: 4, end: 5, text: 'ist' })
})

it.each<[string, object]>([
  ['words that are no list', { segments: [segment], words: 'yes' }],
  ['words without a text', { segments: [segment], words: [{ start: 0, end: 1 }] }],
  ['words with times that are text', { segments: [{ ...segment, words: [{ word: 'Well', start: '0' }] }] }],
  ['other words than the segment', { segments: [segment], words: [{ word: 'Quite', start: 0, end: 1 }] }],
  ['fewer words', { segments: [segment], words: [{ word: 'Well', start: 0, end: 1 }] }],
])('does without %s', (_, body) => {
  expect(read(body).segments).toEqual([{ start: 0, end: 2, text: 'Well, go on.' }])
})

it('gives words without times those of their neighbours, and none after the end of the file', () => {
  const given = [{ word: 'Well', start: 0.2, end: 0.5 }, { word: 'go' }, { word: 'on', start: 1.5, end: 9 }]
  expect(read({ segments: [segment], words: given }, 2).segments[0]?.words).toEqual([
    { start: 0.2, end: 0.5, text: 'Well,' },
    { start: 0.5, end: 0.5, text: 'go' },
    { start: 1.5, end: 2, text: 'on.' },
  ])
})

it.each([
  ['a name', 'Ada Lovelace', 'Ada Lovelace'],
  ['a label', 'SPEAKER_00', 'SPEAKER_00'],
  ['a number', 0, '0'],
  ['not known', '?', undefined],
  ['nothing', null, undefined],
  ['blank', ' ', undefined],
])('keeps the speaker: %s', (_, speaker, kept) => {
  expect(read({ segments: [{ ...segment, speaker }] }).segments[0]?.speaker).toBe(kept)
})

it.each([
  [-0.2, 0.819],
  [-1.4, 0.247],
  [0.3, 1],
])('a mean logarithm of %s is a confidence of %s', (avg_logprob, confidence) => {
  const answer = { text: 'Reeds.', segments: [{ start: 0, end: 2, text: 'Reeds.', avg_logprob }] }
  expect(readTranscription(JSON.stringify(answer), 10).segments[0]).toMatchObject({ confidence })
})
