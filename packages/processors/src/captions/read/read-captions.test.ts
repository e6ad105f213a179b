import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaptionCue } from '../cue.ts'
import { divideSpeech } from '../group/divide-speech.ts'
import { showCues } from '../write/show-cues.ts'
import { writeSrt } from '../write/write-srt.ts'
import { writeVtt } from '../write/write-vtt.ts'
import { captionLimits, readCaptions, readCaptionText } from './read-captions.ts'
import { readSpeech } from './read-speech.ts'
import { unrollCues } from './unroll-cues.ts'

const read = (text: string) => readCaptions(Buffer.from(text))
const vttOf = (text: string): string | null => {
  const captions = read(text)
  return captions && writeVtt(captions.cues)
}

test('SRT becomes WebVTT: markup gone, signs escaped, times and order right', () => {
  const srt = `\ufeff1\r
00:00:05,000 --> 00:00:07,25\r
<font color="#fff">Herons & egrets</font>\r
{\\an8}1 < 2\r
\r
2\r
00:00:01,000 --> 00:00:02,000\r
First\r
\r
3\r
01:00:00,000 --> 01:00:00,000\r
An hour later\r
`
  expect(vttOf(srt)).toBe(`WEBVTT

00:00:01.000 --> 00:00:02.000
First

00:00:05.000 --> 00:00:07.250
Herons &amp; egrets
1 &lt; 2

01:00:00.000 --> 01:00:02.000
An hour later
`)
})

test('WebVTT keeps language, speakers and words; styles, notes and settings go', () => {
  const vtt = `WEBVTT - a talk
Kind: captions
Language: de_DE

STYLE
::cue { color: red }

NOTE not said

intro
00:01.500 --> 00:03.000 align:start position:0%
<v.loud Jörg Müller>Guten <b>Tag</b> &amp; <00:02.000><c>willkommen</c>

00:03.000 --> 00:04.000

`
  expect(read(vtt)).toEqual({
    format: 'WebVTT',
    language: 'de-DE',
    cues: [
      {
        start: 1.5,
        end: 3,
        speaker: 'Jörg Müller',
        lines: ['Guten Tag & willkommen'],
        words: [
          { start: 1.5, end: 1.75, text: 'Guten' },
          { start: 1.75, end: expect.closeTo(1.917, 3), text: 'Tag' },
          { start: expect.closeTo(1.917, 3), end: 2, text: '&' },
          { start: 2, end: 3, text: 'willkommen' },
        ],
      },
    ],
  })
  expect(vttOf(vtt)).toContain('00:00:01.500 --> 00:00:03.000\n<v Jörg Müller>Guten Tag &amp; willkommen\n')
})

test.each(['', 'Hello', '<!doctype html><p>Not found --> sorry', '{"a":1}', 'WEBVTT\n\nNOTE nothing'])(
  'no captions: %s',
  (text) => expect(read(text)).toBeNull(),
)

test('old files in the code page of their time, and in UTF-16', () => {
  const srt = '1\n00:00:01,000 --> 00:00:02,000\nMüller\n'
  expect(readCaptions(Buffer.from(srt, 'latin1'))?.cues[0]?.lines).toEqual(['Müller'])
  expect(readCaptions(Buffer.from(`\ufeff${srt}`, 'utf16le'))?.cues[0]?.lines).toEqual(['Müller'])
})

describe('captions as they are found', () => {
  const cueOf = (text: string) => read(`WEBVTT\n\n00:01.000 --> 00:02.000\n${text}\n`)?.cues[0]

  test.each([
    ['a tag that goes on in the next line', '<c.loud\nred>Reed</c> beds', ['Reed beds']],
    ['an angle that begins no tag', '1 < 2\n3 > 2', ['1 < 2', '3 > 2']],
    ['a position of SubStation', '{\\an8}Reed', ['Reed']],
    ['direction marks within a word', 'Re\u200eed\u202a &lrm;be&rlm;ds', ['Reed beds']],
    ['a reference that is escaped', '&amp;lt;', ['&lt;']],
  ])('%s', (_, text, lines) => expect(cueOf(text)?.lines).toEqual(lines))

  test.each([
    ['a name with a reference', '<v A &amp; B>x', 'A & B'],
    ['a class with any signs', '<v.größe+1 Ana>x', 'Ana'],
    ['a name over two lines', '<v Ana\nMaria>x', 'Ana Maria'],
    ['another tag', '<vx Ana>x', null],
  ])('a speaker: %s', (_, text, speaker) => expect(cueOf(text)?.speaker).toBe(speaker))

  test('times: hours without end, few digits, none at all; the first comes first', () => {
    const vtt =
      'WEBVTT\n\n1000:00:00.000 --> 1000:00:01.000\nlate\n\n00:03.000 --> 00:02.000\nbroken\n\n00:01.5 --> 00:02.25\nfirst\n'
    expect(read(vtt)?.cues.map(({ start, end, lines }) => [start, end, ...lines])).toEqual([
      [1.5, 2.25, 'first'],
      [3, 5, 'broken'],
      [3_600_000, 3_600_001, 'late'],
    ])
  })

  test('a language is in the header of WebVTT alone', () => {
    const cue = '00:01.000 --> 00:02.000\nLanguage: fr\n'
    expect(read(`WEBVTT\nLanguage: deu\n\n${cue}`)?.language).toBe('de')
    expect(read(`WEBVTT\n\n${cue}`)?.language).toBeNull()
    expect(read(`Language: de\n\n${cue}`)?.language).toBeNull()
  })

  test('are the same as text and as bytes, and one line a cue as speech', () => {
    const text = '1\n00:00:01,000 --> 00:00:02,000\nReed\nbeds\n'
    expect(readCaptionText(text)).toEqual(read(text))
    expect(readSpeech(text)).toEqual([{ start: 1, end: 2, speaker: null, text: 'Reed beds' }])
    expect(readSpeech('Reed beds')).toEqual([])
  })
})

