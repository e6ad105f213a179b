/**
 * Maps the unit square of a page (0, 0 top left, 1, 1 bottom right) into a picture: a projective map, row by row, the
 * last element 1.
 */
export type Placement = readonly [number, number, number, number, number, number, number, number]

export type Point = readonly [x: number, y: number]
export type Corners = readonly [Point, Point, Point, Point]

export function place([a, b, c, d, e, f, g, h]: Placement, u: number, v: number): [x: number, y: number] {
  const w = g * u + h * v + 1
  return [(a * u + b * v + c) / w, (d * u + e * v + f) / w]
}

/** Where the page's corners are, from top left, clockwise. */
export const cornersOf = (placement: Placement): Corners => [
  place(placement, 0, 0),
  place(placement, 1, 0),
  place(placement, 1, 1),
  place(placement, 0, 1),
]

/** Unit square to quadrilateral: P. Heckbert, Fundamentals of Texture Mapping, 1989, section 2.2.3. */
export function placementOf([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Corners): Placement {
  const [dx1, dx2, sx] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3]
  const [dy1, dy2, sy] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3]
  const determinant = dx1 * dy2 - dx2 * dy1
  const g = determinant === 0 ? 0 : (sx * dy2 - dx2 * sy) / determinant
  const h = determinant === 0 ? 0 : (dx1 * sy - sx * dy1) / determinant
  return [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h]
}

/** Upright rectangle. */
export const placementAt = (x: number, y: number, width: number, height: number): Placement => [
  ...([width, 0, x] as const),
  ...([0, height, y] as const),
  ...([0, 0] as const),
]

/** Area of the page in the picture. */
export function areaOf(placement: Placement): number {
  const corners = cornersOf(placement)
  return Math.abs(
    corners.reduce((sum, [x, y], at) => {
      const [nextX, nextY] = corners[(at + 1) % 4] ?? [x, y]
      return sum + (x * nextY - nextX * y) / 2
    }, 0),
  )
}
