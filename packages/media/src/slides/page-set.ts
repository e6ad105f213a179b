import type { Grey } from './grey.ts'
import { correlations, type Sheet, type SheetSize, sheetOfPage, sheetSize } from './sheet.ts'

/** Pages of one width by height, prepared for comparison. */
export interface PageSet {
  aspect: number
  size: SheetSize
  sheets: readonly Sheet[]
  /** How much each block counts: less where the pages do not differ, such as bars and logos. */
  weights: Float32Array
}

/** Least weight: what all pages have in common still tells a slide from a camera's picture. */
const leastWeight = 0.1

export function preparePages(pages: readonly Grey[], aspect: number): PageSet {
  const size = sheetSize(aspect)
  const sheets = pages.map((page) => sheetOfPage(page, size))
  return { aspect, size, sheets, weights: weightsOf(sheets) }
}

/**
 * 1 less the mean correlation of different pages there. Of the sum of all pages' blocks the squared length is that of
 * all pairs, so no pair is looked at by itself.
 */
function weightsOf(sheets: readonly Sheet[]): Float32Array {
  const [first] = sheets
  const weights = new Float32Array(first?.energy.length ?? 0).fill(1)
  const count = sheets.length
  if (first === undefined || count < 3) return weights
  const sum = new Float32Array(first.values.length)
  const energy = new Float32Array(weights.length)
  for (const sheet of sheets) {
    for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (sheet.values[at] ?? 0)
    for (let at = 0; at < energy.length; at += 1) energy[at] = (energy[at] ?? 0) + (sheet.energy[at] ?? 0)
  }
  const squares = new Float32Array(weights.length)
  correlations({ values: sum, energy }, { values: sum, energy }, squares)
  return weights.map((_, block) => {
    const own = energy[block] ?? 0
    const shared = ((squares[block] ?? 0) - own) / (count - 1)
    return own < 1e-3 ? 1 : Math.max(leastWeight, Math.min(1, 1 - shared / own))
  })
}
