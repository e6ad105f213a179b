/**
 * Jobs of five steps that do nothing, from their creation to their end, ten at a time, beside a BullMQ flow of five jobs in Redis alone.
 * Without HTTP, which `submit` measures. `npm run bench -- flow`
 */
import { FlowProducer, Worker } from 'bullmq'
import { runBench } from './compare/bench.ts'
import { openIdleSteps, openStores } from './load/idle-steps.ts'

await runBench('flow', async ({ compare, size }) => {
  const stores = await openStores()
  const connection = { url: stores.servers.redisUrl ?? '' }
  const ours = await openIdleSteps(stores.servers, stores.folder)
  const ended = new Map<string, () => void>()
  const worker = new Worker('bare', async () => null, { connection, concurrency: 10 })
  worker.on('completed', ({ name }) => ended.get(name)?.())
  const flows = new FlowProducer({ connection })
  let made = 0

  async function runBare(): Promise<void> {
    const root = `root-${made++}`
    const end = Promise.withResolvers<void>()
    ended.set(root, end.resolve)
    const chain = (left: number): object[] =>
      left === 0 ? [] : [{ name: 'step', queueName: 'bare', data: { left }, children: chain(left - 1) }]
    await flows.add({ name: root, queueName: 'bare', children: chain(4) as never })
    await end.promise
    ended.delete(root)
  }

  /** Flows a second. */
  async function rateOf(run: () => Promise<void>): Promise<number> {
    const flowsInAll = size(300, 20)
    let begun = 0
    const started = performance.now()
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        while (begun < flowsInAll) {
          begun += 1
          await run()
        }
      }),
    )
    return (flowsInAll * 1000) / (performance.now() - started)
  }

  try {
    await compare({
      what: 'jobs of 5 steps that do nothing, 10 at a time',
      unit: 'jobs/s',
      ours: () => rateOf(() => ours.run()),
      bare: { name: 'a BullMQ flow of 5', measure: () => rateOf(runBare) },
      goal: { atLeast: 0.6 },
    })
  } finally {
    await ours.close()
    await worker.close()
    await flows.close()
    await stores.close()
  }
})
