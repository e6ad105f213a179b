import { describe, expect, it } from 'vitest'
import { hasUnknownSpeakers, joinPieces } from './join-pieces.ts'

const pieces = [
  { file: 'a', start: 0, end: 60 },
  { file: 'b', start: 65, end: 120 },
]
const said = (...speakers: (string | null)[]) => ({
  segments: speakers.map((speaker, at) => ({ start: at, end: at + 1, text: `${at}`, speaker })),
  language: 'en',
})
const speakersOf = (...answers: ReturnType<typeof said>[]) =>
  joinPieces(pieces, answers).map(({ speaker, turn }) => (turn ? 'turn' : speaker))

describe('pieces are joined', () => {
  it('with times of words moved, within their piece', () => {
    const words = [
      { start: 0.1234, end: 0.5, text: 'Good' },
      { start: 54, end: 58, text: 'day.' },
    ]
    const answers = [
      said(),
      { segments: [{ start: 0, end: 56, text: ' Good\nday.', words }], language: null },
    ]
    expect(joinPieces(pieces, answers)).toEqual([
      {
        start: 65,
        end: 120,
        text: 'Good day.',
        speaker: null,
        words: [
          { start: 65.123, end: 65.5, text: 'Good' },
          { start: 119, end: 120, text: 'day.' },
        ],
      },
    ])
  })

  it.each([
    ['SPEAKER_00', 'SPEAKER_01'],
    ['Speaker 1', 'Speaker 2'],
    ['A', 'B'],
    ['0', '1'],
    ['spk_0', 'unknown'],
  ])('and %s of one piece is not taken for that of another', (one, other) => {
    const answers = [said(one, one, other), said(other, one)]
    expect(speakersOf(...answers)).toEqual([null, null, 'turn', null, 'turn'])
    expect(hasUnknownSpeakers(answers)).toBe(true)
  })

  it.each([
    ['names', [said('Ada Lovelace', 'Ben'), said('Ada Lovelace')], ['Ada Lovelace', 'Ben', 'Ada Lovelace']],
    ['labels of the only piece with speech', [said('A', 'B'), said()], ['A', 'B']],
    ['names among labels', [said('Ada', 'B'), said('B', 'Ada')], ['Ada', 'turn', null, 'Ada']],
    ['nothing where there is none', [said(null), said(null)], [null, null]],
  ])('keeping %s', (_, answers, speakers) => {
    expect(speakersOf(...answers)).toEqual(speakers)
  })

  it('and one speaker in each piece loses nothing', () => {
    expect(hasUnknownSpeakers([said('A', 'A'), said('A')])).toBe(false)
  })
})
