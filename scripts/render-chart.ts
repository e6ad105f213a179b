/**
 * Renders the chart with each file of infra/helm/options into infra/helm/rendered, where tests read it without Helm. With
 * `--check` it writes nothing and fails when they are stale: by the hash of their source where Helm is not installed, else
 * by rendering them again, after `helm lint`.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  chartFolder,
  helm,
  optionFiles,
  render,
  renderedFile,
  sourceHash,
  sourceHashFile,
} from './infra/chart.ts'
import { read, root } from './infra/infra-files.ts'

const current = (file: string): string => (existsSync(join(root, file)) ? read(file) : '')
const hasHelm = helm(['version']) !== null
const problems: string[] = []

if (!process.argv.includes('--check')) {
  if (!hasHelm) throw new Error('Helm is not installed: go install helm.sh/helm/v3/cmd/helm@v3.19.0')
  for (const options of optionFiles()) writeFileSync(join(root, renderedFile(options)), render(options))
  writeFileSync(join(root, sourceHashFile), sourceHash())
} else {
  if (current(sourceHashFile) !== sourceHash())
    problems.push(`${sourceHashFile} is stale: the chart or its options have changed`)
  for (const options of hasHelm ? optionFiles() : []) {
    const lint = helm(['lint', '--strict', chartFolder, '-f', options])
    if (lint?.status !== 0) problems.push(`${options}: ${lint?.stdout}${lint?.stderr}`)
    if (current(renderedFile(options)) !== render(options)) problems.push(`${renderedFile(options)} is stale`)
  }
}
for (const problem of problems) console.error(problem)
if (problems.length > 0) console.error('Run, with Helm installed: node scripts/render-chart.ts')
process.exitCode = problems.length === 0 ? 0 : 1
