import { describe, expect, it } from 'vitest'
import type { Cue } from '../../captions/cue.ts'
import { chaptersOf } from './chapters.ts'
import { writeGivenTranscript, writeTranscript } from './write-transcript.ts'

const cue = (start: number, end: number, text: string, speaker: string | null = null): Cue => ({
  start,
  end,
  text,
  speaker,
})
const settings = { language: 'en', video: null, chapters: [] }
const bodies = (cues: Cue[], more: Partial<Parameters<typeof writeTranscript>[1]> = {}) =>
  writeTranscript(cues, { ...settings, ...more }).parts.map(({ heading, body }) => [
    heading,
    ...body.split('\n\n'),
  ])

describe('paragraphs', () => {
  it('begin after a pause, and with another speaker, who is named once', () => {
    const cues = [
      cue(0, 2, 'One.', 'Ana'),
      cue(2, 4, 'Two.', 'Ana'),
      cue(9, 11, 'Three.', 'Ana'),
      cue(11, 12, 'Four?', 'Jörg'),
    ]
    expect(bodies(cues)).toEqual([[null, '0:00 **Ana:** One. Two.', '0:09 Three.', '0:11 **Jörg:** Four?']])
  })

  it('are of a length to read, also without full stops: they end where the speaker breathes', () => {
    const pieces = Array.from({ length: 90 }, (_, at) => {
      const start = at * 3 + (at % 4 === 0 ? 0.7 : 0)
      return cue(start, at * 3 + 3, `and ${at} times the water goes on from here`)
    })
    const [[, ...paragraphs] = []] = bodies(pieces)
    expect(paragraphs.length).toBeGreaterThan(3)
    for (const paragraph of paragraphs) expect(paragraph!.length).toBeLessThan(800)
    // The first breath after 600 characters is before piece 16
    expect(paragraphs[1]).toMatch(/^0:48 and 16 /)
  })

  it('come from one long piece, too, with times by their share', () => {
    const sentence = 'The herons came in year three, and that changed everything for us. '
    const [[, ...paragraphs] = []] = bodies([cue(0, 300, sentence.repeat(45).trim())])
    expect(paragraphs.length).toBeGreaterThan(3)
    const times = paragraphs.map((paragraph) => /^(\d+):(\d\d) /.exec(paragraph!)!)
    const seconds = times.map(([, minutes, rest]) => Number(minutes) * 60 + Number(rest))
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b))
    expect(seconds.at(-1)).toBeGreaterThan(200)
  })

  it('hold no empty pieces', () => {
    expect(writeTranscript([cue(0, 1, ' \n '), cue(1, 2, '')], settings)).toEqual({
      text: '',
      parts: [],
      cues: [],
    })
  })
})

describe('chapters', () => {
  const chapters = chaptersOf([
    { start: 60, title: '  The *end*\n' },
    { start: 10, title: 'Water' },
    { start: 20, title: '' },
  ])

  it('are sections; what comes before them has none, and a chapter without speech goes', () => {
    const cues = [
      cue(0, 5, 'Hello.'),
      cue(8, 14, 'In at the top.'),
      cue(14, 20, 'Out below.'),
      cue(61, 65, 'Bye.'),
    ]
    expect(bodies(cues, { chapters, video: 'https://v.example/a.mp4' })).toEqual([
      [null, '[0:00](https://v.example/a.mp4#t=0) Hello.'],
      ['Water', '[0:08](https://v.example/a.mp4#t=8) In at the top. Out below.'],
      ['The \\*end\\*', '[1:01](https://v.example/a.mp4#t=61) Bye.'],
    ])
    expect(bodies(cues.slice(1, 3), { chapters })).toEqual([['Water', '0:08 In at the top. Out below.']])
  })

  it('are none when there is only one', () => {
    expect(chaptersOf([{ start: 0, title: 'All' }])).toEqual([])
  })
})

it('reads the whole of a transcript that the job gives, however long a cue of it is', () => {
  const words = Array.from({ length: 2_000 }, (_, at) => `reed ${at}`).join(' ')
  const { text } = writeGivenTranscript(`WEBVTT\n\n00:01.000 --> 10:00.000\n${words}\n`, settings)
  expect(text.replace(/\s+/g, ' ')).toBe(words)
})

it('reads a transcript that the job gives as what it is', () => {
  const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Hello &amp; welcome.\n'
  expect(writeGivenTranscript(vtt, settings)).toMatchObject({
    cues: [{ start: 1, speaker: 'Ana' }],
    text: 'Hello & welcome.',
  })
  expect(writeGivenTranscript('One.\n\nTwo.', settings)).toEqual({
    text: 'One.\n\nTwo.',
    parts: [{ heading: null, body: 'One.\n\nTwo.' }],
    cues: [],
  })
})

it('N40: shows the prices of a transcript that the job gives as prices', () => {
  const { parts } = writeGivenTranscript('It was $5 in 1990, and it is $12 now. $3, $4.', settings)
  expect(parts[0]?.body).toBe('It was \\$5 in 1990, and it is \\$12 now. \\$3, \\$4.')
})
