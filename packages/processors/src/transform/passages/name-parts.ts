import { covers, type NounPhrase, nounPhrases } from '@async-events/ai'
import type { Passage, TalkPart } from '@async-events/core'

/** A phrase is said so often in its part, and such a share of its occurrences is there; a word alone says less. */
const least = { phrase: { times: 2, share: 0.5 }, word: { times: 3, share: 0.6 } }
/** Where there is no such phrase, the one that comes nearest, if it is said in so much of the part: an anecdote is short. */
const leastSpread = 0.25
const nearest = [
  { times: 2, share: 0.6 },
  { times: 3, share: 0.4 },
]
/** A phrase stands for a word of it that is seldom said without the others. */
const mostOfWord = 0.4

export interface SpokenTalk {
  /** Sentences. */
  spoken: readonly Passage[]
  /** Of these sentences, each a paragraph. */
  phrases: readonly NounPhrase[]
  language: string
  session: string
  /** A part that nothing else names is called by what is said most in it, however seldom. */
  always?: boolean
}

/**
 * Names parts without a title by the noun phrase that is said most in them and seldom in the others, or the one nearest to that. Where
 * there is none they stay without a name: any other word would say less than none.
 */
export function nameParts(
  parts: readonly TalkPart[],
  { spoken, phrases, language, session, always = false }: SpokenTalk,
): TalkPart[] {
  const timeOf = (place: number): number => spoken[Math.round(place * spoken.length)]?.start ?? 0
  const partOf = (place: number): number => {
    const start = timeOf(place)
    return parts.findLastIndex((part) => part.start <= start)
  }
  const inParts = phrases.map((phrase) => ({ phrase, places: phrase.places.map(partOf) }))
  const [whole] = nounPhrases([session], language).toSorted((a, b) => b.length - a.length)
  const taken: string[] = []
  const isTaken = (key: string): boolean => taken.some((other) => covers(other, key) || covers(key, other))
  const scoresOf = (at: number) =>
    inParts
      .map(({ phrase, places }) => {
        const here = places.filter((place) => place === at).length
        return { phrase, here, score: (here * here * (1 + 0.5 * (phrase.length - 1))) / places.length }
      })
      .filter(({ phrase }) => phrase.key !== whole?.key && !isTaken(phrase.key))
      .toSorted((a, b) => b.score - a.score || (a.phrase.key < b.phrase.key ? -1 : 1))
  const named = parts.map((part, at) => {
    if (part.title !== '') return part
    const own = scoresOf(at).filter(({ phrase, here }) => {
      const { times, share } = phrase.length === 1 ? least.word : least.phrase
      return here >= times && here >= share * phrase.count
    })
    const [first] = own
    const longer = own.find(
      ({ phrase, here }) =>
        first !== undefined &&
        phrase.length > first.phrase.length &&
        here >= mostOfWord * first.here &&
        covers(phrase.key, first.phrase.key),
    )
    const best = longer ?? first
    if (best === undefined) return part
    taken.push(best.phrase.key)
    return { ...part, title: asTitle(best.phrase) }
  })
  return named.map((part, at) => {
    if (part.title !== '') return part
    const next = scoresOf(at).find(({ phrase, here }) => {
      const said = phrase.places.filter((place) => partOf(place) === at).map(timeOf)
      const isSpread =
        (said.at(-1) ?? 0) - (said[0] ?? 0) >= leastSpread * ((part.end ?? part.start) - part.start)
      return (
        here > 0 &&
        !phrase.named &&
        (always || isSpread) &&
        (always || nearest.some(({ times, share }) => here >= times && here >= share * phrase.count))
      )
    })
    if (next === undefined) return part
    taken.push(next.phrase.key)
    return { ...part, title: asTitle(next.phrase) }
  })
}

const asTitle = ({ text }: NounPhrase): string => text.slice(0, 1).toUpperCase() + text.slice(1)
