import { type Placement, placementAt } from './placement.ts'

/** A corner of the picture (pixels) and one of a page (shares) that are alike. */
export interface Pair {
  corner: number
  x: number
  y: number
  u: number
  v: number
  page: number
}

/** Pixels by which pairs may be off, closer from step to step. */
const tolerances = [40, 24, 14, 8, 6]
/** Range of scales of a fit, in shares of what was voted for. */
const least = 0.8
const most = 1.25

/**
 * Fits an upright rectangle to pairs that mostly agree with `start`, leaving out those that do not. Null where too few
 * are left, or where they are too near to each other to tell the size.
 */
export function fitPlacement(
  pairs: readonly Pair[],
  start: { x: number; y: number; width: number; height: number },
): { placement: Placement; page: number; votes: number } | null {
  let { x, y, width, height } = start
  let kept: Pair[] = []
  for (const tolerance of tolerances) {
    kept = pairs.filter(
      (pair) =>
        Math.abs(x + pair.u * width - pair.x) < tolerance &&
        Math.abs(y + pair.v * height - pair.y) < tolerance,
    )
    if (kept.length < 6) return null
    const across = lineOf(
      kept,
      ({ u }) => u,
      ({ x: at }) => at,
    )
    const down = lineOf(
      kept,
      ({ v }) => v,
      ({ y: at }) => at,
    )
    if (across === null && down === null) return null
    const aspect = start.width / start.height
    // Text of one line tells only one of them.
    width = across?.slope ?? (down?.slope ?? height) * aspect
    height = down?.slope ?? width / aspect
    x = across?.offset ?? meanOf(kept, (pair) => pair.x - pair.u * width)
    y = down?.offset ?? meanOf(kept, (pair) => pair.y - pair.v * height)
    if (width < least * start.width || width > most * start.width) return null
    if (height < least * start.height || height > most * start.height) return null
  }
  return { placement: placementAt(x, y, width, height), ...mostSeen(kept) }
}

/** The page that most corners of the picture point to, and the number of corners that point to any. */
export function mostSeen(pairs: readonly Pair[]): { page: number; votes: number } {
  const votes = new Map<number, Set<number>>()
  for (const { page, corner } of pairs) votes.set(page, (votes.get(page) ?? new Set()).add(corner))
  const [best] = [...votes].toSorted(([a, ofA], [b, ofB]) => ofB.size - ofA.size || a - b)
  return { page: best?.[0] ?? 0, votes: new Set(pairs.map(({ corner }) => corner)).size }
}

/** Deviation in shares of the page below which the pairs tell no size. */
const spread = 0.08

/** Least squares. */
function lineOf(
  pairs: readonly Pair[],
  from: (pair: Pair) => number,
  to: (pair: Pair) => number,
): { slope: number; offset: number } | null {
  const [meanFrom, meanTo] = [meanOf(pairs, from), meanOf(pairs, to)]
  let [square, product] = [0, 0]
  for (const pair of pairs) {
    square += (from(pair) - meanFrom) ** 2
    product += (from(pair) - meanFrom) * (to(pair) - meanTo)
  }
  if (square / pairs.length < spread ** 2) return null
  const slope = product / square
  return { slope, offset: meanTo - slope * meanFrom }
}

const meanOf = (pairs: readonly Pair[], of: (pair: Pair) => number): number =>
  pairs.reduce((sum, pair) => sum + of(pair), 0) / Math.max(1, pairs.length)
