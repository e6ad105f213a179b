import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node'

export interface Totals {
  passed: number
  failed: number
  skipped: number
}

/** Where the totals go; `test.ts` sets it. */
export const totalsFile = 'TEST_TOTALS_FILE'

/** Counts tests for `test.ts`, whatever other reporters and output files the command line asks for. */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const file = process.env[totalsFile]
    if (file) writeFileSync(file, JSON.stringify(totalsOf(modules, errors.length, reason)))
  }
}

function totalsOf(modules: readonly TestModule[], errors: number, reason: TestRunEndReason): Totals {
  const states = modules.flatMap((module) =>
    [...module.children.allTests()].map((test) => test.result().state),
  )
  const count = (state: string): number => states.filter((each) => each === state).length
  const failed = count('failed')
  // A file that could not be loaded, a hook, or the end of the run may fail while every test passes.
  const failedElsewhere = failed === 0 && (errors > 0 || reason !== 'passed')
  return { passed: count('passed'), failed: failed + Number(failedElsewhere), skipped: count('skipped') }
}
