import { editDistance } from './edit-distance.ts'
import {
  joined,
  keysOf,
  type NameIndex,
  type NameTarget,
  type Sounding,
  sounding,
  type Token,
  tokensOf,
} from './name-index.ts'

/** A part of a text, and what has to be written there. */
export interface Mend {
  from: number
  to: number
  heard: string
  written: string
}

/** What the whole transcript shows about the spelling of its engine. */
export interface Spelling {
  /** The engine writes capitals. */
  cased: boolean
  /** The language begins every noun with a capital. */
  nounsWithCapital: boolean
  stopWords: ReadonlySet<string>
  /** Words that the transcript has in lower case: they are no names. */
  ordinary: ReadonlySet<string>
}

interface Spoken extends Token, Sounding {
  /** Begins with a capital. */
  capital: boolean
  /** Begins a sentence, where every word has a capital. */
  first: boolean
  /** One blank, hyphen or apostrophe stands between it and the word before. */
  joins: boolean
  /** A title such as "Mr." stands before it. */
  titled: boolean
}

/**
 * The near misses of names in a text: words that sound like a name and are spelled a little differently. Conservative: an
 * ordinary word is left alone, and so is what could be either of two names. `continues`: the text begins within a sentence.
 */
export function mendNames(text: string, index: NameIndex, spelling: Spelling, continues: boolean): Mend[] {
  const words = spokenWords(text, continues)
  const mends: Mend[] = []
  for (let at = 0; at < words.length; ) {
    const found = index.initials.has(words[at]?.sound.charAt(0) ?? '')
      ? (personAt(words, at, index, spelling) ?? singleAt(words, at, index, spelling))
      : null
    const [begin, end] = [words[at], words[at + (found?.count ?? 1) - 1]]
    at += found?.count ?? 1
    if (!found || !begin || !end) continue
    const heard = text.slice(begin.from, end.to)
    if (heard !== found.written) mends.push({ from: begin.from, to: end.to, heard, written: found.written })
  }
  return mends
}

interface Found {
  written: string
  /** Words of the text. */
  count: number
}

const titles = new Set(
  'mr mrs ms miss dr prof professor doctor sir herr herrn frau madame monsieur señor señora signor signora'.split(
    ' ',
  ),
)

