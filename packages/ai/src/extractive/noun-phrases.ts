import { primarySubtag } from '@async-events/core'
import { findPersons } from './find-persons.ts'
import { type Candidate, collectCandidates, hasCapitals, isRomance } from './phrase-candidates.ts'
import { sameWord } from './same-word.ts'
import { rulesOf } from './speech-rules/rules-of.ts'
import { wordsOf } from './words-of.ts'

/** A candidate that can name a subject. */
export interface NounPhrase {
  /** Stems and links, with blanks between them. */
  key: string
  /** As it stands most often. */
  text: string
  /** Content words. */
  length: number
  count: number
  named: boolean
  places: readonly number[]
  candidate: Candidate
}

/** In a text of fewer words there is no room for an article before each noun. */
const longText = 400

/**
 * Phrases of a text that name something, by what stands around them: behind an article or a preposition somewhere, not behind
 * pronouns and modals, no verb or adjective alone, no person of an anecdote. Of a short text, and in languages without rules, all
 * runs of content words.
 */
export function nounPhrases(paragraphs: readonly string[], language: string): NounPhrase[] {
  const words = paragraphs.flatMap(wordsOf)
  const candidates = collectCandidates(paragraphs, language, hasCapitals(words))
  mergeForms(candidates)
  const isLong = words.length >= longText && rulesOf(language) !== null
  const persons = findPersons(paragraphs, namesIn(candidates), language)
  const judge = judgeOf(candidates)
  return [...candidates].flatMap(([key, candidate]): NounPhrase[] => {
    const { length, count, named, places } = candidate
    const isPerson = key.split(' ').some((stem) => persons.has(stem))
    if (isPerson || (isLong && !judge(key, candidate)) || namesAct(key, candidate, judge.verbs)) return []
    return [{ key, text: commonForm(candidate), length, count, named, places, candidate }]
  })
}

const namesIn = (candidates: ReadonlyMap<string, Candidate>): Set<string> =>
  new Set(
    [...candidates.values()].flatMap(({ named, forms, length }) =>
      named && length === 1 ? [...forms.keys()].map((form) => form.toLowerCase()) : [],
    ),
  )

/** Forms of one word whose stems differ, `Bus` and `Busse`, count together, under the more frequent one. */
function mergeForms(candidates: Map<string, Candidate>): void {
  const singles = [...candidates]
    .filter(([, { length }]) => length === 1)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [at, [key, candidate]] of singles.entries()) {
    // Sorted, forms of one word stand together
    for (const [other, further] of singles.slice(at + 1, at + 6)) {
      if (!sameWord(key, other) || candidates.get(other) !== further || !candidates.has(key)) continue
      const [kept, left] = candidate.count >= further.count ? [candidate, further] : [further, candidate]
      for (const [form, count] of left.forms) kept.forms.set(form, (kept.forms.get(form) ?? 0) + count)
      for (const name of ['article', 'preposition', 'verbal', 'number'] as const)
        kept.behind[name] += left.behind[name]
      kept.count += left.count
      kept.subject += left.subject
      kept.led += left.led
      kept.followed += left.followed
      kept.places.push(...left.places)
      candidates.delete(kept === candidate ? other : key)
    }
  }
}

interface Judge {
  (key: string, candidate: Candidate): boolean
  verbs: ReadonlySet<string>
}

function judgeOf(candidates: ReadonlyMap<string, Candidate>): Judge {
  const nouns = new Set<string>()
  const verbs = new Set<string>()
  for (const [key, { length, behind, language }] of candidates) {
    // Of two words the second can be the verb of the first, but in Romance languages it rather is an adjective
    if (behind.article > 0 && (length === 1 || isRomance(language))) nouns.add(key.split(' ').at(-1) ?? '')
    if (length === 1 && behind.verbal > behind.article + behind.preposition) verbs.add(key)
  }
  const judge = (key: string, candidate: Candidate): boolean => {
    const stems = key.split(' ')
    if (candidate.named) return candidate.count > 1 || candidate.length > 1
    if (candidate.german) {
      return candidate.count > 2 || candidate.length > 1 || hasNounPlace(candidate, 0)
    }
    if (verbs.has(stems.at(-1) ?? '') || verbs.has(stems[0] ?? '')) return false
    if (candidate.length > 1) {
      const [form = ''] = candidate.forms.keys()
      const first = form.split(' ')[0] ?? ''
      if (isVerbal(first, candidate.language) && candidate.behind.article === 0) return false
      if (form.split(/\s/).some((word) => pluralVerb.test(word))) return false
      return nouns.has(stems.at(-1) ?? '') && hasNounPlace(candidate, 0)
    }
    return isNounAlone(key, candidate, nouns)
  }
  return Object.assign(judge, { verbs })
}

