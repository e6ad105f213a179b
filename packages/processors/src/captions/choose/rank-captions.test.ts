import type { CaptionOrigin } from '@async-events/core'
import { describe, expect, it, test } from 'vitest'
import type { Cue } from '../cue.ts'
import { isLabelledGenerated, looksGenerated } from './is-generated.ts'
import { type Extent, judgeCaptions } from './judge-captions.ts'
import { measureCaptions } from './measure-captions.ts'
import { type MeasuredCaptions, rankCaptions } from './rank-captions.ts'
import { countSpokenWords } from './spoken-words.ts'

const sentence = 'We began with two small rivers and a little money, and with nobody to dig.'
const cue = (start: number, end: number, text = sentence): Cue => ({ start, end, speaker: null, text })
/** A line every `every` seconds. */
const lines = (from: number, until: number, every = 5, text = sentence): Cue[] =>
  Array.from({ length: Math.floor((until - from) / every) }, (_, at) =>
    cue(from + at * every, from + at * every + Math.min(every, 5), text),
  )
const extentOf = (cues: Cue[], duration: number | null, sounding?: number): Extent =>
  judgeCaptions(measureCaptions(cues), duration, sounding).extent

describe('what captions hold of a recording', () => {
  test.each<[string, Cue[], number | null, Extent]>([
    ['all of it', lines(0, 1_800), 1_800, 'whole'],
    ['all but what comes before and after the talk', lines(300, 1_500), 1_800, 'whole'],
    ['a talk that ends a third before its recording', lines(0, 1_200), 1_800, 'whole'],
    ['with a demo of some minutes', [...lines(0, 600), ...lines(1_000, 1_800)], 1_800, 'whole'],
    ['with pauses for thought', lines(0, 1_800, 10), 1_800, 'whole'],
    ['the last third', lines(1_200, 1_800), 1_800, 'part'],
    ['N14: one forced line', [cue(2, 4, 'Good day to you.')], 16, 'little'],
    ['N14: the lines of a forced track', lines(0, 1_800, 180, 'Guten Tag.'), 1_800, 'little'],
    ['N14: a sign on a wall', [cue(2, 4, '[sign on the wall: WET PAINT]')], 16, 'silent'],
    ['two cues in the place of captions', lines(0, 10), 1_800, 'little'],
    ['music', lines(0, 1_800, 5, '[Music]'), 1_800, 'silent'],
    [
      'a credit that stands for all of the talk',
      [cue(0, 1_800, 'Subtitles by the Amara.org community')],
      1_800,
      'silent',
    ],
    ['a title that stands for all of the talk', [cue(0, 1_800, 'Reed beds and patience')], 1_800, 'little'],
    ['those of a longer cut', lines(0, 3_600), 1_800, 'longer'],
    ['those of a cut with a longer end', lines(0, 1_860), 1_800, 'whole'],
    ['of an unknown length', lines(0, 600), null, 'whole'],
    ['one line, of an unknown length', [cue(0, 3, 'Good morning')], null, 'little'],
    ['nothing', [], 1_800, 'silent'],
    ['of a short one', [cue(0.5, 4), cue(4, 8), cue(8, 12)], 16, 'whole'],
    ['Chinese', lines(0, 600, 5, '我们从两条小河和一点钱开始。'), 600, 'whole'],
  ])('%s', (_name, cues, duration, extent) => {
    expect(extentOf(cues, duration)).toBe(extent)
  })

  it('counts of the time that is not silent', () => {
    expect(extentOf(lines(0, 600), 3_600)).toBe('little')
    expect(extentOf(lines(0, 600), 3_600, 660)).toBe('whole')
  })

  it('never counts a second twice', () => {
    const cues = [...lines(0, 600), ...lines(0, 600)].toSorted((a, b) => a.start - b.start)
    expect(measureCaptions(cues).covered).toBe(600)
  })
})

test.each([
  ['[Applause] Thank you (laughs).', 2],
  ['♪ la la la ♪', 0],
  ['Untertitel der Amara.org-Community', 0],
  ['Untertitel im Auftrag des ZDF für funk, 2017', 0],
  ["Sous-titres réalisés par la communauté d'Amara.org", 0],
  ['Transcribed by https://otter.ai', 0],
  ['字幕由Amara.org社区提供', 0],
  ['Captions by Ann Moor', 0],
  [
    'The captions by the way are made by volunteers, who wrote down what they heard in each of the halls.',
    20,
  ],
  ['水と忍耐について', 4],
  ['Don’t well-meant 3,5', 4],
])('spoken words: %s', (text, words) => {
  expect(countSpokenWords(text)).toBe(words)
})

