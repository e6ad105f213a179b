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
    const { letters, starts } = lowerLetters(run)
    let from = 0
    for (const word of words) {
      const at = letters.indexOf(word, from)
      if (at < 0) continue
      from = at
      placed.push({
        word,
        start: index + (starts[at] ?? 0),
        end: index + (starts[at + word.length] ?? run.length),
      })
    }
  }
  return placed
}

/** A run as `wordsIn` cuts it, and where each of its code units stands: a small letter can be longer than its capital. */
function lowerLetters(run: string): { letters: string; starts: number[] } {
  let letters = ''
  const starts: number[] = []
  let at = 0
  for (const letter of run) {
    const lower = letter.toLowerCase().replace(/\p{Script=Inherited}/gu, '')
    for (let unit = 0; unit < lower.length; unit += 1) starts.push(at)
    letters += lower
    at += letter.length
  }
  return { letters, starts }
}
