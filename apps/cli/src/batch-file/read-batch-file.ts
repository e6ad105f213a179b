import { InputError } from '../input-error.ts'
import type { BatchFile } from './batch-file.ts'
import { readCsv } from './read-csv.ts'
import { readYaml } from './read-yaml.ts'

export const formats = ['json', 'yaml', 'csv'] as const
export type Format = (typeof formats)[number]

const ofExtension: Readonly<Record<string, Format>> = {
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  csv: 'csv',
  tsv: 'csv',
}

/**
 * Reads jobs from JSON, YAML or CSV; `name` is what messages call the file, and its ending says the format unless one is
 * given. Throws an `InputError` that names the line.
 */
export function readBatchFile(text: string, name: string, given?: Format): BatchFile {
  const format = given ?? ofExtension[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '']
  if (format === undefined) throw new InputError(`The format of ${name} is not known: --format says it.`)
  const withoutMark = text.replace(/^\ufeff/, '')
  const file = format === 'csv' ? readCsv(withoutMark, name) : readYaml(withoutMark, name, format)
  if (file.jobs.length === 0) throw new InputError(`${name} has no jobs.`)
  return file
}
