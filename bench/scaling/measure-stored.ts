import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { apiClient } from '../../tests/e2e/api-client.ts'
import { startService } from '../../tests/e2e/service.ts'
import { median, quantile } from '../compare/statistics.ts'
import { useByKind } from '../load/process-use.ts'

export interface MeasuredStored {
  /** That the database holds. */
  jobs: number
  /** Milliseconds by request. */
  times: { what: string; p50: number; p99: number }[]
  mongoMb: number
  /** Processor time of all processes in a second in which nobody asks for anything, in milliseconds. */
  idleCpuMs: number
}

/** Jobs of one request: the most that a batch may have. */
const atOnce = 2_000

/** How long requests take at each of these numbers of stored jobs, which go up. */
export async function measureStored(sizes: readonly number[], samples: number): Promise<MeasuredStored[]> {
  const service = await startService()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const client = apiClient(service.url)
  const measured: MeasuredStored[] = []
  const held = (at: number) => ({
    not_before: '2090-01-01T00:00:00Z',
    parameters: {
      event: `Event ${at % 50}`,
      session: `Talk ${at}`,
      url: `https://talks.conference.invalid/talk/${at}`,
      filename: `talk-${at}.md`,
      track: `Track ${at % 20}`,
    },
  })
  const send = async (method: string, path: string, body?: object): Promise<number> => {
    const started = performance.now()
    const sent = request(`${service.api}/${path}`, {
      method,
      agent,
      headers: { 'content-type': 'application/json' },
    }).end(body && JSON.stringify(body))
    const [response] = await once(sent, 'response')
    const answer = await text(response)
    if (response.statusCode >= 400) throw new Error(`${path}: ${response.statusCode} ${answer}`)
    return performance.now() - started
  }
  try {
    let stored = 0
    for (const size of sizes) {
      let batchId = ''
      while (stored < size) {
        const count = Math.min(atOnce, size - stored)
        const { batch } = await client.createBatch({
          body: { jobs: Array.from({ length: count }, (_, at) => held(stored + at)) },
        })
        batchId = batch.batch_id
        stored += count
      }
      const job = (await client.jobsOf(batchId))[0]?.job_id ?? ''
      const calls: Record<string, () => Promise<number>> = {
        'POST /jobs': () => send('POST', 'jobs', held(stored++)),
        'GET /jobs/{id}': () => send('GET', `jobs/${job}`),
        'GET /jobs?limit=50': () => send('GET', 'jobs?limit=50'),
        'GET /jobs?event=…&limit=50': () => send('GET', 'jobs?event=Event%207&limit=50'),
        'GET /batches/{id}': () => send('GET', `batches/${batchId}`),
      }
      const times: MeasuredStored['times'] = []
      for (const [what, call] of Object.entries(calls)) {
        await call()
        const all: number[] = []
        while (all.length < samples) all.push(await call())
        times.push({ what, p50: median(all), p99: quantile(all, 0.99) })
      }
      const [before, started] = [useByKind(service.pids()), performance.now()]
      await send('GET', `jobs/${job}?wait=10`).catch(() => 0)
      const after = useByKind(service.pids())
      const cpu = [...after].reduce((sum, [kind, use]) => sum + use.cpuMs - (before.get(kind)?.cpuMs ?? 0), 0)
      measured.push({
        jobs: size,
        times,
        mongoMb: after.get('mongo')?.residentMb ?? Number.NaN,
        idleCpuMs: cpu / ((performance.now() - started) / 1000),
      })
    }
    return measured
  } finally {
    await service.stop()
  }
}
