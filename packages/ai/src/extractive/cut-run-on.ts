import { primarySubtag } from '@async-events/core'
import { runsTogether } from './runs-together.ts'
import { clauseBeginsOf } from './sentence-ends/clause-begins.ts'
import { gapModelOf } from './sentence-ends/gap-model.ts'
import { danglingEndOf, holdsTogether, joinsClause, opensClause } from './sentence-ends/holds-together.ts'
import { frameBefore, frontedEnd, givesReason, isCertain, sureBegin } from './sentence-ends/sure-begins.ts'

/** Words of a piece that the rules alone cut off, of one that is quoted, of the longest. */
const shortest = 5
const comfortable = 24
const longest = 60
/** Speech recognition without punctuation gives one sentence for a whole talk; written ones are rarely longer. */
const longestSentence = 60
const longestLast = 40

/** Log odds of a sentence end: where it is certain, and where a long piece is cut. */
const certain = 0.1
/** Behind a few words, which are rarely a sentence, and in a piece that waits for its main clause. */
const certainEarly = 0.8
const waits = 12
const likely = -0.8
/**
 * Where the rules find the beginning of a clause: with nothing before it, in German by its two verbs, behind "and" or "but", and
 * "and we".
 */
const possible = { bare: -0.8, german: -3, joined: -1.15, subject: -6 }

/** Where the rules are sure, in a piece that is several sentences. */
const leastSure = -9

/** What silence, in seconds, adds to them: chosen, not trained, since print has none. */
const pauseOdds = [
  { least: 0.8, more: 2 },
  { least: 0.4, more: 1 },
]

