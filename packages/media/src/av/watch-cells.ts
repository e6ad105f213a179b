/** Size of the grey pictures that are watched, and the side of a cell, in pixels. */
export const watchSize = { width: 160, height: 90, cell: 5 } as const

export const cellsAcross = watchSize.width / watchSize.cell
const cellsDown = watchSize.height / watchSize.cell
export const cellCount = cellsAcross * cellsDown
export const watchBytes = watchSize.width * watchSize.height

/** Grey levels by which a pixel may differ unchanged: compression. */
const noise = 14
/** Pixels of a cell that differ before the cell does. */
const fewPixels = 2

/** Something new in a cell: it was at rest with one content and is at rest with another. */
export interface CellChange {
  cell: number
  /** Last look with the old content at rest, and first one with the new, by number. */
  from: number
  to: number
  /** Pixels that differ. */
  pixels: number
}

/** What happened in a row of looks. */
export interface CellHistory {
  looks: number
  changes: CellChange[]
  /** For each look a byte a cell: 1 where it differs from the look before. */
  active: Uint8Array[]
  /** Looks with which most of the picture became another for good, at rest or not. */
  cuts: number[]
}

export interface CellWatch {
  /** The next look: `watchBytes` grey values, row by row. */
  see(print: Uint8Array): void
  end(): CellHistory
}

/** Share of cells that a cut changes. */
export const cutShare = 0.3
/** Looks after which a cut must still be there: a flash is none. */
const cutLasts = 2

/**
 * Watches each cell of the picture by itself. What matters is what stays: a cell changes when it has been the same for
 * `rest` more looks, and is not what it was when it last rested. So a passing pointer changes nothing, what moves all
 * the time changes nothing, and a fade changes once, when it is over.
 */
export function watchCells(rest: number): CellWatch {
  const settled = new Uint8Array(watchBytes)
  let before: Uint8Array | null = null
  /** Looks that each cell has been at rest, and the look at which it last was. */
  const still = new Int32Array(cellCount).fill(rest + 1)
  const since = new Int32Array(cellCount)
  const changes: CellChange[] = []
  const active: Uint8Array[] = []
  const cuts: number[] = []
  let cut: { at: number; old: Uint8Array } | null = null
  let movedBefore = 0
  let look = 0

  function seeCell(print: Uint8Array, old: Uint8Array, cell: number, moves: Uint8Array): void {
    const moved = differing(print, old, cell) >= fewPixels
    if (moved) moves[cell] = 1
    const calm = moved ? 0 : (still[cell] ?? 0) + 1
    still[cell] = calm
    if (calm < rest) return
    if (calm === rest) {
      const pixels = differing(print, settled, cell)
      if (pixels >= fewPixels) changes.push({ cell, from: since[cell] ?? 0, to: look - rest, pixels })
    }
    // Slow changes of light are followed.
    copyCell(print, settled, cell)
    since[cell] = look
  }

  return {
    see(print) {
      const moves = new Uint8Array(cellCount)
      if (before === null) settled.set(print)
      else for (let cell = 0; cell < cellCount; cell += 1) seeCell(print, before, cell, moves)
      active.push(moves)
      const moving = moves.reduce((sum, one) => sum + one, 0)
      if (cut !== null && look - cut.at >= cutLasts) {
        if (isOther(print, cut.old) && isOther(print, settled)) {
          cuts.push(cut.at)
          // When the old content comes back it is something new again.
          settled.set(print)
        }
        cut = null
      }
      const isCut = moving >= cutShare * cellCount && movedBefore < cutShare * cellCount
      if (before !== null && cut === null && isCut) cut = { at: look, old: before }
      movedBefore = moving
      before = Uint8Array.from(print)
      look += 1
    },
    end: () => ({ looks: look, changes, active, cuts }),
  }
}

function isOther(a: Uint8Array, b: Uint8Array): boolean {
  let count = 0
  for (let cell = 0; cell < cellCount; cell += 1) if (differing(a, b, cell) >= fewPixels) count += 1
  return count >= cutShare * cellCount
}

/** Pixels of a cell by which two looks differ. */
function differing(a: Uint8Array, b: Uint8Array, cell: number): number {
  let count = 0
  const start = startOf(cell)
  for (let row = 0; row < watchSize.cell; row += 1) {
    const from = start + row * watchSize.width
    for (let at = from; at < from + watchSize.cell; at += 1) {
      const difference = (a[at] ?? 0) - (b[at] ?? 0)
      if (difference > noise || difference < -noise) count += 1
    }
  }
  return count
}

function copyCell(from: Uint8Array, to: Uint8Array, cell: number): void {
  const start = startOf(cell)
  for (let row = 0; row < watchSize.cell; row += 1) {
    const at = start + row * watchSize.width
    to.set(from.subarray(at, at + watchSize.cell), at)
  }
}

const startOf = (cell: number): number =>
  (Math.floor(cell / cellsAcross) * watchSize.width + (cell % cellsAcross)) * watchSize.cell
