import { parse } from 'csv-parse/sync'
import { scheduleLimits } from '../limits.ts'
import type { JsonObject } from '../source/json-values.ts'
import type { Report, StatedSession } from '../stated.ts'
import type { Dialect } from './dialect.ts'
import { knownFields, sessionOfRecord } from './records.ts'

/** A table with a line of names: commas, semicolons, tabs or bars; English, German and other headers. */
export const csv: Dialect = {
  name: 'csv',
  recognises: ({ kind, text }) => {
    if (kind !== 'text') return false
    const names = headOf(text)
    const fields = knownFields(names)
    return names.length >= 2 && fields.has('title') && fields.size >= 2
  },
  read({ text }, report) {
    const names = headOf(text)
    return {
      sessions: rowsOf(text, report)
        .slice(1)
        .flatMap(({ cells, line }): StatedSession[] => {
          if (cells.every((cell) => cell.trim() === '')) return []
          if (cells.length > names.length && cells.slice(names.length).some((cell) => cell.trim() !== ''))
            report.problem('malformed', line, `The row has ${cells.length} cells, the head ${names.length}.`)
          const record: JsonObject = {}
          for (const [at, name] of names.entries()) {
            const cell = cells[at]?.trim() ?? ''
            if (cell !== '' && record[name] === undefined && name !== '__proto__') record[name] = cell
          }
          return [sessionOfRecord(record, line)]
        }),
    }
  },
}

interface Row {
  cells: string[]
  /** Where it begins, from 1. */
  line: number
}

const delimiters = [',', ';', '\t', '|']

/** Excel says before the head what separates. */
const separatorLine = /^sep=(.)\n/i

const headOf = (text: string): string[] =>
  (rowsOf(text.slice(0, 10_000), null, 1)[0]?.cells ?? []).map((name) => name.trim())

function rowsOf(text: string, report: Report | null, to?: number): Row[] {
  // The parser counts both characters of a line's end within quotation marks.
  const lines = text.replaceAll(/\r\n?/g, '\n')
  const stated = separatorLine.exec(lines)
  const body = stated ? lines.slice(stated[0].length) : lines
  const first = stated ? 2 : 1
  const rows: Row[] = []
  let [last, records] = [0, 0]
  try {
    parse(body, {
      delimiter: stated?.[1] ?? delimiterOf(body),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: 500_000,
      ...(to === undefined ? {} : { to }),
      on_record: (cells: string[], { lines: ends }) => {
        records += 1
        if (records > scheduleLimits.events + 1) return null
        const inCells = cells.join('').split('\n').length - 1
        // The parser tells where a row ends.
        rows.push({ cells, line: Math.max(last + 1, ends - inCells) + first - 1 })
        last = ends
        return null
      },
    })
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : last
    report?.problem(
      'malformed',
      line + first - 1,
      'From here on the table is not valid CSV: a quotation mark is not closed.',
    )
  }
  return rows
}

/** The one that stands most often in the first line with text, outside of quotes. */
function delimiterOf(text: string): string {
  const first = (/^[\r\n]*([^\r\n]*)/.exec(text)?.[1] ?? '').replaceAll(/"[^"]*"/g, '')
  const count = (delimiter: string): number => first.split(delimiter).length
  return delimiters.toSorted((a, b) => count(b) - count(a))[0] ?? ','
}
