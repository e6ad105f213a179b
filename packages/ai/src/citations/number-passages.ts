import type { Passage } from '@async-events/core'

const word = /[\p{L}\p{N}]+/gu

/** So many words tell where a passage is. */
const enough = 8

/**
 * A source with the number of each passage before it, such as `[12]`, counted from 1. Passages are found by their first
 * words, in order; one that does not stand in the text has no number there.
 */
export function numberPassages(text: string, passages: readonly Passage[]): string {
  const words = [...text.matchAll(word)].map(({ 0: found, index }) => ({ word: found.toLowerCase(), index }))
  const places = new Map<string, number[]>()
  for (const [at, { word: found }] of words.entries()) {
    const list = places.get(found)
    if (list === undefined) places.set(found, [at])
    else list.push(at)
  }
  const marks = new Map<number, number>()
  let from = 0
  for (const [number, passage] of passages.entries()) {
    const begin = [...passage.text.matchAll(word)].slice(0, enough).map(([found]) => found.toLowerCase())
    const candidates = places.get(begin[0] ?? '') ?? []
    const fits = (at: number): boolean => begin.every((each, next) => words[at + next]?.word === each)
    const found = candidates.slice(firstFrom(candidates, from)).find(fits)
    const at = found === undefined ? undefined : words[found]?.index
    if (found === undefined || at === undefined || marks.has(at)) continue
    marks.set(at, number + 1)
    from = found + begin.length
  }
  let out = ''
  let done = 0
  for (const [at, number] of marks) {
    out += `${text.slice(done, at)}[${number}] `
    done = at
  }
  return out + text.slice(done)
}

/** Index of the first of ascending numbers that is not below another. */
function firstFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}
