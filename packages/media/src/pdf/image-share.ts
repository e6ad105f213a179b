/** Cells of the grid on which the share is counted. */
const grid = { columns: 40, rows: 24 }
/** Images that are looked at. */
const most = 2_000

/**
 * Share of a page that images cover, 0 to 1. `corners` are three corners of each image in fractions of the page, as
 * pdf.js records them: x and y of each; boxes stand for images that are rotated.
 */
export function imageShare(corners: ArrayLike<number> | null): number {
  const covered = new Uint8Array(grid.columns * grid.rows)
  const count = Math.min(most, Math.floor((corners?.length ?? 0) / 6))
  for (let image = 0; image < count; image++) {
    const at = (place: number): number => corners?.[image * 6 + place] ?? 0
    // The fourth corner is opposite of the first
    const [xs, ys] = [
      [at(0), at(2), at(4), at(2) + at(4) - at(0)],
      [at(1), at(3), at(5), at(3) + at(5) - at(1)],
    ]
    const [left, right] = rangeOf(xs, grid.columns)
    const [top, bottom] = rangeOf(ys, grid.rows)
    for (let row = top; row < bottom; row++)
      covered.fill(1, row * grid.columns + left, row * grid.columns + Math.max(left, right))
  }
  return covered.reduce((sum, cell) => sum + cell, 0) / covered.length
}

/** First cell, and the one after the last. */
function rangeOf(places: readonly number[], cells: number): [first: number, end: number] {
  const bound = (place: number): number => Math.min(cells, Math.max(0, Math.round(place * cells)))
  return [bound(Math.min(...places)), bound(Math.max(...places))]
}
