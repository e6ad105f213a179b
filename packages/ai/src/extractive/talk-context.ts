import { primarySubtag } from '@async-events/core'
import { numbersNamed } from '../evidence/number-words.ts'
import { terms } from './rank-sentences.ts'
import { rulesOf } from './speech-rules/rules-of.ts'
import { stopWordsOf } from './stop-words.ts'
import { stemOf, wordsOf } from './words-of.ts'

/** What a talk as a whole says about the words of one sentence. */
export interface TalkContext {
  /** How much a sentence speaks of what the whole talk speaks of, 0 to 1. */
  topicality(terms: ReadonlySet<string>): number
  /**
   * Stems of what the sentence at this place calls definite because others introduced it ("the bartender"), each with how sure that
   * is, 0 to 1; names of the talk, too. What title, slides and page name is known.
   */
  needs(at: number): ReadonlyMap<string, number>
  /** Whether the sentence at this place begins with the name of a person whom only the talk knows. */
  isOfPerson(at: number): boolean
  /** Whether the sentence at this place introduces something that is spoken of later on, again and again. */
  introduces(at: number): boolean
}

interface Sources {
  title: string
  /** Titles and lines of slides, and the page: what they name needs no introduction. */
  written: readonly string[]
  language: string
}

/** A talk is read in so many parts of equal length. */
const blocks = 10
/** A word in so many of them is what the talk is about. */
const common = 4

