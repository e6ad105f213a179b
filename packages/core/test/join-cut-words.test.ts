import { describe, expect, it } from 'vitest'
import { joinCutWords, placeWords, type RawSegment } from '../src/index.ts'

const segmentsOf = (...texts: string[]): RawSegment[] =>
  texts.map((text, at) => ({ start: at * 10, end: at * 10 + 10, text }))
const joined = (...texts: string[]) => joinCutWords(segmentsOf(...texts)).map(({ text }) => text)

describe('words cut between segments', () => {
  it.each([
    [
      'N1: the two halves of a word',
      [' der Teufelsm', 'ord ist', ' lange her.'],
      ['der Teufelsmord', 'ist', 'lange her.'],
    ],
    ['a mark that stands alone', [' we go', ', and then', ' on'], ['we go,', 'and then', 'on']],
    ['a whole segment', [' Donau', 'dampf', 'schiff', ' fährt'], ['Donaudampfschiff', 'fährt']],
    ['a word with a hyphen', [' a well-', 'known man', ' said'], ['a well-known', 'man', 'said']],
    ['a word before a hyphen', [' a well', '-known man'], ['a well-known', 'man']],
    ["an apostrophe's rest", [' it isn', "'t so"], ["it isn't", 'so']],
    ['a name with a capital inside', [' on Git', 'Hub there'], ['on GitHub', 'there']],
    ['a number', [' 3.', '14 is'], ['3.14', 'is']],
    ['an address', [' write to me@', 'example.org now'], ['write to me@example.org', 'now']],
    ['Cyrillic', [' Здрав', 'ствуйте все'], ['Здравствуйте', 'все']],
  ])('are joined: %s', (_, texts, whole) => {
    expect(joined(...texts)).toEqual(whole)
  })

  it.each([
    ['an engine that writes no blanks', ['We go', 'on now', 'and then'], ['We go', 'on now', 'and then']],
    ['a script without them', [' OK', '今日は', '元気です'], ['OK', '今日は', '元気です']],
    ['what ends with a blank', [' we go ', 'on'], ['we go', 'on']],
    ['a bracket or a sign', [' we go', '[Music]', '♪ la'], ['we go', '[Music]', '♪ la']],
    ['the end of a sentence and a quotation', [' we go!', '"On," he said'], ['we go!', '"On," he said']],
    ['nothing at all', ['', ' '], []],
  ])('are not invented: %s', (_, texts, same) => {
    expect(joined(...texts)).toEqual(same)
  })

  it('keep their times: the rest begins where the moved part ends', () => {
    expect(joinCutWords(segmentsOf(' Teufelsm', 'ord wa'))).toEqual([
      { start: 0, end: 15, text: 'Teufelsmord' },
      { start: 15, end: 20, text: 'wa' },
    ])
  })

  it('are not joined over a change of the speaker', () => {
    const [one, two] = segmentsOf(' we go', 'on')
    const apart = [
      { ...one!, speaker: 'Ada' },
      { ...two!, speaker: 'Ben' },
    ]
    expect(joinCutWords(apart).map(({ text }) => text)).toEqual(['we go', 'on'])
  })
})

describe('times of words', () => {
  const timed = (...texts: string[]) => texts.map((text, at) => ({ start: at, end: at + 0.5, text }))
  const wordsOf = (texts: string[], parts: string[]) =>
    placeWords(
      texts.map((text, at) => ({ start: at * 10, end: at * 10 + 10, text })),
      timed(...parts),
    ).map(({ words }) => words?.map(({ start, end, text }) => [start, end, text]))

  it.each([
    [
      'with blanks and marks',
      'Well, go on.',
      [' Well,', ' go', ' on.'],
      [
        [0, 0.5, 'Well,'],
        [1, 1.5, 'go'],
        [2, 2.5, 'on.'],
      ],
    ],
    [
      'bare and in small letters',
      'Well, “go” on.',
      ['well', 'go', 'on'],
      [
        [0, 0.5, 'Well,'],
        [1, 1.5, '“go”'],
        [2, 2.5, 'on.'],
      ],
    ],
    [
      'as tokens',
      'Teufelsmord ist.',
      [' Te', 'uf', 'elsm', 'ord', ' ist', '.'],
      [
        [0, 3.5, 'Teufelsmord'],
        [4, 4.5, 'ist.'],
      ],
    ],
    [
      'of a number',
      'It is 3.14 now',
      ['It', 'is', '3', '.14', 'now'],
      [
        [0, 0.5, 'It'],
        [1, 1.5, 'is'],
        [2, 3.5, '3.14'],
        [4, 4.5, 'now'],
      ],
    ],
    [
      'without blanks',
      '今日は、元気',
      ['今日', 'は', '、', '元気'],
      [
        [0, 0.5, '今日'],
        [1, 1.5, 'は、'],
        [3, 3.5, '元気'],
      ],
    ],
    [
      'with a dash between',
      'Go - on -',
      ['Go', 'on'],
      [
        [0, 0.5, 'Go'],
        [1, 1.5, '- on -'],
      ],
    ],
  ])('are found %s', (_, text, parts, words) => {
    expect(wordsOf([text], parts)).toEqual([words])
  })

  it('are left out where the parts are not the text, there alone', () => {
    const texts = ['One two', 'Other things', 'Three four']
    const parts = [
      { start: 0, end: 1, text: 'one' },
      { start: 1, end: 2, text: 'two' },
      { start: 11, end: 12, text: 'nothing' },
      { start: 21, end: 22, text: 'three' },
      { start: 22, end: 23, text: 'four' },
    ]
    const placed = placeWords(segmentsOf(...texts), parts)
    expect(placed.map(({ words }) => words?.map(({ text }) => text))).toEqual([
      ['One', 'two'],
      undefined,
      ['Three', 'four'],
    ])
  })

  it('follow what the segments leave out', () => {
    const parts = [5, 15].map((start, at) => ({ start, end: start + 1, text: ['lost', 'kept'][at] ?? '' }))
    expect(
      placeWords(
        segmentsOf('Kept').map((one) => ({ ...one, start: 10, end: 20 })),
        parts,
      )[0]?.words,
    ).toEqual([{ start: 15, end: 16, text: 'Kept' }])
  })

  it('are in order', () => {
    const parts = [
      { start: 3, end: 2, text: 'a' },
      { start: 1, end: 4, text: 'b' },
    ]
    expect(placeWords(segmentsOf('a b'), parts)[0]?.words).toEqual([
      { start: 3, end: 3, text: 'a' },
      { start: 3, end: 4, text: 'b' },
    ])
  })

  it.each([
    ['no words', ''],
    ['marks alone', '♪ ♪'],
  ])('are not there for %s', (_, text) => {
    expect(placeWords([{ start: 0, end: 1, text }], timed('a'))[0]).not.toHaveProperty('words')
  })
})
