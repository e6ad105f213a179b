/**
 * A batch of small pages from the request to the last ZIP, by the whole service on this machine. `npm run bench -- small-pages`
 */
import { apiClient } from '../tests/e2e/api-client.ts'
import { startService } from '../tests/e2e/service.ts'
import { runBench } from './compare/bench.ts'
import { cpuMsOf } from './compare/cpu-time.ts'
import { median } from './compare/statistics.ts'
import { startPageServer } from './load/page-server.ts'

await runBench('small-pages', async ({ figure, isShort, size }) => {
  const pages = await startPageServer()
  const service = await startService({ env: { FETCH_ALLOW: pages.host } })
  const count = size(300, 20)
  try {
    const client = apiClient(service.url)
    const measured: { rate: number; cpuMs: number }[] = []
    for (let round = 0; round <= size(3, 1); round += 1) {
      const jobs = Array.from({ length: count }, (_, number) => ({
        parameters: pages.session(round * count + number),
      }))
      const [started, cpu] = [performance.now(), cpuMsOf(service.pids())]
      const { batch } = await client.createBatch({ body: { jobs } })
      const { completed_jobs } = await client.waitForBatch(batch.batch_id, { timeoutMs: 300_000 })
      if (completed_jobs !== count) throw new Error(`${completed_jobs} of ${count} jobs were completed`)
      const seconds = (performance.now() - started) / 1000
      // The first starts readers and compiles.
      if (round > 0 || isShort)
        measured.push({ rate: count / seconds, cpuMs: (cpuMsOf(service.pids()) - cpu) / count })
    }
    figure({
      what: `${count} small pages, scrape to ZIP`,
      unit: 'jobs/s',
      value: median(measured.map(({ rate }) => rate)),
      goal: { atLeast: 60 },
    })
    figure({
      what: 'CPU time of all processes, per job',
      unit: 'ms',
      value: median(measured.map(({ cpuMs }) => cpuMs)),
    })
  } finally {
    await service.stop()
    await pages.close()
  }
})
