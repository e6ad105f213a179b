import {
  type Comparison,
  compareDetails,
  type Details,
  detailsIn,
  detailsOfPage,
  isContradicted,
} from './details.ts'
import { findPages, indexPages } from './find-layouts.ts'
import { type Grey, resized } from './grey.ts'
import { type PageSet, preparePages } from './page-set.ts'
import type { Placement } from './placement.ts'
import { refinePlacement } from './refine-placement.ts'
import { sheetIn, showsPage } from './sheet.ts'

export interface Layout {
  placement: Placement
  /** How much agrees where it was fitted, in blocks. */
  evidence: number
}

/** Pictures in which layouts are looked for; pages that are looked for. */
const mostSearches = 48
const sampledPages = 40
/** Likeness from which on a page is seen. */
const seen = 0.4
/** Below this a layout may be wrong: so many pictures are searched for one in which a page is so much better seen. */
const wellSeen = 0.65
const mostDoubts = 8
const clearlyBetter = 0.1
/** Layouts of a talk. */
const mostLayouts = 8
/** With this much more evidence a layout is fitted anew. */
const betterEvidence = 1.5

export interface Compared {
  set: PageSet
  layouts: Layout[]
  /** By picture: likeness of each page, -1 to 1; -1 for one whose details the picture contradicts. */
  likeness: Float32Array[]
  /** By picture: details of each page; null for pages that are much less like it than others. */
  details: (Comparison | null)[][]
}

/**
 * Compares each picture of a recording with each page of a deck, wherever in the picture the deck stands. `load` gives
 * a picture `pictureWidth` wide; it is called once or twice for each.
 */
export async function compareWithPages(
  pages: readonly Grey[],
  aspect: number,
  count: number,
  load: (picture: number) => Promise<Grey | null>,
  onShare: (share: number) => void,
): Promise<Compared> {
  const set = preparePages(pages, aspect)
  const first = await firstPicture(count, load)
  const likeness = Array.from({ length: count }, () => new Float32Array(pages.length).fill(-1))
  const details = likeness.map(() => pages.map((): Comparison | null => null))
  if (first === null || pages.length === 0) return { set, layouts: [], likeness, details }
  const index = indexPages(
    spread(pages.length, sampledPages).map((page) => ({ page, picture: pages[page] ?? first })),
    aspect,
    first,
  )
  const layouts: Layout[] = []
  let [searches, doubts] = [0, 0]
  const search = (picture: Grey, levels: readonly Grey[], least: number): void => {
    searches += 1
    for (const { placement, page } of findPages(index, picture, 2)) {
      const sheet = set.sheets[page]
      if (sheet === undefined || layouts.length >= mostLayouts) continue
      const refined = refinePlacement(levels, placement, sheet, set.size, set.weights)
      if (refined.likeness < least) continue
      layouts.push({ placement: refined.placement, evidence: evidenceOf(refined.likeness, page) })
      return
    }
  }
  const evidenceOf = (like: number, page: number): number => {
    const energy = set.sheets[page]?.energy ?? new Float32Array()
    return like * energy.reduce((sum, own, block) => sum + own * (set.weights[block] ?? 0), 0)
  }
  const compare = (
    levels: readonly Grey[],
    row: Float32Array,
  ): { layout: Layout | null; page: number; best: number } => {
    let found: { layout: Layout | null; page: number; best: number } = { layout: null, page: 0, best: -1 }
    for (const layout of layouts) {
      const sheet = sheetIn(levels, layout.placement, set.size)
      for (const [page, own] of set.sheets.entries()) {
        const value = showsPage(sheet, own, set.weights)
        row[page] = Math.max(row[page] ?? -1, value)
        if (value > found.best) found = { layout, page, best: value }
      }
    }
    return found
  }
  // First the layouts, from pictures all over the talk; those that no known layout explains are searched.
  for (const number of scattered(count)) {
    if (searches >= mostSearches) break
    const picture = await load(number)
    if (picture === null) continue
    const levels = halves(picture)
    const { layout, page, best } = compare(levels, new Float32Array(pages.length).fill(-1))
    if (layout === null || best < seen) search(picture, levels, seen)
    else if (best < wellSeen && doubts < mostDoubts) {
      doubts += 1
      search(picture, levels, best + clearlyBetter)
    }
    if (layout !== null && best >= seen && best * evidenceOf(1, page) > betterEvidence * layout.evidence) {
      const sheet = set.sheets[page]
      if (sheet === undefined) continue
      const refined = refinePlacement(levels, layout.placement, sheet, set.size, set.weights)
      Object.assign(layout, { placement: refined.placement, evidence: evidenceOf(refined.likeness, page) })
    }
  }
  const drawn = new Map<number, Details>()
  const compareMostLike = (row: Float32Array, shown: Details): (Comparison | null)[] => {
    const compared = pages.map((): Comparison | null => null)
    let best = -1
    for (const [rank, page] of mostLike(row).entries()) {
      const [picture, value] = [pages[page], row[page] ?? -1]
      if (picture === undefined || value < leastOfBest * best) break
      // What is not compared is not certain.
      if (rank >= mostCompared) row[page] = -1
      else {
        const own = drawn.get(page) ?? detailsOfPage(picture, set.size)
        drawn.set(page, own)
        const comparison = compareDetails(shown, own, set.weights)
        compared[page] = comparison
        if (isContradicted(comparison)) row[page] = -1
        else best = Math.max(best, value)
      }
    }
    return compared
  }
  for (const [number, row] of likeness.entries()) {
    const picture = await load(number)
    const layout = picture && compare(halves(picture), row).layout
    if (picture && layout)
      details[number] = compareMostLike(row, detailsIn(picture, layout.placement, set.size))
    onShare((number + 1) / count)
  }
  return { set, layouts, likeness, details }
}

/** Pages whose details are compared with a picture, at most; those that are much less like it than the best are not. */
const mostCompared = 24
const leastOfBest = 0.6
const leastLikeness = 0.25

/** Pages that a picture may show, the most like first. */
const mostLike = (row: Float32Array): number[] =>
  [...row.keys()]
    .filter((page) => (row[page] ?? -1) >= leastLikeness)
    .toSorted((a, b) => (row[b] ?? -1) - (row[a] ?? -1))

/** All numbers below `count`, each far from those before: 0, 1/2, 1/4, 3/4 … (van der Corput). */
function scattered(count: number): number[] {
  const bits = Math.ceil(Math.log2(Math.max(2, count)))
  return Array.from({ length: 2 ** bits }, (_, at) => {
    let reversed = 0
    for (let bit = 0; bit < bits; bit += 1) if (at & (1 << bit)) reversed |= 1 << (bits - 1 - bit)
    return reversed
  }).filter((number) => number < count)
}

async function firstPicture(
  count: number,
  load: (picture: number) => Promise<Grey | null>,
): Promise<Grey | null> {
  for (let number = 0; number < count; number += 1) {
    const picture = await load(number)
    if (picture !== null) return picture
  }
  return null
}

/** The picture, its half and its quarter. */
export function halves(picture: Grey): Grey[] {
  const half = resized(picture, picture.width >> 1, picture.height >> 1)
  return [picture, half, resized(half, half.width >> 1, half.height >> 1)]
}

/** At most `most` numbers below `count`, evenly spread. */
function spread(count: number, most: number): number[] {
  const taken = Math.min(count, most)
  return Array.from({ length: taken }, (_, at) => Math.floor(((at + 0.5) * count) / taken))
}
