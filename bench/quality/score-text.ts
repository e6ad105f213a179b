/** Precision, recall and F1 of one text, or means over several. */
export interface Score {
  precision: number
  recall: number
  f1: number
}

/**
 * By words, each as often as it stands there: `word_f1` of WCXB's evaluate.py. An empty reference wants an empty text.
 */
export function scoreWords(text: string, reference: string): Score {
  const found = wordsOf(text.toLowerCase())
  const wanted = wordsOf(reference.toLowerCase())
  if (wanted.length === 0 || found.length === 0) return allOrNothing(wanted.length === found.length)
  const shared = sharedCount(countEach(found), countEach(wanted))
  return withF1(shared / found.length, shared / wanted.length)
}

/** Mean of each figure over the pages, F1 too, as WCXB prints them. */
export function meanScore(scores: readonly Score[]): Score {
  return {
    precision: mean(scores.map(({ precision }) => precision)),
    recall: mean(scores.map(({ recall }) => recall)),
    f1: mean(scores.map(({ f1 }) => f1)),
  }
}

/** How many shingles of a page are right, too many and missing, as shares of all three. */
export interface ShingleCounts {
  right: number
  extra: number
  missing: number
}

const shingleWords = 4

/**
 * By runs of four words: `string_shingle_matching` of the article benchmark's evaluate.py. Case counts; a text of fewer words
 * is one shingle.
 */
export function compareShingles(text: string, reference: string): ShingleCounts {
  const found = shinglesOf(text)
  const wanted = shinglesOf(reference)
  const right = sharedCount(countEach(found), countEach(wanted))
  const extra = found.length - right
  const missing = wanted.length - right
  const all = Math.max(1, right + extra + missing)
  return { right: right / all, extra: extra / all, missing: missing / all }
}

/**
 * `metrics_from_tp_fp_fns` of the same: precision is the mean of the pages with some text, recall of those with a reference,
 * and F1 is of the two means.
 */
export function scoreShingles(pages: readonly ShingleCounts[]): Score {
  const precision = pages
    .filter(({ right, extra }) => right + extra > 0)
    .map(({ right, extra }) => right / (right + extra))
  const recall = pages
    .filter(({ right, missing }) => right + missing > 0)
    .map(({ right, missing }) => right / (right + missing))
  return withF1(mean(precision), mean(recall))
}

/** `\w+` of Python's `re`: letters and numbers of all scripts without their combining marks. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? []

function shinglesOf(text: string): string[] {
  const words = wordsOf(text)
  if (words.length === 0) return []
  const count = Math.max(1, words.length - shingleWords + 1)
  return Array.from({ length: count }, (_, from) => words.slice(from, from + shingleWords).join(' '))
}

function countEach(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

function sharedCount(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0
  for (const [item, count] of a) shared += Math.min(count, b.get(item) ?? 0)
  return shared
}

const allOrNothing = (right: boolean): Score => {
  const value = right ? 1 : 0
  return { precision: value, recall: value, f1: value }
}

const withF1 = (precision: number, recall: number): Score => ({
  precision,
  recall,
  f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
})

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
