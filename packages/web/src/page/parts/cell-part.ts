import { factLabel } from '../facts/fact-labels.ts'
import type { PageElement } from '../tree/bounded-page.ts'
import { textWithin } from '../tree/text-within.ts'
import { closest, descendants, elementsIn } from './elements.ts'
import { factIn } from './facts-around.ts'
import type { Part, PartFact } from './part.ts'
import { clockTime, dayName } from './times-in-text.ts'

const tables: ReadonlySet<string> = new Set(['table'])
const mostCells = 20_000
/** In characters: a time or the name of a room. */
const maxHead = 60

/**
 * A talk in a table: its row where the columns are time, title, speaker and so on; its cell where the columns are rooms.
 * What the head of the column and the first cell of the row say goes with it. Null for a table of another kind.
 */
export function cellPart(cell: PageElement, title: PageElement): Part | null {
  const table = closest(cell, tables)
  const grid = table && gridOf(table)
  const rowAt = grid ? grid.findIndex((row) => row.includes(cell)) : -1
  const row = grid?.[rowAt]
  if (!grid || !row || grid.length < 2 || row.length < 2) return null
  const column = row.indexOf(cell)
  const head = headRow(grid, rowAt)
  const heads = head?.map(textOf) ?? []
  const labels = heads.map((text) => factLabel(text) ?? (titleHead.test(text) ? 'title' : null))
  const listed = labels.filter((label) => label !== null).length >= 2 && !isName(heads[column] ?? '')

  const own = textWithin(cell, 4_000) ?? ''
  const facts: PartFact[] = []
  const add = (text: string, other: 'Room' | null): void => {
    if (text === '') return
    // A longer cell is a talk, or the head of a group of them.
    const named = other === null || text.length > maxHead ? null : { label: other, value: text }
    const fact = factIn(text) ?? named
    if (fact === null || (fact.value === text && text.length > 2 * maxHead)) return
    const isStated =
      (fact.label === 'Time' && clockTime.test(own)) || (fact.label === 'Date' && dayName.test(own))
    if (!isStated && !facts.some(({ label }) => label === fact.label)) facts.push(fact)
  }
  const first = row[0] === cell ? '' : textOf(row[0])
  if (listed || isPlainRow(grid, rowAt, column, head)) {
    const part = rowPart(row, cell, title, heads)
    for (const fact of part.facts) {
      if (factLabel(fact.label) === null || (heads.length === 0 && fact.label === 'Time'))
        add(fact.value, null)
      else if (!facts.some(({ label }) => label === fact.label)) facts.push(fact)
    }
    addGroup(grid, { rowAt, column, cell }, add)
    return { ...part, facts }
  }
  add(first, clockTime.test(heads[column] ?? '') ? 'Room' : null)
  add(heads[column] ?? '', clockTime.test(first) || dayName.test(first) ? 'Room' : null)
  addGroup(grid, { rowAt, column, cell }, add)
  // `Saturday` over the whole table, in a row of its own.
  for (let above = rowAt - 1; above >= 0; above -= 1) {
    const cells = new Set(grid[above])
    if (cells.size !== 1) continue
    const [only] = cells
    const text = textOf(only)
    if (dayName.test(text)) add(text, null)
    break
  }
  return {
    nodes: [...cell.children],
    title: title === cell ? null : title,
    facts: titled(cell, title, facts),
  }
}

/** A cell above in the same slot is the head of its talks. */
function addGroup(
  grid: PageElement[][],
  { rowAt, column, cell }: { rowAt: number; column: number; cell: PageElement },
  add: (text: string, other: null) => void,
): void {
  const slot = grid[rowAt]?.[0]
  for (let above = rowAt - 1; above >= 0 && grid[above]?.[0] === slot; above -= 1) {
    const group = grid[above]?.[column]
    if (!group || group === cell) continue
    for (const line of elementsIn(group)) add(textWithin(line, maxHead * 2) ?? '', null)
  }
}

/** A cell that is nothing but the title has it as a fact. */
const titled = (cell: PageElement, title: PageElement, facts: PartFact[]): PartFact[] =>
  title === cell ? [{ label: 'Title', value: textOf(cell) }, ...facts] : facts

const titleHead =
  /^(?:title|titel|titre|título|titolo|talk|talks|vortrag|session|presentation|topic|thema|exposé|charla|intervento|lecture|event)$/i

