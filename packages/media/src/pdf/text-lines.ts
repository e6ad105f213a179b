import { lineBullet, lineNumber } from './bullets.ts'
import type { Fragment } from './text-rows.ts'

/** A line of a page, in the units of the pieces. */
export interface TextLine extends Omit<Fragment, 'row'> {
  /** Number of its part of the page: a column, or what stands across them. */
  region: number
  /** Left to right. */
  cells: readonly Fragment[]
}

/** Joins the fragments of each row to a line. */
export function joinRows(fragments: readonly Fragment[], region: number): TextLine[] {
  return [...Map.groupBy(fragments, ({ row }) => row).values()].map((row): TextLine => {
    const rtl = row.filter((fragment) => fragment.rtl).length > row.length / 2
    const cells = row.toSorted((one, other) => one.x - other.x)
    const ordered = rtl ? cells.toReversed() : cells
    const [main = row[0]] = cells.toSorted((one, other) => other.text.length - one.text.length)
    const x = Math.min(...row.map((cell) => cell.x))
    return {
      text: ordered.map(({ text }) => text).join(' '),
      x,
      y: Math.max(...row.map(({ y }) => y)),
      width: Math.max(...row.map((cell) => cell.x + cell.width)) - x,
      size: Math.max(...row.map(({ size }) => size)),
      rtl,
      mono: row.every(({ mono }) => mono),
      font: main?.font ?? '',
      hang: hangOf(cells, x),
      region,
      cells,
    }
  })
}

/** A bullet may stand so far from its text that it is a cell of its own. */
function hangOf([first, second]: readonly Fragment[], x: number): number {
  if (first === undefined) return x
  return second && first.text.length <= 3 && isBullet(first.text) ? second.hang : first.hang
}

const isBullet = (text: string): boolean => lineBullet.test(`${text}  `) || lineNumber.test(`${text} x`)
