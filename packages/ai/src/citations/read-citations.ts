import { splitSentences } from '../extractive/split-sentences.ts'

/** A sentence of a model's text. */
export interface CitedSentence {
  /** Markdown, without its citations. */
  text: string
  /** Places of passages, from 0. */
  cited: number[]
}

/** A line of Markdown: what stands before its sentences, such as the mark of a list item, and the sentences. */
export interface CitedLine {
  prefix: string
  sentences: CitedSentence[]
}

const citation = /\[\s*(\d{1,6}(?:\s*[,;–-]\s*\d{1,6})*)\s*\](?!\()/g
/** Numbers behind the full stop belong to the sentence before it. */
const behindEnd = /([.!?…。！？]["'”»)]*)\s*((?:\[\s*\d{1,6}(?:\s*[,;–-]\s*\d{1,6})*\s*\](?!\()\s*)+)/g

/** A range of numbers names no more passages than this. */
const mostInRange = 10

/**
 * Reads a text whose sentences end with numbers of passages, such as `[12]` or `[12, 14–16]`. A sentence without any
 * rests on those of the next one in its line. Numbers above `count` are dropped.
 */
export function readCitations(markdown: string, count: number, language: string): CitedLine[] {
  return markdown.split('\n').map((line) => {
    const prefix = /^\s*(?:(?:[-*+]|\d{1,3}[.)])\s+|>\s?)*/.exec(line)?.[0] ?? ''
    const body = line.slice(prefix.length).replace(behindEnd, ' $2$1 ')
    const sentences = splitSentences(body, language)
      .map((sentence) => ({
        text: withoutCitations(sentence),
        cited: placesIn(sentence).filter((place) => place >= 0 && place < count),
      }))
      .filter(({ text }) => text !== '')
    for (let at = sentences.length - 2; at >= 0; at--) {
      const [own, next] = [sentences[at], sentences[at + 1]]
      if (own && next && own.cited.length === 0) own.cited = [...next.cited]
    }
    return { prefix, sentences }
  })
}

export const writeLines = (lines: readonly CitedLine[]): string =>
  lines
    .map(({ prefix, sentences }) => `${prefix}${sentences.map(({ text }) => text).join(' ')}`.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/** A text without numbers of passages. */
export const withoutCitations = (text: string): string =>
  text
    .replace(citation, ' ')
    .replace(/[^\S\n]{2,}/g, ' ')
    .replace(/[^\S\n]+(?=[.,;:!?…](?:\s|$))/g, '')
    .trim()

function placesIn(sentence: string): number[] {
  const places = [...sentence.matchAll(citation)].flatMap(([, numbers = '']) =>
    numbers.split(/\s*[,;]\s*/).flatMap((part) => {
      const [first = 0, last = first] = part.split(/\s*[–-]\s*/).map(Number)
      const length = Math.min(mostInRange, Math.max(1, last - first + 1))
      return Array.from({ length }, (_, next) => first + next - 1)
    }),
  )
  return [...new Set(places)].toSorted((a, b) => a - b)
}
