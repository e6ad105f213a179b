import { covers, type NounPhrase, nounPhrases } from './noun-phrases.ts'
import { isContent } from './phrase-candidates.ts'
import { readParagraphs } from './read-sentences.ts'
import { hasStopWord, languageOfWords } from './stop-words.ts'
import { tokensOf } from './tokens-of.ts'
import { stemOf, wordsOf } from './words-of.ts'

export interface KeywordSource {
  title: string
  /** Markdown. */
  text: string
  /** Abstract, titles and lines of slides: what authors wrote says more about the subject than what they said. */
  written?: string
}

/** With fewer keywords, words that occur once are taken. */
const few = 3
const enough = 5
/** A shorter text says nothing about the language of the title. */
const tellingWords = 30
/** From so many words on a single occurrence of a name says little. */
const longText = 400
/** A term of so much of the talk is its subject; one of a single place is an aside. */
const stretches = 8

/**
 * Keywords and key phrases of the source, the best first: noun phrases weighted by frequency, length, how much of the text has
 * them, and whether title and written text do. Each paragraph is read with the function words of its own language; a title in
 * another language than the text counts only for words that the text has, too. No two hold the same word.
 */
export function extractKeywords(source: KeywordSource, language: string, limit: number): string[] {
  const paragraphs = readParagraphs(source.text)
  const words = paragraphs.flatMap(wordsOf)
  const title = tokensOf(source.title, language)
  const isOwn = isOwnTitle(title, language, new Set(words.map(stemOf)))
  const phrases = nounPhrases(isOwn ? [source.title, ...paragraphs] : paragraphs, language)
  const titleStems = stemsOf(title, language)
  const written = stemsOf(tokensOf(source.written ?? '', language), language)
  const isLong = words.length >= longText
  const scored = phrases.map((phrase) => {
    const parts = phrase.key.split(' ')
    const share = (stems: ReadonlySet<string>): number =>
      parts.filter((stem) => stems.has(stem)).length / parts.length
    const weight = phrase.count * (1 + 0.6 * (phrase.length - 1)) + (phrase.named ? 1 : 0)
    const known = 1 + share(titleStems) + 0.6 * share(written)
    return { phrase, score: weight * known * (isLong ? spreadOf(phrase) : 1) }
  })
  const best = (a: (typeof scored)[number], b: (typeof scored)[number]): number =>
    b.score - a.score || (a.phrase.key < b.phrase.key ? -1 : 1)
  const worthy = scored
    .filter(({ phrase }) =>
      isWorthy(phrase, titleStems, isLong && !covers([...written].join(' '), phrase.key)),
    )
    .sort(best)
    .map(({ phrase }) => phrase)
  const chosen = choose(worthy, limit)
  if (chosen.length >= few) return chosen
  // A short text repeats nothing: its long words say most.
  const long = scored
    .filter(({ phrase }) => phrase.length === 1 && phrase.key.length >= 5 && isNoun(phrase))
    .sort((a, b) => b.phrase.key.length - a.phrase.key.length || best(a, b))
    .map(({ phrase }) => phrase)
  return choose([...worthy, ...long], Math.min(limit, enough))
}

const stemsOf = (words: readonly string[], language: string): Set<string> =>
  new Set(words.filter((word) => isContent(word, language)).map(stemOf))

/** 0.5 to 1: the share of the stretches of the text in which the phrase could stand, and does. */
function spreadOf({ places }: NounPhrase): number {
  const reached = new Set(places.map((place) => Math.floor(place * stretches))).size
  return 0.5 + (0.5 * reached) / Math.min(stretches, Math.max(places.length, 3))
}

function isOwnTitle(title: readonly string[], language: string, stems: ReadonlySet<string>): boolean {
  if (languageOfWords(title, language) !== language) return false
  if (stems.size < tellingWords || hasStopWord(title, language)) return true
  return title.some((word) => stems.has(stemOf(word)))
}

/** German writes nouns with a capital; elsewhere verbs and adverbs are left out by their endings. */
function isNoun({ candidate: { forms, german } }: NounPhrase): boolean {
  const form = [...forms.keys()][0] ?? ''
  return german ? /^\p{Lu}/u.test(form) : form.length >= 6 && !/^\p{Ll}+(?:ed|ing|ly)$/u.test(form)
}

/** A phrase that occurs once is noise, unless it is a name or in the title; in a long text a name, too. */
function isWorthy(
  { key, count, length, named, candidate: { forms, german } }: NounPhrase,
  title: ReadonlySet<string>,
  isLong: boolean,
): boolean {
  const form = [...forms.keys()][0] ?? ''
  // English verbs and adverbs, by their endings: "gained worldwide attention" names nothing
  const acts = length > 1 && form.split(' ').some((word) => /^\p{Ll}+(ed|ing|ly)$/u.test(word))
  // In German the ending of an adjective asks for its article
  if (german && /^\p{Ll}/u.test(form) && !key.split(' ').every((stem) => title.has(stem))) return false
  if (named && !(isLong && count < 2)) return !acts
  if (count > 1) return length === 1 ? count > 2 || title.has(key) : !acts
  return length === 2 && !acts && key.split(' ').every((stem) => title.has(stem))
}

/** A term of several words stands for a word of it that is seldom said without the others. */
const mostOfWord = 0.4

function choose(worthy: readonly NounPhrase[], limit: number): string[] {
  const chosen: NounPhrase[] = []
  for (const phrase of worthy) {
    if (chosen.length >= limit) break
    const longer = worthy.find(
      (other) =>
        other.key.length > phrase.key.length &&
        !covers(phrase.key, other.key) &&
        other.count >= Math.max(2, mostOfWord * phrase.count) &&
        covers(other.key, phrase.key),
    )
    const one = longer ?? phrase
    if (!chosen.some(({ key }) => covers(key, one.key) || covers(one.key, key))) chosen.push(one)
  }
  return chosen.map(({ text }) => text)
}

/**
 * Keywords of several sources, each subject once and none that `taken` has: of two that share all words of one, the longer stands
 * where the first stood.
 */
export function distinctKeywords(keywords: readonly string[], taken: readonly string[]): string[] {
  const keyOf = (text: string): string => wordsOf(text).map(stemOf).join(' ')
  const isAlike = (a: string, b: string): boolean => covers(a, b) || covers(b, a)
  const known = taken.map(keyOf)
  const kept: { key: string; text: string }[] = []
  for (const text of keywords) {
    const key = keyOf(text)
    if (key === '' || known.some((other) => isAlike(other, key))) continue
    const at = kept.findIndex((other) => isAlike(other.key, key))
    if (at === -1) kept.push({ key, text })
    else if (key.length > (kept[at]?.key.length ?? 0)) kept[at] = { key, text }
  }
  return kept.map(({ text }) => text)
}
