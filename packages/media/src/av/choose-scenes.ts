import { type CellChange, type CellHistory, cellCount, cutShare } from './watch-cells.ts'

export interface ChooseScenesOptions {
  /** Maximum scenes. */
  most: number
  /** Whether looks are so near to each other that what moves is in motion in most of them. */
  dense: boolean
  /** More scenes than this, and one in so many seconds, are probably motion, in looks that are not dense. */
  few: number
  secondsEach: number
}

/** Something new in the picture. */
export interface Scene {
  /** Look that shows it first at rest. */
  at: number
  /** Last look without it; the scene begins after it. Equal to `at` for the first scene. */
  after: number
  /** Cells with something new; none for the first scene and for a cut to what moves. */
  cells: readonly number[]
}

/** Looks on either side within which a cell that mostly moves is restless: a speaker, an inset. */
const window = 16
const restlessShare = 0.5
/** Pixels that must have changed: less is a pointer. */
const leastPixels = 6
const leastCells = 2
/** Looks of both windows in which a cell of a small change may move, apart from it and from large changes. */
const mostUnrest = 3
/** Share of cells from which on a change is large. */
const largeShare = 0.05
/** Dense looks within which cells change together. */
const together = 1
/** Looks that a fade takes at most; what comes to rest after a longer unrest is new when it does. */
const longestFade = 5
/** A scene is passing if the next one begins within so many seconds: pages are being turned. */
const passing = 1.2
/** Seconds for which passing scenes may be left out. */
const longestPassing = 3

/** Selects the looks at which something new is there to stay; the first look is always one. In order of time. */
export function chooseScenes(
  times: readonly number[],
  history: CellHistory,
  { most, dense, few, secondsEach }: ChooseScenesOptions,
): Scene[] {
  if (history.looks === 0) return []
  const seconds = (times.at(-1) ?? 0) - (times[0] ?? 0)
  const spread = dense ? together : 0
  let found = scenesWhere(history, spread, () => true)
  if (dense || found.length > Math.max(few, 1 + seconds / secondsEach)) {
    const isCounted = isCalm(movesOf(history))
    found = scenesWhere(history, spread, isCounted)
    if (dense) found = scenesWhere(history, spread, isCounted, isSteady(history, found))
  }
  const first: Weighed = { at: 0, after: 0, cells: [], pixels: Number.POSITIVE_INFINITY }
  const all = [first, ...found.filter(({ at }) => at > 0)]
  // In dense looks what passes does not come to rest.
  return (dense ? all : withoutPassing(all, times))
    .toSorted((a, b) => b.pixels - a.pixels || a.at - b.at)
    .slice(0, most)
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, after, cells }) => ({ at, after, cells }))
}

interface Weighed extends Scene {
  pixels: number
}

function scenesWhere(
  history: CellHistory,
  spread: number,
  isCounted: (cell: number, look: number) => boolean,
  isSure: (scene: Scene) => boolean = () => true,
): Weighed[] {
  const groups: { at: number; changes: CellChange[] }[] = []
  const changes = history.changes.toSorted((a, b) => a.to - b.to || a.cell - b.cell)
  for (const change of changes) {
    const last = groups.at(-1)
    if (last && change.to - last.at <= spread) last.changes.push(change)
    else groups.push({ at: change.to, changes: [change] })
  }
  const seen = groups.flatMap(({ at, changes: all }): Weighed[] => {
    const calm = all.filter(({ cell, from, to }) => isCounted(cell, from) && isCounted(cell, to))
    // A picture that comes to rest as a whole is new, whatever moved before it.
    const own = all.length >= cutShare * cellCount ? all : calm
    const pixels = own.reduce((sum, change) => sum + change.pixels, 0)
    if (pixels < leastPixels || own.length < leastCells) return []
    const after = beginOf(at, beforeMost(own, pixels))
    const scene = { at, after, cells: own.map(({ cell }) => cell), pixels }
    return isSure(scene) ? [scene] : []
  })
  const isNear = (cut: number): boolean => seen.some(({ at, after }) => cut >= after && cut <= at + spread)
  const cuts = history.cuts
    .filter((cut) => !isNear(cut))
    .map((cut) => ({ at: cut, after: cut - 1, cells: [], pixels: cellCount }))
  return [...seen, ...cuts].toSorted((a, b) => a.at - b.at)
}

const beginOf = (at: number, after: number): number => (at - after > longestFade ? at - 1 : after)

/** The last look before half of what changes began to do so: cells next to a speaker may have been restless before. */
function beforeMost(changes: readonly CellChange[], pixels: number): number {
  let seen = 0
  for (const change of changes.toSorted((a, b) => a.from - b.from)) {
    seen += change.pixels
    if (seen >= pixels / 2) return change.from
  }
  return 0
}

type Moves = (cell: number, from: number, to: number) => { moves: number; looks: number }

/** In how many of the looks from one to before another a cell moves. */
function movesOf({ active, looks }: Pick<CellHistory, 'active' | 'looks'>): Moves {
  const sums = new Int32Array((looks + 1) * cellCount)
  for (const [look, moves] of active.entries())
    for (let cell = 0; cell < cellCount; cell += 1)
      sums[(look + 1) * cellCount + cell] = (sums[look * cellCount + cell] ?? 0) + (moves[cell] ?? 0)
  return (cell, from, to) => {
    const [first, last] = [Math.max(0, from), Math.min(looks, to)]
    if (last <= first) return { moves: 0, looks: 0 }
    const moves = (sums[last * cellCount + cell] ?? 0) - (sums[first * cellCount + cell] ?? 0)
    return { moves, looks: last - first }
  }
}

/** Whether a cell is mostly at rest around a look. */
function isCalm(movesIn: Moves): (cell: number, look: number) => boolean {
  const isQuiet = (cell: number, from: number, to: number): boolean => {
    const { moves, looks } = movesIn(cell, from, to)
    return looks === 0 || moves / looks < restlessShare
  }
  // An inset that comes or goes moves on one side only.
  return (cell, look) => isQuiet(cell, look - window, look) && isQuiet(cell, look + 1, look + 1 + window)
}

/**
 * Whether a change is large, or in cells that move little but for large changes. A speaker who stands still now and
 * then comes to rest, too, at another place.
 */
function isSteady(history: CellHistory, found: readonly Scene[]): (scene: Scene) => boolean {
  const isLarge = ({ cells }: Scene): boolean => cells.length >= largeShare * cellCount
  const active = history.active.map((moves) => Uint8Array.from(moves))
  for (const { at, after, cells } of found.filter(isLarge))
    for (const moves of active.slice(after, at + 1)) for (const cell of cells) moves[cell] = 0
  const movesIn = movesOf({ active, looks: history.looks })
  return (scene) => {
    const { at, after, cells } = scene
    if (isLarge(scene)) return true
    const isStill = (cell: number): boolean =>
      movesIn(cell, after - window, after + 1).moves + movesIn(cell, at + 1, at + 1 + window).moves <=
      mostUnrest
    return cells.filter(isStill).length >= leastCells
  }
}

function withoutPassing(scenes: readonly Weighed[], times: readonly number[]): Weighed[] {
  const timeOf = ({ at }: Scene): number => times[at] ?? 0
  let since = 0
  return scenes.filter((scene, position) => {
    const next = scenes[position + 1]
    const time = timeOf(scene)
    const stays = next === undefined || timeOf(next) - time > passing || time - since > longestPassing
    if (stays) since = next === undefined ? time : timeOf(next)
    return stays || position === 0
  })
}
