import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { gateBenches } from '../../bench/compare/names.ts'
import type { BenchReport } from '../../bench/compare/results.ts'
import { root } from './service.ts'

/** Figures of a gate mean nothing: the machine does other things meanwhile. That each bench can be run means something. */
it('benches work in their short form, and tell what they have measured', async () => {
  const begun = Date.now()
  const child = spawn(process.execPath, ['scripts/bench.ts', ...gateBenches, '--short', '--pairs', '1'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)))
  const [code] = (await once(child, 'close')) as [number | null]
  const output = said.join('')
  console.log(output.slice(output.indexOf('| Bench |')))
  expect(code, output).toBe(0)
  for (const name of gateBenches) {
    const report = JSON.parse(readFileSync(join(root, 'data/bench', `${name}.json`), 'utf8')) as BenchReport
    expect(Date.parse(report.date), name).toBeGreaterThanOrEqual(begun)
    expect(report.results.length, name).toBeGreaterThan(0)
    for (const result of report.results)
      expect(result.kind === 'compared' ? result.ratio : result.value, `${name}: ${result.what}`).toSatisfy(
        Number.isFinite,
      )
  }
}, 300_000)
