import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStrictSrt, readStrictVtt } from '../../../test/check-captions.ts'
import type { Segment } from '../../audio/contract.ts'
import { countWords } from '../../audio/count-words.ts'
import { divideSpeech, type ShortCue } from '../group/divide-speech.ts'
import { showCues } from './show-cues.ts'
import { writeSpeechText } from './write-speech-text.ts'
import { writeSrt } from './write-srt.ts'
import { writeVtt as writeCaptions } from './write-vtt.ts'

const writeVtt = (cues: readonly ShortCue[]) => writeCaptions(showCues(cues))

const segment = (start: number, end: number, text: string, speaker: string | null = null): Segment => ({
  start,
  end,
  text,
  speaker,
})

const spokenWord = fc.oneof(
  fc.stringMatching(/^[a-zA-ZäßéÑ']{1,14}[.,!?]?$/),
  fc.constantFrom(
    '-->',
    '<b>',
    '&amp;',
    '&',
    '<',
    '>',
    'https://example.org/a-very-long-address/that-goes-on?x=1&y=2',
    '漢字かな交じり文'.repeat(12),
    '7',
    'WEBVTT',
    'NOTE',
    '😀😀',
  ),
)
const speech = fc.array(
  fc.record({
    start: fc.double({ min: 0, max: 200_000, noNaN: true }),
    length: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 60, noNaN: true })),
    text: fc.array(spokenWord, { minLength: 1, maxLength: 60 }).map((list) => list.join(' ')),
    speaker: fc.constantFrom(null, 'Ana', 'A & B <c>', 'Jörg "J" Müller'),
  }),
  { maxLength: 15 },
)

