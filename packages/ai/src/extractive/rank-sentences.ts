import type { Sentence } from './read-sentences.ts'
import { stopWordsOf } from './stop-words.ts'
import { stemOf, wordsOf } from './words-of.ts'

/** Longer texts are ranked in windows: the cost is quadratic in the sentences, and each part gets its share. */
const window = 300
const damping = 0.85
const rounds = 30

/**
 * Centrality of each sentence, 0..1, by LexRank (Erkan and Radev 2004): a sentence similar to many others ranks high.
 * Words of the title count double, and early ones a little more.
 */
export function rankSentences(sentences: readonly Sentence[], title: string, language: string): number[] {
  const stopWords = stopWordsOf(language)
  const titleWords = new Set(terms(title, stopWords))
  const scores: number[] = []
  for (let from = 0; from < sentences.length; from += window) {
    const part = sentences.slice(from, from + window)
    scores.push(
      ...rankWindow(
        part.map(({ text }) => terms(text, stopWords)),
        titleWords,
      ),
    )
  }
  return scores.map((score, index) => {
    // Short sentences say little alone, though they resemble others
    const brief = (sentences[index]?.text.length ?? 0) < 60 ? 0.6 : 1
    return score * brief * (1 + 0.2 / (1 + index))
  })
}

/** "l'acqua", "d'orage": an article or the like that has lost its vowel. */
const elided = /^\p{L}{1,5}['’](?=\p{L}{3})/u

export function terms(text: string, stopWords: ReadonlySet<string>): string[] {
  return wordsOf(text)
    .map((word) => word.replace(elided, ''))
    .filter((word) => word.length > 1 && !stopWords.has(word.toLowerCase().replace(/['’].*$/u, '')))
    .map(stemOf)
}

function rankWindow(documents: string[][], titleWords: ReadonlySet<string>): number[] {
  const vectors = weigh(documents, titleWords)
  const edges = similarities(vectors)
  const degree = edges.map((row) => row.reduce((sum, [, weight]) => sum + weight, 0))
  let scores = documents.map(() => 1)
  for (let round = 0; round < rounds; round++) {
    const next = documents.map(() => 1 - damping)
    for (const [from, row] of edges.entries()) {
      const share = (damping * (scores[from] ?? 0)) / (degree[from] || 1)
      for (const [to, weight] of row) next[to] = (next[to] ?? 0) + share * weight
    }
    scores = next
  }
  const highest = Math.max(...scores)
  return scores.map((score) => score / highest)
}

type Vector = Map<string, number>

/** tf-idf, normed to length 1. */
function weigh(documents: string[][], titleWords: ReadonlySet<string>): Vector[] {
  const frequency = new Map<string, number>()
  for (const document of documents) {
    for (const term of new Set(document)) frequency.set(term, (frequency.get(term) ?? 0) + 1)
  }
  return documents.map((document) => {
    const vector: Vector = new Map()
    for (const term of document) {
      const idf = Math.log(1 + documents.length / (frequency.get(term) ?? 1))
      vector.set(term, (vector.get(term) ?? 0) + idf * (titleWords.has(term) ? 2 : 1))
    }
    const length = Math.sqrt([...vector.values()].reduce((sum, weight) => sum + weight * weight, 0)) || 1
    for (const [term, weight] of vector) vector.set(term, weight / length)
    return vector
  })
}

/** Cosine of each pair that shares a word. */
function similarities(vectors: Vector[]): [to: number, weight: number][][] {
  const holders = new Map<string, [number, number][]>()
  for (const [index, vector] of vectors.entries()) {
    for (const [term, weight] of vector) {
      const list = holders.get(term) ?? []
      list.push([index, weight])
      holders.set(term, list)
    }
  }
  return vectors.map((vector, from) => {
    const row = new Map<number, number>()
    for (const [term, weight] of vector) {
      for (const [to, other] of holders.get(term) ?? []) {
        if (to !== from) row.set(to, (row.get(to) ?? 0) + weight * other)
      }
    }
    return [...row].sort(([a], [b]) => a - b)
  })
}
