/**
 * 20 minutes at half of the load that this machine bears, and how the memory of the service grows meanwhile.
 * `npm run bench -- soak [--minutes 20]`
 *
 * The load is small pages from scrape to ZIP, at an even rate. Memory is that of all processes of the service together (resident, as the
 * kernel counts it), looked at every five seconds; the slope is the line of least squares through all looks but those of the first
 * quarter, in which caches and pools fill.
 */
import { setInterval } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { apiClient } from '../tests/e2e/api-client.ts'
import { startService } from '../tests/e2e/service.ts'
import { runBench } from './compare/bench.ts'
import { slopeOf } from './compare/statistics.ts'
import { startPageServer } from './load/page-server.ts'
import { useByKind } from './load/process-use.ts'

const { values } = parseArgs({ options: { minutes: { type: 'string' } }, strict: false })
const lookEveryMs = 5_000

await runBench('soak', async ({ figure, size }) => {
  const minutes = typeof values.minutes === 'string' ? Number(values.minutes) : size(20, 0.5)
  const pages = await startPageServer()
  const service = await startService({ env: { FETCH_ALLOW: pages.host } })
  const client = apiClient(service.url)
  let number = 0
  try {
    const submit = (count: number) =>
      client.createBatch({
        body: { jobs: Array.from({ length: count }, () => ({ parameters: pages.session(number++) })) },
      })

    // How much it bears: after the first jobs, which start and compile.
    let whole = 0
    for (const count of [20, size(200, 40)]) {
      const started = performance.now()
      const { batch } = await submit(count)
      await client.waitForBatch(batch.batch_id, { timeoutMs: 300_000 })
      whole = count / ((performance.now() - started) / 1000)
    }
    const rate = whole / 2
    figure({ what: 'load: half of the jobs that it bears', unit: 'jobs/s', value: rate })

    const before = number
    const looks: { minutes: number; kinds: Map<string, number> }[] = []
    const started = performance.now()
    const minutesPassed = (): number => (performance.now() - started) / 60_000
    for await (const _ of setInterval(1_000)) {
      const due = Math.floor(minutesPassed() * 60 * rate) - (number - before)
      if (due > 0) await submit(due)
      if (minutesPassed() * 60_000 > looks.length * lookEveryMs) {
        const kinds = [...useByKind(service.pids())].map(([kind, use]) => [kind, use.residentMb] as const)
        looks.push({ minutes: minutesPassed(), kinds: new Map(kinds) })
      }
      if (minutesPassed() > minutes) break
    }
    const settled = looks.filter((look) => look.minutes >= minutes / 4)
    const slope = (of: (kinds: Map<string, number>) => number): number =>
      slopeOf(settled.map((look) => [look.minutes, of(look.kinds)]))
    const sumOf = (kinds: Map<string, number>): number => [...kinds.values()].reduce((a, b) => a + b, 0)
    figure({ what: `jobs in ${minutes} minutes`, unit: 'jobs', value: number - before })
    figure({ what: 'memory at the end', unit: 'MB', value: sumOf(looks.at(-1)?.kinds ?? new Map()) })
    figure({ what: 'memory, slope', unit: 'MB/min', value: slope(sumOf), goal: { atMost: 1 } })
    for (const kind of looks.at(-1)?.kinds.keys() ?? [])
      console.log(
        `  ${kind.padEnd(18)} ${(looks.at(-1)?.kinds.get(kind) ?? 0).toFixed(0).padStart(5)} MB ${slope((kinds) => kinds.get(kind) ?? 0).toFixed(2)} MB/min`,
      )
    const { jobs } = await client.listJobs({ query: { status: ['failed'], limit: 1 } })
    if (jobs.length > 0) throw new Error(`a job failed: ${JSON.stringify(jobs[0]?.error)}`)
  } finally {
    await service.stop()
    await pages.close()
  }
})
