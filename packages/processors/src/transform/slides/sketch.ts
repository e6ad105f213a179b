import { columns, rows } from './fingerprint.ts'

/**
 * A fingerprint prepared for comparison: without its outermost cells, which a border would falsify, with levelled
 * contrast, mean 0 and length 1. The product of two is their zero-mean normalised correlation, -1..1.
 */
export type Sketch = Float32Array

/** Grey levels: what differs less than this from the background is noise. */
const faint = 8
/** A picture whose cells differ by less is blank. */
const flat = 1.5

/** Null for a blank picture. */
export function sketchOf(cells: Uint8Array | Float32Array): Sketch | null {
  const inner = innerCells(cells)
  const background = quantile(inner, 0.5)
  const distances = inner.map((value) => Math.abs(value - background))
  if (Math.max(...distances) < flat) return null
  // A speaker's picture over a corner, or a dark title bar, must not outweigh the text: all strong contrasts count alike.
  // Where the limit lies was measured on drawn slides with overlays: the 65th percentile tells pages apart best.
  const strong = Math.max(faint, quantile(distances, 0.65))
  const levelled = inner.map((value) => Math.max(-1, Math.min(1, (value - background) / strong)))
  return normalized(levelled)
}

/** Product of two sketches: their correlation. */
export function correlate(a: Sketch, b: Sketch): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0)
  return sum
}

/** Mean 0 and length 1; null when all values are the same. */
export function normalized(values: Float32Array): Sketch | null {
  let mean = 0
  for (const value of values) mean += value / values.length
  let square = 0
  for (const value of values) square += (value - mean) ** 2
  const length = Math.sqrt(square)
  return length < 1e-6 ? null : values.map((value) => (value - mean) / length)
}

function innerCells(cells: Uint8Array | Float32Array): Float32Array {
  const inner = new Float32Array((columns - 2) * (rows - 2))
  let place = 0
  for (let row = 1; row < rows - 1; row++) {
    for (let column = 1; column < columns - 1; column++) inner[place++] = cells[row * columns + column] ?? 0
  }
  return inner
}

/** Of grey levels, to a level: sorting them exactly takes most of the time that a comparison takes. */
function quantile(levels: Float32Array, share: number): number {
  const counts = new Uint16Array(256)
  for (const level of levels) counts[Math.round(level)] = (counts[Math.round(level)] ?? 0) + 1
  let left = Math.floor(levels.length * share)
  return counts.findIndex((count) => {
    left -= count
    return left < 0
  })
}
