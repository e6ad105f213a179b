import type { Passage } from '@async-events/core'
import { stopWordsOf } from '../extractive/stop-words.ts'
import { stemOf, wordsOf } from '../extractive/words-of.ts'

/** What passages are searched by. */
export interface PassageIndex {
  /** Places of passages that hold a term, ascending. */
  holders: ReadonlyMap<string, readonly number[]>
  /** Information of a term: rare ones say more; a term that no passage holds counts as the rarest. */
  weightOf(term: string): number
}

/** An index is made once for the passages of a request. */
const known = new WeakMap<readonly Passage[], Map<string, PassageIndex>>()

export function indexPassages(passages: readonly Passage[], language: string): PassageIndex {
  const own = known.get(passages) ?? new Map<string, PassageIndex>()
  known.set(passages, own)
  const index = own.get(language) ?? createIndex(passages, language)
  own.set(language, index)
  return index
}

function createIndex(passages: readonly Passage[], language: string): PassageIndex {
  const holders = new Map<string, number[]>()
  for (const [place, { text }] of passages.entries()) {
    for (const term of new Set(termsOf(text, language))) {
      const list = holders.get(term)
      if (list === undefined) holders.set(term, [place])
      else list.push(place)
    }
  }
  return {
    holders,
    weightOf: (term) => Math.log(1 + passages.length / (holders.get(term)?.length ?? 1)),
  }
}

/** Stems of the words that say something, without accents; numbers as digits. */
export function termsOf(text: string, language: string): string[] {
  const stopWords = stopWordsOf(language)
  return wordsOf(text).flatMap((word) => {
    const lower = word.toLowerCase()
    if (/\d/.test(word)) return [plainNumber(lower)]
    if (word.length < 2 || stopWords.has(lower.replace(/['’].*$/u, ''))) return []
    return [withoutAccents(stemOf(lower))]
  })
}

/** `1,000`, `1.000` and `1'000` are one number, `3,5` and `3.5` another. */
export const plainNumber = (word: string): string =>
  word
    .toLowerCase()
    .replace(/(?<=\d)[.,'’\u00a0\u202f ](?=\d{3}(?!\d))/g, '')
    .replace(/(?<=\d),(?=\d)/g, '.')

export const withoutAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '')
