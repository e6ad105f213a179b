import { numbersNamed } from '../evidence/number-words.ts'
import { readParagraphs } from './read-sentences.ts'
import { rulesOf } from './speech-rules/rules-of.ts'
import { hasStopWord, languageOfWords, stopWordsOf } from './stop-words.ts'
import { stemOf, wordsOf } from './words-of.ts'

interface Candidate {
  /** Frequency of each spelling. */
  forms: Map<string, number>
  count: number
  length: number
  /** Capitalised or with a digit where no rule requires it: a name. */
  named: boolean
  german: boolean
}

/** Function words, which split phrases like punctuation does. */
const breaks = /[.,;:!?()[\]{}"“”„»«/|–—…]|\s-\s|\n/

/** With fewer keywords, words that occur once are taken. */
const few = 3
const enough = 5
/** A shorter text says nothing about the language of the title. */
const tellingWords = 30

/**
 * Keywords and key phrases of the source, the best first: runs of content words (RAKE, Rose et al. 2010) weighted by
 * frequency, length, and occurrence in the title. Each paragraph is read with the function words of its own language; a
 * title in another language than the text counts only for words that the text has, too.
 */
export function extractKeywords(
  source: { title: string; text: string },
  language: string,
  limit: number,
): string[] {
  const candidates = new Map<string, Candidate>()
  const paragraphs = readParagraphs(source.text).map((text) => ({ text, words: wordsOf(text) }))
  const title = wordsOf(source.title)
  const stems = new Set(paragraphs.flatMap(({ words }) => words.map(stemOf)))
  const isOwn = isOwnTitle(title, language, stems)
  const texts = isOwn ? [{ text: source.title, words: title }, ...paragraphs] : paragraphs
  const isCased = hasCapitals(paragraphs.flatMap(({ words }) => words))
  for (const { text, words } of texts) {
    const own = languageOfWords(words, language)
    const stopWords = emptyWords(own)
    for (const part of text.split(breaks))
      addPhrases(wordsOf(part), stopWords, { language: own, isCased }, candidates)
  }
  const verbs = verbsIn(
    paragraphs.map(({ words }) => words),
    language,
  )
  const nouns = nounsIn(
    paragraphs.map(({ words }) => words),
    language,
  )
  const titleStems = new Set(title.map(stemOf))
  const scored = [...candidates].map(([key, candidate]) => {
    const parts = key.split(' ')
    const inTitle = parts.filter((stem) => titleStems.has(stem)).length / parts.length
    const weight = candidate.count * (1 + 0.6 * (candidate.length - 1)) + (candidate.named ? 1 : 0)
    return { key, candidate, score: weight * (1 + inTitle) }
  })
  const best = (a: (typeof scored)[number], b: (typeof scored)[number]): number =>
    b.score - a.score || (a.key < b.key ? -1 : 1)
  const worthy = scored
    .filter(
      ({ key, candidate }) =>
        isWorthy(key, candidate, titleStems) &&
        isNamed(key, candidate, nouns) &&
        !namesAct(key, candidate, verbs),
    )
    .sort(best)
  const chosen = choose(worthy, limit)
  if (chosen.length >= few) return chosen
  // A short text repeats nothing: its long words say most.
  const long = scored
    .filter(
      ({ key, candidate }) =>
        candidate.length === 1 && key.length >= 5 && isNoun(candidate) && !namesAct(key, candidate, verbs),
    )
    .sort((a, b) => b.key.length - a.key.length || best(a, b))
  return choose([...worthy, ...long], Math.min(limit, enough))
}

const emptySets = new Map<string, ReadonlySet<string>>()

/** Function words, and what names no subject though it is no function word. */
function emptyWords(language: string): ReadonlySet<string> {
  const rules = rulesOf(language)
  const known = emptySets.get(language)
  if (known !== undefined) return known
  const { empty, beforeNouns, beforeVerbs } = rules ?? { empty: [], beforeNouns: [], beforeVerbs: [] }
  const all = new Set([...stopWordsOf(language), ...empty, ...beforeNouns, ...beforeVerbs, ...hesitations])
  emptySets.set(language, all)
  return all
}

const hesitations = ['um', 'uh', 'uhm', 'er', 'erm', 'hmm', 'äh', 'ähm', 'euh', 'eh', 'ehm']

/**
 * Stems that stand where verbs stand, behind "to" or a pronoun, oftener than behind an article or a preposition. German nouns
 * show by their capital.
 */
function verbsIn(texts: readonly (readonly string[])[], language: string): ReadonlySet<string> {
  const rules = rulesOf(language)
  if (rules === null) return new Set()
  const places = new Map<string, { noun: number; verb: number }>()
  for (const words of texts) {
    for (const [at, word] of words.entries()) {
      const before = words[at - 1]?.toLowerCase()
      if (before === undefined) continue
      const stem = stemOf(word)
      const place = places.get(stem) ?? { noun: 0, verb: 0 }
      if (rules.beforeVerbs.has(before)) place.verb += 1
      else if (rules.beforeNouns.has(before)) place.noun += 1
      places.set(stem, place)
    }
  }
  return new Set([...places].flatMap(([stem, { noun, verb }]) => (verb > noun ? [stem] : [])))
}

/** Of the text of a recogniser without capitals nothing shows German nouns. */
const hasCapitals = (words: readonly string[]): boolean =>
  words.filter((word) => /^\p{Lu}/u.test(word)).length > words.length / 50

/** Stems that stand behind an article or a preposition somewhere, as nouns do; null of languages without rules. */
function nounsIn(texts: readonly (readonly string[])[], language: string): ReadonlySet<string> | null {
  const rules = rulesOf(language)
  // A text of few words has no room for articles before each
  if (rules === null || texts.flat().length < longText) return null
  const behind = texts.flatMap((words) =>
    words.filter((_, at) =>
      rules.beforeNouns.has(words[at - 1]?.toLowerCase().replace(/^.*['’]/u, '') ?? ''),
    ),
  )
  const elided = texts.flat().filter((word) => /^(?:l|d|dell|all|nell|un)['’]/iu.test(word))
  return new Set([...behind, ...elided].map(stemOf))
}

const longText = 400

/** Names show by capitals; other words stand as nouns do, at least once, and no phrase ends in a verb that does not. */
function isNamed(
  key: string,
  { forms, named, german }: Candidate,
  nouns: ReadonlySet<string> | null,
): boolean {
  if (named || german || nouns === null || nouns.has(key.split(' ').at(-1) ?? '')) return true
  return key.includes(' ') && ![...forms.keys()].some((form) => pluralVerb.test(form))
}

/** French, Spanish, Italian. */
const pluralVerb = /(?:(?<!m)ent|aron|ieron|aban|avano|arono)$/u

/** What somebody does names no subject, and neither does a phrase that ends in it. In German a noun has a capital. */
function namesAct(key: string, { forms, german, named }: Candidate, verbs: ReadonlySet<string>): boolean {
  const stems = key.split(' ')
  if (german) {
    const isNoun = (form: string): boolean => /^\p{Lu}/u.test(form.split(' ').at(-1) ?? '')
    return [...forms].reduce((sum, [form, count]) => sum + (isNoun(form) ? count : -count), 0) <= 0
  }
  return !named && (verbs.has(stems.at(-1) ?? '') || verbs.has(stems[0] ?? ''))
}

function isOwnTitle(title: readonly string[], language: string, stems: ReadonlySet<string>): boolean {
  if (languageOfWords(title, language) !== language) return false
  if (stems.size < tellingWords || hasStopWord(title, language)) return true
  return title.some((word) => stems.has(stemOf(word)))
}

/** German writes nouns with a capital; elsewhere verbs and adverbs are left out by their endings. */
function isNoun({ forms, german }: Candidate): boolean {
  const form = [...forms.keys()][0] ?? ''
  return german ? /^\p{Lu}/u.test(form) : form.length >= 6 && !/^\p{Ll}+(?:ed|ing|ly)$/u.test(form)
}

/** A phrase that occurs once is noise, unless it is a name or in the title. */
function isWorthy(
  key: string,
  { forms, count, length, named }: Candidate,
  title: ReadonlySet<string>,
): boolean {
  const form = [...forms.keys()][0] ?? ''
  // English verbs and adverbs, by their endings: "gained worldwide attention" names nothing
  const acts = length > 1 && form.split(' ').some((word) => /^\p{Ll}+(ed|ing|ly)$/u.test(word))
  if (named) return !acts
  if (count > 1) return length === 1 ? count > 2 || title.has(key) : !acts
  return length === 2 && !acts && key.split(' ').every((stem) => title.has(stem))
}

function choose(worthy: { key: string; candidate: Candidate }[], limit: number): string[] {
  const chosen: { key: string; form: string }[] = []
  for (const { key, candidate } of worthy) {
    if (chosen.length >= limit) break
    const words = key.split(' ')
    const known = chosen.some((other) => {
      const others = other.key.split(' ')
      return words.every((word) => others.includes(word)) || others.every((word) => words.includes(word))
    })
    if (!known) chosen.push({ key, form: commonForm(candidate) })
  }
  return chosen.map(({ form }) => form)
}

function addPhrases(
  words: readonly string[],
  stopWords: ReadonlySet<string>,
  spoken: { language: string; isCased: boolean },
  candidates: Map<string, Candidate>,
): void {
  let run: string[] = []
  const end = () => {
    for (let from = 0; from < run.length; from++) {
      for (let length = 1; length <= 3 && from + length <= run.length; length++) {
        addCandidate(run.slice(from, from + length), words[0] === run[from], spoken, candidates)
      }
    }
    run = []
  }
  for (const word of words) {
    const lower = word.toLowerCase().replace(/['’].*$/u, '')
    if (
      stopWords.has(lower) ||
      /^[\d.,'’-]+$/.test(word) ||
      word.length < 2 ||
      numbersNamed(lower).length > 0
    )
      end()
    else run.push(word)
  }
  end()
}

function addCandidate(
  words: readonly string[],
  begins: boolean,
  { language, isCased }: { language: string; isCased: boolean },
  candidates: Map<string, Candidate>,
): void {
  const key = words.map(stemOf).join(' ')
  const known = candidates.get(key) ?? {
    forms: new Map(),
    count: 0,
    length: words.length,
    named: false,
    german: language.startsWith('de') && isCased,
  }
  const form = words.join(' ')
  known.forms.set(form, (known.forms.get(form) ?? 0) + 1)
  known.count += 1
  // German capitalises every noun, so a capital does not mark a name there
  const capital = words.every((word, index) => /^\p{Lu}/u.test(word) && !(begins && index === 0))
  if (words.some((word) => /\p{Lu}.*\p{Lu}|\p{L}\d/u.test(word)) || (capital && !language.startsWith('de'))) {
    known.named = true
  }
  candidates.set(key, known)
}

/** The most frequent form; lower case where only case differs. */
function commonForm({ forms }: Candidate): string {
  const sorted = [...forms].sort(([a, countA], [b, countB]) => countB - countA || (a > b ? -1 : 1))
  const [best = ''] = sorted[0] ?? []
  return forms.has(best.toLowerCase()) ? best.toLowerCase() : best
}
