/** Writes every generated file; with `--check` writes nothing and fails naming those that are stale. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { configurationTable, envExample } from './generate/configuration.ts'
import { openApiDocument } from './generate/openapi.ts'
import { processorsDocument } from './generate/processors.ts'

process.chdir(join(import.meta.dirname, '..'))

const readText = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** The text of a file with its one generated section renewed. */
function withSection(file: string, name: string, content: string): string {
  const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- /generated: ${name} -->`]
  const text = readText(file)
  const [start, stop] = [text.indexOf(begin), text.indexOf(end)]
  if (start < 0 || stop < start) throw new Error(`${file} has no section between ${begin} and ${end}`)
  return `${text.slice(0, start + begin.length)}\n\n${content}\n\n${text.slice(stop)}`
}

const files = {
  'docs/openapi.json': await openApiDocument(),
  'docs/processors.md': processorsDocument(),
  'README.md': withSection('README.md', 'configuration', configurationTable()),
  '.env.example': envExample(),
}
const stale = Object.entries(files).filter(([file, content]) => readText(file) !== content)

if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`${file} is stale; run: node scripts/generate.ts`)
  process.exitCode = stale.length === 0 ? 0 : 1
} else {
  for (const [file, content] of stale) {
    writeFileSync(file, content)
    console.log(`wrote ${file}`)
  }
}
