import type { TextModelRequest } from '@async-events/core'
import { cleanSpoken, type Fault, findFault } from './find-fault.ts'
import { rankSentences, terms } from './rank-sentences.ts'
import { rulesOf } from './speech-rules/rules-of.ts'
import { stopWordsOf } from './stop-words.ts'

/** A spoken sentence that can be quoted. */
export interface SpokenStatement {
  /** Without discourse markers at its beginning. */
  text: string
  /** In `source.passages`. */
  place: number
  /** In `source.parts`; -1 in none. */
  part: number
  /** Of the talk, 0 to 1. */
  position: number
  /** How much it says, and how central it is; at most about 2. */
  score: number
  terms: ReadonlySet<string>
  /** Says why it matters. */
  matters: boolean
  /** Only says what will be said. */
  announces: boolean
}

/** Questions come at the end: what closes a talk earlier is no end. */
const earliestClose = 0.65
/** Greetings end, and thanks begin, about here. */
const edges = { first: 0.04, last: 0.96 }
/** Of a talk whose end is known, where the conclusion may begin. */
const conclusion = 0.85

/** The sentences of the speech that can be quoted, in order, each with its worth. */
export function spokenStatements({ source, sourceLanguage }: TextModelRequest): SpokenStatement[] {
  const rules = rulesOf(sourceLanguage)
  const stopWords = stopWordsOf(sourceLanguage)
  const all = source.passages.flatMap((passage, place) =>
    passage.from === 'speech' && !passage.doubtful ? [{ passage, place }] : [],
  )
  const speech = all.slice(
    0,
    closeOf(
      all.map(({ passage }) => passage.text),
      sourceLanguage,
    ),
  )
  const isClosed = speech.length < all.length
  const centrality = rankSentences(
    speech.map(({ passage }, index) => ({ text: passage.text, index, paragraph: 0, fragment: false })),
    source.title,
    sourceLanguage,
  )
  const own = ownSpeakers(
    source.facts.speakers ?? '',
    speech.map(({ passage }) => passage.speaker),
  )
  const shown = slideTerms(source.passages, stopWords)
  const titleTerms = new Set(terms(source.title, stopWords))
  const seen = new Set<string>()
  return speech.flatMap(({ passage, place }, at) => {
    const text = cleanSpoken(passage.text, sourceLanguage)
    const isFragment = !/[.!?…:;。！？]["'”’»)\]]*$/.test(text)
    const fault: Fault | null = findFault(text, sourceLanguage, isFragment)
    const key = text.toLowerCase()
    if ((fault !== null && fault !== 'announces') || seen.has(key) || !own(passage.speaker)) return []
    seen.add(key)
    const position = speech.length < 2 ? 0 : at / (speech.length - 1)
    const words = new Set(terms(text, stopWords))
    const related = passage.slide === null ? undefined : shown.get(passage.slide)
    const onSlide = related === undefined ? 0 : [...words].filter((word) => related.has(word)).length
    const inTitle = [...words].filter((word) => titleTerms.has(word)).length
    const claims = (rules?.claims ?? []).reduce((sum, claim) => sum + (claim.test(text) ? 0.25 : 0), 0)
    const matters = rules?.matters.test(text) ?? false
    const atEdge = speech.length > 20 && (position < edges.first || (!isClosed && position > edges.last))
    const concludes = isClosed && position > conclusion
    const score =
      (centrality[at] ?? 0) +
      claims +
      (matters ? 0.15 : 0) +
      Math.min(0.3, 0.1 * onSlide) +
      Math.min(0.2, 0.1 * inTitle) +
      shape(text, words.size) +
      (concludes ? 0.15 : 0)
    return [
      {
        text: isFragment ? asSentence(text, sourceLanguage) : text,
        place,
        part: partAt(source.parts, passage.start),
        position,
        score:
          score * (atEdge ? 0.7 : 1) * (text === passage.text ? 1 : 0.93) * (fault === 'announces' ? 0.3 : 1),
        terms: words,
        matters,
        announces: fault === 'announces',
      },
    ]
  })
}

/** What a recogniser wrote without punctuation and capitals; the words are those that were said. */
const asSentence = (text: string, language: string): string =>
  `${language.startsWith('en') ? text.replace(/(?<![\p{L}\p{N}])i(?![\p{L}\p{N}])/gu, 'I') : text}.`

/** Sentences of some length that say much; anecdotes in the first person say less to others. */
function shape(text: string, content: number): number {
  const words = text.split(' ').length
  const length = words < 9 ? -0.25 : words <= 30 ? 0.1 : -0.1
  const personal = /(?<!\p{L})(?:I|ich|je|j'|yo|io|me|mir|mich|moi)(?!\p{L})/iu.test(text) ? -0.35 : 0
  const past =
    /^(?:There (?:was|were)|Es gab|Il y avait|Había|C'er|One day|Once|When I|Eines|Einmal|Un jour|Una vez|Un día|Un giorno)(?!\p{L})/u.test(
      text,
    )
      ? -0.3
      : 0
  const scene =
    /^(?:We|I|Wir|Ich|Nous|Noi) (?:had|were|was|went|got|did|hatten|waren|hatte|war|avions|étions|avevamo|eravamo)(?!\p{L})/u.test(
      text,
    )
      ? -0.25
      : 0
  const quoted = /["“„«]/.test(text) ? -0.2 : 0
  const loud = /!["'”’»)\]]*$/.test(text) ? -0.15 : 0
  // What always holds says more to others than what happened once
  const general = /^(?:I|We|You|Ich|Wir|Nous|On|Noi|Then|When|In the first|Im ersten)(?!\p{L})/u.test(text)
    ? 0
    : 0.15
  return length + general + Math.min(0.3, 0.04 * content) + personal + past + scene + quoted + loud
}

/** Place of the first sentence behind the talk. */
function closeOf(texts: readonly string[], language: string): number {
  const closes = rulesOf(language)?.closes
  if (closes === undefined) return texts.length
  const at = texts.findIndex(
    (text, index) => index >= earliestClose * texts.length && closes.test(text.replace(/[’ʼ]/g, "'")),
  )
  return at === -1 ? texts.length : at
}

/** With names on the speech: whose sentences are those of the talk. */
function ownSpeakers(
  speakers: string,
  named: readonly (string | undefined)[],
): (speaker: string | undefined) => boolean {
  const known = speakers.toLowerCase()
  const isKnown = (name: string): boolean =>
    name
      .toLowerCase()
      .split(/\s+/)
      .some((part) => part.length > 2 && known.includes(part))
  const hasKnown = named.some((name) => name !== undefined && isKnown(name))
  return (speaker) => speaker === undefined || !hasKnown || isKnown(speaker)
}

function slideTerms(
  passages: TextModelRequest['source']['passages'],
  stopWords: ReadonlySet<string>,
): Map<number, Set<string>> {
  const shown = new Map<number, Set<string>>()
  for (const { from, slide, text } of passages) {
    if (from !== 'slide' || slide === null) continue
    const known = shown.get(slide) ?? new Set()
    for (const term of terms(text, stopWords)) known.add(term)
    shown.set(slide, known)
  }
  return shown
}

const partAt = (parts: TextModelRequest['source']['parts'], start: number | null): number =>
  start === null ? -1 : parts.findLastIndex((part) => part.start <= start)
