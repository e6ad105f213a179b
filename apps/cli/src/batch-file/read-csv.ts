import { CsvError, parse } from 'csv-parse/sync'
import { InputError } from '../input-error.ts'
import { sessionOptions } from '../options/session-options.ts'
import { type BatchFile, jobOfRow, partsOf } from './batch-file.ts'

const delimiters = [',', ';', '\t']
const flags: ReadonlySet<string> = new Set(['use_cache', 'create_archive'])
const lists: ReadonlySet<string> = new Set([
  ...sessionOptions.flatMap(({ parameter, isList }) => (isList ? [parameter] : [])),
  'speakers_url',
  'speakers_image_url',
  'vocabulary',
])

/**
 * CSV (RFC 4180) with a line of names: those of the API, or of the options of `submit` (`start` for `starttime`). Separated
 * by commas, semicolons or tabs; several values in a cell are separated by semicolons or bars. Empty cells are absent.
 */
export function readCsv(text: string, name: string): BatchFile {
  const [head, ...rows] = recordsOf(text, name)
  if (head === undefined) throw new InputError(`${name} is empty.`)
  const fields = head.cells.map(fieldOf)
  const doubled = fields.find((field, at) => fields.indexOf(field) !== at)
  if (doubled !== undefined)
    throw new InputError(`${name}:${head.line}: there are two columns for "${doubled}".`)
  const jobs = rows.map(({ cells, line }) => {
    const entries = fields.flatMap((field, at) => {
      const cell = (cells[at] ?? '').trim()
      return cell === '' ? [] : [[field, cellValue(field, cell, `${name}:${line}`)] as const]
    })
    return jobOfRow(Object.fromEntries(entries))
  })
  return {
    batch: {},
    jobs,
    placeOf(path) {
      const [, index, ...rest] = partsOf(path)
      const line = rows[Number(index)]?.line
      const field = rest[0] === 'parameters' ? rest[1] : rest[0]
      const column = head.cells[fields.indexOf(field ?? '')]
      return `${name}${line === undefined ? '' : `:${line}`}${column === undefined ? '' : `, column "${column}"`}`
    },
  }
}

interface Line {
  cells: string[]
  /** Where it begins, from 1. */
  line: number
}

function recordsOf(text: string, name: string): Line[] {
  try {
    const found: Line[] = []
    parse(text, {
      skip_empty_lines: true,
      delimiter: delimiterOf(text),
      on_record: (cells: string[], { lines }) => {
        // The parser tells where it ends
        found.push({ cells, line: lines - cells.join('').split('\n').length + 1 })
        return null
      },
    })
    return found
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new InputError(`${name} is not valid CSV.`, [`${name}:${Number(error.lines)}: ${error.message}`])
  }
}

/** The one that stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const first = (/^[\r\n]*([^\r\n]*)/.exec(text)?.[1] ?? '').replaceAll(/"[^"]*"/g, '')
  const count = (delimiter: string): number => first.split(delimiter).length
  return delimiters.toSorted((a, b) => count(b) - count(a))[0] ?? ','
}

/** `Start` and `starttime` are the same field, `External id` is `external_id`. */
function fieldOf(title: string): string {
  const name = title.trim().toLowerCase()
  const option = sessionOptions.find((one) => one.name === name.replaceAll(/[\s_]+/g, '-'))
  return option?.parameter ?? name.replaceAll(/[\s-]+/g, '_')
}

function cellValue(field: string, cell: string, place: string): unknown {
  if (lists.has(field))
    return cell
      .split(/[;|]/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
  if (field === 'webhook') return { url: cell }
  if (field === 'priority' && /^\d+$/.test(cell)) return Number(cell)
  if (!flags.has(field)) return cell
  const value = cell.toLowerCase()
  if (['true', 'yes', '1'].includes(value)) return true
  if (['false', 'no', '0'].includes(value)) return false
  throw new InputError(`${place}, column "${field}": it must be true or false, not "${cell}".`)
}
