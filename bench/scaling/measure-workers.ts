import { apiClient } from '../../tests/e2e/api-client.ts'
import { startService } from '../../tests/e2e/service.ts'
import { type App, startApp } from '../../tests/reliability/app.ts'
import { startPageServer } from '../load/page-server.ts'
import { type Use, useByKind } from '../load/process-use.ts'
import type { JobCosts } from './simulate.ts'

export interface MeasuredWorkers {
  scrapeWorkers: number
  jobsPerSecond: number
  costs: JobCosts
}

export interface WorkersOptions {
  scrapeWorkers: number
  /** Of each worker. */
  slots: number
  /** How long each page takes to answer. */
  pageMs: number
  jobs: number
}

/** A batch of small pages with so many scrape workers and one of each other kind, and what each kind of process used. */
export async function measureWorkers({
  scrapeWorkers,
  slots,
  pageMs,
  jobs,
}: WorkersOptions): Promise<MeasuredWorkers> {
  const pages = await startPageServer(pageMs)
  const service = await startService({ env: { FETCH_ALLOW: pages.host, WORKER_CONCURRENCY: String(slots) } })
  const others: App[] = []
  try {
    const { HEALTH_PORT: _port, METRICS_FOLDER: _folder, ...env } = service.envOf('worker-scrape')
    while (others.length < scrapeWorkers - 1) others.push(startApp('worker-scrape', env))
    await Promise.all(others.map((app) => app.says(' started"')))
    const client = apiClient(service.url)
    let number = 0
    const run = async (count: number): Promise<number> => {
      const started = performance.now()
      const { batch } = await client.createBatch({
        body: { jobs: Array.from({ length: count }, () => ({ parameters: pages.session(number++) })) },
      })
      const { completed_jobs } = await client.waitForBatch(batch.batch_id, { timeoutMs: 300_000 })
      if (completed_jobs !== count) throw new Error(`${completed_jobs} of ${count} jobs were completed`)
      return (performance.now() - started) / 1000
    }
    // Starts readers and compiles.
    await run(slots * scrapeWorkers)
    const pids = (): number[] => [...service.pids(), ...others.map(({ pid }) => pid)]
    const before = useByKind(pids())
    const seconds = await run(jobs)
    const after = useByKind(pids())
    const of = (kind: string): number => cpuOf(after, kind) - cpuOf(before, kind)
    return {
      scrapeWorkers,
      jobsPerSecond: jobs / seconds,
      costs: {
        api: of('api') / jobs,
        keeper: of('keeper') / jobs,
        mongo: of('mongo') / jobs,
        redis: of('redis') / jobs,
        scrape: of('worker-scrape') / jobs,
        transform: of('worker-transform') / jobs,
        pageMs,
      },
    }
  } finally {
    for (const app of others) app.signal('SIGTERM')
    await Promise.all(others.map(({ ended }) => ended))
    await service.stop()
    await pages.close()
  }
}

const cpuOf = (uses: ReadonlyMap<string, Use>, kind: string): number => uses.get(kind)?.cpuMs ?? 0