interface Articles {
  definite: ReadonlySet<string>
  indefinite: ReadonlySet<string>
  /** Behind a noun one of these says which one is meant. */
  restricting: ReadonlySet<string>
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const articles: Readonly<Record<string, Articles>> = {
  en: {
    definite: setOf('the'),
    indefinite: setOf('a an one another some two three four five six seven eight nine ten'),
    restricting: setOf('of that which who whose where in on at for with from to between under without'),
  },
  de: {
    definite: setOf('der die das dem den des im am zum zur vom beim ins'),
    indefinite: setOf(
      'ein eine einen einem einer eines zwei drei vier fünf sechs sieben acht neun zehn einige ein paar',
    ),
    restricting: setOf(
      'von vom der des die das den dem deren dessen eines einer aus im in am an für mit zwischen ohne wo wer unter auf zur zum',
    ),
  },
  fr: {
    definite: setOf('le la les du des au aux l'),
    indefinite: setOf('un une deux trois quatre cinq six sept huit neuf dix quelques'),
    restricting: setOf("de du des d' qui que dont où à au aux en pour sur sans entre dans"),
  },
  es: {
    definite: setOf('el la los las del al'),
    indefinite: setOf('un una unos unas dos tres cuatro cinco seis siete ocho nueve diez algunos'),
    restricting: setOf('de del que en para con sin entre donde a al'),
  },
  it: {
    definite: setOf(
      'il lo la i gli le l del dello della dei degli delle al alla dal dalla nel nella sul sulla',
    ),
    indefinite: setOf('un uno una due tre quattro cinque sei sette otto nove dieci alcuni alcune'),
    restricting: setOf('di del dello della dei degli delle che in nel per con senza tra fra dove a al'),
  },
}

/** Words and marks; what is elided before a word is a word. */
const token = /\p{L}{1,5}['’](?=\p{L}{3})|[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*|[.,;:!?]/gu

interface Named {
  stem: string
  isSubject: boolean
  /** Nothing behind it says which one. */
  isBare: boolean
}

/** Reads a talk, in time linear in its words. `sentences` in their order. */
export function talkContext(
  sentences: readonly string[],
  { title, written, language }: Sources,
): TalkContext {
  const own = articles[primarySubtag(language) ?? '']
  const stopWords = stopWordsOf(language)
  const empty = rulesOf(language)?.empty ?? new Set<string>()
  const inTitle = new Set(terms(title, stopWords))
  const known = new Set([title, ...written].flatMap((text) => terms(text, stopWords)))
  const spread = new Map<string, { count: number; last: number }>()
  const first = new Map<string, number>()
  const introduced = new Map<string, number>()
  const definite: Named[][] = []
  const introductions: string[][] = []
  const uses = new Map<string, number>()
  const imagines = rulesOf(language)?.imagines
  const pictures: string[][] = []
  let pictured: { stems: ReadonlySet<string>; at: number } = { stems: new Set(), at: -picture }
  for (const [at, sentence] of sentences.entries()) {
    const block = Math.floor((blocks * at) / sentences.length)
    for (const stem of new Set(terms(sentence, stopWords))) {
      const entry = spread.get(stem)
      if (entry === undefined) spread.set(stem, { count: 1, last: block })
      else if (entry.last !== block) spread.set(stem, { count: entry.count + 1, last: block })
      if (!first.has(stem)) first.set(stem, at)
    }
    if (own === undefined) continue
    const pictureGoesOn = at - pictured.at <= picture
    pictures.push(pictureGoesOn ? terms(sentence, stopWords).filter((stem) => pictured.stems.has(stem)) : [])
    if (imagines?.test(sentence)) {
      const fresh = terms(sentence, stopWords).filter((stem) => first.get(stem) === at && !known.has(stem))
      pictured = { stems: new Set([...(pictureGoesOn ? pictured.stems : []), ...fresh]), at }
    }
    const read = readNouns(sentence, own, stopWords)
    for (const stem of read.indefinite) if (!introduced.has(stem)) introduced.set(stem, at)
    for (const { stem } of read.definite) uses.set(stem, (uses.get(stem) ?? 0) + 1)
    definite.push(read.definite)
    introductions.push(read.indefinite)
  }
  const emptyStems = new Set([...empty].map(stemOf))
  // German writes all nouns with a capital
  const isCased = primarySubtag(language) !== 'de'
  const [capital, small] = [new Map<string, number>(), new Map<string, number>()]
  for (const sentence of isCased ? sentences : [])
    for (const word of wordsOf(sentence).slice(1)) {
      const uses = /^\p{Lu}/u.test(word) ? capital : small
      uses.set(word.toLowerCase(), (uses.get(word.toLowerCase()) ?? 0) + 1)
    }
  const isPerson = (word: string): boolean =>
    /^\p{Lu}\p{Ll}+$/u.test(word) &&
    // A command may be called as the program is
    (capital.get(word.toLowerCase()) ?? 0) > mostSmall * (small.get(word.toLowerCase()) ?? 0) &&
    !known.has(stemOf(word)) &&
    !stopWords.has(word.toLowerCase())
  const namesIn = (sentence: string): string[] => wordsOf(sentence).filter(isPerson).map(stemOf)
  const worth = (stem: string): number => {
    if (inTitle.has(stem)) return 1
    if (emptyStems.has(stem) || /\d/.test(stem) || numbersNamed(stem).length > 0) return 0
    if (known.has(stem)) return 1
    return Math.min(1, Math.max(0, (spread.get(stem)?.count ?? 0) - 1) / (common - 1))
  }
  return {
    topicality(words) {
      const sum = [...words].reduce((total, stem) => total + worth(stem), 0)
      return 1 - Math.exp(-sum / 1.5)
    },
    needs(at) {
      const needed = new Map<string, number>()
      for (const stem of own === undefined ? [] : (pictures[at] ?? [])) needed.set(stem, 1.6)
      for (const { stem, isSubject, isBare } of definite[at] ?? []) {
        const since = first.get(stem) ?? at
        if (since >= at || known.has(stem) || emptyStems.has(stem)) continue
        const isIntroduced = (introduced.get(stem) ?? at) < at
        const sure =
          (isIntroduced ? 1 : 0.4) * (isBare ? 1 : 0.3) * (isSubject ? 1 : 0.7) * (1 - worth(stem) / 2)
        needed.set(stem, Math.max(needed.get(stem) ?? 0, sure))
      }
      for (const stem of isCased ? namesIn(sentences[at] ?? '') : [])
        if ((first.get(stem) ?? at) < at) needed.set(stem, Math.max(needed.get(stem) ?? 0, ofName))
      return needed
    },
    isOfPerson: (at) =>
      isCased &&
      isPerson(firstWord(sentences[at] ?? '')) &&
      sentences.slice(at, at + 3).some((sentence) => personal.test(sentence)),
    introduces: (at) =>
      (introductions[at] ?? []).some(
        (stem) => introduced.get(stem) === at && (uses.get(stem) ?? 0) >= oftenUsed,
      ),
  }
}

/** How sure a name that only the talk explains stands for something that the talk said before. */
const ofName = 0.8
/** So often a name has a capital for each time that it has none. */
const mostSmall = 3
/** A picture is told in so many sentences. */
const picture = 6
/** Sentences. */
const oftenUsed = 3

const personal = /(?<!\p{L})(?:he|she|her|his|him|ella|él|elle|lei|lui)(?!\p{L})/iu

const firstWord = (text: string): string => wordsOf(text)[0] ?? ''

/** What an article is put before: the two words behind it, since the first one may be an adjective. */
function readNouns(
  sentence: string,
  { definite, indefinite, restricting }: Articles,
  stopWords: ReadonlySet<string>,
): { definite: Named[]; indefinite: string[] } {
  const words = (sentence.match(token) ?? []).map((word) => word.toLowerCase().replace(/['’]$/, ''))
  const found: { definite: Named[]; indefinite: string[] } = { definite: [], indefinite: [] }
  for (const [at, word] of words.entries()) {
    const isDefinite = definite.has(word)
    if (!isDefinite && !indefinite.has(word)) continue
    const run: string[] = []
    for (const next of words.slice(at + 1, at + 4)) {
      if (stopWords.has(next) || definite.has(next) || indefinite.has(next) || !/^\p{L}{2}/u.test(next)) break
      run.push(next)
    }
    if (run.length === 0) continue
    if (!isDefinite) found.indefinite.push(...run.map(stemOf))
    else {
      const isBare = (length: number): boolean => !restricting.has(words[at + 1 + length] ?? '')
      for (const [place, noun] of run.slice(0, 2).entries())
        found.definite.push({
          stem: stemOf(noun),
          isSubject: at === 0,
          isBare: isBare(place + 1) && isBare(run.length),
        })
    }
  }
  return found
}
