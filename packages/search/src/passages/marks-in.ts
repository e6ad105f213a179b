import type { SearchPassage } from '@async-events/core'
import { folded, languageTerms } from '../terms/language-terms.ts'
import { type ClauseTerms, noLanguage } from '../terms/query-terms.ts'
import { type PlacedWord, wordsWithPlaces } from '../terms/words-with-places.ts'

export type Mark = [start: number, end: number]

export interface PassageMatch {
  /** Of the query, by number. */
  clauses: Set<number>
  marks: Mark[]
}

/** Where a passage holds clauses of a query. */
export async function marksIn(
  { kind, language, text }: Pick<SearchPassage, 'kind' | 'language' | 'text'>,
  clauses: readonly ClauseTerms[],
): Promise<PassageMatch> {
  const own = kind === 'speakers' ? noLanguage : language
  const termOf = await languageTerms(own)
  const words = wordsWithPlaces(text)
  const terms = words.map(({ word }) => termOf(word))
  const bare = words.map(({ word }) => folded(word))
  const found = new Set<number>()
  const marks: Mark[] = []
  for (const [number, { phrases, word, isUnfinished }] of clauses.entries()) {
    const mark = (first: PlacedWord | undefined, last: PlacedWord | undefined): void => {
      if (first === undefined || last === undefined) return
      found.add(number)
      marks.push([first.start, last.end])
    }
    for (const { language: of, terms: phrase } of phrases)
      if (of === own) for (const at of placesOf(terms, phrase)) mark(words[at], words[at + phrase.length - 1])
    if (word === null) continue
    for (const [at, one] of bare.entries())
      if (one === word || (isUnfinished && one.startsWith(word))) mark(words[at], words[at])
  }
  return { clauses: found, marks: joined(marks) }
}

function* placesOf(terms: readonly string[], phrase: readonly string[]): Generator<number, void, void> {
  for (let at = terms.indexOf(phrase[0] ?? ''); at >= 0; at = terms.indexOf(phrase[0] ?? '', at + 1))
    if (phrase.every((term, place) => terms[at + place] === term)) yield at
}

/** In their order, and those that meet as one. */
function joined(marks: Mark[]): Mark[] {
  const all: Mark[] = []
  for (const [start, end] of marks.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = all.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else all.push([start, end])
  }
  return all
}
