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
export function greyFingerprint(pixels: Pixels): Uint8Array {
  const { data, width, height } = pixels
  const across = weightsOf(width, fingerprintSize.width)
  const down = weightsOf(height, fingerprintSize.height)
  const sums = new Float64Array(fingerprintSize.width * fingerprintSize.height)
  const line = new Float64Array(fingerprintSize.width)
  for (let y = 0; y < height; y++) {
    // Across first, then down: an addition a pixel instead of one for each of its cells.
    line.fill(0)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      const luma = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
      for (const [column, wide] of across[x] ?? []) line[column] = (line[column] ?? 0) + luma * wide
    }
    for (const [row, high] of down[y] ?? [])
      for (const [column, value] of line.entries()) {
        const cell = row * fingerprintSize.width + column
        sums[cell] = (sums[cell] ?? 0) + value * high
      }
  }
  return Uint8Array.from(sums, Math.round)
}

/** For each pixel of a side, its cells and its share of each. */
function weightsOf(pixels: number, cells: number): [cell: number, share: number][][] {
  return Array.from({ length: pixels }, (_, pixel) => {
    const from = (pixel * cells) / pixels
    const to = ((pixel + 1) * cells) / pixels
    const shares: [number, number][] = []
    for (let cell = Math.floor(from); cell < Math.min(cells, Math.ceil(to)); cell++) {
      const share = Math.min(to, cell + 1) - Math.max(from, cell)
      if (share > 1e-9) shares.push([cell, share])
    }
    return shares
  })
}
