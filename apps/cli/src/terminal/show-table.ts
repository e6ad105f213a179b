import type { Output } from './output.ts'
import { cut, table } from './table.ts'

/** Items, at most `limit`, as a table for people, or with `--json` as an object per line as they come. */
export async function showTable<T extends object>(
  out: Output,
  items: AsyncIterable<T>,
  titles: readonly string[],
  rowOf: (item: T) => readonly string[],
  limit = Number.POSITIVE_INFINITY,
): Promise<void> {
  const rows: (readonly string[])[] = []
  let count = 0
  for await (const item of items) {
    if (out.json) out.data(item)
    else rows.push(rowOf(item))
    count += 1
    if (count >= limit) break
  }
  if (out.json) return
  if (count === 0) {
    out.note('There are none.')
    return
  }
  const head = titles.map((title) => out.colours.bold(title))
  // A screen has its edge; a file has none.
  for (const line of table([head, ...rows])) out.line(out.canDraw ? cut(line, out.columns()) : line)
}
