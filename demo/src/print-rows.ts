import type { Row } from './check-session.ts'

const columns: readonly { head: string; right?: boolean; cell: (row: Row) => string }[] = [
  { head: 'Session', cell: ({ session }) => session },
  { head: 'Outcome', cell: ({ outcome }) => outcome },
  { head: 'Files', right: true, cell: ({ files }) => String(files) },
  { head: 'Slides', right: true, cell: ({ slides }) => String(slides) },
  { head: 'Words found', cell: ({ words }) => words || '–' },
  { head: 'Warnings', cell: ({ warnings }) => warnings || '–' },
  { head: 'As expected', cell: ({ problems }) => (problems.length === 0 ? 'yes' : 'NO') },
]

/** Prints a table, a line per session; differences are below it. */
export function printRows(rows: readonly Row[], print: (line: string) => void = console.log): void {
  const cells = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ cell }) => cell(row)))]
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)))
  print('')
  for (const line of cells) {
    const padded = line.map((text, index) =>
      columns[index]?.right ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0),
    )
    print(padded.join('  ').trimEnd())
  }
  for (const { session, problems } of rows)
    for (const problem of problems) print(`NO: ${session}: ${problem}`)
}
