import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const scripts = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'async-events-totals-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The last line and the exit code of `npm test` for the suite of this folder. */
function run(...args: string[]) {
  const { VITEST: _, ...env } = process.env
  const suite = join(import.meta.dirname, 'suite')
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(scripts, 'test.ts'), '--root', suite, '--project=suite', ...args],
    { encoding: 'utf8', env },
  )
  return { status, stdout, last: stdout.trimEnd().split('\n').at(-1) }
}

describe('the line of totals', () => {
  it('counts what passed, failed and was skipped', () => {
    expect(run('passes', 'fails')).toMatchObject({ status: 1, last: '2 passed, 1 failed, 1 skipped' })
    expect(run('passes')).toMatchObject({ status: 0, last: '2 passed, 0 failed, 1 skipped' })
  })

  it.each([
    ['--outputFile', '--reporter=json'],
    ['--outputFile.json', '--reporter=json'],
    ['--outputFile.json', '--reporter=default', '--reporter=json'],
  ])('is the same with %s of %j', (option, ...reporters) => {
    const file = join(folder, `${reporters.length}${option}.json`)
    expect(run('passes', ...reporters, `${option}=${file}`)).toMatchObject({
      status: 0,
      last: '2 passed, 0 failed, 1 skipped',
    })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ numPassedTests: 2, success: true })
  })

  it('takes the reporter as an argument of its own', () => {
    const { stdout, last } = run('passes', '--reporter', 'tap-flat')
    expect(stdout).toContain('ok 1')
    expect(last).toBe('2 passed, 0 failed, 1 skipped')
  })

  it.each([
    ['a file that does not load', ['passes', 'does-not-load'], '2 passed, 1 failed, 1 skipped'],
    ['no test at all', ['no-such-file'], '0 passed, 1 failed'],
    ['an option that vitest does not know', ['passes', '--no-such-option'], '0 passed, 1 failed'],
  ])('counts %s as a failure', (_, args, last) => {
    expect(run(...args)).toMatchObject({ status: 1, last })
  })
})
