import { plainOf, skeletonOf, soundOf } from './sound-of.ts'
import type { SpokenNames } from './spoken-names.ts'

/** A word of a text with its place. */
export interface Token {
  raw: string
  from: number
  to: number
}

/** `person` is a full name, `surname` its last word, `term` an entry of the vocabulary or a word like `PyTorch`. */
export interface NameTarget {
  kind: 'person' | 'surname' | 'term'
  written: string
  words: Sounding[]
  /** All words as one. */
  whole: Sounding
  /** Of a surname: sounds of the words before it. */
  given: readonly string[]
}

export interface Sounding {
  raw: string
  plain: string
  sound: string
  skeleton: string
}

export interface NameIndex {
  /** People by the first letter of their sound. */
  people: ReadonlyMap<string, readonly NameTarget[]>
  /** Surnames and terms by their consonants, also with one of them left out. */
  singles: ReadonlyMap<string, readonly NameTarget[]>
  /** Every word of all names, headings and titles, in lower case: spelled so, it is right. */
  known: ReadonlySet<string>
  /** Words of the longest term. */
  longest: number
  /** First letters of the sounds of all. */
  initials: ReadonlySet<string>
}

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu

export const tokensOf = (text: string): Token[] =>
  [...text.matchAll(word)].map(({ 0: raw, index }) => ({ raw, from: index, to: index + raw.length }))

/** A longer word is like no name. */
const longestWord = 60

export function sounding(raw: string): Sounding {
  if (raw.length > longestWord) return { raw, plain: raw, sound: '', skeleton: '' }
  const plain = plainOf(raw)
  const sound = soundOf(raw)
  return { raw, plain, sound, skeleton: skeletonOf(sound) }
}

/** Shorter names are too like other words. */
const shortest = 4
/** With fewer consonants, one that is missing makes another word. */
const consonants = 5
const maxTargets = 400

export function indexNames(names: SpokenNames): NameIndex {
  const marked = [...names.titles, ...names.events, ...names.headings]
    .flatMap((text) => tokensOf(text).map(({ raw }) => raw))
    .filter((raw) => raw.length > shortest && /.\p{Lu}/u.test(raw) && /\p{Ll}/u.test(raw))
  const targets = [
    ...names.speakers.flatMap(peopleOf),
    ...names.vocabulary.flatMap((entry) => [...(isFullName(entry) ? peopleOf(entry) : []), ...termOf(entry)]),
    ...marked.flatMap(termOf),
  ].slice(0, maxTargets)
  const people = new Map<string, NameTarget[]>()
  const singles = new Map<string, NameTarget[]>()
  let longest = 1
  for (const target of targets) {
    if (target.kind === 'person') push(people, target.whole.sound.charAt(0), target)
    else {
      longest = Math.max(longest, target.words.length)
      for (const key of keysOf(target.whole.skeleton)) push(singles, key, target)
    }
  }
  const texts = [...names.vocabulary, ...names.speakers, ...names.titles, ...names.events, ...names.headings]
  const known = new Set(texts.flatMap((text) => tokensOf(text).map(({ raw }) => raw.toLowerCase())))
  const initials = new Set(
    targets.flatMap(({ whole, words }) => [whole, ...words.slice(-1)]).map(({ sound }) => sound.charAt(0)),
  )
  return { people, singles, known, longest, initials }
}

/** The consonants, and each way to leave out one but the first. */
export function keysOf(skeleton: string): string[] {
  if (skeleton.length < consonants) return [skeleton]
  const less = [...skeleton].slice(1).map((_, at) => skeleton.slice(0, at + 1) + skeleton.slice(at + 2))
  return [...new Set([skeleton, ...less])]
}

function push(map: Map<string, NameTarget[]>, key: string, target: NameTarget): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [target])
  else if (!known.some(({ written }) => written === target.written)) known.push(target)
}

/** Two to four words with capitals, but for particles such as "van". */
function isFullName(entry: string): boolean {
  const words = entry.split(' ')
  if (words.length < 2 || words.length > 4) return false
  return (
    [words.at(0), words.at(-1)].every((one) => /^\p{Lu}\p{Ll}+$/u.test(one ?? '')) &&
    words.every((one) => /^\p{Lu}[\p{L}.'’-]*$|^\p{Ll}{1,4}$/u.test(one))
  )
}

function peopleOf(name: string): NameTarget[] {
  const words = soundingsOf(name)
  const last = words.at(-1)
  if (last === undefined) return []
  const surname: NameTarget = {
    kind: 'surname',
    written: last.raw,
    words: [last],
    whole: last,
    given: words.slice(0, -1).map(({ sound }) => sound),
  }
  const ofLast = last.raw.length >= shortest ? [surname] : []
  return words.length < 2
    ? ofLast
    : [{ kind: 'person', written: name, words, whole: joined(words), given: [] }, ...ofLast]
}

function termOf(entry: string): NameTarget[] {
  const words = soundingsOf(entry)
  const whole = joined(words)
  if (whole.plain.length < shortest || words.length > 4) return []
  return [{ kind: 'term', written: entry, words, whole, given: [] }]
}

/** Names of other scripts have no sound here. */
function soundingsOf(text: string): Sounding[] {
  const words = tokensOf(text).map(({ raw }) => sounding(raw))
  return words.every(({ plain }) => /^[a-z0-9]+$/.test(plain)) ? words : []
}

export function joined(words: readonly Sounding[]): Sounding {
  const [first] = words
  if (first !== undefined && words.length === 1) return first
  return sounding(words.map(({ raw }) => raw).join(''))
}
