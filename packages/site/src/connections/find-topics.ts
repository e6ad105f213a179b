import { termOf } from '../look/terms.js'
import { stemmerOf } from '../search/stemmers.ts'
import { type PhraseRules, phraseRules } from './function-words.ts'
import { phraseWords } from './phrase-words.ts'
import { countTalks, frequentIn, phrasesOf, type ReadTalk, type Vocabulary } from './phrases-of.ts'
import type { Topic, TopicText } from './topic.ts'

/** Topics that a talk is shown with. */
const perTalk = 6
/** Times of a phrase in a talk that are kept. */
const timesKept = 3
/** Words of a talk from which on a phrase has to be said twice, or stand in a heading: once is chance. */
const longTalk = 800
/** A heading counts as so many times. */
const headingWeight = 3
/** Of the times that the rarest of its words is used, at least so many in the phrase: two words that met by chance are less. */
const leastCohesion = 0.08

/**
 * The phrases that talks share, best first, each in the language in which it is said. Needs no network and no model: what is
 * rare among the talks, said more than once by those that share it, and made of words that go together. Of each talk the
 * best few are kept.
 *
 * @param names of the conference, its tracks, rooms and speakers: no topic, since every talk has them
 */
export async function findTopics(texts: readonly TopicText[], names: readonly string[]): Promise<Topic[]> {
  const languages = [...new Set(texts.map(({ language }) => language))]
  const found: Topic[] = []
  for (const language of languages) {
    const own = texts.filter((text) => text.language === language)
    if (own.length > 1) found.push(...(await topicsIn(language, own, names)))
  }
  return bestOfEach(found.sort((a, b) => b.score - a.score || compare(a.phrase, b.phrase)))
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/** Each talk keeps its best; a topic stays for all of its talks when one keeps it. */
function bestOfEach(topics: readonly Topic[]): Topic[] {
  const counts = new Map<number, number>()
  return topics.filter(({ talks }) => {
    const isKept = talks.some(({ talk }) => (counts.get(talk) ?? 0) < perTalk)
    if (isKept) for (const { talk } of talks) counts.set(talk, (counts.get(talk) ?? 0) + 1)
    return isKept
  })
}

interface Shared {
  length: number
  /** Distinct words with a meaning of their own. */
  terms: number[]
  /** Talks by their place in `read`: how often, and where first. */
  talks: Map<number, { count: number; places: number[] }>
}

async function topicsIn(
  language: string,
  texts: readonly TopicText[],
  names: readonly string[],
): Promise<Topic[]> {
  const rules = phraseRules(language)
  const { stem } = await stemmerOf(language)
  const vocabulary: Vocabulary = {
    ids: new Map(),
    known: new Map(),
    isContent: [],
    isLink: [],
    isLong: [],
    counts: [],
  }
  const read = texts.map((text) => readTalk(text, { language, rules, stem, vocabulary }))
  const counts = countTalks(read, vocabulary, leastIn)
  const shared = new Map<string, Shared>()
  for (const [place, talk] of read.entries()) collect(place, talk, counts, vocabulary, shared)

  const most = mostTalks(read.length)
  const own = names.map((name) => termsOf(name, { language, rules, stem, vocabulary }))
  for (const [key, { talks, terms }] of shared) {
    // Other phrases may have the same hash.
    for (const [place, { count }] of talks) {
      const talk = read[place]
      if (talk === undefined || count < leastIn(talk)) talks.delete(place)
    }
    const isOwn = own.some((name) => terms.every((term) => name.has(term)))
    if (talks.size < 2 || talks.size > most || isOwn) shared.delete(key)
  }
  dropContained(shared)
  return [...shared.values()].flatMap((one) => {
    const said = [...one.talks.values()].reduce((sum, { count }) => sum + count, 0)
    const rarest = Math.min(...one.terms.map((term) => vocabulary.counts[term] ?? 1))
    const cohesion = Math.min(1, said / Math.max(1, rarest))
    if (cohesion < leastCohesion) return []
    const least = Math.min(...[...one.talks.values()].map(({ count }) => count))
    const score =
      Math.sqrt(one.length) *
      Math.sqrt(cohesion) *
      Math.log(1 + read.length / one.talks.size) *
      (1 + Math.log(least))
    return [topicOf(one, { language, score, texts })]
  })
}

const leastIn = ({ terms }: ReadTalk): number => (terms.length > longTalk ? 2 : 1)

/** What more talks share is the subject of the conference. */
const mostTalks = (talks: number): number =>
  talks <= 10 ? Math.max(2, Math.ceil(talks * 0.6)) : Math.min(25, Math.max(6, Math.floor(talks * 0.2)))

interface Reading {
  language: string
  rules: PhraseRules
  stem: (word: string) => string
  vocabulary: Vocabulary
}

function readTalk({ passages }: TopicText, reading: Reading): ReadTalk {
  const { vocabulary } = reading
  const talk: ReadTalk = { terms: [], places: [], weights: [] }
  for (const [passage, { text, isHeading }] of passages.entries()) {
    for (const [at, { text: word, isApart }] of phraseWords(text, reading.language).entries()) {
      if (isApart) add(talk, -1, 0, 0)
      const term = idOf(word, reading)
      vocabulary.counts[term] = (vocabulary.counts[term] ?? 0) + 1
      add(talk, term, passage * 65_536 + Math.min(at, 65_535), isHeading ? headingWeight : 1)
    }
  }
  return talk
}

function add(talk: ReadTalk, term: number, place: number, weight: number): void {
  talk.terms.push(term)
  talk.places.push(place)
  talk.weights.push(weight)
}

/** The number of a term; function words have numbers of their own. */
function idOf(word: string, { rules, stem, vocabulary }: Reading): number {
  const { ids, known, isContent, isLink, isLong } = vocabulary
  const before = known.get(word)
  if (before !== undefined) return before
  const isFunction =
    rules.functionWords.has(word) ||
    /^\p{N}+$/u.test(word) ||
    /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]$/u.test(word)
  const name = isFunction ? ` ${word}` : termOf(word, stem)
  const id = ids.get(name) ?? ids.size
  ids.set(name, id)
  known.set(word, id)
  isContent[id] = !isFunction
  isLink[id] = rules.links.has(word)
  isLong[id] = (isLong[id] ?? false) || (!isFunction && word.length >= rules.longWord)
  return id
}

