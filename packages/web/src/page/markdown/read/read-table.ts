import { isElement, type PageElement, type PageNode } from '../../tree/bounded-page.ts'
import type { Inline, Table } from '../markdown-tree.ts'
import { hasContent, type InlineScope, keepsLines, readInlines } from './read-inlines.ts'
import { tidyInlines, withSingleBreaks } from './tidy-inlines.ts'

/** Wider tables are nobody's to read; a cell that says it spans more is taken at this. */
const maxColumns = 100
/** Spread cells are repeated; a table with more cells than this keeps them once. */
const maxCells = 50_000

interface Row {
  cells: PageElement[]
  /** In `thead`. */
  head: boolean
}

interface Parts {
  caption: PageElement | null
  rows: Row[]
  nested: boolean
}

export type TableReading =
  | { kind: 'layout'; caption: PageElement | null; cells: PageElement[] }
  | { kind: 'data'; caption: PageElement | null; titles: Inline[][]; table: Table }

/**
 * A table of data as a table of Markdown: one header row, every cell under its column, cells over several columns or rows
 * repeated in each. Of a table that only places things on the page, the cells.
 */
export function readTable(table: PageElement, scope: InlineScope): TableReading {
  const { caption, rows, nested } = partsOf(table)
  if (isLayout(table, rows, nested))
    return { kind: 'layout', caption, cells: rows.flatMap(({ cells }) => cells) }
  const grid = gridOf(rows, scope)
  const titles: Inline[][] = []
  // A first row over the whole width is the table's title.
  for (let first = grid[0]; first?.whole === true && grid.length > 1; first = grid[0]) {
    titles.push(first.cells[0] ?? [])
    grid.shift()
  }
  return { kind: 'data', caption, titles, table: { type: 'table', rows: withHeader(grid) } }
}

function partsOf(table: PageElement): Parts {
  const parts: Parts = { caption: null, rows: [], nested: false }
  const foot: Row[] = []
  const visit = (nodes: readonly PageNode[], section: string): void => {
    for (const node of nodes) {
      if (!isElement(node)) continue
      if (node.name === 'caption') parts.caption ??= node
      else if (node.name === 'tr') {
        const cells = node.children.filter(isElement).filter(({ name }) => name === 'td' || name === 'th')
        if (cells.length > 0)
          (section === 'tfoot' ? foot : parts.rows).push({ cells, head: section === 'thead' })
      } else if (/^(?:thead|tbody|tfoot|form)$/.test(node.name)) visit(node.children, node.name)
    }
  }
  visit(table.children, '')
  parts.rows.push(...foot)
  parts.nested = parts.rows.some(({ cells }) => cells.some((cell) => holds(cell, /^table$/)))
  return parts
}

/** A nested table, a single column, a single row, or what has headings in its cells places things on the page. */
function isLayout(table: PageElement, rows: readonly Row[], nested: boolean): boolean {
  if (/^(?:presentation|none)$/.test(table.attribs.role ?? '') || nested || rows.length === 0) return true
  const titled = rows.some(({ cells }) => cells.some(({ name }) => name === 'th'))
  if (rows.every(({ cells }) => cells.length <= 1)) return !titled
  if (rows.length === 1 && !titled) return true
  return rows.some(({ cells }) =>
    cells.some((cell) => cell.name === 'td' && holds(cell, /^(?:h[1-6]|hr|article|section)$/)),
  )
}

function holds(element: PageElement, names: RegExp): boolean {
  return element.children.some((child) => isElement(child) && (names.test(child.name) || holds(child, names)))
}

interface GridRow {
  cells: Inline[][]
  /** All its cells are titles, or it stands in `thead`. */
  head: boolean
  /** One cell over the whole width. */
  whole: boolean
  /** Its first cell is a title, and another is not. */
  titled: boolean
}

