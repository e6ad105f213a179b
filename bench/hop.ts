/**
 * Time from the commit of a step to the start of the next, one job at a time, beside the time from BullMQ's `add` to the start of its
 * worker. Medians of each round. `npm run bench -- hop`
 */
import { Queue, Worker } from 'bullmq'
import { runBench } from './compare/bench.ts'
import { median } from './compare/statistics.ts'
import { openIdleSteps, openStores } from './load/idle-steps.ts'

await runBench('hop', async ({ compare, size }) => {
  const stores = await openStores()
  const connection = { url: stores.servers.redisUrl ?? '' }
  const ours = await openIdleSteps(stores.servers, stores.folder)
  const queue = new Queue('bare', { connection, defaultJobOptions: { removeOnComplete: true } })
  let onStart = (): void => {}
  const worker = new Worker('bare', async () => onStart(), { connection })
  const rounds = size(60, 8)

  async function hopOfOurs(): Promise<number> {
    ours.takeHops()
    for (let round = 0; round < rounds; round += 1) await ours.run()
    return median(ours.takeHops())
  }

  async function hopOfBare(): Promise<number> {
    const hops: number[] = []
    for (let round = 0; round < rounds * 4; round += 1) {
      const start = Promise.withResolvers<void>()
      onStart = start.resolve
      const added = performance.now()
      await Promise.all([queue.add('step', {}), start.promise])
      hops.push(performance.now() - added)
    }
    return median(hops)
  }

  try {
    await compare({
      what: 'commit of a step to the start of the next: p50',
      unit: 'ms',
      ours: hopOfOurs,
      bare: { name: 'add to start', measure: hopOfBare },
      goal: { atMost: 3 },
    })
  } finally {
    await ours.close()
    await worker.close()
    await queue.close()
    await stores.close()
  }
})
