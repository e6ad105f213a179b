import { stemOf, stopWordsOf, wordsOf } from '@async-events/ai'
import type { Passage } from '@async-events/core'
import { everyTalk } from '../every-talk.ts'
import type { Turn } from './spoken-turns.ts'

/** Seconds of speech on each side of a place that are compared. */
const reach = 75
/** A pause says as much as so much less likeness a second; longer ones say no more. */
const pauseBonus = 0.05
const longestPause = 3
/** A speaker who says what follows says more than words in common, and so does one who says how many points follow. */
const turnBonus = { named: 0.4, list: 0.3, other: 0 }
/** Of the length of a part: what lies between two boundaries at least, and from what on a part is divided in any case. */
const apart = { said: 0.4, found: 0.6, long: 1.6 }
/** A greeting before a question, in seconds. */
const shortestGreeting = 20

interface Wanted {
  /** Seconds of a part, about. */
  about: number
  longest: number
  /** What sentences turn to, by their place. */
  turns: ReadonlyMap<number, Turn>
}

/**
 * Places of the sentences by which a talk turns to another subject: the speaker says so, or the words before and after have
 * little in common, best at a pause (TextTiling, Hearst 1997). Parts between them last about as long as wanted; what is said
 * makes shorter ones. Ascending.
 */
export function findTopicShifts(
  spoken: readonly Passage[],
  language: string,
  { about, longest, turns }: Wanted,
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
    const turn = turns.get(at)
    const isSaid = turn !== undefined && turn.title !== ''
    const bonus = isSaid ? turnBonus.named : turn?.kind === 'list' ? turnBonus.list : turnBonus.other
    const share = isSaid ? apart.said : apart.found
    const least = {
      behind: share * about,
      first: turn?.kind === 'question' ? shortestGreeting : share * about,
    }
    return {
      at,
      start: sentence.start,
      isSaid,
      least,
      shift: 1 - likeness(past, next) + pauseBonus * pause + bonus,
    }
  })
  const chosen: { at: number; start: number }[] = []
  const isFree = ({ start, least }: (typeof scored)[number]): boolean =>
    start - begin >= least.first &&
    [end, ...chosen.map((one) => one.start)].every((other) => Math.abs(other - start) >= least.behind)
  const count = Math.round((end - begin) / about) - 1
  for (const one of scored.toSorted((a, b) => b.shift - a.shift || a.start - b.start)) {
    const bounds = [begin, ...chosen.map(({ start }) => start), end].toSorted((a, b) => a - b)
    const isLong = bounds.some(
      (bound, at) =>
        one.start > bound &&
        one.start < (bounds[at + 1] ?? bound) &&
        (bounds[at + 1] ?? bound) - bound > Math.min(longest, apart.long * about),
    )
    if (isFree(one) && (one.isSaid || chosen.length < count || isLong)) chosen.push(one)
  }
  return chosen.map(({ at }) => at).toSorted((a, b) => a - b)
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
