/** Writes every generated file; with `--check` writes nothing and fails naming those that are stale. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorsDocument } from '../apps/api/src/documents/error-pages.ts'
import { llmsText } from '../apps/api/src/documents/llms-text.ts'
import { webhooksDocument } from '../apps/api/src/openapi/webhooks-document.ts'
import { readHistory } from '../bench/compare/history.ts'
import { clientModules } from '../packages/client/scripts/generate.ts'
import { benchTable, machineText } from './generate/bench-table.ts'
import { chartSchema } from './generate/chart-schema.ts'
import { configurationTable, envExample, variableNames, variablesModule } from './generate/configuration.ts'
import { goalPicture } from './generate/goal-picture.ts'
import { openApiDocument } from './generate/openapi.ts'
import { processorsDocument } from './generate/processors.ts'

process.chdir(join(import.meta.dirname, '..'))

const readText = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** The text of a file with its generated sections renewed. */
function withSections(file: string, sections: Record<string, string>): string {
  return Object.entries(sections).reduce((text, [name, content]) => {
    const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- /generated: ${name} -->`]
    const [start, stop] = [text.indexOf(begin), text.indexOf(end)]
    if (start < 0 || stop < start) throw new Error(`${file} has no section between ${begin} and ${end}`)
    return `${text.slice(0, start + begin.length)}\n\n${content}\n\n${text.slice(stop)}`
  }, readText(file))
}

/** As `biome check` wants it: generated code is held to the same format. */
function formatted(name: string, source: string): string {
  const { status, stdout, stderr } = spawnSync('biome', ['format', `--stdin-file-path=${name}`], {
    input: source,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`biome: ${stderr}`)
  return stdout
}

const measured = readHistory().at(-1)
if (measured === undefined) throw new Error('bench/history.json is empty; run: npm run bench -- record')
const openApi = await openApiDocument()
const client = await clientModules(JSON.parse(openApi))
const files = {
  'docs/openapi.json': openApi,
  'docs/webhooks.openapi.json': `${JSON.stringify(webhooksDocument(), null, 2)}\n`,
  'packages/client/src/types.ts': formatted('types.ts', client.types),
  'packages/client/src/operations.ts': formatted('operations.ts', client.operations),
  'docs/errors.md': errorsDocument(),
  'docs/llms.txt': llmsText(JSON.parse(openApi)),
  'docs/processors.md': processorsDocument(),
  'README.md': withSections('README.md', {
    configuration: configurationTable(),
    measured: benchTable(measured.results.filter(({ goal }) => goal !== null)),
  }),
  'docs/performance.md': withSections('docs/performance.md', {
    measured: benchTable(measured.results),
    machine: machineText(measured),
  }),
  'docs/images/performance.svg': goalPicture(measured),
  '.env.example': envExample(),
  'apps/local/src/variables.ts': formatted('variables.ts', variablesModule()),
  'infra/helm/async-events/values.schema.json': formatted('values.schema.json', chartSchema(variableNames())),
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
