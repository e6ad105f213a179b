import { describe, expect, it } from 'vitest'
import type { Cue } from '../../captions/cue.ts'
import { mendSpeech } from './mend-speech.ts'
import { spokenNamesOf } from './spoken-names.ts'

const names = spokenNamesOf({
  speakers: ['Ann Moor'],
  vocabulary: ['Kubernetes', 'OpenStreetMap', 'Grafana Mimir'],
})
const cue = (start: number, end: number, text: string, more: Partial<Cue> = {}): Cue => ({
  start,
  end,
  text,
  speaker: null,
  ...more,
})
/** Words of one second each. */
const timed = (text: string): Cue =>
  cue(0, text.split(' ').length, text, {
    words: text.split(' ').map((word, at) => ({ start: at, end: at + 1, text: word })),
  })

describe('speech with names mended', () => {
  it('says what was heard, and where', () => {
    const speech = [
      cue(0, 10, 'This is Ann More.'),
      cue(10, 20, 'It runs well.'),
      cue(20, 30, 'On kubernetis, Ann More says.'),
    ]
    const { segments, mended } = mendSpeech(speech, names, 'en')
    expect(segments.map(({ text }) => text)).toEqual([
      'This is Ann Moor.',
      'It runs well.',
      'On Kubernetes, Ann Moor says.',
    ])
    expect(mended).toEqual([
      { time: 4.706, heard: 'Ann More', written: 'Ann Moor' },
      { time: 21.034, heard: 'kubernetis', written: 'Kubernetes' },
      { time: 25.172, heard: 'Ann More', written: 'Ann Moor' },
    ])
    expect(segments.map(({ heard }) => heard)).toEqual([speech[0]?.text, undefined, speech[2]?.text])
  })

  it.each([
    ['Hi, Ann More, hi', ['Hi,', 'Ann', 'Moor,', 'hi']],
    ["It is Ann More's idea", ['It', 'is', 'Ann', 'Moor’s'.replace('’', "'"), 'idea']],
    ['we map open street map, yes', ['we', 'map', 'OpenStreetMap,', 'yes']],
    ['the Grafanamimir and kubernetis', ['the', 'Grafana', 'Mimir', 'and', 'Kubernetes']],
  ])('keeps words and text the same: %s', (text, wanted) => {
    const [segment] = mendSpeech([timed(text)], names, 'en').segments
    expect(segment?.words?.map((word) => word.text)).toEqual(wanted)
    expect(segment?.text.replace(/\s/g, '')).toBe(wanted.join(''))
    const times = segment?.words?.flatMap(({ start, end }) => [start, end]) ?? []
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect([times.at(0), times.at(-1)]).toEqual([0, text.split(' ').length])
  })

  it('drops word times that never were those of the text', () => {
    const words = [{ start: 0, end: 1, text: 'Something' }]
    const [segment] = mendSpeech([cue(0, 9, 'By Ann More', { words })], names, 'en').segments
    expect(segment).toEqual(cue(0, 9, 'By Ann Moor', { heard: 'By Ann More' }))
  })

  it('knows that a segment goes on with the sentence before it', () => {
    const speech = [cue(0, 5, 'it was said that'), cue(5, 9, 'Kubernettis is good.')]
    expect(mendSpeech(speech, names, 'en').segments[1]?.text).toBe('Kubernetes is good.')
  })

  it('leaves speech alone when no names are known', () => {
    const speech = [timed('This is Ann More')]
    expect(mendSpeech(speech, spokenNamesOf({}), 'en')).toEqual({
      segments: speech,
      mended: [],
    })
  })

  it('is done in time that grows with the length only', () => {
    const text = 'Kubernetis and Ann More met Grafana people at the open streets. '.repeat(2_000)
    expect(mendSpeech([cue(0, 9, text)], names, 'en').mended).toHaveLength(4_000)
    const odd = `${'A'.repeat(200_000)} ${'Ann '.repeat(50_000)} ${'kub'.repeat(60_000)}`
    expect(mendSpeech([cue(0, 9, odd)], names, 'en').mended).toEqual([])
  })
})