function spokenWords(text: string, continues: boolean): Spoken[] {
  let before: Token = { raw: '', from: 0, to: 0 }
  return tokensOf(text).map((token, at) => {
    const between = text.slice(before.to, token.from)
    const titled = /^\.?\s$/.test(between) && titles.has(before.raw.toLowerCase())
    before = token
    return {
      ...token,
      ...sounding(token.raw),
      capital: /^\p{Lu}/u.test(token.raw),
      first: at === 0 ? !continues : /[.!?…:"“”„«»]/.test(between) && !titled,
      // Not the "s" of "Ann’s"
      joins: at > 0 && (/^[\s-]$/.test(between) || (/^['’]$/.test(between) && token.raw.length > 2)),
      titled,
    }
  })
}

function windowAt(words: readonly Spoken[], at: number, count: number): Spoken[] | null {
  const window = words.slice(at, at + count)
  return window.length === count && window.slice(1).every(({ joins }) => joins) ? window : null
}

/** A full name: each word sounds like its own, and one of them exactly. */
function personAt(words: readonly Spoken[], at: number, index: NameIndex, spelling: Spelling): Found | null {
  const first = words[at]
  if (first === undefined) return null
  const matches: { target: NameTarget; distance: number }[] = []
  for (const target of index.people.get(first.sound.charAt(0)) ?? []) {
    const window = windowAt(words, at, target.words.length)
    const distance = window && distanceOfPerson(window, target.words, spelling)
    if (distance !== null) matches.push({ target, distance })
  }
  const target = nearest(matches)
  return target && { written: target.written, count: target.words.length }
}

function distanceOfPerson(
  window: readonly Spoken[],
  name: readonly Sounding[],
  { cased, stopWords }: Spelling,
): number | null {
  let sum = 0
  let length = 0
  let exact = 0
  for (const [at, heard] of window.entries()) {
    const wanted = name[at]
    if (wanted === undefined || heard.skeleton !== wanted.skeleton) return null
    const isName = /^\p{Lu}/u.test(wanted.raw)
    if (cased && isName && !heard.capital) return null
    const most = heard.sound.length < 7 ? 1 : 2
    const distance = editDistance(heard.sound, wanted.sound, most)
    if (distance > most) return null
    const same = heard.plain === wanted.plain
    // Without capitals, "ann more" may be the words "an" and "more"
    if (!cased && !same && (stopWords.has(heard.raw.toLowerCase()) || heard.plain.length < 4)) return null
    if (distance === 0 && (cased || same)) exact += wanted.sound.length >= 2 ? 1 : 0
    sum += distance
    length += wanted.sound.length
  }
  return exact > 0 || (sum <= 2 && length >= 12) ? sum : null
}

/** A surname or term, also where its words were heard as one or as several. */
function singleAt(words: readonly Spoken[], at: number, index: NameIndex, spelling: Spelling): Found | null {
  for (let count = Math.min(index.longest + 2, words.length - at); count >= 1; count--) {
    const window = windowAt(words, at, count)
    if (window === null) continue
    const whole = joined(window)
    const candidates = new Set(keysOf(whole.skeleton).flatMap((key) => index.singles.get(key) ?? []))
    const matches: { target: NameTarget; distance: number }[] = []
    for (const target of candidates) {
      const before = words[at]?.joins ? words[at - 1] : undefined
      const after = words[at + count]?.joins ? words[at + count] : undefined
      const distance = distanceOfSingle({ window, whole, before, after }, target, index, spelling)
      if (distance !== null) matches.push({ target, distance })
    }
    const target = nearest(matches)
    if (target) return { written: target.written, count }
  }
  return null
}

interface Place {
  window: readonly Spoken[]
  whole: Sounding
  before: Spoken | undefined
  after: Spoken | undefined
}

function distanceOfSingle(
  place: Place,
  target: NameTarget,
  index: NameIndex,
  spelling: Spelling,
): number | null {
  const { window, whole } = place
  if (target.kind === 'surname' && window.length > 1) return null
  const wanted = target.whole
  if (whole.plain === wanted.plain) return writesOtherwise(place, target, spelling) ? 0 : null
  if (isOrdinary(target, spelling)) return null
  const stopped = ({ raw }: Spoken): boolean => spelling.stopWords.has(raw.toLowerCase())
  if (window.length !== target.words.length) {
    // "post gress": the sound has to be the same
    const fits = whole.sound === wanted.sound && wanted.plain.length >= 6
    return fits && !window.some((word) => stopped(word) || word.plain.length < 2) ? 0 : null
  }
  if (window.some(stopped) || window.every(({ raw }) => index.known.has(raw.toLowerCase()))) return null
  if (isInflected(whole.plain, wanted.plain)) return null
  const name = showsName(place, target, spelling)
  if (!name && (target.kind === 'surname' || whole.plain.at(-1) !== wanted.plain.at(-1))) return null
  const length = Math.min(whole.sound.length, wanted.sound.length)
  const most = mostLetters(length, name, window[0]?.titled ?? false)
  if (most === null) return null
  const distance = editDistance(whole.sound, wanted.sound, most)
  if (distance > most) return null
  return whole.skeleton === wanted.skeleton || (name && lacksOne(whole.skeleton, wanted.skeleton))
    ? distance
    : null
}

/** Letters that may differ: none in a short name, fewer in what is not written as a name. Null: no match at all. */
function mostLetters(length: number, name: boolean, titled: boolean): number | null {
  if (!name) return length < 8 ? null : length < 11 ? 1 : 2
  if (length < (titled ? 3 : 4)) return null
  return length < 7 && !titled ? 0 : length < 11 ? 1 : 2
}

/** "container" in the vocabulary of a talk that says it in lower case. */
const isOrdinary = ({ words, written }: NameTarget, { ordinary, cased }: Spelling): boolean =>
  cased && words.length === 1 && written !== written.toLowerCase() && ordinary.has(written.toLowerCase())

/** One of them has a consonant more. */
const lacksOne = (a: string, b: string): boolean =>
  Math.abs(a.length - b.length) === 1 && Math.max(a.length, b.length) > 4 && editDistance(a, b, 1) === 1

/** The right letters with other marks, capitals or blanks. */
function writesOtherwise({ window, before, after }: Place, target: NameTarget, spelling: Spelling): boolean {
  if (target.kind === 'surname') {
    // "schon" is no "Schön": only where a name stands
    const [only] = window
    const marks =
      only !== undefined &&
      only.raw.toLowerCase() !== target.written.toLowerCase() &&
      (target.written.length > 4 || only.titled)
    return marks && showsName({ window, whole: target.whole, before, after }, target, spelling)
  }
  const special =
    /\p{L}.*\p{Lu}/u.test(target.written) && (/\p{Ll}/u.test(target.written) || target.whole.plain.length < 7)
  const stopped = window.some(({ raw }) => spelling.stopWords.has(raw.toLowerCase()))
  if (window.length !== target.words.length) return target.whole.plain.length >= 6 && !stopped
  return special && target.whole.plain.length >= 5 && !stopped
}

/** Whether the words are written as a name is: a capital that neither sentence nor grammar asks for. */
function showsName({ window, before, after }: Place, target: NameTarget, spelling: Spelling): boolean {
  if (!spelling.cased) return false
  const titled = window[0]?.titled ?? false
  const capital = window.every((word) => word.capital && (!word.first || word !== window[0]))
  if (!capital || window.some(({ raw }) => spelling.ordinary.has(raw.toLowerCase()))) return false
  if (titled) return true
  if (target.kind === 'surname') {
    if (after?.capital && !spelling.nounsWithCapital) return false
    const sentence = before?.first && spelling.stopWords.has(before.raw.toLowerCase())
    if (before?.capital && !sentence && !target.given.includes(before.sound)) return false
  }
  return !spelling.nounsWithCapital || window.reduce((sum, { raw }) => sum + raw.length, 0) >= 8
}

const endings = new Set(
  [
    '',
    's',
    'es',
    'e',
    'n',
    'en',
    'er',
    'ern',
    'ers',
    'em',
    'ed',
    'd',
    'ing',
    'ings',
    'ung',
    'ungen',
    'y',
    'ies',
    'ly',
  ].concat([
    'al',
    'ic',
    'a',
    'o',
    'i',
    'an',
    'ian',
    'ist',
    'in',
    'innen',
    'r',
    'rs',
    't',
    'st',
    'te',
    'ten',
    'or',
    'ors',
    'ion',
    'ions',
    'able',
  ]),
)

/** Another form of the same word: both differ in their endings only. */
function isInflected(heard: string, wanted: string): boolean {
  let same = 0
  while (same < heard.length && heard[same] === wanted[same]) same += 1
  // "educating" and "education" share the "i" of their endings
  for (let stem = same; stem >= 3 && stem >= same - 2; stem--)
    if (endings.has(heard.slice(stem)) && endings.has(wanted.slice(stem))) return true
  return false
}

/** The only nearest; null where two different ones are as near. */
function nearest(matches: readonly { target: NameTarget; distance: number }[]): NameTarget | null {
  const least = Math.min(...matches.map(({ distance }) => distance))
  const best = matches.filter(({ distance }) => distance === least)
  const [first] = best
  return first && best.every(({ target }) => target.written === first.target.written) ? first.target : null
}
