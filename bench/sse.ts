/**
 * How quick `GET /jobs/{id}` stays while 500 streams follow a batch that changes, beside the same request on the idle service, in
 * turn. `npm run bench -- sse`
 *
 * The batch changes by jobs that are cancelled and restarted, at a rate that leaves the processor room: 500 streams are told of
 * each. Streams are held by a process of their own, so that only the service's share delays the requests.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { repeat } from '@async-events/testkit/repeat'
import { until } from '@async-events/testkit/until'
import { apiClient } from '../tests/e2e/api-client.ts'
import { type Service, startService } from '../tests/e2e/service.ts'
import { runBench } from './compare/bench.ts'
import { quantile } from './compare/statistics.ts'
import { heldJobs } from './load/held-jobs.ts'

const changesEveryMs = 100

await runBench('sse', async ({ compare, figure, size }) => {
  const [streams, requests] = [size(500, 50), size(2000, 200)]
  const service = await startService()
  const client = apiClient(service.url)
  try {
    const { batchId, jobs } = await heldBatch(service)
    const timed = timedGets(`${service.api}/jobs/${jobs[0]}`, requests)
    let told = 0
    let seconds = 0
    await compare({
      what: `GET /jobs/{id}, p99, beside ${streams} streams of a batch that changes`,
      unit: 'ms',
      ours: async () => {
        const { batch } = await client.getBatch({ path: { batch_id: batchId } })
        const child = fork(
          join(import.meta.dirname, 'sse/hold-streams.ts'),
          [`${service.api}/batches/${batchId}/events`, String(streams), String(batch.last_event_id)],
          { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
        )
        await once(child, 'message')
        const changes = changing(service, jobs)
        const begun = performance.now()
        const times = await timed()
        seconds += (performance.now() - begun) / 1000
        await changes.stop()
        child.send('count')
        const [{ events }] = (await once(child, 'message')) as [{ events: number }]
        told += events
        child.disconnect()
        await once(child, 'exit')
        return quantile(times, 0.99)
      },
      bare: { name: 'idle', measure: async () => quantile(await timed(), 0.99) },
      goal: { atMost: 2 },
    })
    if (told === 0) throw new Error('no stream was told of a change')
    figure({ what: 'events that the streams were sent meanwhile', unit: 'a second', value: told / seconds })
  } finally {
    await service.stop()
  }
})

/** A batch of jobs that wait for a day long after this one. */
async function heldBatch(service: Service): Promise<{ batchId: string; jobs: string[] }> {
  const client = apiClient(service.url)
  const { batch } = await client.createBatch({
    body: {
      jobs: heldJobs(service.url, 100),
    },
  })
  return { batchId: batch.batch_id, jobs: (await client.jobsOf(batch.batch_id)).map(({ job_id }) => job_id) }
}

/** Cancels a job and restarts it, then the next; the first one is left to be read. */
function changing(service: Service, jobs: readonly string[]): { stop(): Promise<void> } {
  const client = apiClient(service.url)
  let at = 0
  return repeat(async () => {
    const job_id = jobs[1 + (Math.floor(at / 2) % (jobs.length - 1))] ?? ''
    if (at % 2 === 0) await client.cancelJob({ path: { job_id } })
    else await client.restartJob({ path: { job_id } })
    at += 1
  }, changesEveryMs)
}

/** Milliseconds of requests one after the other over one connection. */
function timedGets(url: string, count: number): () => Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return async () => {
    const times: number[] = []
    while (times.length < count) {
      const started = performance.now()
      const answered = request(url, { agent }).end()
      const [response] = await once(answered, 'response')
      await text(response)
      if (response.statusCode !== 200) throw new Error(`answered ${response.statusCode}`)
      times.push(performance.now() - started)
      // A client that reads as fast as it can would itself be the load.
      await until(() => performance.now() - started > 4, 1000, 'the next request', 4)
    }
    return times
  }
}
