import { type Statement, sameLanguage, type TextModelRequest } from '@async-events/core'
import { type CitedSentence, readCitations, writeLines } from '../citations/read-citations.ts'
import { findSupport } from '../evidence/find-support.ts'
import { unsupportedTokens } from '../evidence/unsupported-tokens.ts'
import { wordsOf } from '../extractive/words-of.ts'
import { commonNames } from './common-names.ts'
import { proseOf } from './plain-words.ts'

/** The least share of a sentence's words that its passages hold. */
const leastStrength = 0.3
/** A shorter text, such as a mood in one word, is no statement. */
const shortest = 3

export interface SupportedText {
  /** Markdown, without citations and without what was dropped. */
  value: string
  statements: Statement[]
  /** Sentences that nothing in the sources supports. */
  dropped: number
  /** The same, kept where a model cites nothing at all. */
  unproven: number
}

/** What sentences are held against. */
export type Material = Pick<TextModelRequest, 'source' | 'glossary' | 'sourceLanguage' | 'targetLanguage'>

/**
 * Finds what each sentence rests on, and drops those that rest on nothing. In the language of the source they share
 * words with a passage; a translation cites it, and its numbers and names are those of the sources. Sentences of a model
 * that cites nothing, in another language, are kept without a passage while their numbers and names hold.
 */
export function supportSentences(markdown: string, material: Material): SupportedText {
  const { source, targetLanguage } = material
  const lines = readCitations(markdown, source.passages.length, targetLanguage)
  const all = lines.flatMap(({ sentences }) => sentences)
  const cites = all.some(({ cited }) => cited.length > 0)
  const judged = new Map(all.map((sentence) => [sentence, judge(sentence, material)]))
  const kept = lines
    .map((line) => ({
      ...line,
      given: line.sentences.length,
      sentences: line.sentences.filter((sentence) => {
        const found = judged.get(sentence) ?? 'wrong'
        return found !== 'wrong' && (found !== 'unproven' || !cites)
      }),
    }))
    .filter(({ given, sentences }) => given === 0 || sentences.length > 0)
  const statements = kept
    .flatMap(({ sentences }) => sentences)
    .map((sentence): Statement => {
      const found = judged.get(sentence)
      return { text: sentence.text, passages: Array.isArray(found) ? found : [] }
    })
  return {
    value: writeLines(kept),
    statements,
    dropped: all.length - statements.length,
    unproven: kept.flatMap(({ sentences }) => sentences).filter((one) => judged.get(one) === 'unproven')
      .length,
  }
}

/** What a sentence rests on, or why on nothing. Too short a one needs none. */
function judge({ text, cited }: CitedSentence, material: Material): number[] | 'unproven' | 'wrong' {
  const { source, sourceLanguage, targetLanguage } = material
  const plain = proseOf(text)
  // A model that comes to its end in the middle of a sentence
  if (/[,;:–-]$/.test(plain)) return 'wrong'
  const isTranslated = !sameLanguage(sourceLanguage, targetLanguage)
  if (hasForeignTokens(plain, material, isTranslated)) return 'wrong'
  const among = cited.flatMap((place) => source.passages[place] ?? [])
  if (isTranslated && among.length > 0) return cited
  const own = findSupport(plain, among, sourceLanguage)
  if (own.strength >= leastStrength) return cited.filter((_, at) => own.passages.includes(at))
  const any = findSupport(plain, source.passages, sourceLanguage)
  if (any.strength >= leastStrength) return any.passages
  if (wordsOf(plain).length < shortest) return []
  return isTranslated ? 'unproven' : 'wrong'
}

/** Numbers and names that are not of the sources. A translation has names of its own for places and months. */
function hasForeignTokens(plain: string, material: Material, isTranslated: boolean): boolean {
  const { source, glossary, targetLanguage } = material
  const tokens = unsupportedTokens(plain, source.passages, factsOf(material.source, glossary), targetLanguage)
  if (!isTranslated) return tokens.length > 0
  const known = commonNames(targetLanguage)
  const foreign = tokens.filter((token) => !known.has(token.toLowerCase()))
  return foreign.some((token) => /^\d/.test(token)) || foreign.length > 1
}

const facts = new WeakMap<Material['source'], Record<string, string>>()

/** One object a request: the vocabulary is remembered by it. */
function factsOf(source: Material['source'], glossary: Material['glossary'] = []): Record<string, string> {
  const known = facts.get(source) ?? {
    ...source.facts,
    title: source.title,
    // What of the text is no passage: tables, code, headings.
    text: source.text,
    glossary: glossary.map(({ term, translation }) => `${term} ${translation ?? ''}`).join('\n'),
  }
  facts.set(source, known)
  return known
}
