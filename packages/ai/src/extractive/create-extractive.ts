import {
  type Statement,
  type StepWarning,
  sameLanguage,
  type TextField,
  type TextModel,
  type TextModelAnswer,
  type TextModelRequest,
} from '@async-events/core'
import { distinctKeywords, extractKeywords } from './extract-keywords.ts'
import { type FieldKind, fieldKind } from './field-kind.ts'
import { quoteSpeech } from './quote-speech.ts'
import { quoteWritten } from './quote-written.ts'
import { spokenStatements, type Weigh } from './spoken-statements.ts'

import { quotability, type WeighQuotation } from './usefulness/quotation-model.ts'
import { usefulness } from './usefulness/usefulness-model.ts'
import { whoSpeaks } from './who-speaks.ts'

const keywordCount = 8
/** With fewer words of the talk those of the page are taken, too. */
const enoughKeywords = 5

/**
 * The offline engine: it quotes what the speaker said where the transcript can be trusted, else the page and the slides, and takes
 * keywords from their words. It writes no sentence but that of who speaks about what, and does not translate.
 * Deterministic. `weigh` tells useful sentences from others, `weighQuotation` whether they stand between their neighbours or with them; where
 * `weigh` is null rules alone do.
 */
export function createExtractive(
  weigh: Weigh | null = usefulness,
  weighQuotation: WeighQuotation = quotability,
): TextModel {
  return {
    name: 'extractive',
    async fill(request) {
      request.signal.throwIfAborted()
      const { values, evidence, gists } = fillAll(request, weigh, weighQuotation)
      const wrote = Object.values(values).some((value) => value !== '')
      return {
        values,
        evidence,
        gists,
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

const notTranslated = ({ sourceLanguage, targetLanguage }: TextModelRequest): StepWarning => ({
  code: 'not_translated',
  message: `The text is quoted in its own language (${sourceLanguage}); the engine "extractive" cannot translate it to ${targetLanguage}`,
})

/** As a reader meets them, whatever the order of the fields: what comes first chooses first, and introduces words for the others. */
const order: readonly FieldKind[] = ['title', 'keywords', 'lead', 'summary', 'key_points']
/** With fewer statements the page says more than the recording. */
const leastStatements = 6

/** Fields of these kinds rest on sentences. */
type QuotedKind = Exclude<FieldKind, 'title' | 'keywords'>
/** Chooses the sentences of a field, in paragraphs. */
type Quote = (kind: QuotedKind) => Statement[][]

function fillAll(
  request: TextModelRequest,
  weigh: Weigh | null,
  weighQuotation: WeighQuotation,
): Pick<TextModelAnswer, 'values' | 'evidence' | 'gists'> {
  const statements = spokenStatements(request, weigh, weighQuotation)
  const isAlone = statements.length > 0 && !request.source.passages.some(({ from }) => from === 'page')
  const spoken = isAlone || statements.length >= leastStatements ? quoteSpeech(request, statements) : null
  const chosen: Quote = spoken?.quote ?? quoteWritten(request, statements)
  const quote: Quote = (kind) => {
    const found = chosen(kind)
    // A talk of which nothing can be quoted still has a speaker and a title
    return kind === 'lead' && found.flat().length === 0 ? [whoSpeaks(request)] : found
  }
  const sorted = request.fields
    .map((field) => ({ field, kind: fieldKind(field) }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  const filled = new Map<string, { value: string; evidence: Statement[] }>()
  for (const [done, { field, kind }] of sorted.entries()) {
    filled.set(field.name, fillOne(kind, request, quote))
    request.onProgress?.((done + 1) / sorted.length)
  }
  const of = (field: TextField) => filled.get(field.name) ?? { value: '', evidence: [] }
  return {
    values: Object.fromEntries(request.fields.map((field) => [field.name, of(field).value])),
    evidence: Object.fromEntries(
      request.fields.flatMap((field) => {
        const { evidence } = of(field)
        return evidence.length > 0 ? [[field.name, evidence]] : []
      }),
    ),
    gists: spoken?.gists() ?? request.source.parts.map(() => null),
  }
}

function fillOne(
  kind: FieldKind,
  request: TextModelRequest,
  quote: Quote,
): { value: string; evidence: Statement[] } {
  if (kind === 'title') return { value: request.source.title, evidence: [] }
  if (kind === 'keywords') return { value: keywords(request).join(', '), evidence: [] }
  const paragraphs = quote(kind)
  const value =
    kind === 'key_points'
      ? paragraphs
          .flat()
          .map(({ text }) => `- ${text}`)
          .join('\n')
      : paragraphs.map((sentences) => sentences.map(({ text }) => text).join(' ')).join('\n\n')
  return { value, evidence: paragraphs.flat() }
}

/** Keywords stated on the page come first: an editor chose them. */
function keywords({ source, sourceLanguage }: TextModelRequest): string[] {
  const stated = (source.facts.keywords ?? '').split(',').map((word) => word.trim())
  const talk = source.passages.filter(({ from, doubtful }) => from !== 'page' && !doubtful)
  const isTold = talk.some(({ from }) => from === 'speech')
  // Speakers and event are named elsewhere
  const names = `${source.facts.speakers ?? ''} ${source.facts.event ?? ''}`.toLowerCase()
  const named = new Set(names.split(/[\s,]+/))
  const isName = (phrase: string): boolean =>
    phrase
      .toLowerCase()
      .split(/\s+/)
      .every((word) => named.has(word))
  const written = source.passages.flatMap(({ from, text }) => (from === 'speech' ? [] : [text])).join('\n\n')
  const find = (text: string): string[] =>
    extractKeywords({ title: source.title, text, written }, sourceLanguage, 3 * keywordCount).filter(
      (phrase) => !isName(phrase),
    )
  const told = isTold ? find(talk.map((passage) => passage.text).join('\n\n')) : []
  const found = told.length >= enoughKeywords ? told : [...find(source.text), ...told]
  const seen = new Set<string>()
  const own = stated.filter(
    (word) => word !== '' && !isName(word) && !seen.has(word.toLowerCase()) && seen.add(word.toLowerCase()),
  )
  return [...own, ...distinctKeywords(found, own)].slice(0, keywordCount)
}
