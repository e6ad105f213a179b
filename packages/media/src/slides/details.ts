import { type Grey, resized } from './grey.ts'
import type { Placement } from './placement.ts'
import { block as coarse, type SheetSize, sampled } from './sheet.ts'

/** A page, or the part of a picture where a page may be, at twice the size of its sheet: letters can be told apart. */
export interface Details {
  width: number
  height: number
  /** Grey values, row by row. */
  values: Float32Array
}

/** What a picture says of a page, in blocks by their weight. */
export interface Comparison {
  /** Both show the same there. */
  agreeing: number
  /** Both show something there, and not the same. */
  contradicting: number
  /** Of `contradicting`, what nothing that is laid over the page explains. */
  uncovered: number
}

const finer = 2
/** Pixels of a block: about a line high, so that what is written decides, not where lines are. */
const [across, down] = [24, 12]
/** Pixels by which what is shown may be off its place. */
const reach = 3
/** Deviation in grey levels from which on there is something to see, in a page and in a picture, which may be dark. */
const floors = { page: 6, picture: 4 }
/** Correlation from which on two blocks show the same, and below which they do not. */
const agrees = 0.6
const differs = 0.45
/** Neighbours with something that the page does not have, from which on a block is covered. */
const leastCover = 2
/** Samples across and down for a pixel. */
const samples = 2

export const detailsOfPage = (page: Grey, { width, height }: SheetSize): Details => {
  const { data } = resized(page, finer * width, finer * height)
  return lettersOf({ width: finer * width, height: finer * height, values: Float32Array.from(data) })
}

/** Of the part of a picture that `placement` names. */
export function detailsIn(picture: Grey, placement: Placement, size: SheetSize): Details {
  const [width, height] = [finer * size.width, finer * size.height]
  const many = sampled([picture], placement, { width: samples * width, height: samples * height })
  const values = new Float32Array(width * height)
  for (let y = 0, from = 0; y < samples * height; y += 1) {
    const row = Math.floor(y / samples) * width
    for (let x = 0; x < width; x += 1)
      for (const end = from + samples; from < end; from += 1)
        values[row + x] = (values[row + x] ?? 0) + (many[from] ?? 0) / samples ** 2
  }
  return lettersOf({ width, height, values })
}

/** Each value less the mean of those next to it: what is left of words are their letters. */
function lettersOf({ width, height, values }: Details): Details {
  const out = new Float32Array(values.length)
  for (let y = 0; y < height; y += 1) {
    const row = values.subarray(y * width, (y + 1) * width)
    let sum = 0
    let count = 0
    for (let x = -reachOfLetters; x < width; x += 1) {
      const [first, last] = [x - reachOfLetters - 1, x + reachOfLetters]
      if (last < width) {
        sum += row[last] ?? 0
        count += 1
      }
      if (first >= 0) {
        sum -= row[first] ?? 0
        count -= 1
      }
      if (x >= 0) out[y * width + x] = (row[x] ?? 0) - sum / count
    }
  }
  return { width, height, values: out }
}

/** Pixels on either side: a letter or two. */
const reachOfLetters = 6

/**
 * Compares what is written, block by block: means of rows do not count, so lines at the same places with other words have
 * nothing in common. What is only on the page may not be there yet, what is only in the picture may be laid over it; both
 * say nothing. `weights` are those of the sheet's blocks.
 */
export function compareDetails(picture: Details, page: Details, weights: Float32Array): Comparison {
  const columns = picture.width / across
  const rows = picture.height / down
  const own = new Uint8Array(columns * rows)
  const contradicting: number[] = []
  const comparison = { agreeing: 0, contradicting: 0, uncovered: 0 }
  const weightOf = (number: number): number =>
    weights[
      Math.floor((Math.floor(number / columns) * down) / finer / coarse) * columns + (number % columns)
    ] ?? 1
  for (let number = 0; number < own.length; number += 1) {
    const [x, y] = [(number % columns) * across, Math.floor(number / columns) * down]
    const seen = blockAt(picture, x, y)
    if (seen.energy < floors.picture ** 2) continue
    if (blockAt(page, x, y).energy < floors.page ** 2) {
      own[number] = 1
      continue
    }
    const best = bestCorrelation(page, x, y, seen)
    if (best >= agrees) comparison.agreeing += weightOf(number)
    else if (best < differs) contradicting.push(number)
  }
  for (const number of contradicting) {
    comparison.contradicting += weightOf(number)
    if (around(number, columns, rows).filter((other) => own[other] === 1).length < leastCover)
      comparison.uncovered += weightOf(number)
  }
  return comparison
}

/** Blocks that tell something about a page. */
const leastBlocks = 3
/** Shares of them that contradict a page: in all, and uncovered. */
const mostContradicting = 0.35
const mostUncovered = 0.2

/** Whether a picture cannot show the page. */
export function isContradicted({ agreeing, contradicting, uncovered }: Comparison): boolean {
  const all = agreeing + contradicting
  return all >= leastBlocks && (contradicting > mostContradicting * all || uncovered > mostUncovered * all)
}

/** Blocks that confirm a page, and the share that may contradict it nevertheless. */
const clearBlocks = 8
const clearShare = 0.1

/** Whether so much agrees that it does not matter how little of the page is to be seen. */
export const isConfirmed = ({ agreeing, contradicting }: Comparison): boolean =>
  agreeing >= clearBlocks && contradicting <= clearShare * agreeing

/** Share of a page that is shown otherwise, 0 to 1. */
export const doubtOf = ({ agreeing, uncovered }: Comparison): number =>
  uncovered / Math.max(1, agreeing + uncovered)

interface Block {
  /** Row by row, each less its mean. */
  values: Float32Array
  /** Mean of their squares. */
  energy: number
}

function blockAt({ width, values }: Details, x: number, y: number): Block {
  const out = new Float32Array(across * down)
  let square = 0
  for (let row = 0, start = 0; row < down; row += 1, start += across) {
    const from = (y + row) * width + x
    let sum = 0
    for (let column = 0; column < across; column += 1) sum += values[from + column] ?? 0
    for (let column = 0; column < across; column += 1) {
      const value = (values[from + column] ?? 0) - sum / across
      out[start + column] = value
      square += value * value
    }
  }
  return { values: out, energy: square / out.length }
}

/** The best correlation of a block with the page near its place; at the edge only with what is on the page. */
function bestCorrelation({ width, height, values }: Details, x: number, y: number, seen: Block): number {
  const length = seen.energy * seen.values.length
  let best = 0
  for (let top = Math.max(0, y - reach); top <= Math.min(height - down, y + reach); top += 1)
    for (let left = Math.max(0, x - reach); left <= Math.min(width - across, x + reach); left += 1) {
      let [product, square] = [0, 0]
      for (let row = 0, at = 0; row < down; row += 1) {
        const from = (top + row) * width + left
        let [sum, squares] = [0, 0]
        for (let column = 0; column < across; column += 1, at += 1) {
          const value = values[from + column] ?? 0
          sum += value
          squares += value * value
          product += value * (seen.values[at] ?? 0)
        }
        square += squares - (sum * sum) / across
      }
      best = Math.max(best, product / Math.sqrt(Math.max(1, length * square)))
    }
  return best
}

function around(number: number, columns: number, rows: number): number[] {
  const [column, row] = [number % columns, Math.floor(number / columns)]
  const found: number[] = []
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1)
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1)
      if (x !== column || y !== row) found.push(y * columns + x)
  return found
}
