import { setImmediate } from 'node:timers/promises'
import MiniSearch from 'minisearch'
import { termOf, wordsIn } from '../look/terms.js'
import { type Stemmer, stemmerOf } from './stemmers.ts'

/** What is searched of a talk in one language. */
export interface IndexedTexts {
  title: string
  names: string
  text: string
}

export interface IndexPart {
  path: string
  json: string
}

/** Of `search/index.json`: by language the stemmer, and the first term of each part. */
export type IndexedLanguages = Record<string, { stems: boolean; firsts: string[] }>

/** Fields in the order of a posting. */
const fields = ['title', 'names', 'text'] as const
/** Terms of as many talks make a part, 120 kB or so: what a word of a query loads. */
const perPart = 12_000

interface Postings {
  stemmer: Stemmer
  /** By term: talk, and how often it stands in each field, one after the other. */
  terms: Map<string, number[]>
  /** Terms of words that were stemmed already: a conference has fewer words than sentences. */
  known: Map<string, string>
}

/**
 * The full-text index of a site, by language: which talk has which terms, how often. It is in parts by the alphabet, of which
 * a query loads one for each of its words; passages are found in the texts of the talks that it gives.
 */
export class SearchIndex {
  readonly #languages = new Map<string, Postings>()

  async add(talk: number, language: string, texts: IndexedTexts): Promise<void> {
    const postings = await this.#of(language)
    const counts = new Map<string, [number, number, number]>()
    for (const [field, name] of fields.entries()) {
      for (const word of wordsIn(texts[name])) {
        let term = postings.known.get(word)
        if (term === undefined) {
          term = termOf(word, postings.stemmer.stem)
          postings.known.set(word, term)
        }
        const count = counts.get(term) ?? [0, 0, 0]
        counts.set(term, count)
        count[field] = (count[field] ?? 0) + 1
      }
    }
    for (const [term, count] of counts) {
      const list = postings.terms.get(term)
      if (list === undefined) postings.terms.set(term, [talk, ...count])
      else list.push(talk, ...count)
    }
  }

  /** What a browser needs to read the index; `parts` are written after it. */
  languages(): IndexedLanguages {
    return Object.fromEntries(
      [...this.#languages].map(([language, { stemmer, terms }]) => [
        language,
        { stems: stemmer.source !== null, firsts: ranges(terms).map(([first = '']) => first) },
      ]),
    )
  }

  /** Modules of the stemmers that the site needs, by language. */
  stemmers(): [language: string, source: string][] {
    return [...this.#languages].flatMap(
      ([
        language,
        {
          stemmer: { source },
        },
      ]) => (source === null ? [] : [[language, source] as [string, string]]),
    )
  }

  /** The parts, each made when it is asked for. */
  async *parts(): AsyncGenerator<IndexPart, void, void> {
    for (const [language, { terms }] of this.#languages) {
      for (const [number, part] of ranges(terms).entries()) {
        yield { path: `search/${language}/${number}.json`, json: JSON.stringify(indexOf(part, terms)) }
        // Others of this process have their turn.
        await setImmediate()
      }
    }
  }

  async #of(language: string): Promise<Postings> {
    const known = this.#languages.get(language)
    if (known) return known
    const made = { stemmer: await stemmerOf(language), terms: new Map(), known: new Map() }
    this.#languages.set(language, made)
    return made
  }
}

/** Terms in the order of code units, in ranges of about as many postings. */
function ranges(terms: ReadonlyMap<string, readonly number[]>): string[][] {
  const parts: string[][] = [[]]
  let size = 0
  for (const term of [...terms.keys()].sort()) {
    if (size >= perPart) {
      parts.push([])
      size = 0
    }
    parts.at(-1)?.push(term)
    size += (terms.get(term)?.length ?? 0) / 4
  }
  return parts
}

/** Terms are given to the library as the texts that have only them. */
function indexOf(part: readonly string[], terms: ReadonlyMap<string, readonly number[]>): MiniSearch {
  const texts = new Map<number, Record<(typeof fields)[number], string[]>>()
  for (const term of part) {
    const list = terms.get(term) ?? []
    for (let at = 0; at < list.length; at += 4) {
      const [talk = 0, ...counts] = list.slice(at, at + 4)
      const text = texts.get(talk) ?? { title: [], names: [], text: [] }
      texts.set(talk, text)
      for (const [field, count] of counts.entries()) {
        const name = fields[field]
        for (let times = 0; name !== undefined && times < count; times += 1) text[name].push(term)
      }
    }
  }
  const index = new MiniSearch({
    fields: [...fields],
    tokenize: (text) => (text === '' ? [] : text.split(' ')),
    processTerm: (term) => term,
  })
  for (const [id, text] of texts)
    index.add({ id, ...Object.fromEntries(fields.map((name) => [name, text[name].join(' ')])) })
  return index
}
