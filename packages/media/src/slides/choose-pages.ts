import { choosePath } from './choose-path.ts'
import { type Comparison, doubtOf, isConfirmed } from './details.ts'
import { withoutDoubtful } from './without-doubtful.ts'

/** Likeness from which on a picture may show a page. */
export const enough = 0.33
/** Share of the likeness usual in the talk that a sure page has. */
const shareOfUsual = 0.55
/** Margin in likeness to anything else that a sure page has. */
const clear = 0.04
/**
 * Share of its difference to any other page that the picture must show: pages that are not in the file are nearly as much
 * like several others of their design. Below the second share likeness must be higher.
 */
const ownShare = 0.25
const mostlyOwn = 0.5
const sureOfLess = 0.45
/** What the full difference between two pages that hardly differ counts. */
const fullDifference = 0.3
/** Difference of two pages, 0 to 1, from which on a picture can tell them apart. */
const tellable = 0.03

export interface ChosenPage {
  page: number
  /** 0 to 1: likeness. */
  confidence: number
}

/**
 * What each picture shows; null for no page, and where it is not certain which. `difference` of two pages is 0 for those
 * that look the same, 1 for those that have nothing in common. `details` are those of the pages that a picture is most
 * like.
 */
export function choosePages(
  likeness: readonly Float32Array[],
  difference: (a: number, b: number) => number,
  details: readonly (readonly (Comparison | null)[])[] = [],
): (ChosenPage | null)[] {
  const judged = likeness.map((row) => judge(row, difference))
  const usual = usualOf(likeness)
  const chosen = choosePath(judged, enough).map(({ page, margin }, picture): ChosenPage | null => {
    if (page === null) return null
    const row = likeness[picture] ?? new Float32Array()
    const confidence = row[page] ?? 0
    const own = ownOf(row, page, difference)
    const compared = details[picture]?.[page] ?? null
    const least =
      compared && isConfirmed(compared)
        ? enough
        : Math.max(own >= mostlyOwn ? enough : sureOfLess, shareOfUsual * usual)
    return own >= ownShare && margin >= clear && confidence >= least ? { page, confidence } : null
  })
  return withoutDoubtful(chosen, (picture, page) => {
    const compared = details[picture]?.[page] ?? null
    return compared === null ? 0 : doubtOf(compared)
  })
}

/**
 * Pages that hardly differ are hardly less like each other's pictures. What counts is how much of the difference between
 * them the picture shows: all of it is clear evidence, none of it leaves the choice to the order.
 */
function judge(row: Float32Array, difference: (a: number, b: number) => number): Float32Array {
  let best = 0
  for (let page = 1; page < row.length; page += 1) if ((row[page] ?? -1) > (row[best] ?? -1)) best = page
  const most = row[best] ?? -1
  if (most < enough) return row
  return row.map((value, page) => {
    if (page === best || most - value >= fullDifference) return value
    const apart = difference(best, page)
    const shownOf = Math.min(1, (most - value) / Math.max(1e-6, most * apart))
    const known = Math.min(1, apart / tellable)
    return Math.min(value, most - fullDifference * shownOf * known)
  })
}

/** How much of the difference to any other page the picture shows, of those that can be told apart. */
function ownOf(row: Float32Array, page: number, difference: (a: number, b: number) => number): number {
  const value = row[page] ?? 0
  let least = 1
  for (const [other, like] of row.entries()) {
    // What is much less like it than half shows more than half of any difference.
    if (other === page || like < value * (1 - mostlyOwn)) continue
    const apart = difference(page, other)
    if (apart >= tellable) least = Math.min(least, (value - like) / Math.max(1e-6, value * apart))
  }
  return least
}

/** Median of the best likeness of the pictures that show something. */
function usualOf(likeness: readonly Float32Array[]): number {
  const best = Float64Array.from(likeness, (row) => Math.max(-1, ...row))
    .filter((value) => value >= enough)
    .sort()
  return best[best.length >> 1] ?? 0
}
