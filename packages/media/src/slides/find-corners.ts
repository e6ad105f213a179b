import type { Grey } from './grey.ts'

export interface Corner {
  x: number
  y: number
}

/** Bresenham circle of radius 3, clockwise from the top. */
const circle = [
  [0, -3],
  [1, -3],
  [2, -2],
  [3, -1],
  [3, 0],
  [3, 1],
  [2, 2],
  [1, 3],
  [0, 3],
  [-1, 3],
  [-2, 2],
  [-3, 1],
  [-3, 0],
  [-3, -1],
  [-2, -2],
  [-1, -3],
] as const
/** Grey levels by which the circle must be lighter or darker. */
const threshold = 12
/** Pixels at the edge without corners: descriptors reach that far. */
const edge = 17

/**
 * Corners by FAST-9 (E. Rosten, T. Drummond, Machine learning for high-speed corner detection, 2006): nine pixels of the
 * circle in a row are lighter or darker than its centre. The strongest of each square of `cell` pixels stay, at most
 * `perCell`, so that they are spread over the picture.
 */
export function findCorners({ width, height, data }: Grey, cell: number, perCell: number): Corner[] {
  const offsets = Int32Array.from(circle, ([x, y]) => y * width + x)
  const across = Math.ceil(width / cell)
  const cells = new Map<number, { x: number; y: number; score: number }[]>()
  for (let y = edge; y < height - edge; y += 1)
    for (let x = edge; x < width - edge; x += 1) {
      const score = scoreAt(data, y * width + x, offsets)
      if (score === 0) continue
      const key = Math.floor(y / cell) * across + Math.floor(x / cell)
      const known = cells.get(key)
      if (known === undefined) cells.set(key, [{ x, y, score }])
      else add(known, { x, y, score }, perCell)
    }
  return [...cells.values()].flat().map(({ x, y }) => ({ x, y }))
}

/** Keeps the strongest, none within two pixels of a stronger one. */
function add(
  known: { x: number; y: number; score: number }[],
  one: { x: number; y: number; score: number },
  most: number,
): void {
  const near = known.findIndex(({ x, y }) => Math.abs(x - one.x) <= 2 && Math.abs(y - one.y) <= 2)
  if (near >= 0) {
    if ((known[near]?.score ?? 0) < one.score) known[near] = one
    return
  }
  if (known.length < most) {
    known.push(one)
    return
  }
  let weakest = 0
  for (let at = 1; at < known.length; at += 1)
    if ((known[at]?.score ?? 0) < (known[weakest]?.score ?? 0)) weakest = at
  if ((known[weakest]?.score ?? 0) < one.score) known[weakest] = one
}

/** Sum of the contrasts of the circle; 0 where there is no corner. */
function scoreAt(data: Grey['data'], at: number, offsets: Int32Array): number {
  const [up, right, down, left] = [offsets[0] ?? 0, offsets[4] ?? 0, offsets[8] ?? 0, offsets[12] ?? 0]
  const centre = data[at] ?? 0
  const [high, low] = [centre + threshold, centre - threshold]
  const [n, e, so, w] = [
    data[at + up] ?? 0,
    data[at + right] ?? 0,
    data[at + down] ?? 0,
    data[at + left] ?? 0,
  ]
  // Of nine in a row two neighbours of the four main points are part.
  const lighter = (n > high ? 1 : 0) + (e > high ? 1 : 0) + (so > high ? 1 : 0) + (w > high ? 1 : 0)
  const darker = (n < low ? 1 : 0) + (e < low ? 1 : 0) + (so < low ? 1 : 0) + (w < low ? 1 : 0)
  if (lighter < 2 && darker < 2) return 0
  let run = 0
  let longest = 0
  let side = 0
  let sum = 0
  for (let step = 0; step < 25; step += 1) {
    const value = data[at + (offsets[step & 15] ?? 0)] ?? 0
    const now = value > high ? 1 : value < low ? -1 : 0
    run = now !== 0 && now === side ? run + 1 : now === 0 ? 0 : 1
    side = now
    if (run > longest) longest = run
    if (step < 16 && now !== 0) sum += Math.abs(value - centre)
  }
  return longest >= 9 ? sum : 0
}