test.each([
  ['English (auto-generated)', null, true],
  ['Deutsch (automatisch erzeugt)', null, true],
  [null, 'https://a.example/talk.asr.srt', true],
  [null, 'https://a.example/talk.auto.en.vtt?x=1', true],
  ['English', 'https://a.example/autonomous-cars.vtt', false],
  [null, null, false],
])('a label or name that says so: %s, %s', (label, url, generated) => {
  expect(isLabelledGenerated(label, url)).toBe(generated)
})

test('text without capitals and full stops is that of a recogniser', () => {
  const spoken = lines(0, 100)
    .map(({ text }) => text)
    .join(' ')
  expect(looksGenerated(spoken)).toBe(false)
  expect(looksGenerated(spoken.toLowerCase().replace(/[.,]/g, ''))).toBe(true)
  expect(looksGenerated('so we began')).toBe(false)
  expect(looksGenerated('我们从两条小河和一点钱开始'.repeat(20))).toBe(false)
  // German has capitals within sentences.
  expect(looksGenerated('wir begannen mit zwei Flüssen und wenig Geld '.repeat(20))).toBe(false)
})

const captions = (more: Partial<MeasuredCaptions> & { name: string }) => ({
  extent: 'whole' as Extent,
  coverage: 0.9,
  origin: 'site' as CaptionOrigin,
  language: 'en',
  detected: null,
  generated: false,
  ...more,
})

describe('of several captions', () => {
  test.each<[string, ReturnType<typeof captions>[], string[], string[]]>([
    [
      'those that the job names, in any language',
      [captions({ name: 'page', origin: 'page' }), captions({ name: 'job', origin: 'job', language: 'de' })],
      ['job', 'page'],
      [],
    ],
    [
      'of the job those in the language of the talk',
      [
        captions({ name: 'de', origin: 'job', language: 'de' }),
        captions({ name: 'en', origin: 'job', language: 'en-GB' }),
      ],
      ['en', 'de'],
      [],
    ],
    [
      'those that the job names are poor where they hold nothing',
      [
        captions({ name: 'job', origin: 'job', extent: 'little', coverage: 0.01 }),
        captions({ name: 'track' }),
      ],
      ['track'],
      ['job'],
    ],
    [
      'a whole generated one before a written one with half of it',
      [
        captions({ name: 'written', extent: 'part', coverage: 0.3 }),
        captions({ name: 'made', generated: true }),
      ],
      ['made', 'written'],
      [],
    ],
    [
      'a written one before a generated one that is a little longer',
      [
        captions({ name: 'made', generated: true, coverage: 1 }),
        captions({ name: 'written', coverage: 0.8 }),
      ],
      ['written', 'made'],
      [],
    ],
    [
      'that with more of it, then that of the page',
      [
        captions({ name: 'track', origin: 'track', coverage: 0.93 }),
        captions({ name: 'short', origin: 'track', coverage: 0.6 }),
        captions({ name: 'page', origin: 'page', coverage: 0.92 }),
      ],
      ['page', 'track', 'short'],
      [],
    ],
    [
      'that whose text is in the language of the talk, before an unknown one and another one',
      [
        captions({ name: 'other', language: null, detected: 'de' }),
        captions({ name: 'unknown', language: null }),
        captions({ name: 'detected', language: null, detected: 'en' }),
      ],
      ['detected', 'unknown', 'other'],
      [],
    ],
    [
      'of poor ones a whole one in another language',
      [
        captions({ name: 'little', extent: 'little', coverage: 0.02 }),
        captions({ name: 'foreign', language: 'fr' }),
        captions({ name: 'silent', extent: 'silent', coverage: 0 }),
        captions({ name: 'longer', extent: 'longer' }),
      ],
      [],
      ['foreign', 'longer', 'little'],
    ],
  ])('%s', (_name, given, good, poor) => {
    const ranked = rankCaptions(given, 'en')
    expect(ranked.good.map(({ name }) => name)).toEqual(good)
    expect(ranked.poor.map(({ name }) => name)).toEqual(poor)
  })

  it('it is said why the others are not taken', () => {
    const given = [
      captions({ name: 'taken', origin: 'page' }),
      captions({ name: 'not_first' }),
      captions({ name: 'generated', generated: true }),
      captions({ name: 'covers_less', coverage: 0.6 }),
      captions({ name: 'covers_little', extent: 'little', coverage: 0.01 }),
      captions({ name: 'longer_than_recording', extent: 'longer' }),
      captions({ name: 'no_speech', extent: 'silent' }),
      captions({ name: 'other_language', language: 'fr' }),
      captions({ name: 'language_unknown', language: null }),
    ]
    const ranked = rankCaptions(given, 'en')
    expect(ranked.good[0]?.name).toBe('taken')
    for (const one of given.slice(1)) expect(ranked.passedOver(one)).toBe(one.name)
    const named = rankCaptions([...given, captions({ name: 'job', origin: 'job' })], 'en')
    expect(named.passedOver(given[0]!)).toBe('not_named_by_job')
  })
})
