/**
 * Jobs accepted by `POST /jobs`, 20 requests at a time, beside `node:http` with `JSON.parse`, the driver's `insertOne` and BullMQ's `add` of
 * the same body: both answer when the job is durable and in the queue. `npm run bench -- submit`
 */
import { runBench } from './compare/bench.ts'
import { jobsPath, session, startApiBeside } from './load/api-beside.ts'
import { loadWith } from './load/connections.ts'

await runBench('submit', async ({ compare, size }) => {
  const beside = await startApiBeside()
  try {
    const rateOf = async (origin: string): Promise<number> => {
      const asked = (number: number) =>
        ({ method: 'POST', path: jobsPath, body: JSON.stringify(session(number)) }) as const
      const { rate } = await loadWith(origin, asked, { requests: size(6000, 300), connections: 20 })
      return rate
    }
    // The compiler of the runtime has seen enough after some thousand.
    for (let round = 0; round < size(2, 0); round += 1) {
      await rateOf(beside.api)
      await rateOf(beside.bare)
    }
    await compare({
      what: 'POST /jobs, durable, 20 at a time',
      unit: 'jobs/s',
      ours: () => rateOf(beside.api),
      bare: { name: 'node:http, insertOne and add', measure: () => rateOf(beside.bare) },
      goal: { atLeast: 0.7 },
    })
  } finally {
    await beside.close()
  }
})