/** Such a share of the places of a noun show that it is one. */
const leastPlaces = 0.2

const hasNounPlace = ({ behind, subject, count, led }: Candidate, share: number): boolean =>
  behind.article + behind.preposition + subject >= Math.max(1, share * (count - led - behind.number))

/** More of its places are beside another content word: an adjective, or half of a term. */
const mostBeside = 0.7

function isNounAlone(key: string, candidate: Candidate, nouns: ReadonlySet<string>): boolean {
  const { forms, language, behind, count, led, followed } = candidate
  const [form = ''] = forms.keys()
  if (!hasNounPlace(candidate, isRomance(language) && nouns.has(key) ? 0 : leastPlaces)) return false
  if (isVerbal(form, language) && behind.article < count / 2) return false
  // A single preposition can be one of an adverb: "at random"
  if (behind.article === 0 && behind.preposition + candidate.subject < 2) return false
  // Adjectives stand behind nouns in Romance languages, before them elsewhere
  const beside = isRomance(language) ? led : followed
  return beside < mostBeside * count
}

/** French, Spanish, Italian. */
const pluralVerb = /(?:(?<!m)ent|aron|ieron|aban|avano|arono)$/u
const infinitives: Record<string, RegExp> = {
  en: /^\p{Ll}+(?:ing|ed|ly)$/u,
  fr: /^\p{Ll}+(?:er|ir|re|ant|és?)$/u,
  es: /^\p{Ll}+(?:[aei]r|[aei]rse|ando|iendo|mente)$/u,
  it: /^\p{Ll}+(?:[aei]re|[aei]rsi|ando|endo|mente)$/u,
}

/** Behind a preposition an infinitive or a gerund stands, too: `para salvar`, `by looking`. */
export const isVerbal = (word: string, language: string): boolean =>
  infinitives[primarySubtag(language) ?? '']?.test(word.toLowerCase()) ?? false

/** What somebody does names no subject, and neither does a phrase that ends in it. In German a noun has a capital. */
function namesAct(key: string, { forms, german, named }: Candidate, verbs: ReadonlySet<string>): boolean {
  const stems = key.split(' ')
  if (german) {
    const isNoun = (form: string): boolean => /^\p{Lu}/u.test(form.split(' ').at(-1) ?? '')
    return [...forms].reduce((sum, [form, count]) => sum + (isNoun(form) ? count : -count), 0) <= 0
  }
  return !named && (verbs.has(stems.at(-1) ?? '') || verbs.has(stems[0] ?? ''))
}

/** The most frequent form; lower case where only case differs; in German not the dative of a form that occurs, too. */
function commonForm({ forms, language }: Candidate): string {
  const sorted = [...forms].sort(([a, countA], [b, countB]) => countB - countA || (a > b ? -1 : 1))
  const [best = ''] = sorted[0] ?? []
  if (language.startsWith('de')) return nominative(best, forms)
  return forms.has(best.toLowerCase()) ? best.toLowerCase() : best
}

/** Of `Betrieben` and `Betriebe`, `nassen Wiesen` and `Nasse Wiesen` the one without the ending of the dative. */
function nominative(best: string, forms: ReadonlyMap<string, number>): string {
  const root = best.toLowerCase().replace(/e?n(?= |$)/u, '')
  const shorter = [...forms.keys()].find((form) => {
    const lower = form.toLowerCase()
    return lower === root || lower === `${root}e` || lower === root.replace(' ', 'e ')
  })
  if (shorter === undefined || shorter.length >= best.length) return best
  return /^\p{Ll}/u.test(best) ? shorter.slice(0, 1).toLowerCase() + shorter.slice(1) : shorter
}

/** Whether a phrase holds all words of another, in whatever form; parts of a compound with hyphens are words, too. */
export function covers(whole: string, part: string): boolean {
  const stems = wordsIn(whole)
  return wordsIn(part).every((stem) => stems.some((other) => other === stem || sameWord(other, stem)))
}

const wordsIn = (key: string): string[] => key.split(/[\s-]/)
