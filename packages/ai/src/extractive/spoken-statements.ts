import type { TextModelRequest } from '@async-events/core'
import { advises } from './advises.ts'
import { chainBonus, contrastBonus } from './chain-of.ts'
import { conclusionStart } from './conclusion-start.ts'
import { counterpartBehind } from './counterpart-behind.ts'
import { cleanSpoken, isAnnounced, speakerLabel, weighFault } from './find-fault.ts'
import { hangsOnCondition } from './hangs-on-condition.ts'
import { judgeTogether } from './judge-together.ts'
import { rankSentences, terms } from './rank-sentences.ts'
import { continuesList } from './runs-together.ts'
import { beginsStory, setsUp } from './sets-up.ts'
import { rulesOf } from './speech-rules/rules-of.ts'
import { type SpokenStatement, scoreOf } from './spoken-statement.ts'
import { stopWordsOf } from './stop-words.ts'
import { talkContext } from './talk-context.ts'
import { isGranted, isTurnedBy } from './turned-by.ts'
import { admitStatements, type Judged } from './usefulness/admit-statements.ts'
import { quotability, type WeighQuotation } from './usefulness/quotation-model.ts'
import { sentenceFeatures } from './usefulness/sentence-features.ts'
import { talkWords } from './usefulness/talk-words.ts'
import { usefulness } from './usefulness/usefulness-model.ts'
import { wereReplaced } from './was-replaced.ts'
import { wereRetracted } from './were-retracted.ts'
import { wordsOf } from './words-of.ts'
import { holdsBothSides, worthOf } from './worth-of.ts'

/** Questions come at the end: what closes a talk earlier is no end. */
const earliestClose = 0.65
/** Greetings end, and thanks begin, about here. */
const edges = { first: 0.04, last: 0.96 }
/** Of fewer sentences nothing tells what the talk is about. */
const longEnough = 25
/** What speaks less of the subject of the talk is a side remark. */
const leastTopicality = 0.3
/** Of a talk whose end is known, where the conclusion may begin. */
const conclusion = 0.85

/** Log odds that a reader finds a sentence useful, by its features; `place` is that of its passage. */
export type Weigh = (features: Readonly<Record<string, number>>, place: number) => number

/**
 * The sentences of the speech that can be quoted, alone or with their neighbours, in order, each with its worth: by the rules and, in
 * languages that have them, by trained models, which also clear what the rules only suspect. Where `weigh` is null the rules decide alone.
 */
