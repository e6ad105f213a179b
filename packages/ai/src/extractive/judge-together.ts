import { burdenOf } from './burden-of.ts'
import { closingExcerpts } from './closing-excerpts.ts'
import { terms } from './rank-sentences.ts'
import { readSentence, type TalkSentences } from './sentence-reading.ts'
import type { SpeechRules } from './speech-rules/speech-rules.ts'
import { type SpokenExcerpt, spokenExcerpts } from './spoken-excerpts.ts'
import { type SpokenStatement, scoreOf } from './spoken-statement.ts'
import { stopWordsOf } from './stop-words.ts'
import type { Judged } from './usefulness/admit-statements.ts'
import { placeFeatures } from './usefulness/place-features.ts'
import { quotationFeatures, type WeighQuotation } from './usefulness/quotation-model.ts'
import type { TalkWords } from './usefulness/talk-words.ts'
import { worthOf } from './worth-of.ts'

/** Log odds. */
const surelyBetter = 0.3
/** At least, of what the speaker gives the listeners to take home. */
const ofMessage = 2
interface Talk extends TalkSentences {
  /** Of the passages of the sentences. */
  places: readonly number[]
  rules: SpeechRules
  words: TalkWords
  counterparts: readonly (number | null)[]
  partOf(at: number): number
  isBarred(at: number): boolean
  isTogether(at: number): boolean
  weigh: WeighQuotation
}

/**
 * Statements of one sentence judged between their neighbours, and those of several sentences that stand alone only together. What has no
 * punctuation stays as it is judged.
 */
export function judgeTogether(
  judged: readonly Judged<SpokenStatement>[],
  talk: Talk,
): Judged<SpokenStatement>[] {
  const { places, language, words, rules, weigh, context, texts } = talk
  const read = texts.map((_, at) => readSentence(talk, at))
  const odds = read.map((_, at) =>
    weigh.sentence(placeFeatures(read, at, words, { rules, language }), places[at] ?? -1),
  )
  const atOf = new Map(places.map((place, at) => [place, at]))
  const whole = (at: number, length: number, characters: number, alone: number | null): number =>
    weigh.whole(
      quotationFeatures(odds.slice(at, at + length), {
        characters,
        needs: sum(needsOf(at, length).values()),
        alone,
      }),
      places.slice(at, at + length),
    )
  const needsOf = (at: number, length: number): Map<string, number> => {
    const needs = new Map<string, number>()
    const known = new Set<string>()
    for (let place = at; place < at + length; place += 1) {
      for (const [stem, sure] of read[place]?.needs ?? [])
        if (!known.has(stem)) needs.set(stem, Math.max(sure, needs.get(stem) ?? 0))
      for (const stem of words.of(place)) known.add(stem)
    }
    return needs
  }
  const singles = judged.map((one): Judged<SpokenStatement> => {
    const { statement, odds } = one
    const at = atOf.get(statement.places[0] ?? -1)
    if (one.isFragment || odds === null || at === undefined) return one
    const quality =
      whole(at, statement.places.length, statement.text.length, statement.places.length === 1 ? odds : null) -
      burdenOf(statement.text, language, read[at]?.needs)
    return {
      ...one,
      quality,
      statement: { ...statement, score: statement.score + scoreOf(0, quality) - scoreOf(0, odds) },
    }
  })
  const known = new Set(judged.map(({ statement }) => statement.places.join()))
  const quote = ({ text, at, length }: SpokenExcerpt, message: boolean): Judged<SpokenStatement> => {
    const odds = whole(at, length, text.length, null) - burdenOf(text, language, read[at]?.needs)
    const quality = message ? Math.max(odds, ofMessage) : odds
    const stems = new Set(terms(text, stopWordsOf(language)))
    const sentences = read.slice(at, at + length)
    const matters = rules.matters.test(text.replace(/[’ʼ`´]/g, "'"))
    const stressed = message || sentences.some(({ isAnnounced, isConclusion }) => isAnnounced || isConclusion)
    const byRules =
      Math.max(...sentences.map(({ centrality }) => centrality)) +
      0.6 * context.topicality(stems) +
      (matters ? 0.15 : 0) +
      Math.max(
        ...sentences.map(({ clean }) =>
          worthOf(clean, new Set(terms(clean, stopWordsOf(language))).size, rules),
        ),
      ) +
      Math.min(0.2, 0.1 * [...stems].filter((stem) => words.title.has(stem)).length) +
      (stressed ? 0.35 : 0)
    const statement = {
      text,
      places: places.slice(at, at + length),
      part: talk.partOf(at),
      position: texts.length < 2 ? 0 : at / (texts.length - 1),
      score: scoreOf(byRules, quality),
      terms: stems,
      needs: message ? new Map<string, number>() : needsOf(at, length),
      matters,
      stressed,
      announces: false,
      isDoubted: false,
    }
    return { statement, odds: null, quality, isDoubted: false, isFragment: false }
  }
  const neighbourhood = { ...talk, read }
  const excerpts = spokenExcerpts(neighbourhood)
    .filter(({ at, length }) => !known.has(places.slice(at, at + length).join()))
    .map((one) => quote(one, false))
  const messages = closingExcerpts(neighbourhood).map((one) => quote(one, true))
  const ofMessages = new Set(messages.flatMap(({ statement }) => statement.places))
  const others = [...singles, ...excerpts].filter(
    ({ statement }) => !statement.places.some((place) => ofMessages.has(place)),
  )
  return bestOf([...others, ...messages])
}

/** Of those that share a sentence one that is surely better is enough. In the order of the talk. */
function bestOf(judged: readonly Judged<SpokenStatement>[]): Judged<SpokenStatement>[] {
  const first = ({ statement }: Judged<SpokenStatement>): number => statement.places[0] ?? 0
  const sorted = judged.toSorted((a, b) => first(a) - first(b))
  return sorted.filter(
    (one) =>
      one.quality === null ||
      !sorted.some(
        (other) =>
          (other.quality ?? Number.NEGATIVE_INFINITY) >= (one.quality ?? 0) + surelyBetter &&
          other.statement.places.some((place) => one.statement.places.includes(place)),
      ),
  )
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, one) => total + one, 0)
