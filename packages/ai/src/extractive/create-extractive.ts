import { sameLanguage, type TextField, type TextModel, type TextModelRequest } from '@async-events/core'
import { extractKeywords } from './extract-keywords.ts'
import { type FieldKind, fieldKind } from './field-kind.ts'
import { pickSentences, standsAlone } from './pick-sentences.ts'
import { rankSentences } from './rank-sentences.ts'
import { readSentences, type Sentence } from './read-sentences.ts'

const keywordCount = 8
/** Maximum characters of a lead, for reading at a glance. */
const leadChars = 500

/**
 * The offline engine: it quotes the most central sentences of the source, and takes keywords from its words. It never
 * writes a sentence, and does not translate. Deterministic.
 */
export function createExtractive(): TextModel {
  return {
    name: 'extractive',
    async fill(request) {
      request.signal.throwIfAborted()
      const values = fillAll(request)
      const wrote = Object.values(values).some((value) => value !== '')
      return {
        values,
        evidence: {},
        gists: [],
        language: request.sourceLanguage,
        warnings:
          wrote && !sameLanguage(request.sourceLanguage, request.targetLanguage)
            ? [notTranslated(request)]
            : [],
        usage: null,
      }
    },
  }
}

const notTranslated = ({ sourceLanguage, targetLanguage }: TextModelRequest) => ({
  code: 'not_translated',
  message: `The text is quoted in its own language (${sourceLanguage}); the engine "extractive" cannot translate it to ${targetLanguage}`,
})

interface Reading {
  request: TextModelRequest
  sentences: Sentence[]
  scores: number[]
  /** Sentences quoted in another field. */
  taken: Set<number>
}

/** The lead comes first, whatever the order of the fields: it chooses first. */
const order: readonly FieldKind[] = ['title', 'keywords', 'lead', 'summary', 'key_points']

function fillAll(request: TextModelRequest): Record<string, string> {
  const { source, sourceLanguage } = request
  const sentences = readSentences(source.text, sourceLanguage)
  const scores = rankSentences(sentences, source.title, sourceLanguage)
  const reading: Reading = { request, sentences, scores, taken: new Set() }
  const sorted = request.fields
    .map((field) => ({ field, kind: fieldKind(field) }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  const filled = new Map<string, string>()
  for (const [done, { field, kind }] of sorted.entries()) {
    filled.set(field.name, fillOne(kind, reading))
    request.onProgress?.((done + 1) / sorted.length)
  }
  return Object.fromEntries(request.fields.map(({ name }: TextField) => [name, filled.get(name) ?? '']))
}

function fillOne(kind: FieldKind, reading: Reading): string {
  switch (kind) {
    case 'title':
      return reading.request.source.title
    case 'keywords':
      return keywords(reading.request).join(', ')
    case 'lead':
      return lead(reading).map(asText).join(' ')
    case 'summary':
      return quote(summary(reading))
    case 'key_points':
      return keyPoints(reading)
        .map((sentence) => `- ${asText(sentence)}`)
        .join('\n')
  }
}

/** Keywords stated on the page come first: an editor chose them. */
function keywords({ source, sourceLanguage }: TextModelRequest): string[] {
  const stated = (source.facts.keywords ?? '').split(',').map((word) => word.trim())
  const found = extractKeywords(source, sourceLanguage, 2 * keywordCount)
  // Speakers are named elsewhere
  const seen = new Set((source.facts.speakers ?? '').toLowerCase().split(/[\s,]+/))
  return [...stated, ...found]
    .filter((word) => word !== '' && !seen.has(word.toLowerCase()) && seen.add(word.toLowerCase()))
    .slice(0, keywordCount)
}

/** The first sentences if they can stand alone, since authors put first what matters; else the best ones. */
function lead({ sentences, scores, taken, request }: Reading): Sentence[] {
  // A subtitle or the name of a section would run into the sentence behind it.
  const ended = sentences.filter(({ text }) => sentenceEnd.test(text))
  const told = ended.length >= 3 ? ended : sentences
  const opening = told.slice(0, 3).filter(({ text }, index) => index > 0 || standsAlone(text))
  if (opening[0]?.index !== told[0]?.index) {
    return pickSentences(sentences, scores, { count: 2, language: request.sourceLanguage, taken })
  }
  const chosen: Sentence[] = []
  for (const sentence of opening.filter(({ paragraph }) => paragraph <= (opening[0]?.paragraph ?? 0) + 1)) {
    const chars = chosen.reduce((sum, { text }) => sum + text.length, 0)
    if (chosen.length > 0 && chars + sentence.text.length > leadChars) break
    chosen.push(sentence)
  }
  for (const { index } of chosen) taken.add(index)
  return chosen
}

const sentenceEnd = /[.!?…:。！？]["'”»«“)\]]*$/

/** A fifth of the source, 3 to 9 sentences; a source hardly longer than that is not summarised. */
function summary({ sentences, scores, taken, request }: Reading): Sentence[] {
  if (sentences.length < 9) return []
  const count = Math.min(9, Math.max(3, Math.round(sentences.length / 5)))
  return pickSentences(sentences, scores, { count, language: request.sourceLanguage, taken })
}

function keyPoints({ sentences, scores, taken, request }: Reading): Sentence[] {
  if (sentences.length < 15) return []
  const count = Math.min(6, Math.max(3, Math.round(sentences.length / 10)))
  const short = sentences.filter(({ text }) => text.length <= 220)
  return pickSentences(short, scores, { count, language: request.sourceLanguage, taken })
}

/** Sentences far apart in the source are not joined in one paragraph. */
function quote(sentences: readonly Sentence[]): string {
  let text = ''
  let last: Sentence | null = null
  let inParagraph = 0
  for (const sentence of sentences) {
    const near: boolean = last !== null && sentence.index - last.index <= 3 && inParagraph < 4
    text += `${last === null ? '' : near ? ' ' : '\n\n'}${asText(sentence)}`
    inParagraph = near ? inParagraph + 1 : 1
    last = sentence
  }
  return text
}

/** A quoted sentence is plain text: its Markdown is escaped. A fragment ends with an ellipsis. */
const asText = ({ text, fragment }: Sentence): string => escapeMarks(text) + (fragment ? ' …' : '')

const escapeMarks = (text: string): string =>
  text
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/[\\`*[\]|~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/^(?=[#>+=-])/, '\\')
    .replace(/^(\d{1,9})(?=[.)](\s|$))/, '$1\\')
