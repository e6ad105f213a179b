/** All static checks: format and lint, types, imports, infrastructure, packages, generated files. */
import { spawnSync } from 'node:child_process'

const steps: [string, string, string[]][] = [
  ['format and lint', 'biome', ['check', '.']],
  ['types', 'node', ['scripts/typecheck.ts']],
  ['import table', 'node', ['scripts/check-imports.ts']],
  ['circles of imports', 'node', ['scripts/check-circles.ts']],
  ['infra', 'node', ['scripts/lint-infra.ts']],
  ['chart', 'node', ['scripts/render-chart.ts', '--check']],
  ['lock file', 'node', ['scripts/check-lock.ts']],
  ['licences', 'node', ['scripts/check-licences.ts']],
  ['rows of bad inputs', 'node', ['scripts/check-rows.ts']],
  ['named tests', 'node', ['scripts/check-guarantees.ts']],
  ['generated files', 'node', ['scripts/generate.ts', '--check']],
  ['OpenAPI document', 'node', ['scripts/lint-openapi.ts']],
]

let failed = 0
for (const [name, command, args] of steps) {
  const started = performance.now()
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  console.log(
    `${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  )
  if (status !== 0) failed += 1
}
process.exit(failed === 0 ? 0 : 1)
