/** Part of a picture, in shares of its width and height. */
export interface Region {
  x: number
  y: number
  width: number
  height: number
}

/** Cells of a picture in which something is new. */
export interface CellGrid {
  across: number
  down: number
}

export const wholePicture: Region = { x: 0, y: 0, width: 1, height: 1 }

/** Share of the changes of the busiest cell from which on a cell is part of the slides. */
const share = 0.25
/** Of fewer scenes each tells where slides are: a cell may have changed once. */
const few = 8
/** Parts of the width and height that are nearly all of it. */
const nearlyAll = 0.85

/**
 * Where the slides of a recording are, from the cells that changed with each scene: slides fill their place again and
 * again, what else is new somewhere is rare. The whole picture where nothing is known, or nearly all of it.
 */
export function slideRegion(scenes: readonly Uint8Array[], { across, down }: CellGrid): Region {
  const counts = new Float64Array(across * down)
  for (const cells of scenes)
    for (const [cell, one] of cells.entries()) counts[cell] = (counts[cell] ?? 0) + one
  const least = Math.max(scenes.length < few ? 1 : 2, share * Math.max(...counts))
  let [left, right, top, bottom] = [across, -1, down, -1]
  for (const [cell, count] of counts.entries()) {
    if (count < least) continue
    const [column, row] = [cell % across, Math.floor(cell / across)]
    left = Math.min(left, column)
    right = Math.max(right, column)
    top = Math.min(top, row)
    bottom = Math.max(bottom, row)
  }
  if (right < left) return wholePicture
  // The paper goes on around the text: a cell more on each side.
  const [x, y] = [Math.max(0, left - 1) / across, Math.max(0, top - 1) / down]
  const width = Math.min(across, right + 2) / across - x
  const height = Math.min(down, bottom + 2) / down - y
  return width >= nearlyAll && height >= nearlyAll ? wholePicture : { x, y, width, height }
}
