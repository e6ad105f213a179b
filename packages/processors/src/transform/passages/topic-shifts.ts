import { stemOf, stopWordsOf, wordsOf } from '@async-events/ai'
import type { Passage } from '@async-events/core'
import { everyTalk } from '../every-talk.ts'

/** Seconds of speech on each side of a place that are compared. */
const reach = 75
/** A pause says as much as so much less likeness a second; longer ones say no more. */
const pauseBonus = 0.05
const longestPause = 3

interface Wanted {
  /** Seconds of a part, about. */
  about: number
  longest: number
}

/**
 * Times at which a talk turns to another subject: the words before and after have little in common, best at a pause
 * (TextTiling, Hearst 1997). Parts between them last about as long as wanted. Seconds, ascending.
 */
export function findTopicShifts(
  spoken: readonly Passage[],
  language: string,
  { about, longest }: Wanted,
): number[] {
  const stopWords = stopWordsOf(language)
  const sentences = spoken.map((passage) => ({
    start: passage.start ?? 0,
    end: passage.end ?? passage.start ?? 0,
    terms: wordsOf(passage.text)
      .filter((word) => word.length > 2 && !stopWords.has(word.toLowerCase()))
      .map(stemOf)
      .filter((stem) => !everyTalk.has(stem)),
  }))
  const begin = sentences[0]?.start ?? 0
  const end = sentences.at(-1)?.end ?? begin
  const scored = sentences.slice(1).map((sentence, index) => {
    const at = index + 1
    const before = sentences[at - 1]
    const pause = Math.min(longestPause, Math.max(0, sentence.start - (before?.end ?? sentence.start)))
    const [past, next] = [
      countTerms(sentences.slice(0, at).filter((one) => one.end > sentence.start - reach)),
      countTerms(sentences.slice(at).filter((one) => one.start < sentence.start + reach)),
    ]
    return { start: sentence.start, shift: 1 - likeness(past, next) + pauseBonus * pause }
  })
  const chosen: number[] = []
  const isFree = (start: number): boolean =>
    [begin, end, ...chosen].every((other) => Math.abs(other - start) >= 0.6 * about)
  const count = Math.round((end - begin) / about) - 1
  for (const { start } of scored.toSorted((a, b) => b.shift - a.shift || a.start - b.start)) {
    const bounds = [begin, ...chosen, end].toSorted((a, b) => a - b)
    const isLong = bounds.some(
      (bound, at) =>
        start > bound && start < (bounds[at + 1] ?? bound) && (bounds[at + 1] ?? bound) - bound > longest,
    )
    if (isFree(start) && (chosen.length < count || isLong)) chosen.push(start)
  }
  return chosen.toSorted((a, b) => a - b)
}

function countTerms(sentences: readonly { terms: readonly string[] }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { terms } of sentences) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

/** Cosine. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const norm = (counts: ReadonlyMap<string, number>): number =>
    Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0))
  let dot = 0
  for (const [term, count] of a) dot += count * (b.get(term) ?? 0)
  return dot === 0 ? 0 : dot / (norm(a) * norm(b))
}
