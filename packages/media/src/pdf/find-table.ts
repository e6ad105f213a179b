import { beginsPoint } from './goes-on.ts'
import type { TextLine } from './text-lines.ts'
import type { Fragment } from './text-rows.ts'

/** Rows and columns of a table at least. */
const fewest = 2
const mostColumns = 20
/** Words in cells of a column that is prose and no part of a table; fewer where rows stand as close as lines of text. */
const wordy = { apart: 5, tight: 3 }
/** Distance of the lines of one cell, in em. */
const linesApart = 1.4

export interface FoundTable {
  /** Number of lines that it takes. */
  lines: number
  rows: string[][]
}

/** The table that begins with the first of the lines; null where none does. */
export function findTable(lines: readonly TextLine[]): FoundTable | null {
  let edges: Column[] = columnsOf(lines[0]?.cells ?? [])
  if (edges.length < fewest) return null
  let count = 1
  for (const line of lines.slice(1)) {
    const joined = placeIn(edges, line, lines[count - 1])
    if (joined === null) break
    edges = joined
    count++
  }
  const used = lines.slice(0, count)
  while (used.length > 0 && (used.at(-1)?.cells.length ?? 0) < fewest && !isWrapped(used)) used.pop()
  const rows = joinWrapped(used, edges)
  return rows.length < fewest || edges.length < fewest || !isTable(rows, used)
    ? null
    : { lines: used.length, rows }
}

/** Left and right edge of a column. */
type Column = { left: number; right: number }

const columnsOf = (cells: readonly Fragment[]): Column[] =>
  cells.slice(0, mostColumns + 1).map(({ x, width }) => ({ left: x, right: x + width }))

/** The columns with a further line; null where its cells do not stand in them. */
function placeIn(columns: readonly Column[], line: TextLine, last: TextLine | undefined): Column[] | null {
  if (last === undefined || line.y - last.y > 4 * line.size || line.y <= last.y) return null
  if (line.cells.some(({ text }) => beginsPoint(text))) return null
  const wide = columns.map((column) => ({ ...column }))
  const taken = new Set<number>()
  const more: Column[] = []
  for (const { x, width, size } of line.cells) {
    const touched = columns.flatMap(({ left, right }, index) =>
      x < right + 0.2 * size && x + width > left - 0.2 * size ? [index] : [],
    )
    const [index, second] = touched
    if (second !== undefined || (index !== undefined && taken.has(index))) return null
    if (index === undefined) {
      more.push({ left: x, right: x + width })
      continue
    }
    taken.add(index)
    const column = wide[index]
    if (!column) continue
    column.left = Math.min(column.left, x)
    column.right = Math.max(column.right, x + width)
  }
  // A single cell in the first column is text below a table, unless it wraps
  if (line.cells.length === 1 && taken.has(0) && line.y - last.y > linesApart * line.size) return null
  const all = [...wide, ...more].sort((one, other) => one.left - other.left)
  const overlap = all.some(({ left }, index) => index > 0 && left < (all[index - 1]?.right ?? 0))
  return overlap || all.length > mostColumns || more.length > 1 ? null : all
}

const isWrapped = (lines: readonly TextLine[]): boolean => {
  const [last, before] = [lines.at(-1), lines.at(-2)]
  return last !== undefined && before !== undefined && last.y - before.y <= linesApart * last.size
}

/** Rows of cells: lines of one cell, nearer to each other than rows, are joined. */
function joinWrapped(lines: readonly TextLine[], columns: readonly Column[]): string[][] {
  const gaps = lines.slice(1).map((line, index) => line.y - (lines[index]?.y ?? 0))
  const near = Math.min(...gaps)
  const isSpaced = gaps.some((gap) => gap > 1.3 * near)
  const rows: string[][] = []
  for (const [index, line] of lines.entries()) {
    const cells = columns.map((column) =>
      line.cells
        .filter((cell) => cell.x < column.right && cell.x + cell.width > column.left)
        .map((cell) => cell.text)
        .join(' '),
    )
    const last = rows.at(-1)
    const gap = gaps[index - 1] ?? 0
    const wraps = isSpaced
      ? gap <= 1.15 * near && gap <= linesApart * line.size
      : line.cells.length < columns.length / 2 + 0.5 && cells[0] === '' && gap <= linesApart * line.size
    if (last && wraps) {
      for (const [at, cell] of cells.entries()) if (cell !== '') last[at] = joinCell(last[at] ?? '', cell)
    } else rows.push(cells)
  }
  return rows
}

const joinCell = (text: string, more: string): string => (text === '' ? more : `${text} ${more}`)

/** Whether cells are those of a table and not the lines of columns of text. */
function isTable(rows: readonly string[][], lines: readonly TextLine[]): boolean {
  const cells = rows.flat().filter((cell) => cell !== '')
  const columns = rows[0]?.length ?? 0
  const filled = cells.length / (rows.length * columns)
  if (filled < 0.6) return false
  if (cells.some(beginsPoint)) return false
  const tight = lines.every(
    (line, index) => index === 0 || line.y - (lines[index - 1]?.y ?? 0) <= linesApart * line.size,
  )
  const words = tight ? wordy.tight : wordy.apart
  const prose = Array.from({ length: columns }, (_, at) =>
    isProse(
      words,
      rows.map((row) => row[at] ?? '').filter((cell) => cell !== ''),
    ),
  ).filter(Boolean).length
  const numbers = cells.filter((cell) =>
    /^[\p{Sc}(]?[-+–]?[\d.,\s]*\d[\d.,]*\s?[%\p{Sc}\p{L}]{0,3}\)?$/u.test(cell),
  ).length
  if (numbers >= 0.25 * cells.length && prose === 0) return true
  // Two lists side by side stand as close as lines of text do
  if (columns === 2 && rows.length < 3 && tight) return false
  return tight ? prose === 0 : prose < columns
}

/** Whether cells are lines of running text. */
function isProse(least: number, cells: readonly string[]): boolean {
  const words = cells.map((cell) => cell.split(/\s+/u).length).toSorted((one, other) => one - other)
  return (words[words.length >> 1] ?? 0) >= least
}
