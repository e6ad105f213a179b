import { repeatedRows } from './repeated-rows.ts'

/** Columns and rows of a fingerprint. */
export const fingerprintSize = { width: 32, height: 18 } as const

/** Canvas pixels: 4 bytes each (red, green, blue, alpha), row by row. */
export interface Pixels {
  data: Uint8ClampedArray
  width: number
  height: number
}

/**
 * Grey values of a picture scaled to 32 × 18: the luma of ITU-R BT.601 (0.299 red, 0.587 green, 0.114 blue), averaged
 * by area. Identifies the slide in a video frame.
 */
export function greyFingerprint({ data, width, height }: Pixels): Uint8Array {
  const across = weightsOf(width, fingerprintSize.width)
  const down = weightsOf(height, fingerprintSize.height)
  const sums = new Float64Array(fingerprintSize.width * fingerprintSize.height)
  const line = new Float64Array(fingerprintSize.width)
  const repeats = repeatedRows({ data, width, height }, 1)
  // Across first, then down: an addition a pixel instead of one for each of its cells.
  const addAcross = (y: number): void => {
    line.fill(0)
    let share = 0
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      const luma = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
      const first = across.first[x] ?? 0
      const end = first + (across.cells[x] ?? 0)
      for (let column = first; column < end; column++)
        line[column] = (line[column] ?? 0) + luma * (across.shares[share++] ?? 0)
    }
  }
  for (let y = 0; y < height; y++) {
    if (!repeats(y)) addAcross(y)
    const first = down.first[y] ?? 0
    for (let cell = 0; cell < (down.cells[y] ?? 0); cell++) {
      const high = down.shares[(down.places[y] ?? 0) + cell] ?? 0
      const row = (first + cell) * fingerprintSize.width
      for (let column = 0; column < fingerprintSize.width; column++)
        sums[row + column] = (sums[row + column] ?? 0) + (line[column] ?? 0) * high
    }
  }
  return Uint8Array.from(sums, Math.round)
}

/** For each pixel of a side its first cell, the number of its cells, and its share of each, one after the other. */
interface Weights {
  first: Uint16Array
  cells: Uint16Array
  /** Where its shares begin. */
  places: Uint32Array
  shares: Float64Array
}

function weightsOf(pixels: number, cells: number): Weights {
  const weights = {
    first: new Uint16Array(pixels),
    cells: new Uint16Array(pixels),
    places: new Uint32Array(pixels),
  }
  const shares: number[] = []
  for (let pixel = 0; pixel < pixels; pixel++) {
    const from = (pixel * cells) / pixels
    const to = ((pixel + 1) * cells) / pixels
    const first = Math.min(cells - 1, Math.floor(from + 1e-9))
    const end = Math.min(cells, Math.max(first + 1, Math.ceil(to - 1e-9)))
    weights.first[pixel] = first
    weights.cells[pixel] = end - first
    weights.places[pixel] = shares.length
    for (let cell = first; cell < end; cell++) shares.push(Math.min(to, cell + 1) - Math.max(from, cell))
  }
  return { ...weights, shares: Float64Array.from(shares) }
}
