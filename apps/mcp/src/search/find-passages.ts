import type { Passage } from './split-passages.ts'

export interface Found<T extends Passage> {
  passage: T
  /** Words of the query that are in it or its headings. */
  words: string[]
}

/**
 * The passages that hold the most words of a query, best first. A word is found in any case, with or without accents, and
 * as the beginning of a word (`sensor` in `sensors`); where a script has no spaces, anywhere. Rare words count more than
 * those that are in most passages, and a phrase in quotation marks has to be there as it stands.
 */
export function findPassages<T extends Passage>(
  passages: readonly T[],
  query: string,
  limit: number,
): Found<T>[] {
  const { words, phrases } = readQuery(query)
  if (words.length === 0) return []
  const folded = passages.map((passage) => ({
    passage,
    text: fold(passage.text),
    headings: fold(passage.headings.join('\n')),
  }))
  const isIn = words.map(matcher)
  const weights = isIn.map((test) => {
    const holders = folded.filter(({ text, headings }) => test(text) || test(headings)).length
    return Math.log(1 + folded.length / (1 + holders))
  })
  return folded
    .filter(({ text }) => phrases.every((phrase) => text.includes(phrase)))
    .map(({ passage, text, headings }, at) => {
      const inText = isIn.map((test) => test(text))
      const found = words.filter((_, index) => inText[index] || isIn[index]?.(headings))
      const score = words.reduce((sum, _, index) => {
        const weight = weights[index] ?? 0
        if (inText[index]) return sum + weight
        return sum + (isIn[index]?.(headings) ? weight / 2 : 0)
      }, 0)
      // A heading alone says where to look, a passage what is said.
      return { passage, words: found, score: inText.some(Boolean) ? score : 0, at }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.words.length - a.words.length || b.score - a.score || a.at - b.at)
    .slice(0, limit)
    .map(({ passage, words: found }) => ({ passage, words: found }))
}

function readQuery(query: string): { words: string[]; phrases: string[] } {
  const text = fold(query)
  const phrases = [...text.matchAll(/["“„«]([^"”“»]+)["”“»]/gu)].map(([, phrase = '']) => phrase.trim())
  const words = text.match(/[\p{L}\p{N}]+(?:[.+#-]*[\p{L}\p{N}+#]+)*/gu) ?? []
  return { words: [...new Set(words)], phrases }
}

/** Lower case without accents, one space between words. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/\s+/gu, ' ')
}

const withoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

function matcher(word: string): (text: string) => boolean {
  if (withoutSpaces.test(word)) return (text) => text.includes(word)
  return (text) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true
    return false
  }
}
