/**
 * The demo, as `npm run demo` runs it once everything is installed and built: eight sessions from their pages and media to a
 * site, with the recogniser of speech and of text that this machine has. `npm run bench -- demo`
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runBench } from './compare/bench.ts'
import { median } from './compare/statistics.ts'

const script = join(import.meta.dirname, '..', 'demo', 'src', 'demo.ts')
const run = promisify(execFile)

await runBench('demo', async ({ figure, size }) => {
  const out = mkdtempSync(join(tmpdir(), 'async-events-bench-demo-'))
  const measured: { seconds: number; cpuSeconds: number }[] = []
  try {
    for (let round = 0; round < size(3, 1); round += 1) {
      const [started, before] = [performance.now(), childCpu()]
      // It ends with 1 when a session is not as expected.
      await run(process.execPath, [script, '--out', out])
      measured.push({
        seconds: (performance.now() - started) / 1000,
        cpuSeconds: childCpu() - before,
      })
    }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
  figure({
    what: 'demo of eight sessions',
    unit: 's',
    value: median(measured.map(({ seconds }) => seconds)),
    goal: { atMost: 10 },
  })
  figure({
    what: 'CPU time of the demo, all processes',
    unit: 's',
    value: median(measured.map(({ cpuSeconds }) => cpuSeconds)),
  })
})

/** Seconds of CPU time of children that have ended, with theirs: proc(5). */
function childCpu(): number {
  const text = readFileSync('/proc/self/stat', 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}
