/** Runs every test but the long ones and those of containers, or those of the given project or files, and ends with a line of totals. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseModel } from '../packages/models/src/choose-model.ts'
import { modelsFolder } from '../packages/models/src/models-config.ts'
import { type Totals, totalsFile } from './totals-reporter.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-events-test-'))
const file = join(folder, 'totals.json')
const given = process.argv.slice(2)
const names = (option: string): boolean => given.some((arg) => arg === option || arg.startsWith(`${option}=`))
const args = [
  'run',
  ...(names('--project')
    ? []
    : ['--project=!long', '--project=!s3', '--project=!containers', '--project=!search-engines']),
  ...(names('--reporter') ? [] : ['--reporter=default']),
  `--reporter=${join(import.meta.dirname, 'totals-reporter.ts')}`,
  ...given,
]
const models = modelsFolder(process.env)
const hasModel = (await chooseModel(models, 'base')) !== null
const { status } = spawnSync('vitest', args, {
  stdio: 'inherit',
  env: { ...process.env, ...(hasModel ? { MODELS_DIR: models } : {}), [totalsFile]: file },
})

const totals = readTotals()
// The end of the run may fail as well, after every test has passed.
const failed = totals.failed + Number(totals.failed === 0 && status !== 0)
if (!hasModel)
  console.log(`\nWithout a speech model, its tests are skipped: no ${join(models, 'ggml-base-q5_1.bin')}`)
console.log(
  `\n${totals.passed} passed, ${failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`,
)
process.exit(failed === 0 ? 0 : 1)

/** Nothing passed where vitest ended before it could tell. */
function readTotals(): Totals {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