export function spokenStatements(
  { source, sourceLanguage }: TextModelRequest,
  weigh: Weigh | null = usefulness,
  weighQuotation: WeighQuotation = quotability,
): SpokenStatement[] {
  const rules = rulesOf(sourceLanguage)
  const stopWords = stopWordsOf(sourceLanguage)
  const all = source.passages.flatMap((passage, place) =>
    passage.from === 'speech' && !passage.doubtful ? [{ passage, place }] : [],
  )
  const end = closeOf(
    all.map(({ passage }) => passage.text),
    sourceLanguage,
  )
  const speech = all.slice(0, end)
  const isClosed = speech.length < all.length
  const texts = speech.map(({ passage }) => passage.text)
  const centrality = rankSentences(
    texts.map((text, index) => ({ text, index, paragraph: 0, fragment: false })),
    source.title,
    sourceLanguage,
  )
  const own = ownSpeakers(
    source.facts.speakers ?? '',
    speech.map(({ passage }) => passage.speaker),
  )
  const shown = slideTerms(source.passages, stopWords)
  const titleTerms = new Set(terms(source.title, stopWords))
  const context = talkContext(texts, {
    title: source.title,
    written: source.passages.filter(({ from }) => from !== 'speech').map(({ text }) => text),
    language: sourceLanguage,
  })
  const ends = conclusionStart(
    source.passages,
    speech.map(({ passage }) => passage),
    sourceLanguage,
  )
  const talk = talkWords(texts, {
    title: source.title,
    slides: source.passages.filter(({ from }) => from === 'slide').map(({ text }) => text),
    stopWords,
  })
  const replaced = wereReplaced(texts, (text) => (rules?.told.test(text) ?? false) || imperfect.test(text))
  const retracted = wereRetracted(texts, sourceLanguage)
  const counterparts = texts.map((_, at) => counterpartBehind(texts, at, sourceLanguage))
  const seen = new Set<string>()
  const judged = speech.flatMap(({ passage, place }, at): Judged<SpokenStatement>[] => {
    const text = cleanSpoken(passage.text, sourceLanguage)
    const isFragment = !/[.!?…:;。！？]["'”’»)\]]*$/.test(text)
    const { fault, isDoubtful } = weighFault(text, sourceLanguage, isFragment)
    const next = speech[at + 1]
    // "The place, the time" waits for "and the height"
    if (isFragment && next !== undefined && continuesList(wordsOf(next.passage.text), sourceLanguage))
      return []
    const key = text.toLowerCase()
    const isAllowed = fault === null || fault === 'announces' || (isDoubtful && weigh !== null)
    if (!isAllowed || seen.has(key) || !own(passage.speaker)) return []
    seen.add(key)
    // What somebody did once is an anecdote
    const isOfPerson = context.isOfPerson(at)
    if (isOfPerson && (rules?.told.test(text) ?? false)) return []
    const position = speech.length < 2 ? 0 : at / (speech.length - 1)
    const isAtEdge = speech.length > 20 && (position < edges.first || (!isClosed && position > edges.last))
    const isSaid = isAnnounced(passage.text, sourceLanguage)
    // What once happened concludes nothing
    const isTold = rules?.told.test(text) && !rules.holds.test(text)
    const stressed = fault === null && (isSaid || (at >= ends && !isTold)) && !isAtEdge
    // It goes on with what holds under the condition of a sentence before
    const isConditional = hangsOnCondition(
      passage.text,
      speech.slice(Math.max(0, at - 2), at).map((before) => before.passage.text),
      sourceLanguage,
    )
    if (isConditional) return []
    // Alone it would say what the speaker takes back, or what is so no more
    const [before, behind] = [texts.slice(Math.max(0, at - 4), at), texts.slice(at + 1, at + 4)]
    const isTurned = !isFragment && isTurnedBy(passage.text, behind.slice(0, 2), sourceLanguage)
    if (retracted[at]) return []
    if (!isFragment && (replaced[at] || isGranted(passage.text, before, behind, sourceLanguage))) return []
    // What takes it back has to be said with it
    if (isTurned && !isTurnedBy(passage.text, behind.slice(0, 1), sourceLanguage)) return []
    const isSetUp = !isFragment && setsUp(passage.text, texts[at + 1], sourceLanguage)
    const isStory = (rules?.told.test(text) ?? false) && !isFragment && beginsStory(before, sourceLanguage)
    if (isStory) return []
    const related = passage.slide === null ? undefined : shown.get(passage.slide)
    const needs = context.needs(at)
    const state = (said: string, own: readonly number[]): Judged<SpokenStatement>[] => {
      const words = new Set(terms(said, stopWords))
      const topicality = context.topicality(words)
      const isSide =
        rules !== null &&
        speech.length >= longEnough &&
        topicality < leastTopicality &&
        !stressed &&
        !holdsBothSides(said)
      if (isSide && weigh === null) return []
      const isAdvice = position > adviceFrom && !isFragment && advises(said, sourceLanguage)
      const evidence = {
        text: said.replace(/[’ʼ`´]/g, "'"),
        said: passage.text,
        language: sourceLanguage,
        at,
        isFragment,
        finding: fault === 'leans' || fault === 'empty' ? fault : isSide ? 'side' : 'none',
        isAnnounced: isSaid,
        isConclusion: at >= ends,
        isAdvice,
        isSetUp,
        centrality: centrality[at] ?? 0,
        topicality,
        needs: [...needs.values()],
      } as const
      const odds =
        rules === null || weigh === null || fault === 'announces'
          ? null
          : weigh(sentenceFeatures(evidence, talk, rules), place)
      const count = (of: ReadonlySet<string> | undefined): number =>
        of === undefined ? 0 : [...words].filter((word) => of.has(word)).length
      const matters = rules?.matters.test(said) ?? false
      const score =
        (centrality[at] ?? 0) +
        0.6 * topicality +
        (matters ? 0.15 : 0) +
        Math.min(0.3, 0.1 * count(related)) +
        Math.min(0.2, 0.1 * count(titleTerms)) +
        worthOf(said, words.size, rules) +
        (context.introduces(at) ? 0.2 : 0) -
        (isOfPerson ? 0.3 : 0) +
        (isSaid ? 0.3 : 0) +
        (isAdvice ? ofAdvice : 0) -
        (isTold && !isFragment && [...needs.values()].some((sure) => sure >= 0.4) ? ofThing : 0) +
        (stressed ? 0.35 : isClosed && position > conclusion ? 0.15 : 0)
      const statement = {
        text: said,
        places: own,
        part: partAt(source.parts, passage.start),
        position,
        score: scoreOf(score, odds) * (isAtEdge ? 0.7 : 1) * (fault === 'announces' ? 0.3 : 1),
        terms: words,
        needs,
        matters,
        stressed,
        announces: fault === 'announces',
        isDoubted: fault !== null || isSide,
      }
      return [{ statement, odds, quality: null, isDoubted: fault !== null || isSide, isFragment }]
    }
    // The other number of a contrast, or what follows from it
    const contrast = isFragment ? 0 : (counterparts[at] ?? 0)
    const rest = speech.slice(at + 1, at + 1 + Math.max(1, contrast))
    const isTogether =
      fault === null &&
      !isFragment &&
      next !== undefined &&
      rest.every(
        (one, offset) =>
          one.passage.speaker === passage.speaker &&
          !retracted[at + 1 + offset] &&
          // Each belongs to its own part
          partAt(source.parts, one.passage.start) === partAt(source.parts, passage.start),
      )
    const bonus = !isTogether
      ? null
      : contrast > 0
        ? contrastBonus([text, ...rest.map((one) => one.passage.text)], sourceLanguage)
        : chainBonus(text, next.passage.text, sourceLanguage)
    // Half of a contrast says little, or the wrong thing
    const isSecond = counterparts[at - 1] === 1 || counterparts[at - 2] === 2
    const isHalf = !isFragment && (contrast > 0 || isSecond)
    const single = state(isFragment ? asSentence(text, sourceLanguage) : text, [place])
    return single.flatMap((one) => {
      const { statement } = one
      if (bonus === null) {
        if (isTurned || isHalf) return []
        return [isSetUp ? { ...one, statement: { ...statement, score: statement.score - ofSetUp } } : one]
      }
      const behind = rest.map(({ passage, place }, offset) => ({
        text: passage.text,
        place,
        needs: context.needs(at + 1 + offset),
      }))
      const pair = chained(statement, text, behind, bonus, stopWords)
      return [...(isTurned || isSetUp || isHalf ? [] : [one]), { ...one, statement: pair }]
    })
  })
  if (rules === null || weigh === null) return admitStatements(judged)
  const isTrusted = (at: number): boolean => {
    const passage = speech[at]?.passage
    return passage !== undefined && own(passage.speaker) && /[.!?]["'”’»)\]]*$/.test(passage.text)
  }
  return admitStatements(
    judgeTogether(judged, {
      texts,
      places: speech.map(({ place }) => place),
      language: sourceLanguage,
      rules,
      context,
      centrality,
      ends,
      words: talk,
      counterparts,
      partOf: (at) => partAt(source.parts, speech[at]?.passage.start ?? null),
      isBarred: (at) => retracted[at] === true || replaced[at] === true || !isTrusted(at),
      isTogether: (at) =>
        speech[at]?.passage.speaker === speech[at + 1]?.passage.speaker &&
        partAt(source.parts, speech[at]?.passage.start ?? null) ===
          partAt(source.parts, speech[at + 1]?.passage.start ?? null),
      weigh: weighQuotation,
    }),
  )
}

/** Romance forms of what was so. */
const imperfect = /(?<!\p{L})\p{L}{2,}(?:[aei]va(?:no)?|era(?:no)?|ait|aient|aba[ns]?|ía[ns]?)(?!\p{L})/iu

/** Of a talk, where what its listeners should do is its conclusion, and what it is worth. */
const adviceFrom = 0.75
const ofAdvice = 0.35
/** Without what came of it a beginning is worth so much less. */
const ofSetUp = 0.6
/** What once happened to a thing of which only the talk says what it is. */
const ofThing = 0.4

/** Of what the second of two calls definite, most is known from the first. */
const surelyMissing = 0.6

/** A statement with the sentences behind it. */
function chained(
  one: SpokenStatement,
  text: string,
  behind: readonly { text: string; place: number; needs: ReadonlyMap<string, number> }[],
  bonus: number,
  stopWords: ReadonlySet<string>,
): SpokenStatement {
  const both = [text, ...behind.map((other) => other.text)].join(' ')
  const known = one.terms
  return {
    ...one,
    text: both,
    places: [...one.places, ...behind.map(({ place }) => place)],
    score: one.score + bonus,
    terms: new Set(terms(both, stopWords)),
    needs: new Map([
      ...behind.flatMap(({ needs }) =>
        [...needs].filter(([stem, sure]) => sure >= surelyMissing && !known.has(stem)),
      ),
      ...one.needs,
    ]),
    matters: true,
  }
}

/** What a recogniser wrote without punctuation and capitals; the words are those that were said. */
const asSentence = (text: string, language: string): string =>
  `${language.startsWith('en') ? text.replace(/(?<![\p{L}\p{N}])i(?![\p{L}\p{N}])/gu, 'I') : text}.`

/** Place of the first sentence behind the talk. */
function closeOf(texts: readonly string[], language: string): number {
  const closes = rulesOf(language)?.closes
  if (closes === undefined) return texts.length
  const at = texts.findIndex(
    (text, index) =>
      index >= earliestClose * texts.length &&
      (closes.test(text.replace(/[’ʼ]/g, "'")) || speakerLabel.test(text)),
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