/** Each cell at the places that it covers (https://html.spec.whatwg.org/multipage/tables.html#forming-a-table). */
function gridOf(rows: readonly Row[], scope: InlineScope): GridRow[] {
  const width = widthOf(rows)
  const spread = width * rows.length <= maxCells
  const out: GridRow[] = rows.map(({ cells, head }) => ({
    cells: [],
    head: head || cells.every(({ name }) => name === 'th'),
    whole: false,
    titled: cells[0]?.name === 'th' && cells.some(({ name }) => name === 'td'),
  }))
  const begun = new Set<number>()
  for (const [index, { cells }] of rows.entries()) {
    let column = 0
    const row = out[index]
    if (row === undefined) continue
    for (const [place, cell] of cells.entries()) {
      while (row.cells[column] !== undefined) column += 1
      const across = spread
        ? Math.min(span(cell.attribs.colspan, 1), Math.max(1, width - column - (cells.length - place - 1)))
        : 1
      const down = spread ? Math.min(span(cell.attribs.rowspan, rows.length), rows.length - index) : 1
      const content = tidyInlines(
        readInlines(cell.children, { ...keepsLines(cell, scope), between: 'break' }),
      )
      const single = withSingleBreaks(content)
      if (hasContent(single)) begun.add(column)
      row.whole = across === width && width > 1 && cells.length === 1 && down === 1
      for (let y = 0; y < down; y += 1)
        for (let x = 0; x < across; x += 1) {
          const target = out[index + y]
          // A row over the whole width is the title of those below: said once.
          if (target) target.cells[column + x] ??= row.whole && x > 0 ? [] : single
        }
      column += across
    }
  }
  for (const row of out) for (let x = 0; x < width; x += 1) row.cells[x] ??= []
  return dropEmpty(out, begun, width)
}

/** The number of columns, of cells that begin in a row and of those that reach into it from above. */
function widthOf(rows: readonly Row[]): number {
  let width = 1
  let open: { rows: number; columns: number }[] = []
  for (const { cells } of rows) {
    let columns = open.reduce((sum, cell) => sum + cell.columns, 0)
    open = open.filter((cell) => --cell.rows > 0)
    for (const cell of cells) {
      const across = Math.min(span(cell.attribs.colspan, 1), maxColumns)
      columns += across
      const down = span(cell.attribs.rowspan, rows.length)
      if (down > 1 && open.length < maxColumns) open.push({ rows: down - 1, columns: across })
    }
    width = Math.max(width, Math.min(columns, maxColumns + cells.length))
  }
  return width
}

/** `rowspan=0` reaches to the end of the table. */
function span(value: string | undefined, all: number): number {
  if (value === undefined) return 1
  const count = Number.parseInt(value, 10)
  if (count === 0) return all
  return Number.isInteger(count) && count > 0 ? Math.min(count, 65_534) : 1
}

/** Without rows of nothing, and without columns in which no cell with text begins. */
function dropEmpty(rows: GridRow[], begun: ReadonlySet<number>, width: number): GridRow[] {
  const kept = rows.filter(({ cells }) => cells.some(hasContent))
  return begun.size === width
    ? kept
    : kept.map((row) => ({ ...row, cells: row.cells.filter((_, x) => begun.has(x)) }))
}

/** Several rows of titles become one: `Pairs 2024`. A table whose titles stand at the left has an empty header. */
function withHeader(grid: readonly GridRow[]): Inline[][][] {
  const [first] = grid
  if (first === undefined) return []
  let heads = 0
  while (heads < 5 && heads < grid.length - 1 && grid[heads]?.head === true && grid[heads]?.whole === false)
    heads += 1
  const body = grid.slice(Math.max(1, heads)).map(({ cells }) => cells)
  if (heads > 1)
    return [
      first.cells.map((_, x) => joinTitles(grid.slice(0, heads).map(({ cells }) => cells[x] ?? []))),
      ...body,
    ]
  if (heads === 0 && first.titled && grid.every(({ titled, whole }) => titled || whole))
    return [first.cells.map(() => []), ...grid.map(({ cells }) => cells)]
  return [first.cells, ...body]
}

function joinTitles(titles: readonly Inline[][]): Inline[] {
  const different = titles.filter((title, index) => hasContent(title) && titles.indexOf(title) === index)
  return different.flatMap((title, index) =>
    index === 0 ? title : [{ type: 'text' as const, value: ' ' }, ...title],
  )
}