const termsOf = (text: string, reading: Reading): Set<number> =>
  new Set(phraseWords(text, reading.language).map(({ text: word }) => idOf(word, reading)))

function collect(
  place: number,
  talk: ReadTalk,
  counts: Uint8Array,
  vocabulary: Vocabulary,
  shared: Map<string, Shared>,
): void {
  const frequent = frequentIn(talk, vocabulary, leastIn(talk))
  for (const { hash, from, to, length } of phrasesOf(talk, vocabulary)) {
    if ((counts[hash] ?? 0) < 2 || !frequent.has(hash)) continue
    const words = talk.terms.slice(from, to)
    const key = words.join(' ')
    let one = shared.get(key)
    if (one === undefined) {
      one = { length, terms: words.filter((term) => vocabulary.isContent[term]), talks: new Map() }
      shared.set(key, one)
    }
    const own = one.talks.get(place) ?? { count: 0, places: [] }
    one.talks.set(place, own)
    own.count += talk.weights[from] ?? 1
    if (own.places.length < timesKept * 2) own.places.push(talk.places[from] ?? 0)
  }
}

/** A phrase within a longer one that the same talks share says less. */
function dropContained(shared: Map<string, Shared>): void {
  const longest = [...shared.keys()].sort((a, b) => b.split(' ').length - a.split(' ').length)
  for (const key of longest) {
    const long = shared.get(key)
    if (long === undefined) continue
    const words = key.split(' ')
    for (let from = 0; from < words.length; from += 1)
      for (let to = from + 1; to <= words.length; to += 1) {
        if (to - from === words.length) continue
        const part = words.slice(from, to).join(' ')
        const short = shared.get(part)
        if (
          short?.talks.size === long.talks.size &&
          [...short.talks.keys()].every((talk) => long.talks.has(talk))
        )
          shared.delete(part)
      }
  }
}

/** Its most frequent spelling, and where it is said. */
function topicOf(
  { talks, length }: Shared,
  { language, score, texts }: { language: string; score: number; texts: readonly TopicText[] },
): Topic {
  const spellings = new Map<string, number>()
  const said = [...talks].map(([place, { places }]) => {
    const text = texts[place]
    const anchors = new Set<string>()
    for (const one of places) {
      const passage = text?.passages[Math.floor(one / 65_536)]
      if (passage === undefined) continue
      const { spelling, isFirst } = spellingAt(passage.text, one % 65_536, { language, length })
      // At the beginning of a sentence, and in titles, a capital says nothing.
      spellings.set(spelling, (spellings.get(spelling) ?? 0) + (isFirst || passage.isHeading ? 1 : 2))
      if (passage.anchor !== null && anchors.size < timesKept) anchors.add(passage.anchor)
    }
    return { talk: text?.talk ?? 0, anchors: [...anchors] }
  })
  const [phrase = ''] = [...spellings].sort(([a, one], [b, other]) => other - one || compare(a, b))[0] ?? []
  return { phrase, language, score, talks: said.sort((a, b) => a.talk - b.talk) }
}

/** The words of the phrase that begins with a word of a text, as they stand there, and whether something begins with them. */
function spellingAt(
  text: string,
  word: number,
  { language, length }: { language: string; length: number },
): { spelling: string; isFirst: boolean } {
  const words = phraseWords(text, language)
  const { from = 0, isApart = true } = words[word] ?? {}
  return { spelling: text.slice(from, words[word + length - 1]?.to ?? text.length), isFirst: isApart }
}
