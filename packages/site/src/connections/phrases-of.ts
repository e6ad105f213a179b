/** The words of a talk as numbers, with `-1` where a phrase cannot go on. */
export interface ReadTalk {
  terms: number[]
  /** Passage and word: `passage * 65536 + word`. */
  places: number[]
  /** How much each counts. */
  weights: number[]
}

/** Terms of a language, by number. */
export interface Vocabulary {
  ids: Map<string, number>
  known: Map<string, number>
  isContent: boolean[]
  isLink: boolean[]
  /** A phrase in a single word. */
  isLong: boolean[]
  /** How often each is used in all talks. */
  counts: number[]
}

export interface FoundPhrase {
  /** Of 24 bits. */
  hash: number
  from: number
  to: number
  /** Words. */
  length: number
}

/** Words of a phrase, with those between. */
const longest = 5
const hashes = 2 ** 24

/** Two to four words with a meaning of their own that follow one another, or with a link between them, such as `of`. */
export function* phrasesOf({ terms }: ReadTalk, vocabulary: Vocabulary): Generator<FoundPhrase> {
  const { isContent, isLink, isLong } = vocabulary
  for (let from = 0; from < terms.length; from += 1) {
    let hash = 0x811c9dc5
    let content = 0
    for (let to = from; to < Math.min(terms.length, from + longest); to += 1) {
      const term = terms[to] ?? -1
      if (term < 0) break
      const counts = isContent[term] === true
      if (!counts && (to === from || isLink[term] !== true)) break
      hash = mixed(hash, term)
      if (!counts) continue
      content += 1
      if (content > 4) break
      if (content > 1 || isLong[term] === true)
        yield { hash: hash % hashes, from, to: to + 1, length: to + 1 - from }
    }
  }
}

/** FNV-1a over the bytes of a number, and spread. */
function mixed(hash: number, term: number): number {
  let next = hash
  for (let rest = term + 1; rest > 0; rest >>>= 8) next = Math.imul(next ^ (rest & 255), 0x01000193)
  return Math.imul(next ^ (next >>> 15), 0x2c1b3c6d) >>> 0
}

/**
 * In how many talks each hash is found often enough, at most 255. Almost all phrases are said once or in one talk, and need no
 * memory of their own.
 *
 * @param least how much a phrase has to count in a talk
 */
export function countTalks(
  talks: readonly ReadTalk[],
  vocabulary: Vocabulary,
  least: (talk: ReadTalk) => number,
): Uint8Array {
  const counts = new Uint8Array(hashes)
  for (const talk of talks)
    for (const hash of frequentIn(talk, vocabulary, least(talk)))
      counts[hash] = Math.min(255, (counts[hash] ?? 0) + 1)
  return counts
}

/** Hashes of the phrases that count at least so much in a talk. */
export function frequentIn(talk: ReadTalk, vocabulary: Vocabulary, least: number): Set<number> {
  const weights = new Map<number, number>()
  const frequent = new Set<number>()
  for (const { hash, from } of phrasesOf(talk, vocabulary)) {
    const weight = (weights.get(hash) ?? 0) + (talk.weights[from] ?? 1)
    weights.set(hash, weight)
    if (weight >= least) frequent.add(hash)
  }
  return frequent
}
