import { AppError } from '@async-events/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { storedSegments } from '../../audio/stored-segments.ts'
import { writeTranscriptAs } from '../write/write-transcript-as.ts'
import { readCorrection } from './read-correction.ts'

const readBytes = (bytes: Uint8Array) => {
  const { cues, language } = readCorrection(bytes)
  return { segments: storedSegments(cues), language }
}
const read = (text: string) => readBytes(Buffer.from(text))
const texts = (text: string) => read(text).segments.map((segment) => segment.text)
const segment = { start: 1, end: 2, text: 'Good morning.', speaker: 'Ana Ruiz' }

describe('a corrected transcript', () => {
  it('is WebVTT, with its speakers', () => {
    const { segments } = read('WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana Ruiz>Good\nmorning.\n')
    expect(segments).toEqual([segment])
  })

  it('is SubRip, also in an old code page', () => {
    expect(texts('1\n00:00:01,000 --> 00:00:02,000\nGood morning.\n')).toEqual(['Good morning.'])
    const german = 'Schöne Grüße aus Köln an alle, die über das Schilf hören möchten.'
    const latin = Buffer.from(`1\n00:00:01,000 --> 00:00:02,000\n${german}\n`, 'latin1')
    expect(readBytes(latin).segments[0]?.text).toBe(german)
  })

  it('is JSON as the service gives it: the list, or a transcript of results', () => {
    const words = [
      [1, 1.5, 'Good'],
      [1.5, 2, 'morning.'],
    ]
    expect(read(JSON.stringify([{ ...segment, words }])).segments).toEqual([{ ...segment, words }])
    const result = { engine: 'captions', language: 'en', segments: [segment], vtt_url: null }
    expect(read(JSON.stringify(result))).toEqual({ segments: [segment], language: 'en' })
  })

  it('loses the times of words where its text was changed, and keeps them elsewhere', () => {
    const words = [
      [1, 1.5, 'Good'],
      [1.5, 2, 'morning.'],
    ]
    const changed = { ...segment, text: 'Good evening.', words }
    const { segments } = read(JSON.stringify([changed, { ...segment, start: 3, end: 4, words }]))
    expect(segments.map((one) => 'words' in one)).toEqual([false, true])
  })

  it('is put in order of time, in one line each, with an end that is no earlier than its start', () => {
    const json = JSON.stringify([
      { start: 5, end: 4, text: ' b\n\nc ', speaker: ' ' },
      { start: 1, end: 2, text: 'a', speaker: null },
      { start: 2, end: 3, text: ' ', speaker: null },
    ])
    expect(read(json).segments).toEqual([
      { start: 1, end: 2, text: 'a', speaker: null },
      { start: 5, end: 5, text: 'b c', speaker: null },
    ])
  })

  it('is read whole, however many cues it has and however long they are', () => {
    const long = 'word '.repeat(20_000).trim()
    const many = Array.from({ length: 60_000 }, (_, at) => {
      const time = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 23)
      return `${time(at)} --> ${time(at + 1)}\n${at === 7 ? long : 'w'}\n`
    })
    const { segments } = read(`WEBVTT\n\n${many.join('\n')}`)
    expect([segments.length, segments[7]?.text.length]).toEqual([60_000, long.length])
  })

  it.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ['prose', 'What was said that evening.'],
    ['a page', '<!doctype html><p>00:01</p>'],
    ['WebVTT without a cue', 'WEBVTT\n\n'],
    ['JSON of something else', '{"a": [1]}'],
    ['JSON that breaks off', '[{"start": 1, "end'],
    ['an empty list', '[]'],
    ['segments without text', '[{"start":0,"end":1,"text":" ","speaker":null}]'],
    ['segments without times', '[{"text":"x"}]'],
    ['times before the recording', '[{"start":-1,"end":1,"text":"x","speaker":null}]'],
    ['times that no recording has', '[{"start":1e9,"end":1e9,"text":"x","speaker":null}]'],
  ])('is not %s', (_, text) => {
    expect(() => read(text)).toThrow(AppError)
    expect(() => read(text)).toThrow(/^The transcript cannot be read\. ./)
  })

  it('comes back the same from every format that it is given out in', () => {
    const spoken = fc.array(
      fc.record({
        text: fc.stringMatching(/^[a-z]{1,12}( [a-zÀ-ÿ]{1,12}){0,2}[.?!]$/),
        speaker: fc.constantFrom(null, 'Ana Ruiz', 'Jörg <J> & Co'),
      }),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(spoken, (pieces) => {
        const segments = pieces.map((piece, at) => ({ start: 2 * at, end: 2 * at + 1.5, ...piece }))
        expect(read(writeTranscriptAs('json', segments, null)).segments).toEqual(segments)
        expect(read(writeTranscriptAs('vtt', segments, null)).segments).toEqual(segments)
        const again = read(writeTranscriptAs('srt', segments, null)).segments
        expect(again.map(({ start, end }) => [start, end])).toEqual(
          segments.map(({ start, end }) => [start, end]),
        )
      }),
      { numRuns: 100 },
    )
  })
})
