import { lineBullet, lineNumber } from './bullets.ts'
import { findTable } from './find-table.ts'
import { joinRows, type TextLine } from './text-lines.ts'
import type { TextPiece } from './text-piece.ts'
import { type Fragment, textRows } from './text-rows.ts'

/** Above this, pieces are not sorted one by one. */
const maxPieces = 20_000
const maxDepth = 8
/** Rows of a table whose cells are looked at. */
const mostTableRows = 200
/** Minimum height of a gap across all columns that divides, in em. */
const sectionGap = 3.5
/** Maximum length of a label, and of a table cell. */
const shortCell = 16
/**
 * Lines of a page in reading order: column by column where there are some, cells of a table row by row. The drawing
 * order is ignored: programs may draw a title last.
 */
export function orderText(pieces: readonly TextPiece[]): TextLine[] {
  const regions = orderRegion(textRows(pieces.slice(0, maxPieces)), maxDepth)
  return regions.flatMap((fragments, region) => joinRows(fragments, region))
}

function orderRegion(fragments: Fragment[], depth: number): Fragment[][] {
  const split = depth === 0 ? null : findColumns(fragments)
  if (split === null) return [fragments]
  return split.flatMap((part) =>
    'left' in part
      ? [...orderRegion(part.left, depth - 1), ...orderRegion(part.right, depth - 1)]
      : orderRegion(part.single, depth - 1),
  )
}

/** Parts of a page from top to bottom. */
type Part = { left: Fragment[]; right: Fragment[] } | { single: Fragment[] }

/** The gutter that most text avoids; null for one column. */
function findColumns(fragments: Fragment[]): Part[] | null {
  let best: { parts: Part[]; beside: number } | null = null
  for (const gutter of possibleGutters(fragments)) {
    const parts = divide(fragments, gutter)
    const beside = parts.reduce(
      (sum, part) => sum + ('left' in part ? countBeside(part.left, part.right) : 0),
      0,
    )
    if (beside > (best?.beside ?? 0)) best = { parts, beside }
  }
  return best?.parts ?? null
}

/** Left edges of text to the right of other text. */
function possibleGutters(fragments: readonly Fragment[]): number[] {
  const leftmost = Math.min(...fragments.map(({ x }) => x))
  const edges = new Map<number, number>()
  for (const { x, size } of fragments) {
    if (x - leftmost < size) continue
    const near = Math.round(x / 4) * 4
    edges.set(near, Math.min(x - 0.3 * size, edges.get(near) ?? Number.POSITIVE_INFINITY))
  }
  return [...edges.values()].sort((one, other) => one - other).slice(0, 60)
}

/** Splits the rows into parts: with text on both sides of the gutter, or across it. */
function divide(fragments: readonly Fragment[], gutter: number): Part[] {
  const parts: Part[] = []
  let open: Fragment[] = []
  let openCrosses = false
  let last = { bottom: Number.NEGATIVE_INFINITY, size: 0 }
  const close = (): void => {
    if (open.length > 0) parts.push(openCrosses ? { single: open } : columnsOf(open, gutter))
    open = []
  }
  for (const row of Map.groupBy(fragments, ({ row }) => row).values()) {
    const crosses = row.some(({ x, width }) => x < gutter && x + width > gutter)
    const [{ y, size } = { y: 0, size: 0 }] = row
    if (crosses !== openCrosses || y - last.bottom > sectionGap * Math.max(size, last.size)) close()
    openCrosses = crosses
    open.push(...row)
    // Headings of both sides stand above their text by the measure of their own size.
    const isHeading = row.some(({ x }) => x < gutter) && row.some(({ x }) => x >= gutter)
    last = { bottom: y, size: isHeading ? Math.min(...row.map((one) => one.size)) : 0 }
  }
  close()
  return parts.length === 1 && parts[0] && 'single' in parts[0] ? [] : parts
}

function columnsOf(fragments: Fragment[], gutter: number): Part {
  const left = fragments.filter(({ x }) => x < gutter)
  const right = fragments.filter(({ x }) => x >= gutter)
  // Indented lines are right of the gutter, too, but alone there.
  const least = Math.min(left.length, right.length) / 2
  const columns =
    least > 0 && countBeside(left, right) >= least && !isTable(left, right) && !isWholeTable(fragments)
  return columns ? { left, right } : { single: fragments }
}

/** Number of fragments of the shorter side level with one of the other. */
function countBeside(left: readonly Fragment[], right: readonly Fragment[]): number {
  const [few, many] = left.length < right.length ? [left, right] : [right, left]
  return few.filter((one) =>
    many.some((other) => topOf(one) < bottomOf(other) && topOf(other) < bottomOf(one)),
  ).length
}

const topOf = ({ y, size }: Fragment): number => y - 0.75 * size
const bottomOf = ({ y, size }: Fragment): number => y + 0.2 * size

/**
 * Whether two sides are read across: a single row, labels with values, or short cells in several columns. Two lists
 * side by side are no table even if their rows are level.
 */
function isTable(left: readonly Fragment[], right: readonly Fragment[]): boolean {
  const leftRows = new Set(left.map(({ row }) => row))
  const rightRows = new Set(right.map(({ row }) => row))
  const level = [...leftRows].filter((row) => rightRows.has(row)).length
  if (leftRows.size === 1 && rightRows.size === 1) return level === 1
  if (right.some(({ text }) => lineBullet.test(text) || lineNumber.test(text))) return false
  const cells = left.length / leftRows.size + right.length / rightRows.size
  if (cells >= 2.5 && averageLength([...left, ...right]) <= shortCell)
    return level >= 0.8 * Math.max(leftRows.size, rightRows.size)
  const [labels, values] = [averageLength(left), averageLength(right)].toSorted((one, other) => one - other)
  const labelRows = averageLength(left) === labels ? leftRows : rightRows
  return level >= 0.8 * labelRows.size && (labels ?? 0) <= shortCell && (values ?? 0) >= 1.5 * (labels ?? 0)
}

/** Whether rows are a table as a whole, with cells of several lines. */
function isWholeTable(fragments: readonly Fragment[]): boolean {
  const rows = joinRows(fragments, 0)
  return rows.length <= mostTableRows && findTable(rows)?.lines === rows.length
}

const averageLength = (fragments: readonly Fragment[]): number =>
  fragments.reduce((sum, { text }) => sum + text.length, 0) / fragments.length
