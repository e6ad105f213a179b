import type { Grey } from './grey.ts'
import { type Corners, cornersOf, type Placement, placementOf } from './placement.ts'
import { likenessOf, type Sheet, type SheetSize, sheetIn } from './sheet.ts'

export interface Refined {
  placement: Placement
  likeness: number
}

/** A move of the corners: by `x` and `y` for each, in shares of the page's size. */
type Move = readonly (readonly [x: number, y: number])[]

/** Shifts and sizes of an upright rectangle. */
const upright: readonly Move[] = [
  [
    [1, 0],
    [1, 0],
    [1, 0],
    [1, 0],
  ],
  [
    [0, 1],
    [0, 1],
    [0, 1],
    [0, 1],
  ],
  [
    [0, 0],
    [1, 0],
    [1, 0],
    [0, 0],
  ],
  [
    [0, 0],
    [0, 0],
    [0, 1],
    [0, 1],
  ],
  [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ],
]
/** Each corner by itself: a page filmed from the side. */
const free: readonly Move[] = [0, 1, 2, 3].flatMap((corner) =>
  [
    [1, 0],
    [0, 1],
  ].map(([x = 0, y = 0]) =>
    [0, 1, 2, 3].map((other) => (other === corner ? ([x, y] as const) : ([0, 0] as const))),
  ),
)
/** A page that stands upright is seldom a little askew; what gains less is noise. */
const worthwhile = 0.03

/**
 * Moves a page's place until the picture there is most like the page: first as an upright rectangle, then each corner
 * by itself where that is clearly better.
 */
export function refinePlacement(
  levels: readonly Grey[],
  start: Placement,
  page: Sheet,
  size: SheetSize,
  weights: Float32Array,
): Refined {
  const measure = (placement: Placement): number =>
    likenessOf(sheetIn(levels, placement, size), page, weights)
  const first = { placement: start, likeness: measure(start) }
  const straight = climb(first, upright, measure, 0.02)
  const askew = climb(straight, free, measure, straight.likeness < 0.8 ? 0.04 : 0.01)
  return askew.likeness > straight.likeness + worthwhile ? askew : straight
}

function climb(
  start: Refined,
  moves: readonly Move[],
  measure: (placement: Placement) => number,
  firstStep: number,
): Refined {
  let best = start
  for (let step = firstStep; step > 0.0015; ) {
    const before = best.likeness
    for (const move of moves)
      for (const sign of [step, -step]) {
        const placement = moved(best.placement, move, sign)
        const likeness = measure(placement)
        if (likeness > best.likeness) best = { placement, likeness }
      }
    if (best.likeness - before < 0.002) step /= 2
  }
  return best
}

function moved(placement: Placement, move: Move, by: number): Placement {
  const [[left, top], , [right, bottom]] = cornersOf(placement)
  const [width, height] = [Math.abs(right - left), Math.abs(bottom - top)]
  const [a, b, c, d] = cornersOf(placement).map(([x, y], corner) => {
    const [dx, dy] = move[corner] ?? [0, 0]
    return [x + dx * by * width, y + dy * by * height] as const
  })
  const corners: Corners | null = a && b && c && d ? [a, b, c, d] : null
  return corners === null ? placement : placementOf(corners)
}