/** Whether a text is transcribed speech without punctuation. */
export function isRunOn(text: string): boolean {
  const words = text.split(' ').length
  const ends = text.match(/[.!?…:;。！？](?=["'”’»)\]]*(\s|$))/g)?.length ?? 0
  return words > longestLast + longestSentence * ends
}

/**
 * Splits running text without punctuation into clauses that can stand alone, as far as words tell: where a sentence ends by the
 * trained model, or a clause begins by the rules and the model does not deny it; else after sixty words. Never within a number or a
 * pair, or after a word that needs another one. Each piece is verbatim, without conjunctions and hesitations at its ends.
 * `pauses` are the seconds of silence before each word, where they are known.
 */
export function cutRunOn(text: string, language: string, pauses: readonly number[] = []): string[] {
  const words = text.split(' ').filter((word) => word !== '')
  const tongue = primarySubtag(language) ?? 'en'
  const { isNoise } = clauseBeginsOf(tongue)
  const gaps = gapsOf(words, tongue, pauses)
  const cuts = cutSeveral(cutLong(cutAtEnds(words, gaps, tongue), gaps, words.length), gaps, words, tongue)
  const plain = words.map(plainOf)
  return [...cuts, words.length].flatMap((to, place) => {
    const begun = cuts[place - 1]
    const isLeft = (at: number): boolean =>
      isNoise(words[at], words[at + 1]) ||
      (at === begun && givesReason(plain[at] ?? '', tongue) && sureBegin(plain, at, 0, tongue) !== null)
    let [first, last] = [cuts[place - 1] ?? 0, to]
    while (first < last && isLeft(first)) first += 1
    while (last > first && isNoise(words[last - 1])) last -= 1
    return last > first ? [words.slice(first, last).join(' ')] : []
  })
}

/** What is known of the gap before each word. */
interface Gap {
  /** Null in a language without a model. */
  odds: number | null
  /** No sentence ends there. */
  held: boolean
}

/** Hesitations stand for nothing: the gap after them is that before them. */
function gapsOf(words: readonly string[], language: string, pauses: readonly number[]): Gap[] {
  const plain = words.map(plainOf)
  const places = plain.flatMap((word, at) => (word === '' || hesitates(word, language) ? [] : [at]))
  const said = places.map((at) => plain[at] ?? '')
  const odds = gapModelOf(language)?.odds(said) ?? null
  const gaps = words.map((): Gap => ({ odds: Number.NEGATIVE_INFINITY, held: true }))
  for (const [nth, at] of places.entries()) {
    // A pause may stand before the hesitation
    const silence = pauses
      .slice((places[nth - 1] ?? -1) + 1, at + 1)
      .reduce((most, one) => Math.max(most, one), 0)
    gaps[at] = {
      odds:
        odds === null
          ? null
          : (odds[nth] ?? 0) + (pauseOdds.find(({ least }) => silence >= least)?.more ?? 0),
      held: nth === 0 || holdsTogether(said, nth, language),
    }
  }
  return gaps
}

const plainOf = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}']+$/gu, '')

/** "Um" and "er" are words in German. */
const hesitation = /^(?:ä+h*m*|eu+h+|e+h+m*|u+h+|e+r+m+|hm+|mh+)$/
const englishHesitation = /^(?:u+m+|er)$/

const hesitates = (word: string, language: string): boolean =>
  hesitation.test(word) || (language === 'en' && englishHesitation.test(word))

/** Places of words that a piece begins with. */
function cutAtEnds(words: readonly string[], gaps: readonly Gap[], language: string): number[] {
  const { begins, isNoise } = clauseBeginsOf(language)
  const cuts: number[] = []
  let from = 0
  const isEarly = (at: number): boolean => {
    if (at - from < shortest) return true
    if (at - from > waits) return false
    const first = words.slice(from, at).find((word, place) => !isNoise(word, words[from + place + 1]))
    return opensClause(plainOf(first ?? ''), language)
  }
  for (const [at, { odds, held }] of gaps.entries()) {
    if (held) continue
    const early = isEarly(at)
    if (odds === null || odds < (early ? certainEarly : certain)) {
      const skip =
        at - from < shortest || (early && odds !== null)
          ? null
          : begins(words, at, Math.max(from, at - longest))
      if (skip === null) continue
      if (odds !== null && odds < leastOdds(skip, words.slice(at, at + 2).map(plainOf), language)) continue
    }
    cuts.push(at)
    from = at
  }
  const open = danglingEndOf(words.slice(from).map(plainOf), language)
  return open > 0 && open < words.length - from ? [...cuts, words.length - open] : cuts
}

function leastOdds(skip: number, words: readonly string[], language: string): number {
  if (skip === 0) return language === 'de' ? possible.german : possible.bare
  return joinsClause(words, language) ? possible.subject : possible.joined
}

/** Cuts what is too long for a quotation where an end is likely, and what is longer than any sentence where it is likeliest. */
function cutLong(cuts: readonly number[], gaps: readonly Gap[], length: number): number[] {
  const all: number[] = []
  let from = 0
  for (const to of [...cuts, length]) {
    while (to - from > comfortable) {
      const isEndless = to - from > longest
      const last = isEndless ? from + longest : to - shortest
      const best =
        likeliest(gaps, from + shortest, last, likely) ??
        (isEndless ? likeliest(gaps, from + comfortable, last, Number.NEGATIVE_INFINITY) : null)
      if (best === null && !isEndless) break
      from = best ?? from + longest
      all.push(from)
    }
    if (to < length) all.push(to)
    from = to
  }
  return all
}

/**
 * Cuts pieces that are not quoted as they are, being several sentences, where the rules are sure that a clause begins; and each behind
 * what only announces it ("the second thing is").
 */
function cutSeveral(
  cuts: readonly number[],
  gaps: readonly Gap[],
  words: readonly string[],
  language: string,
): number[] {
  const plain = words.map(plainOf)
  const all: number[] = []
  const divide = (from: number, to: number): void => {
    const at = announced(plain, from, to, language) ?? sureIn(plain, gaps, from, to, language)
    if (at === null) return
    divide(from, at)
    all.push(at)
    divide(at, to)
  }
  let from = 0
  for (const cut of [...cuts, words.length]) {
    const to = frontedEnd(plain, from, cut, language) ?? cut
    divide(from, to)
    if (to < words.length) all.push(to)
    from = to
  }
  return all
}

/** Where what announces a clause begins or ends. */
function announced(words: readonly string[], from: number, to: number, language: string): number | null {
  for (let at = from + 2; at <= to - shortest + 1; at += 1) {
    if (isCertain(words, at, from, language)) return at
    const start = frameBefore(words, at, from, language)
    if (start !== null) return start > from ? start : at
  }
  return null
}

function sureIn(
  words: readonly string[],
  gaps: readonly Gap[],
  from: number,
  to: number,
  language: string,
): number | null {
  if (to - from <= comfortable && !runsTogether(words.slice(from, to), language)) return null
  let [best, most]: [number | null, number] = [null, leastSure]
  let [reason, likeliestReason]: [number | null, number] = [null, leastSure]
  for (let at = from + 1; at <= to - shortest; at += 1) {
    const { odds, held } = gaps[at] ?? { odds: null, held: true }
    if (held || odds === null || sureBegin(words, at, from, language) === null) continue
    if (givesReason(words[at] ?? '', language)) {
      if (odds > likeliestReason) [reason, likeliestReason] = [at, odds]
    } else if (odds > most) [best, most] = [at, odds]
  }
  return best ?? reason
}

function likeliest(gaps: readonly Gap[], from: number, to: number, least: number): number | null {
  let best: number | null = null
  let most = least
  for (let at = from; at <= to; at += 1) {
    const { odds, held } = gaps[at] ?? { odds: null, held: true }
    if (held || odds === null || odds <= most) continue
    best = at
    most = odds
  }
  return best
}
