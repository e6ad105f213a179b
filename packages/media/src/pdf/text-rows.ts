/** A run of text as drawn: any unit of length, x to the right and y downward, at its baseline. */
export interface TextPiece {
  text: string
  x: number
  y: number
  width: number
  /** Font size. */
  size: number
  /** Right-to-left text. */
  rtl: boolean
}

/** Adjacent pieces on one baseline. */
export interface Fragment extends TextPiece {
  /** Index of its row from the top. */
  row: number
}

/** In the smaller font size; nearer baselines are one row. */
const sameBaseline = 0.3
/** Minimum gap of a space, in em. */
const blankGap = 0.16
/** Minimum gap of columns or cells. */
const columnGap = 1.3
/** Maximum size ratio of superscripts and subscripts. */
const scriptSize = 0.8

/** Groups pieces into rows, and adjacent pieces of a row together. From top to bottom. */
export function textRows(pieces: readonly TextPiece[]): Fragment[] {
  const rows: TextPiece[][] = []
  for (const piece of pieces.toSorted((one, other) => one.y - other.y)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row && first && piece.y - first.y <= sameBaseline * Math.min(first.size, piece.size)) row.push(piece)
    else rows.push([piece])
  }
  placeScripts(rows)
  return rows.filter((row) => row.length > 0).flatMap((row, number) => joinRow(row, number))
}

/** Superscripts and subscripts join the row of their letters. */
function placeScripts(rows: TextPiece[][]): void {
  for (const [index, row] of rows.entries()) {
    for (const near of [rows[index - 1], rows[index + 1]]) {
      if (!near) continue
      const moved = row.filter((piece) => near.some((base) => isScriptOf(piece, base)))
      if (moved.length === 0) continue
      near.push(...moved)
      row.splice(0, row.length, ...row.filter((piece) => !moved.includes(piece)))
    }
  }
}

function isScriptOf(piece: TextPiece, base: TextPiece): boolean {
  if (piece.size > scriptSize * base.size || Math.abs(piece.y - base.y) > 0.6 * base.size) return false
  const gap = Math.max(piece.x - (base.x + base.width), base.x - (piece.x + piece.width))
  return Math.abs(gap) <= 0.3 * base.size
}

function joinRow(row: TextPiece[], number: number): Fragment[] {
  const fragments: Fragment[] = []
  for (const piece of row.toSorted((one, other) => one.x - other.x)) {
    const last = fragments.at(-1)
    const gap = last === undefined ? Number.POSITIVE_INFINITY : piece.x - (last.x + last.width)
    const size = Math.max(piece.size, last?.size ?? 0)
    if (last === undefined || gap > columnGap * size) fragments.push({ ...piece, row: number })
    else if (!isDoubled(piece, last)) append(last, piece, gap > blankGap * size)
  }
  // A lone space is no text, but it affected its neighbours.
  return fragments.filter(({ text }) => text.trim() !== '')
}

/** Bold and shadowed letters are often drawn twice, slightly apart. */
function isDoubled(piece: TextPiece, last: TextPiece): boolean {
  const offset = last.x + last.width - (piece.x + piece.width)
  return last.text.endsWith(piece.text) && Math.abs(offset) < 0.12 * piece.size && piece.text.trim() !== ''
}

function append(last: Fragment, piece: TextPiece, apart: boolean): void {
  const blank = apart && !/\s$/u.test(last.text) && !/^\s/u.test(piece.text) ? ' ' : ''
  last.text = last.rtl && piece.rtl ? piece.text + blank + last.text : last.text + blank + piece.text
  last.width = Math.max(last.width, piece.x + piece.width - last.x)
  // A row's size comes from its letters, not from a superscript or a bullet.
  last.size = piece.text.trim().length > 1 ? Math.max(last.size, piece.size) : last.size
}
