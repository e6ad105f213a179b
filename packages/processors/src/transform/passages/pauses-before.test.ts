import { describe, expect, it } from 'vitest'
import type { Cue } from '../../captions/cue.ts'
import { pausesBefore } from './pauses-before.ts'
import { speechPassages } from './speech-passages.ts'

/** A word every 0.3 s, each until the next begins, with a second of silence where `|` stands. */
function cueOf(said: string, from = 0): Cue {
  let start = from
  const words = said.split(' ').flatMap((text) => {
    if (text === '|') start += 1
    else start += 0.3
    return text === '|' ? [] : [{ text, start }]
  })
  const end = start + 0.3
  return {
    start: from,
    end,
    speaker: null,
    text: words.map(({ text }) => text).join(' '),
    words: words.map((word, at) => ({ ...word, end: words[at + 1]?.start ?? end })),
  }
}

describe('pauses between words', () => {
  it('are told by words that last too long', () => {
    const cue = cueOf('we measured it | the bridge sings')
    const pauses = pausesBefore([cue], cue.text)
    expect(pauses.map((pause) => pause > 0.5)).toEqual([false, false, false, true, false, false])
  })

  it('are told between captions, and not where the words do not make up the text', () => {
    const first: Cue = { start: 0, end: 1, speaker: null, text: 'we measured' }
    const second: Cue = { start: 1.5, end: 2, speaker: null, text: 'the bridge' }
    expect(pausesBefore([first, second], 'we measured the bridge')).toEqual([0, 0, 0.5, 0])
    expect(pausesBefore([first, second], 'we measuredthe bridge')).toEqual([])
  })

  it('end a sentence where words alone leave it open, and never a number', () => {
    const told =
      'we counted visitors at the doors of every library branch in the county for a whole year | people came back to the shelves and brought old books of two hundred | and eleven families which nobody had seen for a very long time before'
    const said = (pause: string): string[] =>
      speechPassages([cueOf(told.replaceAll('|', pause).replace(/ {2,}/g, ' '))], 'en').map(
        ({ text }) => text,
      )
    const paused = said('|')
    expect(paused[0]).toMatch(/a whole year$/)
    expect(paused.some((text) => text.includes('two hundred and eleven'))).toBe(true)
    expect(said('')[0]).not.toBe(paused[0])
  })
})
