/** Runs every test but the long ones, or those of the given project or files, and ends with a line of totals. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'async-events-test-'))
const report = join(folder, 'report.json')
const given = process.argv.slice(2)
const args = [
  'run',
  ...(given.some((arg) => arg.startsWith('--project')) ? [] : ['--project=!long']),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...given,
]
const { status } = spawnSync('vitest', args, { stdio: 'inherit' })

let failed = 1
try {
  const totals = JSON.parse(readFileSync(report, 'utf8'))
  // The end of the run may fail as well, after every test has passed.
  const passed = totals.success && status === 0
  failed = totals.numFailedTests + (passed || totals.numFailedTests > 0 ? 0 : 1)
  const skipped = totals.numPendingTests + totals.numTodoTests
  console.log(
    `\n${totals.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  )
} catch {
  console.log('\n0 passed, 1 failed')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(status === 0 && failed === 0 ? 0 : 1)
