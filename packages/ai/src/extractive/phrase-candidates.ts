import { primarySubtag } from '@async-events/core'
import { closedWordsOf } from './closed-words.ts'
import { namesQuantity } from './names-quantity.ts'
import { rulesOf } from './speech-rules/rules-of.ts'
import { languageOfWords, stopWordsOf } from './stop-words.ts'
import { tokensOf } from './tokens-of.ts'
import { stemOf } from './words-of.ts'

/** A run of content words, and where it stands. Counts are occurrences. */
export interface Candidate {
  /** Frequency of each spelling. */
  forms: Map<string, number>
  count: number
  /** Content words. */
  length: number
  /** Capitalised or with a digit where no rule requires it: a name. */
  named: boolean
  /** Of a German text with capitals: they show what is a noun. */
  german: boolean
  language: string
  /** Where it is not half of a longer run: directly behind an article, a possessive or a demonstrative; a preposition; "to", a pronoun or a modal; a number. */
  behind: { article: number; preposition: number; verbal: number; number: number }
  /** Directly before a form of "be" or "have": its subject. */
  subject: number
  /** Within a run: with a content word directly before or behind it. */
  led: number
  followed: number
  /** Places in the text, 0 to 1. */
  places: number[]
}

/** Function words, which split phrases like punctuation does. */
const breaks = /[.,;:!?()[\]{}"“”„«»/|–—…]|\s-\s|\n/

/** Between two nouns that are one term: `cost of living`, `coucher du soleil`. */
const links: Record<string, ReadonlySet<string>> = {
  en: new Set(['of']),
  de: new Set(['der', 'des', 'von']),
  fr: new Set(['de', 'du', 'des', "d'", 'd’', 'à', 'de la', "de l'", 'de l’']),
  es: new Set(['de', 'del', 'de la', 'de los', 'de las', 'por']),
  it: new Set(['di', 'del', 'della', 'dei', 'degli', 'delle', "d'", 'd’', "dell'", 'dell’']),
}

/** Not articles among the words that come before nouns. */
const prepositions = new Set(
  `of in on at for with from by about into between through over under without per
  für mit ohne über unter von aus bei nach gegen zwischen durch um
  en dans sur sous avec sans pour par chez entre de con sin para por sobre di senza su tra fra`.split(/\s+/),
)

/** Before nouns, and as often before something else. */
const unclear = new Set([
  'that',
  'more',
  'less',
  'most',
  'much',
  'no',
  'any',
  'all',
  'both',
  'mehr',
  'tout',
  'todo',
  'tutto',
])

/** Written like numbers. */
const articles: Record<string, RegExp> = {
  en: /^an?$/,
  de: /^ein(?:e[nmrs]?)?$/,
  fr: /^une?$/,
  es: /^un[oa]?s?$/,
  it: /^un[oa]?$/,
}
/** Articles of German that are pronouns, too: only capitals show which. */
const demonstratives = new Set(['der', 'die', 'das'])
const auxiliaries = new Set(
  `is are was were has have had will can est sont était étaient a ont avait es son era eran
  ha han había è sono hanno aveva`.split(/\s+/),
)

/** Whether capitals show German nouns: not in the text of a recogniser. */
export const hasCapitals = (words: readonly string[]): boolean =>
  words.filter((word) => /^\p{Lu}/u.test(word)).length > words.length / 50

/**
 * Runs of up to three content words (RAKE, Rose et al. 2010), and two of them with a link between them, by their stems. Each
 * paragraph is read with the function words of its own language.
 */
export function collectCandidates(
  paragraphs: readonly string[],
  language: string,
  isCased: boolean,
): Map<string, Candidate> {
  const candidates = new Map<string, Candidate>()
  const total = paragraphs.length
  for (const [at, text] of paragraphs.entries()) {
    const own = languageOfWords(tokensOf(text, language), language)
    for (const part of text.split(breaks))
      addPhrases(tokensOf(part, own), { language: own, isCased, place: at / total }, candidates)
  }
  return candidates
}

interface Spoken {
  language: string
  isCased: boolean
  place: number
}

function addPhrases(words: readonly string[], spoken: Spoken, candidates: Map<string, Candidate>): void {
  const isEmpty = emptyIn(spoken.language)
  const links = linksOf(spoken.language)
  let from = 0
  let last: { from: number; to: number } | null = null
  for (let at = 0; at <= words.length; at++) {
    const word = words[at]
    if (word !== undefined && !isEmpty(word)) continue
    if (at > from) {
      addRun(words, { from, to: at }, spoken, candidates)
      if (
        last !== null &&
        links.has(
          words
            .slice(last.to, from)
            .join(' ')
            .toLowerCase()
            .replace(/(['’]) /g, '$1'),
        )
      )
        addLinked(words, last, { from, to: at }, spoken, candidates)
      last = { from, to: at }
    }
    from = at + 1
  }
}

/** French, Spanish, Italian: their adjectives stand behind nouns, those of the others before. */
export const isRomance = (language: string): boolean =>
  ['fr', 'es', 'it'].includes(primarySubtag(language) ?? '')

/** Between two nouns that are one term. */
export const linksOf = (language: string): ReadonlySet<string> =>
  links[primarySubtag(language) ?? ''] ?? new Set()

function addRun(
  words: readonly string[],
  { from, to }: { from: number; to: number },
  spoken: Spoken,
  candidates: Map<string, Candidate>,
): void {
  for (let begin = from; begin < to; begin++)
    for (let end = begin + 1; end <= Math.min(to, begin + 3); end++)
      addCandidate(words, { begin, end, from, to, length: end - begin }, spoken, candidates)
}

/** The last noun of a run with the first one or two of the next: an adjective stands between noun and link in no language. */
function addLinked(
  words: readonly string[],
  left: { from: number; to: number },
  right: { from: number; to: number },
  spoken: Spoken,
  candidates: Map<string, Candidate>,
): void {
  const begin = left.to - 1
  for (let end = right.from + 1; end <= Math.min(right.to, right.from + 2); end++)
    addCandidate(
      words,
      { begin, end, from: left.from, to: right.to, length: 1 + end - right.from },
      spoken,
      candidates,
    )
}

interface Span {
  begin: number
  end: number
  /** The run that it stands in. */
  from: number
  to: number
  length: number
}

function addCandidate(
  words: readonly string[],
  { begin, end, from, to, length }: Span,
  { language, isCased, place }: Spoken,
  candidates: Map<string, Candidate>,
): void {
  const own = words.slice(begin, end)
  const key = own.map(stemOf).join(' ')
  const known: Candidate = candidates.get(key) ?? {
    forms: new Map(),
    count: 0,
    length,
    named: false,
    german: language.startsWith('de') && isCased,
    language,
    behind: { article: 0, preposition: 0, verbal: 0, number: 0 },
    subject: 0,
    led: 0,
    followed: 0,
    places: [],
  }
  const form = own.join(' ').replace(/(['’]) /g, '$1')
  known.forms.set(form, (known.forms.get(form) ?? 0) + 1)
  known.count += 1
  known.places.push(place)
  if (begin > from) known.led += 1
  if (end < to) known.followed += 1
  // An article stands before the adjective of a noun, too
  const isWhole = begin === from && (end === to || isRomance(language))
  if (isWhole && begin > 0) countBehind(known, wordBefore(words, begin, language), language)
  // In German an adverb stands there, too
  if (end === to && !language.startsWith('de') && auxiliaries.has(words[end]?.toLowerCase() ?? ''))
    known.subject += 1
  // German capitalises every noun, so a capital does not mark a name there
  const capital = own.every((word, index) => /^\p{Lu}/u.test(word) && !(begin === 0 && index === 0))
  if (own.some((word) => /\p{Lu}.*\p{Lu}|\p{L}\d/u.test(word)) || (capital && !language.startsWith('de'))) {
    known.named = true
  }
  candidates.set(key, known)
}

/** In Romance languages these few stand before their noun; elsewhere a phrase begins with its adjective. */
const before =
  /^(?:petite?s?|grande?s?|nouv(?:eau|el|elle)s?|nouveaux|vieux|vieille?s?|bel(?:le)?s?|bon(?:ne)?s?|gross?e?s?|jeunes?|seule?s?|autres?|gran|buen[ao]?s?|nuev[ao]s?|pequeñ[ao]s?|viej[ao]s?|mejor(?:es)?|otr[ao]s?|sol[ao]s?|piccol[aeio]|grand[ei]|nuov[aeio]|vecchi[aeo]?|buon[aeio]?|bell[aeio]|altr[aeio]|sol[aeio])$/iu

/** The word before a phrase, or before an adjective that says little. */
function wordBefore(words: readonly string[], at: number, language: string): string {
  const last = words[at - 1] ?? ''
  return isRomance(language) && before.test(last) ? (words[at - 2] ?? last) : last
}

function countBehind({ behind, german }: Candidate, before: string, language: string): void {
  const rules = rulesOf(language)
  const lower = before.toLowerCase()
  if (unclear.has(lower)) return
  if (articles[primarySubtag(language) ?? '']?.test(lower)) behind.article += 1
  else if (!german && demonstratives.has(lower)) behind.preposition += 1
  else if (namesQuantity(before, language)) behind.number += 1
  else if (rules?.beforeVerbs.has(lower)) behind.verbal += 1
  else if (prepositions.has(lower) || /^d['’]$/.test(lower)) behind.preposition += 1
  else if (rules?.beforeNouns.has(lower) || /['’]$/.test(lower)) behind.article += 1
}

const emptySets = new Map<string, ReadonlySet<string>>()

/** Whether a word is no content word: a function word, or one that names no subject though it is none. */
function emptyIn(language: string): (word: string) => boolean {
  const set = emptyWords(language)
  return (word) => {
    const lower = word.toLowerCase().replace(/['’].*$/u, '')
    return (
      set.has(lower) ||
      set.has(word.toLowerCase()) ||
      word.length < 2 ||
      /['’]$/.test(word) ||
      namesQuantity(word, language)
    )
  }
}

/** Whether a word can be part of the name of a subject. */
export const isContent = (word: string, language: string): boolean => !emptyIn(language)(word)

function emptyWords(language: string): ReadonlySet<string> {
  const known = emptySets.get(language)
  if (known !== undefined) return known
  const { empty, beforeNouns, beforeVerbs } = rulesOf(language) ?? {
    empty: [],
    beforeNouns: [],
    beforeVerbs: [],
  }
  const all = new Set([
    ...stopWordsOf(language),
    ...closedWordsOf(language),
    ...empty,
    ...beforeNouns,
    ...beforeVerbs,
    ...hesitations,
  ])
  emptySets.set(language, all)
  return all
}

const hesitations = ['um', 'uh', 'uhm', 'er', 'erm', 'hmm', 'äh', 'ähm', 'euh', 'eh', 'ehm']
