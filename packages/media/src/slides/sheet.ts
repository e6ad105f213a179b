import { blurred, type Grey, resized } from './grey.ts'
import { type Placement, place } from './placement.ts'

/** Size of a sheet: what is compared of a page, and of the part of a picture where a page may be. */
export interface SheetSize {
  width: number
  height: number
}

/** Side of a block in pixels. */
export const block = 12
const sheetWidth = 192
/** Deviation, in grey levels, from which on a block has something to compare; less is paper and noise. */
const floor = 5

/** Of pages with this width by height: whole blocks. */
export const sheetSize = (aspect: number): SheetSize => ({
  width: sheetWidth,
  height: block * Math.max(4, Math.min(24, Math.round(sheetWidth / aspect / block))),
})

/**
 * Blocks of a picture, each with mean 0 and length 1, or shorter where there is hardly anything to see; so the product
 * of two blocks is their correlation, whatever the light. Block by block, row by row.
 */
export interface Sheet {
  values: Float32Array
  /** Squared length of each block, 0 to 1. */
  energy: Float32Array
}

export const sheetOfPage = (page: Grey, size: SheetSize): Sheet =>
  sheetOf(blurredPixels(resized(page, size.width, size.height)), size)

/** Of the part of a picture that `placement` names; `levels` are the picture and its halves, the largest first. */
export function sheetIn(levels: readonly Grey[], placement: Placement, size: SheetSize): Sheet {
  return sheetOf(sampled(levels, placement, size), size)
}

/** Grey values of that part, in the sheet's size. */
export function sampled(
  levels: readonly Grey[],
  placement: Placement,
  { width, height }: SheetSize,
): Float32Array {
  const [left, top] = place(placement, 0, 0)
  const [right] = place(placement, 1, 0)
  const [, bottom] = place(placement, 0, 1)
  const perPixel = Math.min(Math.abs(right - left) / width, Math.abs(bottom - top) / height)
  const level = Math.max(0, Math.min(levels.length - 1, Math.floor(Math.log2(Math.max(1, perPixel) * 1.01))))
  const out = new Float32Array(width * height)
  const from = levels[level]
  if (from === undefined) return out
  const scale = 1 / 2 ** level
  const [a, b, c, d, e, f, g, h] = placement
  const [mostX, mostY] = [from.width - 1.001, from.height - 1.001]
  const { data, width: stride } = from
  for (let row = 0, at = 0; row < height; row += 1) {
    const v = (row + 0.5) / height
    for (let column = 0; column < width; column += 1, at += 1) {
      const u = (column + 0.5) / width
      const w = g * u + h * v + 1
      const x = Math.max(0, Math.min(mostX, ((a * u + b * v + c) / w) * scale - 0.5))
      const y = Math.max(0, Math.min(mostY, ((d * u + e * v + f) / w) * scale - 0.5))
      const [x0, y0] = [x | 0, y | 0]
      const [dx, dy] = [x - x0, y - y0]
      const base = y0 * stride + x0
      const above = (data[base] ?? 0) * (1 - dx) + (data[base + 1] ?? 0) * dx
      const below = (data[base + stride] ?? 0) * (1 - dx) + (data[base + stride + 1] ?? 0) * dx
      out[at] = above * (1 - dy) + below * dy
    }
  }
  return out
}

const blurredPixels = (picture: Grey): Float32Array => Float32Array.from(blurred(picture).data)

function sheetOf(pixels: Float32Array, { width, height }: SheetSize): Sheet {
  const [across, down] = [width / block, height / block]
  const count = block * block
  const values = new Float32Array(width * height)
  const energy = new Float32Array(across * down)
  for (let by = 0, number = 0; by < down; by += 1)
    for (let bx = 0; bx < across; bx += 1, number += 1) {
      const start = number * count
      let sum = 0
      for (let y = 0, to = start; y < block; y += 1)
        for (let x = 0, at = (by * block + y) * width + bx * block; x < block; x += 1, at += 1, to += 1) {
          const value = pixels[at] ?? 0
          values[to] = value
          sum += value
        }
      const mean = sum / count
      let square = 0
      for (let to = start; to < start + count; to += 1) {
        const value = (values[to] ?? 0) - mean
        values[to] = value
        square += value * value
      }
      const length = Math.sqrt(Math.max(square, floor * floor * count))
      for (let to = start; to < start + count; to += 1) values[to] = (values[to] ?? 0) / length
      energy[number] = square / (length * length)
    }
  return { values, energy }
}

const perBlock = block * block

/** Correlation of each pair of blocks, into `out`. */
export function correlations(a: Sheet, b: Sheet, out: Float32Array): void {
  for (let number = 0, at = 0; number < out.length; number += 1) {
    let sum = 0
    for (const end = at + perBlock; at < end; at += 1) sum += (a.values[at] ?? 0) * (b.values[at] ?? 0)
    out[number] = sum
  }
}

/** Blocks that must agree before a part of a page counts as the page, and the share of the page that they are. */
const leastBlocks = 4
const leastShare = 0.2
/** What a part that agrees wholly counts, where the whole page would count 1. */
const partCounts = 0.85

export interface Agreement {
  /** Blocks that agree, by weight. */
  both: number
  /** Blocks with something to see, of each. */
  ofPicture: number
  ofPage: number
}

export function agreementOf(picture: Sheet, page: Sheet, weights: Float32Array): Agreement {
  let [both, ofPicture, ofPage] = [0, 0, 0]
  for (let number = 0, at = 0; number < weights.length; number += 1) {
    const weight = weights[number] ?? 0
    let sum = 0
    for (const end = at + perBlock; at < end; at += 1)
      sum += (picture.values[at] ?? 0) * (page.values[at] ?? 0)
    both += weight * sum
    ofPicture += weight * (picture.energy[number] ?? 0)
    ofPage += weight * (page.energy[number] ?? 0)
  }
  return { both, ofPicture, ofPage }
}

/** Likeness of two sheets, -1 to 1: correlation of all blocks, each by its weight, for what either has to show. */
export function likenessOf(a: Sheet, b: Sheet, weights: Float32Array): number {
  const { both, ofPicture, ofPage } = agreementOf(a, b, weights)
  return both / Math.sqrt(Math.max(1e-6, ofPicture * ofPage))
}

/**
 * Likeness of a picture to a page, -1 to 1. A page that is built up step by step is shown in parts first: a picture all
 * of which is on the page is nearly as good as one of the whole page.
 */
export function showsPage(picture: Sheet, page: Sheet, weights: Float32Array): number {
  const { both, ofPicture, ofPage } = agreementOf(picture, page, weights)
  const whole = both / Math.sqrt(Math.max(1e-6, ofPicture * ofPage))
  const isPart = both >= leastBlocks && both >= leastShare * ofPage
  return isPart ? Math.max(whole, (partCounts * both) / Math.max(1e-6, ofPicture)) : whole
}
