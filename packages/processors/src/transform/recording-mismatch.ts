import { stemOf, stopWordsOf, wordsOf } from '@async-events/ai'
import { primarySubtag } from '@async-events/core'
import { everyTalk } from './every-talk.ts'

export interface SpokenAndWritten {
  /** What was said. */
  spoken: string
  language: string | null
  /** Title of the talk. */
  title: string
  speakers: readonly string[]
  /** Page and slides, each with its language. */
  texts: readonly { text: string; language: string | null }[]
}

export interface Match {
  /** 0 to 1: how much of what is written is said, and of what is said written. */
  score: number
  /** The recording is probably that of something else. */
  mismatch: boolean
}

/** Below it, 99 % of talks that were paired with pages of other tracks lie, and 1 % of those with their own. */
export const leastScore = 0.15
/** Shorter ones say too little. */
const leastSpoken = 150
const leastWritten = 40
/** Languages whose function words are known; of others, nothing has been measured. */
const languages: readonly string[] = ['de', 'en', 'es', 'fr', 'it']
/** Terms of either side that are compared, the most frequent first. */
const mostWritten = 40
const mostSpoken = 30
/** A day of speech. */
const maxChars = 1_000_000

/**
 * Compares what was said with what page and slides say: their rare words and names in the transcript, and its topics in
 * them. Null where the texts are too short, or in other languages than the talk: then only names could tell.
 */
export function matchRecording({ spoken, language, title, speakers, texts }: SpokenAndWritten): Match | null {
  const primary = primarySubtag(language)
  if (primary === null || !languages.includes(primary)) return null
  const common = stopWordsOf(primary)
  const written = texts
    .filter((one) => primarySubtag(one.language) === primary)
    .map(({ text }) => text)
    .join('\n')
  const spokenWords = wordsOf(spoken.slice(0, maxChars))
  const writtenWords = wordsOf(withoutAddresses(written.slice(0, maxChars)))
  if (spokenWords.length < leastSpoken || writtenWords.length < leastWritten) return null

  const titleTerms = termsOf(wordsOf(title), common)
  const said = countTerms(termsOf(spokenWords, common))
  const told = countTerms([
    ...termsOf(writtenWords, common),
    // As if the page said it three times
    ...titleTerms,
    ...titleTerms,
    ...titleTerms,
  ])
  const topics = new Map([...said].filter(([term]) => !everyTalk.has(term)))
  const score = (share(told, said, mostWritten) + share(topics, told, mostSpoken)) / 2
  const named = isTitleSaid(titleTerms, said) || speakers.some((name) => isNameSaid(name, spokenWords))
  return { score: Math.round(score * 100) / 100, mismatch: score < leastScore && !named }
}

const withoutAddresses = (text: string): string => text.replace(/https?:[^\s)]+/g, ' ')

interface Term {
  stem: string
  weight: number
}

function termsOf(words: readonly string[], common: ReadonlySet<string>): Term[] {
  return words.flatMap((word) => {
    const lower = word.toLowerCase().replace(/['’].*$/u, '')
    if (word.length < 3 || !/\p{L}/u.test(word) || common.has(lower)) return []
    const stem = stemOf(word)
    return [{ stem, weight: everyTalk.has(stem) ? 0.25 : rarity(word) }]
  })
}

/** Names such as "OpenStreetMap" or "ESP32" are the rarest words, short ones the most common. */
const rarity = (word: string): number =>
  /[\p{Lu}\p{N}]/u.test(word.slice(1)) ? 1.5 : word.length < 6 ? 0.7 : 1

function countTerms(terms: readonly Term[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { stem, weight } of terms) counts.set(stem, (counts.get(stem) ?? 0) + weight)
  return counts
}

/** How much of the most frequent terms the other side has, too. */
function share(terms: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>, most: number): number {
  const top = [...terms]
    .map(([stem, count]) => ({ stem, weight: Math.sqrt(count) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
  const sum = (list: typeof top): number => list.reduce((total, { weight }) => total + weight, 0)
  return top.length === 0 ? 0 : sum(top.filter(({ stem }) => other.has(stem))) / sum(top)
}

/** At least two of its rare words, and half of them. */
function isTitleSaid(title: readonly Term[], said: ReadonlyMap<string, number>): boolean {
  const rare = [...new Set(title.map(({ stem }) => stem))].filter((stem) => !everyTalk.has(stem))
  const found = rare.filter((stem) => said.has(stem)).length
  return found >= 2 && found * 2 >= rare.length
}

/** First and last name, one after the other. */
function isNameSaid(name: string, spoken: readonly string[]): boolean {
  const [first, last] = [wordsOf(name).at(0)?.toLowerCase(), wordsOf(name).at(-1)?.toLowerCase()]
  if (first === undefined || last === undefined || first === last) return false
  return spoken.some(
    (word, at) =>
      word.toLowerCase() === first &&
      spoken.slice(at + 1, at + 4).some((next) => next.toLowerCase().replace(/['’]s?$/, '') === last),
  )
}
