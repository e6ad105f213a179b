import type { SpeechWord } from '@async-events/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cue } from '../cue.ts'
import { divideSpeech } from './divide-speech.ts'
import { groupCues } from './group-cues.ts'
import { lettersIn, splitWords } from './split-words.ts'

const word = (start: number, end: number, text: string): SpeechWord => ({ start, end, text })
const cue = (text: string, words: SpeechWord[]): Cue => ({
  start: words[0]?.start ?? 0,
  end: words.at(-1)?.end ?? 0,
  speaker: null,
  text,
  words,
})
const first = 'In the first winter the water rose higher than anybody had expected.'
const then = 'Then nothing was heard of it for years.'

describe('speech with the times of its words', () => {
  const early = first.split(' ').map((text, at) => word(at * 0.25, at * 0.25 + 0.25, text))
  const late = then.split(' ').map((text, at) => word(20 + at, 20.8 + at, text))

  it('is divided at those times, and a caption does not stay through a pause', () => {
    expect(divideSpeech([cue(`${first} ${then}`, [...early, ...late])])).toEqual([
      { start: 0, end: 3500, speaker: null, text: first },
      { start: 20_000, end: 27_000, speaker: null, text: then },
    ])
  })

  it('goes on without a gap where the speaker does', () => {
    const words = `${first} ${then}`.split(' ').map((text, at) => word(at, at + 0.9, text))
    const cues = divideSpeech([cue(`${first} ${then}`, words)])
    expect(cues.length).toBeGreaterThan(2)
    for (const [at, { end }] of cues.slice(0, -1).entries()) {
      expect(end % 1000).toBe(0)
      expect(cues[at + 1]?.start).toBe(end)
    }
  })

  it('is divided within words where a language has no blanks', () => {
    const text = '葦原に水が流れます。'.repeat(12)
    const cues = divideSpeech([cue(text, [word(0, 60, text.slice(0, 60)), word(90, 150, text.slice(60))])])
    expect(cues.map((one) => one.text).join('')).toBe(text)
    expect(cues.every(({ start }) => start < 60_000 || start >= 90_000)).toBe(true)
  })

  it('has times in proportion when the words are those of another text', () => {
    const { words: _, ...plain } = cue(`${first} ${then}`, [...early, ...late])
    expect(divideSpeech([{ ...plain, words: early }])).toEqual(divideSpeech([plain]))
  })

  it('begins each paragraph of a long piece where its first word was said', () => {
    const text = `${first} `.repeat(20).trim()
    const words = text.split(' ').map((one, at) => word(at < 120 ? at : at + 1000, at + 1000, one))
    const starts = groupCues([cue(text, words)], 'en').map(({ start }) => start)
    expect(starts.length).toBeGreaterThan(1)
    for (const start of starts) expect(Number.isInteger(start)).toBe(true)
  })
})

it('words that are divided make up the same text, in order', () => {
  const words = fc.array(fc.constantFrom('reed', '水と忍耐', 'a b', 'x'), { maxLength: 8 })
  fc.assert(
    fc.property(words, fc.nat(40), (texts, letters) => {
      const all = texts.map((text, at) => word(at, at + 1, text))
      const [before, after] = splitWords(all, letters)
      const join = (list: readonly SpeechWord[]) =>
        list
          .map(({ text }) => text)
          .join('')
          .replace(/\s/g, '')
      expect(join(before) + join(after)).toBe(join(all))
      expect(lettersIn(join(before))).toBe(Math.min(letters, lettersIn(join(all))))
      for (const { start, end } of [...before, ...after]) expect(end).toBeGreaterThan(start)
    }),
  )
})
