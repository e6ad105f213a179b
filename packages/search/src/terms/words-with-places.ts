import { wordsIn } from '@async-events/site/terms'
import { remembered } from './remembered.ts'

/** A word, or two letters of a script without blanks, and where it stands. */
export interface PlacedWord {
  word: string
  start: number
  end: number
}

const runs = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu

const wordsOfRun = remembered(wordsIn)

/** The words of `wordsIn` with their places in the text. */
export function wordsWithPlaces(text: string): PlacedWord[] {
  const placed: PlacedWord[] = []
  for (const { 0: run, index } of text.matchAll(runs)) {
    const words = wordsOfRun(run)
    const [first] = words
    if (first !== undefined && words.length === 1) {
      placed.push({ word: first, start: index, end: index + run.length })
      continue
    }
    const lower = run.toLowerCase()
    let from = 0
    for (const word of words) {
      const at = lower.indexOf(word, from)
      if (at < 0) continue
      from = at
      placed.push({ word, start: index + at, end: index + at + word.length })
    }
  }
  return placed
}
