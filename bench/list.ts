/**
 * Lists of jobs with 1,000, 10,000 and 100,000 stored: 50 on the first page, of one state, of one track, and on a deep page. Time of an
 * answer while four are asked for at a time; then answers a second with 6,900 jobs, beside a bare `node:http` server that answers with one
 * finished job by `findOne`. `npm run bench -- list`
 */
import { runBench } from './compare/bench.ts'
import { median } from './compare/statistics.ts'
import { jobsPath, startApiBeside } from './load/api-beside.ts'
import { loadWith, openConnection } from './load/connections.ts'
import { finishedJobPath, storeFinishedJobs } from './load/finished-jobs.ts'

await runBench('list', async ({ compare, figure, size }) => {
  const beside = await startApiBeside()
  const get = (path: string) => () => ({ method: 'GET', path }) as const

  /** The page behind a tenth of all jobs, by cursor. */
  async function deepPath(stored: number): Promise<string> {
    const connection = openConnection(beside.api)
    const path = `${jobsPath}?limit=1&skip=${stored / 10}`
    const { body } = await connection.ask({ method: 'GET', path })
    connection.close()
    const { next_cursor } = JSON.parse(body) as { next_cursor: string }
    return `${jobsPath}?limit=50&cursor=${next_cursor}`
  }

  try {
    let before = 0
    for (const stored of size([1_000, 6_900, 10_000, 100_000], [1_000])) {
      await storeFinishedJobs(beside, { from: before, to: stored })
      before = stored
      if (stored === 6_900) {
        const rateOf = async (origin: string, path: string): Promise<number> => {
          const { rate } = await loadWith(origin, get(path), { requests: 1_000, connections: 20 })
          return rate
        }
        const { ours } = await compare({
          what: '50 of 6,900 jobs',
          unit: 'lists/s',
          ours: () => rateOf(beside.api, `${jobsPath}?limit=50`),
          bare: { name: 'one job by findOne', measure: () => rateOf(beside.bare, finishedJobPath(0)) },
        })
        // Three times what it was at commit cd0f03f, on the machine on which that was measured.
        figure({ what: '50 of 6,900 jobs', unit: 'lists/s', value: median(ours), goal: { atLeast: 360 } })
        continue
      }
      const pages = {
        'the first page': `${jobsPath}?limit=50`,
        'failed ones': `${jobsPath}?limit=50&status=failed`,
        'of a track': `${jobsPath}?limit=50&track=Track%207`,
        'a deep page': await deepPath(stored),
      }
      for (const [what, path] of Object.entries(pages)) {
        const load = { requests: size(400, 40), connections: 4 }
        await loadWith(beside.api, get(path), load)
        const { p50Ms, p99Ms } = await loadWith(beside.api, get(path), load)
        figure({ what: `50 of ${stored} jobs, ${what}: p50`, unit: 'ms', value: p50Ms })
        figure({ what: `50 of ${stored} jobs, ${what}: p99`, unit: 'ms', value: p99Ms })
      }
    }
  } finally {
    await beside.close()
  }
})
