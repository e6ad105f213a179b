/** Width and height of a fingerprint; each cell is the mean grey value (0..255) of its part of a picture. */
export const columns = 32
export const rows = 18

/** Part of a picture, in fractions of its width and height. */
export interface Crop {
  x: number
  y: number
  width: number
  height: number
}

export const wholePicture: Crop = { x: 0, y: 0, width: 1, height: 1 }

/** Decodes a base64 fingerprint, row by row; null for invalid text. */
export function decodeFingerprint(base64: string | null): Uint8Array | null {
  const bytes = base64 === null ? null : Buffer.from(base64, 'base64')
  return bytes?.length === columns * rows ? bytes : null
}

/** Approximates the fingerprint of a part of the picture (bilinear). */
export function cropFingerprint(cells: Uint8Array, crop: Crop): Float32Array {
  const out = new Float32Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    const [top, bottom, down] = between(crop.y + ((row + 0.5) / rows) * crop.height, rows)
    for (let column = 0; column < columns; column++) {
      const [left, right, along] = between(crop.x + ((column + 0.5) / columns) * crop.width, columns)
      const at = (line: number, place: number): number => cells[line * columns + place] ?? 0
      const above = at(top, left) * (1 - along) + at(top, right) * along
      const below = at(bottom, left) * (1 - along) + at(bottom, right) * along
      out[row * columns + column] = above * (1 - down) + below * down
    }
  }
  return out
}

/** The two cells around a place (0..1), and how far it is to the second. */
function between(place: number, count: number): [first: number, second: number, share: number] {
  const middle = Math.min(count - 1, Math.max(0, place * count - 0.5))
  const first = Math.floor(middle)
  return [first, Math.min(count - 1, first + 1), middle - first]
}