describe('captions of any speech', () => {
  it('are well-formed, readable, and hold all words in their order', () => {
    fc.assert(
      fc.property(speech, (pieces) => {
        const segments = pieces
          .map(({ start, length, text, speaker }) => segment(start, start + length, text, speaker))
          .toSorted((a, b) => a.start - b.start)
        const cues = divideSpeech(segments)
        const [vtt, srt] = [readStrictVtt(writeVtt(cues)), readStrictSrt(writeSrt(cues))]
        expect(vtt).toHaveLength(cues.length)
        expect(srt).toHaveLength(cues.length)
        const letters = (texts: readonly { text: string }[]) =>
          texts
            .map(({ text }) => text)
            .join('')
            .replace(/\s/g, '')
        // Those who speak at once take turns
        const atOnce = segments.some(({ end }, at) => end > (segments[at + 1]?.start ?? end) - 0.002)
        const order = (text: string) => (atOnce ? [...text].toSorted().join('') : text)
        expect(order(letters(vtt))).toBe(order(letters(segments)))
        for (const [at, { start, end, text, speaker }] of vtt.entries()) {
          expect(vtt[at + 1]?.start ?? end).toBeGreaterThanOrEqual(end)
          expect(speaker).toBe(cues[at]?.speaker)
          expect(end - start).toBeLessThanOrEqual(7.001)
          const whole = text.replace(/\n/g, ' ')
          // Only a word that cannot be divided is longer
          if (whole.includes(' ') && !/[/漢]/.test(whole)) expect(whole.length).toBeLessThanOrEqual(84)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('captions', () => {
  const talk = segment(
    0,
    11,
    'Good morning, and welcome to this talk about water. Ten years ago our town had an old treatment plant that nobody wanted to pay for.',
  )

  it('are divided at ends of sentences, with times by their share', () => {
    const cues = divideSpeech([talk])
    expect(cues.map(({ text }) => text)).toEqual([
      'Good morning, and welcome to this talk about water.',
      'Ten years ago our town had an old treatment plant that nobody wanted to pay for.',
    ])
    expect(cues[0]?.end).toBe(cues[1]?.start)
    expect(cues[0]?.end).toBeCloseTo((11_000 * 52) / 132, -2)
    expect(cues[1]?.end).toBe(11_000)
  })

  it('have hours, lines of equal length and escaped text', () => {
    const cues = divideSpeech([
      segment(3_600.5, 3_605, 'if a < b && b --> c then the heron stands still and waits'),
      segment(360_000, 360_001, 'late'),
    ])
    expect(writeVtt(cues)).toBe(
      'WEBVTT\n\n01:00:00.500 --> 01:00:05.000\nif a &lt; b &amp;&amp; b --&gt; c then the\nheron stands still and waits\n\n100:00:00.000 --> 100:00:01.000\nlate\n',
    )
    expect(writeSrt(cues)).toBe(
      '1\n01:00:00,500 --> 01:00:05,000\nif a < b && b → c then the\nheron stands still and waits\n\n2\n100:00:00,000 --> 100:00:01,000\nlate\n',
    )
  })

  it('name speakers where they change', () => {
    const cues = divideSpeech([
      segment(0, 1, 'one', 'Ana'),
      segment(1, 2, 'two', 'Ana'),
      segment(2, 3, 'three', 'Jo <x>'),
    ])
    expect(readStrictVtt(writeVtt(cues)).map(({ speaker }) => speaker)).toEqual(['Ana', 'Ana', 'Jo <x>'])
    expect(readStrictSrt(writeSrt(cues)).map(({ text }) => text)).toEqual([
      'Ana: one',
      'two',
      'Jo <x>: three',
    ])
  })

  it('M06: a cue of a megabyte is divided like any other', () => {
    for (const text of ['reed beds, '.repeat(100_000).trim(), '葦原に水が流れます。'.repeat(20_000)]) {
      const cues = divideSpeech([segment(0, 600, text)])
      expect(cues.map((cue) => cue.text.replaceAll(' ', '')).join('')).toBe(text.replaceAll(' ', ''))
      expect(Math.max(...cues.map((cue) => cue.text.length))).toBeLessThanOrEqual(84)
    }
    const word = 'x'.repeat(1_000_000)
    expect(divideSpeech([segment(0, 1, word)])).toEqual([{ start: 0, end: 1_000, text: word, speaker: null }])
  })

  it('of nothing are a file without cues', () => {
    expect(writeVtt([])).toBe('WEBVTT\n\n')
    expect(readStrictVtt(writeVtt([]))).toEqual([])
    expect(writeSrt([])).toBe('')
    expect(writeSpeechText([], 'en')).toBe('')
  })

  it('last a millisecond at least', () => {
    const shown = (start: number, end: number) =>
      readStrictVtt(writeCaptions([{ start, end, speaker: null, lines: ['x'] }]))[0]
    expect(shown(2, 2)).toMatchObject({ start: 2, end: 2.001 })
    expect(shown(2, 1)).toMatchObject({ start: 2, end: 2.001 })
    fc.assert(
      fc.property(fc.double({ min: 0, max: 400_000, noNaN: true }), (time) => {
        expect(shown(time, time)?.start).toBeCloseTo(time, 2)
      }),
    )
  })

  it('that were said at once come one after the other', () => {
    const cues = divideSpeech([segment(1, 4, 'a'), segment(1, 1, 'b'), segment(1, 3, 'c')])
    expect(cues.map(({ start, end }) => [start, end])).toEqual([
      [1_000, 1_001],
      [1_001, 1_002],
      [1_002, 3_000],
    ])
  })
})

describe('the strict readers refuse', () => {
  it.each([
    ['no signature', '00:00.000 --> 00:01.000\nx\n'],
    ['no empty line', 'WEBVTT\n00:00.000 --> 00:01.000\nx\n'],
    ['a bare ampersand', 'WEBVTT\n\n00:00.000 --> 00:01.000\na & b\n'],
    ['a tag', 'WEBVTT\n\n00:00.000 --> 00:01.000\na <b\n'],
    ['an end before the begin', 'WEBVTT\n\n00:02.000 --> 00:01.000\nx\n'],
    ['a comma', 'WEBVTT\n\n00:00,000 --> 00:01,000\nx\n'],
    ['no text', 'WEBVTT\n\n00:00.000 --> 00:01.000\n'],
    ['61 seconds', 'WEBVTT\n\n00:00.000 --> 00:61.000\nx\n'],
  ])('WebVTT with %s', (_, text) => {
    expect(() => readStrictVtt(text)).toThrow()
  })

  it.each([
    ['a wrong number', '2\n00:00:00,000 --> 00:00:01,000\nx\n'],
    ['a dot', '1\n00:00:00.000 --> 00:00:01.000\nx\n'],
    ['no hours', '1\n00:00,000 --> 00:01,000\nx\n'],
    ['cues at once', '1\n00:00:00,000 --> 00:00:02,000\nx\n\n2\n00:00:01,000 --> 00:00:03,000\ny\n'],
    ['an arrow in the text', '1\n00:00:00,000 --> 00:00:02,000\nx --> y\n'],
  ])('SubRip with %s', (_, text) => {
    expect(() => readStrictSrt(text)).toThrow()
  })
})

describe('plain text', () => {
  it('has a paragraph a pause, and a name where another person speaks', () => {
    const text = writeSpeechText(
      [
        segment(0, 2, 'one two', 'Ana'),
        segment(2.2, 4, 'three', 'Ana'),
        segment(9, 10, 'four', 'Ana'),
        segment(10, 12, 'five', 'Jo'),
      ],
      'en',
    )
    expect(text).toBe('Ana: one two three\n\nfour\n\nJo: five\n')
  })

  it.each([
    ['Good morning, it is 10 o’clock.', 6],
    ['漢字かな', 2],
    ['', 0],
    ['— … !', 0],
  ])('%j has %i words', (text, count) => {
    expect(countWords(text)).toBe(count)
  })
})
