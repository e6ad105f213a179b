import papa from 'papaparse'
import { type Draft, type FieldKinds, type Problem, splitRow } from './draft.ts'

/** Names that schedules and spreadsheets have for fields of the API. */
const otherNames: Readonly<Record<string, string>> = {
  title: 'session',
  talk: 'session',
  name: 'session',
  link: 'url',
  address: 'url',
  page: 'url',
  speaker: 'speakers',
  conference: 'event',
  date: 'day',
  start: 'starttime',
  end: 'endtime',
  video: 'video_url',
  recording: 'video_url',
  slides: 'attachments_url',
  captions: 'captions_url',
  language: 'source_language',
}
const isAddress = (cell: string): boolean => /^https?:\/\/\S+$/i.test(cell)

interface Row {
  cells: string[]
  /** Where it begins, from 1. */
  line: number
}

/**
 * A table (RFC 4180) separated by commas, semicolons or tabs. The first row has names, unless it has an address: then the
 * first address of each row is that of the talk, and the text next to it its title. Several values in a cell are separated by
 * semicolons or bars; empty cells are absent.
 */
export function readTable(text: string, kinds: FieldKinds): { drafts: Draft[]; problems: Problem[] } {
  const read = rowsOf(text)
  if (!Array.isArray(read)) return { drafts: [], problems: [read] }
  const [head, ...rest] = read
  if (head === undefined) return { drafts: [], problems: [] }
  const results = head.cells.some(isAddress) ? read.map(rowWithoutNames) : namedRows(head, rest, kinds)
  if (results.length === 0) return { drafts: [], problems: [{ line: head.line, kind: 'no_jobs', text: '' }] }
  return {
    drafts: results.flatMap((result) => ('parameters' in result ? [result] : [])),
    problems: results.flatMap((result) => ('kind' in result ? [result] : [])),
  }
}

function rowWithoutNames({ cells, line }: Row): Draft | Problem {
  const url = cells.find(isAddress)
  if (url === undefined) return { line, kind: 'no_url', text: cells.join(' ').slice(0, 80) }
  const session = cells.find((cell) => cell !== '' && !isAddress(cell))
  return { line, parameters: session === undefined ? { url } : { session, url }, job: {} }
}

function namedRows(head: Row, rows: readonly Row[], kinds: FieldKinds): (Draft | Problem)[] {
  const fields = head.cells.map(fieldOf)
  const doubled = fields.find((field, at) => field !== '' && fields.indexOf(field) !== at)
  if (doubled !== undefined) return [{ line: head.line, kind: 'doubled_column', text: doubled }]
  if (!fields.includes('url'))
    return [{ line: head.line, kind: 'no_url', text: head.cells.join(' ').slice(0, 80) }]
  return rows.flatMap(({ cells, line }): (Draft | Problem)[] => {
    const problems: Problem[] = []
    const entries = fields.flatMap((field, at): [string, unknown][] => {
      const cell = cells[at] ?? ''
      if (field === '' || cell === '') return []
      const value = valueOfCell(field, cell, kinds)
      if (value === null) problems.push({ line, kind: 'not_a_flag', text: `${field}: ${cell}` })
      return [[field, value]]
    })
    return problems.length > 0 ? problems : [{ line, ...splitRow(Object.fromEntries(entries)) }]
  })
}

function rowsOf(text: string): Row[] | Problem {
  const { data, errors } = papa.parse<string[]>(text.replaceAll('\r\n', '\n'), {
    delimiter: separatorOf(text),
    newline: '\n',
  })
  let line = 1
  const rows = data.map((cells) => {
    const begins = line
    // A cell in quotes may hold several lines.
    line += cells.join('').split('\n').length
    return { cells: cells.map((cell) => cell.trim()), line: begins }
  })
  const [error] = errors
  if (error) return { line: rows[error.row ?? 0]?.line ?? null, kind: 'not_csv', text: error.message }
  return rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
}

/** A comma may stand in an address: without names, a tab or semicolon comes first. */
function separatorOf(text: string): string {
  const first =
    text
      .trimStart()
      .split('\n', 1)[0]
      ?.replaceAll(/"[^"]*"/g, '') ?? ''
  const counts = ['\t', ';', ','].map((mark) => ({ mark, count: first.split(mark).length - 1 }))
  if (isAddress(first.trim())) return '\t'
  return counts.toSorted((a, b) => b.count - a.count)[0]?.mark ?? ','
}

function fieldOf(title: string): string {
  const name = title.toLowerCase().replaceAll(/[\s-]+/g, '_')
  return otherNames[name] ?? name
}

/** Null for what is neither yes nor no. */
function valueOfCell(field: string, cell: string, { lists, flags }: FieldKinds): unknown {
  if (lists.has(field))
    return cell
      .split(/[;|]/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
  if (field === 'priority' && /^\d+$/.test(cell)) return Number(cell)
  if (!flags.has(field)) return cell
  if (/^(?:true|yes|ja|1)$/i.test(cell)) return true
  return /^(?:false|no|nein|0)$/i.test(cell) ? false : null
}
