import type { Passage } from '@async-events/core'
import { indexPassages, type PassageIndex, termsOf } from './passage-index.ts'

export interface Support {
  /** Places of the passages that the sentence rests on, ascending; empty without any. */
  passages: number[]
  /** Share of what the sentence says, by its rare words, numbers and names, that these passages hold, 0 to 1. */
  strength: number
}

/** A sentence draws on so many passages at most. */
const mostPassages = 4
/** A further passage adds at least this share of the sentence. */
const leastGain = 0.12
/** What is said next to the best passage is likelier meant than the same words elsewhere. */
const nearby = { passages: 6, bonus: 1.25 }

/**
 * The passages that a free sentence rests on, found by the words that they share: rare ones count more. `language` is
 * that of the passages; of a sentence in another language only names, numbers and loanwords are found.
 */
export function findSupport(sentence: string, passages: readonly Passage[], language: string): Support {
  const index = indexPassages(passages, language)
  const wanted = new Map(
    [...new Set(termsOf(sentence, language))].map((term) => [term, index.weightOf(term)]),
  )
  const whole = [...wanted.values()].reduce((sum, weight) => sum + weight, 0)
  if (whole === 0) return { passages: [], strength: 0 }
  const chosen: number[] = []
  const left = new Map(wanted)
  let found = 0
  while (chosen.length < mostPassages && left.size > 0) {
    const best = bestPassage(left, index, passages, chosen)
    if (best === null || best.gain / whole < leastGain) break
    chosen.push(best.place)
    found += best.gain
    for (const term of best.terms) left.delete(term)
  }
  return { passages: chosen.sort((a, b) => a - b), strength: Math.min(1, found / whole) }
}

interface Gain {
  place: number
  gain: number
  terms: string[]
}

function bestPassage(
  left: ReadonlyMap<string, number>,
  { holders }: PassageIndex,
  passages: readonly Passage[],
  chosen: readonly number[],
): Gain | null {
  const gains = new Map<number, Gain>()
  for (const [term, weight] of left) {
    for (const place of holders.get(term) ?? []) {
      const gain = gains.get(place) ?? { place, gain: 0, terms: [] }
      gain.gain += weight
      gain.terms.push(term)
      gains.set(place, gain)
    }
  }
  const [first] = chosen
  const score = ({ place, gain }: Gain): number => {
    const isNear = first !== undefined && Math.abs(place - first) <= nearby.passages
    // What was said comes before the same words on a slide or a page
    const told = passages[place]?.from === 'speech' ? 1.05 : 1
    return gain * (isNear ? nearby.bonus : 1) * told * (passages[place]?.doubtful ? 0.8 : 1)
  }
  let best: Gain | null = null
  for (const gain of gains.values()) {
    if (
      best === null ||
      score(gain) > score(best) ||
      (score(gain) === score(best) && gain.place < best.place)
    )
      best = gain
  }
  return best
}
