import { correlate, normalized, type Sketch } from './sketch.ts'

/** The pages of slide files, prepared for comparison. */
export interface Deck {
  /** Null for a blank page. */
  pages: readonly (Sketch | null)[]
  /** What all pages have in common (bars, logos, background); null when there is nothing. */
  common: Sketch | null
  /** Correlation of each page with `common`. */
  withCommon: readonly number[]
}

export function openDeck(pages: readonly (Sketch | null)[]): Deck {
  const common = meanOf(pages.filter((page) => page !== null))
  return { pages, common, withCommon: pages.map((page) => (page && common ? correlate(page, common) : 0)) }
}

/**
 * Likeness of a picture to each page, -1..1: half is the plain correlation, which tells slides from camera pictures;
 * half is the partial correlation given what all pages share, which tells pages of one design apart.
 */
export function compareWithPages(deck: Deck, picture: Sketch): Float32Array {
  const ofPicture = deck.common ? correlate(picture, deck.common) : 0
  const likeness = new Float32Array(deck.pages.length).fill(-1)
  for (const [index, page] of deck.pages.entries()) {
    if (page === null) continue
    const plain = correlate(page, picture)
    const ofPage = deck.withCommon[index] ?? 0
    const own = Math.sqrt(Math.max(0, (1 - ofPage ** 2) * (1 - ofPicture ** 2)))
    // A page that is all design, or the only one, has nothing of its own to compare
    const partial = own < 0.05 ? plain : (plain - ofPage * ofPicture) / own
    likeness[index] = (plain + partial) / 2
  }
  return likeness
}

function meanOf(sketches: readonly Sketch[]): Sketch | null {
  const [first] = sketches
  if (first === undefined) return null
  const sum = new Float32Array(first.length)
  for (const sketch of sketches)
    for (const [index, value] of sketch.entries()) sum[index] = (sum[index] ?? 0) + value
  return normalized(sum)
}
