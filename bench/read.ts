/**
 * A finished job by `GET /jobs/{id}`, with its results, beside a bare `node:http` server that answers with one `findOne` of the driver and
 * `JSON.stringify`: it reads no results and no rights. 20 requests at a time. `npm run bench -- read`
 */
import { runBench } from './compare/bench.ts'
import { startApiBeside } from './load/api-beside.ts'
import { loadWith } from './load/connections.ts'
import { finishedJobPath, storeFinishedJobs } from './load/finished-jobs.ts'

await runBench('read', async ({ compare, size }) => {
  const beside = await startApiBeside()
  try {
    await storeFinishedJobs(beside, { to: 120 })
    const rateOf = async (origin: string): Promise<number> => {
      const asked = (number: number) => ({ method: 'GET', path: finishedJobPath(number) }) as const
      const { rate } = await loadWith(origin, asked, { requests: size(6000, 300), connections: 20 })
      return rate
    }
    await compare({
      what: 'GET /jobs/{id}, a finished job with its results',
      unit: 'reads/s',
      ours: () => rateOf(beside.api),
      bare: { name: 'node:http and findOne', measure: () => rateOf(beside.bare) },
      goal: { atLeast: 0.6 },
    })
  } finally {
    await beside.close()
  }
})
