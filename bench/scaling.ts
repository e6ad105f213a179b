/**
 * How the service grows: with 1, 2 and 4 scrape workers beside a simulation of the same, which then goes on to 100 workers; and with
 * 1,000, 10,000 and 100,000 stored jobs. `npm run bench -- scaling`
 *
 * Pages take a second to answer, as those of real conferences do, so that workers wait rather than work: on a machine of two cores
 * nothing else could show how they scale. The simulation takes the costs of a job from the run with one worker.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reportsFolder, runBench } from './compare/bench.ts'
import { thisMachine } from './compare/machine.ts'
import { measureStored } from './scaling/measure-stored.ts'
import { type MeasuredWorkers, measureWorkers } from './scaling/measure-workers.ts'
import { plotOf } from './scaling/plot.ts'
import { type Cluster, simulate } from './scaling/simulate.ts'

const slots = 4
const many = [1, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 80, 100]

await runBench('scaling', async ({ figure, size }) => {
  const pageMs = size(1_000, 200)
  const measured: MeasuredWorkers[] = []
  for (const scrapeWorkers of size([1, 2, 4], [1, 2]))
    measured.push(
      await measureWorkers({ scrapeWorkers, slots, pageMs, jobs: scrapeWorkers * slots * size(15, 3) }),
    )
  const costs = measured[0]?.costs
  if (costs === undefined) throw new Error('nothing was measured')
  const here: Cluster = {
    ...{ cores: thisMachine().cores, apis: 1, transformWorkers: 1, slots },
    scrapeWorkers: 1,
  }
  console.log('\ncosts of a job, ms of processor time:')
  console.table(measured.map((one) => ({ workers: one.scrapeWorkers, ...one.costs })))
  for (const { scrapeWorkers, jobsPerSecond } of measured) {
    const jobs = scrapeWorkers * slots * size(15, 3)
    const simulated = (await simulate(costs, { ...here, scrapeWorkers }, jobs)).jobsPerSecond
    figure({ what: `${scrapeWorkers} scrape workers, measured`, unit: 'jobs/s', value: jobsPerSecond })
    figure({
      what: `${scrapeWorkers} scrape workers, simulated by measured`,
      unit: '',
      value: simulated / jobsPerSecond,
    })
  }

  // As many transformers as it takes: which part of the stores and the API ends it?
  const spread = (scrapeWorkers: number): Cluster => ({
    ...here,
    ...{ cores: null, scrapeWorkers, transformWorkers: Math.max(1, Math.ceil(scrapeWorkers / 4)) },
  })
  const rows: { workers: number; here: number; spread: number }[] = []
  for (const workers of many) {
    const jobs = workers * slots * size(20, 4)
    const [one, other] = [
      await simulate(costs, { ...here, scrapeWorkers: workers }, jobs),
      await simulate(costs, spread(workers), jobs),
    ]
    rows.push({ workers, here: one.jobsPerSecond, spread: other.jobsPerSecond })
    if (workers === 100) {
      figure({
        what: '100 workers, a core for each process, simulated',
        unit: 'jobs/s',
        value: other.jobsPerSecond,
      })
      for (const [part, share] of Object.entries(other.busy))
        figure({ what: `100 workers: ${part} is busy`, unit: '%', value: 100 * share })
    }
  }
  const plot = plotOf(
    `Small jobs a second, pages that take ${pageMs / 1000} s`,
    [
      {
        name: `simulated, ${here.cores} cores for all`,
        color: '#9aa4b2',
        isDotted: true,
        points: rows.map((row) => [row.workers, row.here]),
      },
      {
        name: 'simulated, a core for each process',
        color: '#1f6feb',
        isDotted: false,
        points: rows.map((row) => [row.workers, row.spread]),
      },
    ],
    measured.map((one) => [one.scrapeWorkers, one.jobsPerSecond]),
  )
  await mkdir(reportsFolder, { recursive: true })
  await writeFile(join(reportsFolder, 'scaling-workers.svg'), plot)

  for (const stored of await measureStored(size([1_000, 10_000, 100_000], [200, 400]), size(200, 20))) {
    for (const { what, p50, p99 } of stored.times) {
      figure({ what: `${stored.jobs} stored jobs: ${what}, p50`, unit: 'ms', value: p50 })
      figure({ what: `${stored.jobs} stored jobs: ${what}, p99`, unit: 'ms', value: p99 })
    }
    figure({ what: `${stored.jobs} stored jobs: memory of the database`, unit: 'MB', value: stored.mongoMb })
    figure({ what: `${stored.jobs} stored jobs: idle service`, unit: 'ms CPU/s', value: stored.idleCpuMs })
  }
})
