/**
 * A start of the whole service until it is ready, and until a first job is done: wall time, and CPU time of all its processes.
 * `npm run bench -- start`
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SessionParameters } from '@async-events/client'
import { apiClient } from '../tests/e2e/api-client.ts'
import { startService } from '../tests/e2e/service.ts'
import { runBench } from './compare/bench.ts'
import { cpuMsOf } from './compare/cpu-time.ts'
import { median } from './compare/statistics.ts'

await runBench('start', async ({ figure, size }) => {
  const pages = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      '<!doctype html><title>First</title><h1>First talk</h1><p>It says that the service has started.</p>',
    )
  })
  await new Promise<void>((done) => pages.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(pages.address() as AddressInfo).port}`
  const measured: Record<'ready' | 'readyCpu' | 'done', number>[] = []
  try {
    // The first makes the bundles and fills the compile cache.
    for (let round = 0; round <= size(5, 1); round += 1) {
      const started = performance.now()
      const service = await startService({ env: { FETCH_ALLOW: host } })
      try {
        const [ready, readyCpu] = [performance.now() - started, cpuMsOf(service.pids())]
        const client = apiClient(service.url)
        const { batch } = await client.createBatch({ body: { jobs: [{ parameters: sessionOf(host) }] } })
        const { completed_jobs } = await client.waitForBatch(batch.batch_id, { timeoutMs: 120_000 })
        if (completed_jobs !== 1) throw new Error('the first job was not completed')
        if (round > 0) measured.push({ ready, readyCpu, done: performance.now() - started })
      } finally {
        await service.stop()
      }
    }
  } finally {
    await new Promise((done) => pages.close(done))
  }
  const seconds = (key: keyof (typeof measured)[number]): number =>
    median(measured.map((each) => each[key])) / 1000
  figure({ what: 'start until the service is ready', unit: 's', value: seconds('ready') })
  figure({ what: 'start until a first job is done', unit: 's', value: seconds('done') })
  figure({ what: 'CPU time of a start, all processes', unit: 's', value: seconds('readyCpu') })
})

function sessionOf(host: string): SessionParameters {
  return {
    event: 'First Days',
    session: 'First talk',
    url: `http://${host}/first`,
    filename: 'first.md',
    track: 'All',
  }
}
