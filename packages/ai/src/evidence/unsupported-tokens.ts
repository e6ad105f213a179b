import { type Passage, primarySubtag } from '@async-events/core'
import { stopWordsOf } from '../extractive/stop-words.ts'
import { stemOf, wordsOf } from '../extractive/words-of.ts'
import { numbersNamed } from './number-words.ts'
import { plainNumber, withoutAccents } from './passage-index.ts'

interface Vocabulary {
  words: ReadonlySet<string>
  /** Beginnings of words, for compounds and inflected names. */
  beginnings: ReadonlySet<string>
  numbers: ReadonlySet<string>
}

/** A name is found by so many of its first letters where its ending is another. */
const beginning = 5

const known = new WeakMap<readonly Passage[], WeakMap<Readonly<Record<string, string>>, Vocabulary>>()

/**
 * Numbers and names of a sentence that neither passages nor facts hold, as they stand in it. Numbers are compared by
 * value (`1,000` and `1.000`, `three` and `3`), names without accents and endings. In German, where every noun has a
 * capital, names are words with a digit or a capital inside, and two capitalised words in a row.
 */
export function unsupportedTokens(
  sentence: string,
  passages: readonly Passage[],
  facts: Readonly<Record<string, string>>,
  language = 'en',
): string[] {
  const vocabulary = vocabularyOf(passages, facts)
  const numbers = numbersIn(sentence).filter((number) => !vocabulary.numbers.has(canonical(number)))
  const names = namesIn(sentence, language).filter((name) => !holds(vocabulary, name))
  return [...new Set([...numbers, ...names])]
}

function vocabularyOf(passages: readonly Passage[], facts: Readonly<Record<string, string>>): Vocabulary {
  const own = known.get(passages) ?? new WeakMap<Readonly<Record<string, string>>, Vocabulary>()
  known.set(passages, own)
  const made =
    own.get(facts) ?? createVocabulary([...passages.map(({ text }) => text), ...Object.values(facts)])
  own.set(facts, made)
  return made
}

function createVocabulary(texts: readonly string[]): Vocabulary {
  const words = new Set<string>()
  const beginnings = new Set<string>()
  const numbers = new Set<string>()
  for (const text of texts) {
    for (const number of numbersIn(text)) numbers.add(canonical(number))
    for (const word of wordsOf(text).flatMap(partsOf)) {
      const lower = word.toLowerCase()
      words.add(withoutAccents(lower)).add(withoutAccents(stemOf(lower)))
      if (lower.length >= beginning) beginnings.add(withoutAccents(lower).slice(0, beginning))
      for (const value of numbersNamed(lower)) numbers.add(String(value))
    }
  }
  return { words, beginnings, numbers }
}

/** `Kubernetes-Cluster` holds two names. */
const partsOf = (word: string): string[] => (/[-.]/.test(word) ? [word, ...word.split(/[-.]/)] : [word])

const numbersIn = (text: string): string[] =>
  text.match(/\d+(?:[.,'’\u00a0\u202f]\d+|[ \u00a0\u202f]\d{3}(?!\d))*/gu) ?? []

/** `007` and `7` are one number, `12.50` and `12.5` too. */
const canonical = (number: string): string => {
  const plain = plainNumber(number)
  const value = Number(plain)
  return Number.isFinite(value) ? String(value) : plain
}

function namesIn(sentence: string, language: string): string[] {
  const stopWords = stopWordsOf(language)
  const capitalisesNouns = primarySubtag(language) === 'de'
  const words = [...sentence.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’.-][\p{L}\p{N}\p{M}]+)*/gu)]
  const isCapital = (at: number): boolean => /^\p{Lu}/u.test(words[at]?.[0] ?? '')
  /** Nothing but a blank stands between the two. */
  const adjoins = (at: number): boolean => {
    const [word, next] = [words[at], words[at + 1]]
    return word !== undefined && next !== undefined && next.index === word.index + word[0].length + 1
  }
  /** German: an adjective at the beginning of a sentence, or what stands before a noun without being a name. */
  const isOrdinary = (at: number): boolean => {
    const word = words[at]
    if (word === undefined) return false
    const lower = word[0].toLowerCase()
    if (beforeNouns.has(lower) || numbersNamed(lower).length > 0) return true
    return beginsAt(sentence, word.index) && /^\p{Lu}\p{Ll}{2,}(?:e|e[mnrs])$/u.test(word[0])
  }
  return words.flatMap(({ 0: word, index }, at) => {
    if (!/\p{L}/u.test(word) || stopWords.has(word.toLowerCase())) return []
    if (/\p{L}.*\p{Lu}|\p{L}\d|\d\p{L}{2}/u.test(word) && !/-/.test(word)) return [word]
    if (!isCapital(at) || (capitalisesNouns && isOrdinary(at))) return []
    const begins = beginsAt(sentence, index)
    const inRow =
      (isCapital(at + 1) && adjoins(at) && !(capitalisesNouns && isOrdinary(at + 1))) ||
      (at > 0 &&
        isCapital(at - 1) &&
        adjoins(at - 1) &&
        !(capitalisesNouns && isOrdinary(at - 1)) &&
        !isFirst(sentence, words[at - 1]?.index ?? 0, stopWords, words[at - 1]?.[0] ?? ''))
    if (capitalisesNouns || begins) return inRow ? [word] : []
    return [word]
  })
}

/** A capital at the beginning of a sentence tells nothing when the word is a common one. */
const isFirst = (sentence: string, index: number, stopWords: ReadonlySet<string>, word: string): boolean =>
  beginsAt(sentence, index) && stopWords.has(word.toLowerCase())

const beginsAt = (sentence: string, index: number): boolean =>
  index === 0 || /[.!?:“„"«(]\s*$/u.test(sentence.slice(0, index))

/** German words with a capital next to a noun: measures, and prepositions at the beginning of a sentence. */
const beforeNouns = new Set(
  (
    'prozent promille euro cent dollar franken tonne tonnen kilo kilogramm gramm liter hektar meter metern kilometer kilometern zentimeter ' +
    'millimeter grad watt kilowatt megawatt stunde stunden minute minuten sekunde sekunden tag tage tagen woche wochen monat monate monaten ' +
    'jahr jahre jahren mal stück dutzend hundert tausend million millionen milliarde milliarden drittel viertel hälfte teil anteil ende anfang ' +
    'mitte laut trotz dank mangels statt binnen pro per ab mittels inklusive samt'
  ).split(' '),
)

function holds({ words, beginnings }: Vocabulary, name: string): boolean {
  const lower = withoutAccents(name.toLowerCase().replace(/['’]s?$/u, ''))
  if (words.has(lower) || words.has(withoutAccents(stemOf(name)))) return true
  const parts = lower.split(/[-.]/)
  if (
    parts.length > 1 &&
    parts.every((part) => part.length < 2 || words.has(part) || words.has(stemOf(part)))
  )
    return true
  return lower.length > beginning && beginnings.has(lower.slice(0, beginning))
}
