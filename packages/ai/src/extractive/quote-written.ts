import type { Passage, Statement, TextModelRequest } from '@async-events/core'
import { escapeQuote } from './escape-quote.ts'
import { pickSentences, standsAlone } from './pick-sentences.ts'
import { rankSentences } from './rank-sentences.ts'
import { readSentences, type Sentence } from './read-sentences.ts'
import type { SpokenStatement } from './spoken-statement.ts'

/** Maximum characters of a lead, for reading at a glance. */
const leadChars = 500

interface Reading {
  request: TextModelRequest
  sentences: Sentence[]
  scores: number[]
  /** Sentences quoted in another field. */
  taken: Set<number>
}

/** Quotes the page, and slides that are written in sentences: the sentences of a field, in paragraphs. */
export function quoteWritten(
  request: TextModelRequest,
  spoken: readonly SpokenStatement[],
): (kind: 'lead' | 'summary' | 'key_points') => Statement[][] {
  const { source, sourceLanguage } = request
  const sentences = sentencesOf(request, spoken)
  const scores = rankSentences(sentences, source.title, sourceLanguage)
  const reading: Reading = { request, sentences, scores, taken: new Set() }
  const places = placesOf(source.passages, spoken)
  const state = (chosen: readonly Sentence[]): Statement[] =>
    chosen.map(({ text, fragment }) => ({
      text: escapeQuote(text) + (fragment ? ' …' : ''),
      passages: [places.get(text.toLowerCase()) ?? []].flat(),
    }))
  return (kind) => {
    if (kind === 'lead') return [state(lead(reading))]
    if (kind === 'key_points') return [state(keyPoints(reading))]
    return paragraphsOf(summary(reading)).map(state)
  }
}

/** Of the page what is running text, of the speech what stands alone; a text without passages is read as it is. */
function sentencesOf(
  { source, sourceLanguage }: TextModelRequest,
  spoken: readonly SpokenStatement[],
): Sentence[] {
  if (source.passages.length === 0) return readSentences(source.text, sourceLanguage)
  const textsOf = (from: Passage['from']): string[] =>
    source.passages.flatMap((one) => (one.from === from && !one.doubtful ? [escapeQuote(one.text)] : []))
  // A line without an end is no part of a paragraph, nor is an item that begins small
  const page = textsOf('page').reduce(
    (text, next) => `${text}${/[.!?…]["'”»)]*$/.test(text) && !/^\p{Ll}/u.test(next) ? ' ' : '\n\n'}${next}`,
    '',
  )
  const said = spoken.flatMap(({ announces, places, text }) =>
    announces || places.length > 1 ? [] : [escapeQuote(text)],
  )
  const written = readSentences([page, ...said].join('\n\n'), sourceLanguage)
  if (written.length >= enough) return written
  const lines = textsOf('slide').filter(isSentence)
  return readSentences([page, ...lines, ...said].join('\n\n'), sourceLanguage)
}

/** With so many sentences slides are not quoted. */
const enough = 3

const isSentence = (text: string): boolean => /^\p{Lu}.{30,}[.!]$/u.test(text)

const placesOf = (passages: readonly Passage[], spoken: readonly SpokenStatement[]): Map<string, number> =>
  new Map([
    ...passages.map(({ text }, place) => [text.toLowerCase(), place] as const).toReversed(),
    ...spoken.flatMap(({ text, places: [place, ...more] }) =>
      place === undefined || more.length > 0 ? [] : [[text.toLowerCase(), place] as const],
    ),
  ])

/** The first sentences if they can stand alone, since authors put first what matters; else the best ones. */
function lead({ sentences, scores, taken, request }: Reading): Sentence[] {
  const told = endedOf(sentences)
  const opening = told
    .slice(0, 3)
    .filter(({ text }, index) => index > 0 || standsAlone(text, request.sourceLanguage, true))
  if (opening[0]?.index !== told[0]?.index) {
    return pickSentences(told, scores, { count: 2, language: request.sourceLanguage, taken })
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

/** A subtitle or the name of a section is no sentence; of speech without punctuation nothing has an end. */
function endedOf(sentences: readonly Sentence[]): readonly Sentence[] {
  const ended = sentences.filter(({ text }) => sentenceEnd.test(text))
  return ended.length >= enough ? ended : sentences
}

const sentenceEnd = /[.!?…:。！？]["'”»«“)\]]*$/

/** A fifth of the source, 3 to 9 sentences; a source hardly longer than that is not summarised. */
function summary({ sentences, scores, taken, request }: Reading): Sentence[] {
  if (sentences.length < 9) return []
  const count = Math.min(9, Math.max(3, Math.round(sentences.length / 5)))
  const known = sentences.filter(({ index }) => taken.has(index))
  const told = endedOf(sentences).filter(isNoBiography(request))
  return pickSentences(told, scores, { count, language: request.sourceLanguage, taken, known })
}

function keyPoints({ sentences, scores, taken, request }: Reading): Sentence[] {
  if (sentences.length < 15) return []
  const count = Math.min(6, Math.max(3, Math.round(sentences.length / 10)))
  const short = endedOf(sentences)
    .filter(({ text }) => text.length <= 220)
    .filter(isNoBiography(request))
  const known = sentences.filter(({ index }) => taken.has(index))
  return pickSentences(short, scores, { count, language: request.sourceLanguage, taken, known })
}

/** Leaves out sentences that begin with the name of a speaker: they are of the biography. */
function isNoBiography({ source }: TextModelRequest): (sentence: Sentence) => boolean {
  const names = new Set(
    (source.facts.speakers ?? '')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((name) => name.length > 2),
  )
  return ({ text }) => !names.has(/^["'“”„«(]*([\p{L}'’-]+)/u.exec(text)?.[1]?.toLowerCase() ?? '')
}

/** Sentences far apart in the source are not joined in one paragraph. */
function paragraphsOf(sentences: readonly Sentence[]): Sentence[][] {
  const paragraphs: Sentence[][] = []
  for (const sentence of sentences) {
    const paragraph = paragraphs.at(-1)
    const last = paragraph?.at(-1)
    if (paragraph && last && sentence.index - last.index <= 3 && paragraph.length < 5)
      paragraph.push(sentence)
    else paragraphs.push([sentence])
  }
  return paragraphs
}
