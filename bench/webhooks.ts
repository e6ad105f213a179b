/**
 * Webhooks of jobs that end, from the request that ends them to the receiver, beside the same bodies signed and posted straight
 * away by node:http, as many at a time. `npm run bench -- webhooks`
 *
 * Ours are durable: each is in the event log with the change that it tells of, and its delivery is recorded.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { until } from '@async-events/testkit/until'
import { apiClient } from '../tests/e2e/api-client.ts'
import { startService } from '../tests/e2e/service.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../tests/harness/webhook-receiver.ts'
import { runBench } from './compare/bench.ts'
import { median, quantile } from './compare/statistics.ts'
import { heldJobs } from './load/held-jobs.ts'

/** Requests of the bare sender that are open at a time. */
const atATime = 20

await runBench('webhooks', async ({ compare, figure, size }) => {
  const count = size(500, 60)
  const receiver = await startWebhookReceiver({ failing: 0, hanging: 0 })
  const service = await startService({
    env: { FETCH_ALLOW: receiver.host, WEBHOOK_SECRET: receiver.secret },
  })
  const client = apiClient(service.url)
  const delays: number[] = []
  try {
    await compare({
      what: `${count} webhooks of a batch that is cancelled`,
      unit: 'webhooks/s',
      ours: async () => {
        const { batch } = await client.createBatch({
          body: {
            webhook: { url: receiver.url, events: ['job.cancelled'] },
            jobs: heldJobs(service.url, count),
          },
        })
        const before = receiver.received.length
        const started = performance.now()
        await client.cancelBatch({ path: { batch_id: batch.batch_id } })
        await until(() => receiver.received.length >= before + count, 120_000, 'all webhooks came', 5)
        const seconds = (performance.now() - started) / 1000
        const all = receiver.received.slice(before)
        if (!all.every(({ is_signed }) => is_signed)) throw new Error('a webhook was not signed')
        delays.push(...all.map(({ at, timestamp }) => at - Date.parse(timestamp)))
        return count / seconds
      },
      bare: { name: 'node:http', measure: () => postAll(receiver, count) },
    })
    figure({ what: 'from the event to the receiver, p50', unit: 'ms', value: median(delays) })
    figure({ what: 'from the event to the receiver, p99', unit: 'ms', value: quantile(delays, 0.99) })
  } finally {
    await service.stop()
    await receiver.close()
  }
})

async function postAll(receiver: WebhookReceiver, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atATime })
  const key = Buffer.from(receiver.secret.slice('whsec_'.length), 'base64')
  let left = count
  const started = performance.now()
  const sender = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      const id = `evt_${randomBytes(12).toString('hex')}`
      const [timestamp, body] = [String(Math.floor(Date.now() / 1000)), bodyOf(id)]
      const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
      const posted = request(receiver.url, {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1,${signature}`,
        },
      }).end(body)
      const [response] = await once(posted, 'response')
      await once(response.resume(), 'end')
    }
  }
  await Promise.all(Array.from({ length: atATime }, sender))
  agent.destroy()
  return count / ((performance.now() - started) / 1000)
}

/** Of the size of an event of a cancelled job. */
function bodyOf(id: string): string {
  return JSON.stringify({
    type: 'job.cancelled',
    timestamp: new Date().toISOString(),
    job_id: id,
    batch_id: id,
    seq: 1,
    run: 1,
    metadata: {},
    text: '-'.repeat(400),
  })
}