describe('captions that roll up', () => {
  const cue = (start: number, end: number, ...lines: string[]): CaptionCue => ({
    start,
    end,
    speaker: null,
    lines,
  })

  test('every line stays once, where it came first', () => {
    const rolling = [
      cue(0, 2, 'the reed beds'),
      cue(2, 2.01, 'the reed beds'),
      cue(2.01, 4, 'the reed beds', 'are cut'),
      cue(4, 6, 'are cut', 'in winter'),
    ]
    expect(
      unrollCues(rolling).flatMap(({ start, lines }) => lines.map((line) => `${start} ${line}`)),
    ).toEqual(['0 the reed beds', '2.01 are cut', '4 in winter'])
  })

  test('what is said again after a pause is said again', () => {
    expect(unrollCues([cue(0, 1, 'yes'), cue(3, 4, 'yes')])).toHaveLength(2)
  })
})

test('whatever is written is read back as it was', () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => text.replace(/[\p{Cc}\p{Cf}\s{}]+/gu, ' ').trim())
    .filter((text) => text !== '' && !text.includes('\ufeff'))
  const cues = fc.array(
    fc.record({
      start: fc.integer({ min: 0, max: 40_000_000 }).map((millis) => millis / 1000),
      length: fc.integer({ min: 1, max: 60_000 }),
      speaker: fc.option(line, { nil: null }),
      lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  fc.assert(
    fc.property(cues, (drawn) => {
      const given = drawn
        .toSorted((a, b) => a.start - b.start)
        .map(({ start, length, speaker, lines }) => ({ start, end: start + length / 1000, speaker, lines }))
      const vtt = writeVtt(given)
      // Nothing that could end a cue early or begin another.
      expect(vtt.split('-->')).toHaveLength(given.length + 1)
      const back = read(vtt)?.cues ?? []
      expect(back.map(({ speaker, lines }) => ({ speaker, lines }))).toEqual(
        given.map(({ speaker, lines }) => ({ speaker, lines })),
      )
      back.forEach(({ start, end }, at) => {
        expect(start).toBeCloseTo(given[at]!.start, 3)
        expect(end).toBeCloseTo(given[at]!.end, 3)
      })
    }),
  )
})

test.each(['--', 'Ana --', '-->', '---', '&#45;', '-'])('a speaker %s makes no arrow', (speaker) => {
  const given = [{ start: 1, end: 2, speaker, lines: ['!'] }]
  const vtt = writeVtt(given)
  expect(vtt.split('-->')).toHaveLength(2)
  expect(read(vtt)?.cues).toEqual(given)
})

test('M06: megabytes of signs that could begin something are read in one go', () => {
  const cue = (text: string): string => `WEBVTT\n\n00:00.000 --> 00:01.000\n${text}\n`
  for (const sign of [' ', '<v', '<v ', '<v.a', '<v.a ', '<', '{\\', '&', '\t', '.,']) {
    const captions = read(cue(`<v${sign.repeat(Math.floor(2_000_000 / sign.length))}heron`))
    expect(captions?.cues[0]?.speaker).toBeNull()
  }
  expect(read(cue('<v   Ana> heron'))?.cues[0]).toMatchObject({ speaker: 'Ana', lines: ['heron'] })
})

describe('the bounds of captions, at each and one beyond', () => {
  const cue = '00:01.000 --> 00:04.000\nx\n\n'

  test('cues: further ones are left out', () => {
    const of = (count: number) => read(`WEBVTT\n\n${cue.repeat(count)}`)?.cues
    expect(of(captionLimits.cues)).toHaveLength(captionLimits.cues)
    expect(of(captionLimits.cues + 1)).toHaveLength(captionLimits.cues)
  })

  test('characters of the file: a longer one is none', () => {
    const head = `WEBVTT\n\n${cue}`
    const of = (chars: number) => read(head + ' '.repeat(chars - head.length))
    expect(of(captionLimits.chars)?.cues).toHaveLength(1)
    expect(of(captionLimits.chars + 1)).toBeNull()
  })

  test('characters of a cue: the rest is cut off', () => {
    const times = '00:01.000 --> 00:04.000\n'
    const of = (chars: number) =>
      read(`${times}${'x'.repeat(chars - times.length)}`)?.cues[0]?.lines[0]?.length
    expect(of(captionLimits.charsOfCue)).toBe(captionLimits.charsOfCue - times.length)
    expect(of(captionLimits.charsOfCue + 1)).toBe(captionLimits.charsOfCue - times.length)
  })

  test('the figures are those of docs/limits.md', () => {
    expect(captionLimits).toEqual({ cues: 50_000, chars: 5_000_000, charsOfCue: 5_000 })
  })
})

test.each(['-', '<v', '<v ', '{\\', 'a. ', '水的', '&amp;', '00:01.000 --> ', ' \n', '<'])(
  'text of five megabytes of %j takes seconds at most, as captions of all kinds',
  (piece) => {
    const text = piece.repeat(Math.floor(4_900_000 / piece.length))
    const started = performance.now()
    const cues = readCaptions(Buffer.from(`WEBVTT\n\n00:01.000 --> 00:04.000\n${text}`))?.cues ?? []
    writeVtt(unrollCues(cues))
    const spoken = divideSpeech(cues.map(({ lines, ...times }) => ({ ...times, text: lines.join(' ') })))
    writeVtt(showCues(spoken))
    writeSrt(spoken)
    expect(performance.now() - started).toBeLessThan(5_000)
  },
)
