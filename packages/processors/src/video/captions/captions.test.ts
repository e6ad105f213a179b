import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaptionCue } from './cue.ts'
import { readCaptions } from './read-captions.ts'
import { unrollCues } from './unroll-cues.ts'
import { writeVtt } from './write-vtt.ts'

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
    language: 'de-DE',
    cues: [{ start: 1.5, end: 3, speaker: 'Jörg Müller', lines: ['Guten Tag & willkommen'] }],
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
