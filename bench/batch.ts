/**
 * A batch of 1,000 jobs by one `POST /batches`, beside `node:http` with the driver's `insertMany` and BullMQ's `addBulk` of the same body:
 * both answer when all jobs are durable and in the queue. `npm run bench -- batch`
 */
import { runBench } from './compare/bench.ts'
import { session, startApiBeside } from './load/api-beside.ts'
import { openConnection } from './load/connections.ts'

await runBench('batch', async ({ compare, size }) => {
  const beside = await startApiBeside()
  try {
    const jobs = Array.from({ length: size(1000, 50) }, (_, number) => session(number))
    const body = JSON.stringify({ jobs })
    const rateOf = async (origin: string): Promise<number> => {
      const connection = openConnection(origin)
      const started = performance.now()
      for (let round = 0; round < size(3, 1); round += 1) {
        const { status } = await connection.ask({ method: 'POST', path: '/api/event-job/batches', body })
        if (status >= 300) throw new Error(`a batch was answered ${status}`)
      }
      const seconds = (performance.now() - started) / 1000
      connection.close()
      return (jobs.length * size(3, 1)) / seconds
    }
    await compare({
      what: `POST /batches, ${jobs.length} jobs`,
      unit: 'jobs/s',
      ours: () => rateOf(beside.api),
      bare: { name: 'node:http, insertMany and addBulk', measure: () => rateOf(beside.bare) },
      goal: { atLeast: 0.5 },
    })
  } finally {
    await beside.close()
  }
})
