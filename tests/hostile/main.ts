/** `npm run hostile -- --minutes 60 --seed 1 [--out folder]`: the catalogue at random, and what it leaves behind. */

import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startCanaries } from '@async-events/testkit/canaries'
import { startHostileService } from './hostile-service.ts'
import { runLong } from './long-run.ts'
import { problemsOf, writeReport } from './write-report.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
})
const [minutes, seed] = [Number(values.minutes), Number(values.seed)]
const out = resolve(values.out ?? join('data', 'hostile', `seed-${seed}`))
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('usage: npm run hostile -- [--minutes 60] [--seed 1] [--out folder]')
  process.exit(2)
}

const canaries = await startCanaries()
const hostile = await startHostileService(canaries.list)
console.log(`Hostile jobs for ${minutes} minutes, seed ${seed} …`)
let stopping = false
const stop = (): void => {
  stopping = true
  hostile.close().finally(() => process.exit(130))
}
process.once('SIGINT', stop).once('SIGTERM', stop)
const run = await runLong(hostile, {
  seed,
  durationMs: minutes * 60_000,
  report: (line) => stopping || console.error(line),
}).catch((error: unknown) => {
  // Whatever breaks because of the stop; the process ends when that is done.
  if (stopping) return new Promise<never>(() => {})
  throw error
})
run.dials.push(...(await canaries.dials()))
await hostile.close()
await canaries.close()
writeReport(out, run, canaries.leftOut)
const problems = problemsOf(run)
console.log(
  problems.length === 0
    ? 'As it must be.'
    : `${problems.length} problems:\n${problems.slice(0, 20).join('\n')}`,
)
console.log(`Report: ${join(out, 'report.md')}`)
process.exit(problems.length === 0 ? 0 : 1)
