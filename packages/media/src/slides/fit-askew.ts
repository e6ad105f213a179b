import type { Pair } from './fit-placement.ts'
import { areaOf, cornersOf, type Placement, place } from './placement.ts'

/** Guesses from four pairs each: enough for one of right pairs alone where a third of all are right. */
const guesses = 500
/** Pairs that are looked at. */
const mostPairs = 600
/** Pixels by which a pair may be off, closer from step to step. */
const tolerances = [8, 6, 5]
/** Distance in shares of the page that the pairs of a guess keep from each other. */
const apart = 0.2
/** A screen filmed from the side: sides are at most so many times as long as those opposite. */
const mostLean = 1.8
/** Range of the area, in shares of what was voted for. */
const [least, most] = [0.5, 1.7]

/**
 * Fits a projective placement to pairs of which many are wrong (RANSAC; M. Fischler, R. Bolles, 1981), the same for the
 * same pairs. Null where none has sensible sides. `votes` are the corners of the picture that agree.
 */
export function fitAskew(
  all: readonly Pair[],
  start: { width: number; height: number },
): { placement: Placement; pairs: Pair[] } | null {
  const pairs = all.filter((_, at) => at % Math.ceil(all.length / mostPairs) === 0)
  const next = numbersBelow(pairs.length)
  let best: { placement: Placement; pairs: Pair[] } | null = null
  for (let guess = 0; guess < guesses && pairs.length >= 4; guess += 1) {
    const four = [next(), next(), next(), next()].flatMap((at) => pairs[at] ?? [])
    if (!areApart(four)) continue
    const placement = solved(four)
    if (placement === null || !isSensible(placement, start)) continue
    const agreeing = agreeingWith(placement, pairs, tolerances[0] ?? 0)
    if (agreeing.length > (best?.pairs.length ?? 0)) best = { placement, pairs: agreeing }
  }
  for (const tolerance of tolerances) {
    if (best === null) return null
    const placement = solved(best.pairs)
    if (placement === null || !isSensible(placement, start)) return null
    best = { placement, pairs: agreeingWith(placement, all, tolerance) }
  }
  return best
}

const agreeingWith = (placement: Placement, pairs: readonly Pair[], tolerance: number): Pair[] =>
  pairs.filter((pair) => {
    const [x, y] = place(placement, pair.u, pair.v)
    return Math.abs(x - pair.x) < tolerance && Math.abs(y - pair.y) < tolerance
  })

const areApart = (four: readonly Pair[]): boolean =>
  four.every((one, at) =>
    four.slice(at + 1).every((other) => Math.hypot(one.u - other.u, one.v - other.v) >= apart),
  )

function isSensible(placement: Placement, { width, height }: { width: number; height: number }): boolean {
  const area = areaOf(placement) / (width * height)
  const corners = cornersOf(placement)
  const [top = 0, right = 0, bottom = 0, left = 0] = corners.map(([x, y], at) => {
    const [nextX, nextY] = corners[(at + 1) % 4] ?? [x, y]
    return Math.hypot(nextX - x, nextY - y)
  })
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = corners
  return (
    area > least &&
    area < most &&
    Math.max(top / bottom, bottom / top, left / right, right / left) < mostLean &&
    Math.min(x1, x2) > Math.max(x0, x3) &&
    Math.min(y2, y3) > Math.max(y0, y1)
  )
}

/** Least squares of what is linear in the placement: x (g u + h v + 1) = a u + b v + c, and the same for y. */
function solved(pairs: readonly Pair[]): Placement | null {
  const system = Array.from({ length: 8 }, () => new Float64Array(9))
  const add = (row: readonly number[]): void => {
    for (const [at, sums] of system.entries())
      for (const [other, value] of row.entries()) sums[other] = (sums[other] ?? 0) + (row[at] ?? 0) * value
  }
  for (const { x, y, u, v } of pairs) {
    const [px, py] = [x / unit, y / unit]
    add([u, v, 1, 0, 0, 0, -u * px, -v * px, px])
    add([0, 0, 0, u, v, 1, -u * py, -v * py, py])
  }
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = eliminated(system) ?? []
  if (a === 0) return null
  return [a * unit, b * unit, c * unit, d * unit, e * unit, f * unit, g, h]
}

/** Pixels in the unit of the system, so that its numbers are of one size. */
const unit = 1_000

/** Gauss-Jordan with pivots; null where there is no one solution. */
function eliminated(system: readonly Float64Array[]): number[] | null {
  const rows = [...system]
  for (let at = 0; at < rows.length; at += 1) {
    let pivot = at
    for (let row = at + 1; row < rows.length; row += 1)
      if (Math.abs(rows[row]?.[at] ?? 0) > Math.abs(rows[pivot]?.[at] ?? 0)) pivot = row
    const [first, other] = [rows[pivot], rows[at]]
    const divisor = first?.[at] ?? 0
    if (first === undefined || other === undefined || Math.abs(divisor) < 1e-12) return null
    rows[pivot] = other
    rows[at] = first.map((value) => value / divisor)
    for (const [row, values] of rows.entries()) {
      const factor = values[at] ?? 0
      if (row !== at) rows[row] = values.map((value, column) => value - factor * (rows[at]?.[column] ?? 0))
    }
  }
  return rows.map((values) => values[rows.length] ?? 0)
}

/** Numbers that are the same each time. */
function numbersBelow(count: number): () => number {
  let state = 20_260_201
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * count)
  }
}