/** Of a room, not of a column of titles. */
const isName = (text: string): boolean => text !== '' && factLabel(text) === null && !titleHead.test(text)

/** Rows without a head whose other cells are no titles: time, title, speaker. */
function isPlainRow(
  grid: PageElement[][],
  rowAt: number,
  column: number,
  head: PageElement[] | null,
): boolean {
  if (head !== null && isName(textOf(head[column]))) return false
  const row = grid[rowAt] ?? []
  if (row.length < 2) return false
  // Links or strong text mark titles in each column of a grid of rooms.
  const shape = markOf(row[column])
  const others = row.filter(
    (cell, index) => index !== column && cell !== row[column] && !clockTime.test(textOf(cell)),
  )
  return shape === '' ? others.length <= 2 : others.every((cell) => markOf(cell) !== shape)
}

function markOf(cell: PageElement | undefined): string {
  if (!cell) return ''
  for (const { name } of descendants(cell, 30)) if (/^(?:h[1-6]|a|strong|b)$/.test(name)) return name
  return ''
}

/** Each cell under its head: the reader of labelled facts knows them. */
function rowPart(row: PageElement[], cell: PageElement, title: PageElement, heads: readonly string[]): Part {
  const facts: PartFact[] = []
  for (const [index, each] of row.entries()) {
    const text = textOf(each)
    if (each === cell || text === '' || row.indexOf(each) !== index) continue
    const label = heads[index] ?? ''
    const fact = label !== '' ? { label, value: text } : factIn(text)
    if (fact) facts.push(fact)
  }
  const rest = row.filter(
    (each, index) =>
      each !== cell &&
      (heads[index] ?? '') === '' &&
      factIn(textOf(each)) === null &&
      row.indexOf(each) === index,
  )
  const nodes = [...cell.children, ...rest.flatMap((each) => each.children)]
  return { nodes, title: title === cell ? null : title, facts: titled(cell, title, facts) }
}

const textOf = (cell: PageElement | undefined): string => (cell ? (textWithin(cell, 300) ?? '') : '')

/** The row of heads above a row: the nearest of `th` only, or the first of the table. */
function headRow(grid: PageElement[][], rowAt: number): PageElement[] | null {
  for (let above = rowAt - 1; above >= 0; above -= 1) {
    const row = grid[above] ?? []
    if (row.length > 1 && new Set(row).size > 1 && row.every(({ name }) => name === 'th')) return row
  }
  const first = grid.findIndex((row) => new Set(row).size > 1)
  const row = grid[first]
  if (first === -1 || first >= rowAt || !row) return null
  if (row.some((cell) => textOf(cell).length > maxHead)) return null
  // Without `th` a row that begins with a time is one of talks.
  return clockTime.test(textOf(row[0])) ? null : row
}

/** Rows of cells with those that span several columns or rows in each of their places. Not of nested tables. */
function gridOf(table: PageElement): PageElement[][] {
  const rows = elementsIn(table).flatMap((part) =>
    part.name === 'tr'
      ? [part]
      : /^(?:thead|tbody|tfoot)$/.test(part.name)
        ? elementsIn(part).filter(({ name }) => name === 'tr')
        : [],
  )
  const grid: PageElement[][] = rows.map(() => [])
  let budget = mostCells
  for (const [y, tr] of rows.entries()) {
    const row = grid[y] ?? []
    let x = 0
    for (const cell of elementsIn(tr)) {
      if (cell.name !== 'td' && cell.name !== 'th') continue
      while (row[x]) x += 1
      const wide = span(cell.attribs.colspan)
      const high = Math.min(span(cell.attribs.rowspan), rows.length - y)
      for (let dy = 0; dy < high; dy += 1)
        for (let dx = 0; dx < wide; dx += 1) {
          budget -= 1
          if (budget < 0) return []
          const line = grid[y + dy]
          if (line) line[x + dx] = cell
        }
      x += wide
    }
  }
  // A gap that a cell above left is filled with the cell before it.
  return grid.map((row) =>
    Array.from(row, (cell, index) => cell ?? row[index - 1] ?? row.find(Boolean)).filter(
      (cell) => cell !== undefined,
    ),
  )
}

const span = (value: string | undefined): number => {
  const stated = Number.parseInt(value ?? '1', 10)
  return Number.isFinite(stated) && stated >= 1 ? Math.min(stated, 100) : 1
}
