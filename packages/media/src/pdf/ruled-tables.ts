import { cleanText } from './clean-text.ts'
import { findGrids, type Grid } from './find-grids.ts'
import { beginsPoint } from './goes-on.ts'
import type { Rule, Rules } from './read-rules.ts'
import { joinRows } from './text-lines.ts'
import type { TextPiece } from './text-piece.ts'
import { textRows } from './text-rows.ts'

/** Share of the cells that have text: drawings have fewer. */
const filled = 0.5
/**
 * Of a cell, as longer ones are parts of a page in frames; ratio of the sizes of letters, as the lines of a design part
 * titles, contents and footers; lines of text in a row above which a table of two rows has no lines between its rows.
 */
const most = { chars: 300, lines: 6, sizes: 2, linesOfRow: 2 } as const

/** Pieces with a piece for each ruled table, which stands for the text within. */
export function takeRuledTables(pieces: readonly TextPiece[], rules: Rules): TextPiece[] {
  let left = [...pieces]
  for (const grid of findGrids(rules)) {
    const within = left.filter((piece) => isWithin(grid, piece))
    const table = tableOf(grid, within)
    if (table === null) continue
    const taken = new Set(within)
    left = [...left.filter((piece) => !taken.has(piece)), table]
  }
  return left
}

const middleOf = ({ x, y, width, size }: TextPiece): { x: number; y: number } => ({
  x: x + width / 2,
  y: y - 0.3 * size,
})

function isWithin({ columns, rows }: Grid, piece: TextPiece): boolean {
  const { x, y } = middleOf(piece)
  return indexOf(columns, x) !== -1 && indexOf(rows, y) !== -1
}

/** Number of the strip between edges; -1 outside. */
function indexOf(edges: readonly number[], place: number): number {
  const next = edges.findIndex((edge) => edge > place)
  return next <= 0 ? -1 : next - 1
}

function tableOf(grid: Grid, pieces: readonly TextPiece[]): TextPiece | null {
  const { columns, rows } = grid
  if (pieces.some(({ rtl }) => rtl) || !isOneSize(pieces)) return null
  const cells = rows.slice(1).map(() => columns.slice(1).map((): TextPiece[] => []))
  for (const piece of pieces.flatMap((one) => splitAtRules(grid, one))) {
    const { x, y } = middleOf(piece)
    const row = indexOf(rows, y)
    // The rest of a piece that was split may go on beyond the last line.
    const column = x >= (columns.at(-1) ?? 0) ? columns.length - 2 : Math.max(0, indexOf(columns, x))
    cells[row]?.[cellAt(grid, row, column)]?.push(piece)
  }
  const texts = cells.map((row) => row.map(linesOf))
  const tall = texts.filter((row) => row.some((lines) => lines.length > 0))
  if (!isTable(tall)) return null
  const used = tall.map((row) => row.map((lines) => lines.join(' ')))
  const [top = 0] = rows
  const size = pieces.map((piece) => piece.size).toSorted((a, b) => a - b)[pieces.length >> 1] ?? 0
  const [x = 0] = columns
  return {
    text: used.flat().filter(Boolean).join(' '),
    x,
    y: top + size,
    width: (columns.at(-1) ?? x) - x,
    size,
    rtl: false,
    font: '',
    mono: false,
    table: { rows: used, bottom: rows.at(-1) ?? top },
  }
}

/** The first of the columns that are one in this row: no line stands before the others. */
function cellAt({ rows, columns, down }: Grid, row: number, column: number): number {
  const middle = ((rows[row] ?? 0) + (rows[row + 1] ?? 0)) / 2
  let first = column
  while (first > 0 && !isRuled(down, columns[first] ?? 0, middle)) first -= 1
  return first
}

const isRuled = (down: readonly Rule[], x: number, y: number): boolean =>
  down.some(({ at, from, to }) => Math.abs(at - x) < 6 && from <= y && to >= y)

/** Parts of a piece that goes over lines: pdf.js joins what stands close together. */
function splitAtRules({ columns, rows, down }: Grid, piece: TextPiece): TextPiece[] {
  const { x, width, text, size } = piece
  const { y } = middleOf(piece)
  const row = indexOf(rows, y)
  const middle = ((rows[row] ?? y) + (rows[row + 1] ?? y)) / 2
  const edge = columns.find(
    (place) => place > x + 0.3 * size && place < x + width - 0.3 * size && isRuled(down, place, middle),
  )
  if (edge === undefined) return [piece]
  const at = breakAt(text, (edge - x) / width)
  const share = at / text.length
  const [left, right] = [text.slice(0, at), text.slice(at)]
  if (left.trim() === '' || right.trim() === '') return [piece]
  const rest = {
    ...piece,
    text: right,
    x: Math.max(edge, x + share * width) + 0.01,
    width: (1 - share) * width,
  }
  return [{ ...piece, text: left, width: edge - x }, ...splitAtRules({ columns, rows, down }, rest)]
}

/** Where a text is broken: at the blank that is nearest to this share of it, unless all are far. */
function breakAt(text: string, share: number): number {
  const wanted = share * text.length
  const blanks = [...text.matchAll(/\s+/gu)].map(({ index }) => index)
  const [best] = blanks.toSorted((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted))
  const isNear = best !== undefined && Math.abs(best - wanted) <= Math.max(2, 0.2 * text.length)
  return isNear ? best : Math.round(wanted)
}

const linesOf = (pieces: readonly TextPiece[]): string[] =>
  joinRows(textRows(pieces), 0)
    .map(({ text }) => cleanText(text))
    .filter((text) => text !== '')

/** Whether cells are those of a table and not of a drawing, of parts of a page, or of rows that no lines part. */
function isTable(rows: readonly string[][][]): boolean {
  const cells = rows.flat()
  const texts = cells.filter((lines) => lines.length > 0)
  const isUnparted =
    rows.length <= 2 && rows.some((row) => row.every(({ length }) => length > most.linesOfRow))
  return (
    rows.length >= 2 &&
    texts.length >= filled * cells.length &&
    rows.some((row) => row.filter(({ length }) => length > 0).length >= 2) &&
    !isUnparted &&
    texts.every(
      (lines) =>
        lines.length <= most.lines && lines.join(' ').length <= most.chars && !lines.some(beginsPoint),
    )
  )
}

function isOneSize(pieces: readonly TextPiece[]): boolean {
  const sizes = pieces.filter(({ text }) => text.trim().length > 2).map(({ size }) => size)
  return Math.max(...sizes) <= most.sizes * Math.min(...sizes)
}
