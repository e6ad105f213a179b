import { describe, expect, it } from 'vitest'
import type { Cue } from '../../captions/cue.ts'
import { collectPassages } from './collect-passages.ts'
import { isTrusted } from './is-trusted.ts'
import { speechPassages } from './speech-passages.ts'
import { talkParts } from './talk-parts.ts'

const cue = (start: number, end: number, text: string, more: Partial<Cue> = {}): Cue => ({
  start,
  end,
  text,
  speaker: null,
  ...more,
})

describe('sentences of speech', () => {
  it('run over cues, and have the times of their words', () => {
    const cues = [
      cue(10, 14, 'Reeds grow slowly. They'),
      cue(14, 18, 'need ten years. Herons'),
      cue(18, 20, 'come first.'),
    ]
    const found = speechPassages(cues, 'en')
    expect(found.map(({ text }) => text)).toEqual([
      'Reeds grow slowly.',
      'They need ten years.',
      'Herons come first.',
    ])
    expect(found[0]).toMatchObject({ start: 10 })
    expect(found[1]!.start).toBeGreaterThan(12)
    expect(found[1]!.end).toBeLessThan(18)
    expect(found[2]).toMatchObject({ end: 20 })
  })

  it('end where somebody else speaks, and say who', () => {
    const found = speechPassages(
      [cue(0, 2, 'And that is', { speaker: 'Ana' }), cue(2, 4, 'Why?', { speaker: 'Jörg' })],
      'en',
    )
    expect(found.map(({ text, speaker }) => [text, speaker])).toEqual([
      ['And that is', 'Ana'],
      ['Why?', 'Jörg'],
    ])
  })

  it('without full stops are clauses, cut at breaths, too', () => {
    const words = (count: number, topic: string) =>
      Array.from({ length: count }, (_, at) => `${topic}${at}`).join(' ')
    const cues = [cue(0, 20, words(25, 'reed')), cue(21.5, 40, words(25, 'heron'))]
    const found = speechPassages(cues, 'en')
    expect(found.map(({ text }) => text.split(' ').length)).toEqual([25, 25])
    expect(found.map(({ start, end }) => [start, end])).toEqual([
      [0, 20],
      [21.5, 40],
    ])
  })

  it('are doubtful where a recogniser was not sure', () => {
    const found = speechPassages(
      [cue(0, 2, 'Reeds grow.', { confidence: 0.9 }), cue(2, 4, 'Hair on calm.', { confidence: 0.2 })],
      'en',
    )
    expect(found.map(({ doubtful }) => doubtful)).toEqual([undefined, true])
  })
})

it.each([
  ['captions', [cue(0, 9, 'a')], true],
  [null, [cue(0, 9, 'a')], true],
  ['pocketsphinx', [cue(0, 9, 'a')], false],
  ['openai:whisper-1', [cue(0, 9, 'a', { confidence: 0.3 }), cue(9, 12, 'b', { confidence: 0.9 })], false],
  ['openai:whisper-1', [cue(0, 9, 'a', { confidence: 0.8 }), cue(9, 12, 'b', { confidence: 0.3 })], true],
] as const)('a transcript of %s is trusted by engine and confidence', (engine, cues, trusted) => {
  expect(isTrusted(engine, cues)).toBe(trusted)
})

const slide = (number: number, title: string, start: number, end: number) => ({
  number,
  file: 0,
  title,
  text: `${title}\nOne line`,
  ocr: false,
  links: [],
  spans: [{ start, end }],
  picture: null,
})

it('passages are of page, slides and speech, with the slide that was shown', () => {
  const found = collectPassages({
    page: 'Reed beds clean the water of a whole village.',
    slides: [slide(1, 'Water', 0, 60), slide(2, 'Herons', 60, 120)],
    cues: [cue(70, 75, 'Herons come in year three.')],
    said: '',
    language: { source: 'en', spoken: 'en' },
    trusted: true,
  })
  expect(found.map(({ from, text, start, slide: shown }) => [from, text, start, shown])).toEqual([
    ['page', 'Reed beds clean the water of a whole village.', null, null],
    ['slide', 'Water', 0, 0],
    ['slide', 'One line', 0, 0],
    ['slide', 'Herons', 60, 1],
    ['slide', 'One line', 60, 1],
    ['speech', 'Herons come in year three.', 70, 1],
  ])
})

it('a transcript without times and without full stops is cut, too', () => {
  const said =
    'most bridges in this country were built between nineteen fifty five and nineteen seventy five and they were designed for trucks of twenty four tons and today a truck weighs forty tons and there are about eight times as many of them on the road'
  const sources = { page: '', slides: [], cues: [], language: { source: 'en', spoken: 'en' }, trusted: true }
  expect(collectPassages({ ...sources, said })[0]).toEqual({
    from: 'speech',
    text: 'most bridges in this country were built between nineteen fifty five and nineteen seventy five',
    start: null,
    end: null,
    slide: null,
  })
})

describe('parts of a talk', () => {
  const talk = (minutes: number, topic: (minute: number) => string) =>
    speechPassages(
      Array.from({ length: minutes * 6 }, (_, at) =>
        cue(
          at * 10,
          at * 10 + 10,
          `The ${topic(Math.floor(at / 6))} of our ${topic(Math.floor(at / 6))} station needs care.`,
        ),
      ),
      'en',
    )
  const given = { chapters: [], slides: [], language: 'en', duration: 300, session: 'Wetlands' }

  it('are its chapters', () => {
    const chapters = [
      { start: 0, title: 'Water' },
      { start: 100, title: 'Herons' },
    ]
    expect(talkParts({ ...given, chapters, passages: talk(5, () => 'reed') })).toEqual([
      { start: 0, end: 100, title: 'Water' },
      { start: 100, end: 300, title: 'Herons' },
    ])
  })

  it('else runs of slides, of sensible lengths', () => {
    const slides = Array.from({ length: 24 }, (_, at) =>
      slide(at + 1, `Step ${at + 1}`, at * 30, at * 30 + 30),
    )
    const parts = talkParts({ ...given, slides, passages: talk(12, () => 'reed') })
    expect(parts.length).toBeGreaterThan(3)
    for (const { start, end } of parts) expect(end! - start).toBeGreaterThanOrEqual(50)
  })

  it('else what is said, where it turns to another subject', () => {
    const topics = ['reed', 'heron', 'budget']
    const parts = talkParts({ ...given, passages: talk(12, (minute) => topics[Math.floor(minute / 4)]!) })
    expect(parts.map(({ start }) => start)).toContain(240)
    expect(parts.map(({ start }) => start)).toContain(480)
  })

  it('are none without speech', () => {
    expect(
      talkParts({
        ...given,
        chapters: [
          { start: 0, title: 'a' },
          { start: 9, title: 'b' },
        ],
        passages: [],
      }),
    ).toEqual([])
  })
})
