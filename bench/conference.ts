/**
 * A conference in one request: how long until it is accepted, and how quick reads are while its jobs fail one after
 * the other, beside the same reads on the idle service in the same run.
 * `node bench/conference.ts [sessions.json]`
 */
import { readFileSync } from 'node:fs'
import { apiClient, finishedOf, type TestClient } from '../tests/e2e/api-client.ts'
import { startService } from '../tests/e2e/service.ts'

const file = process.argv[2]
const sessions: Parameters<TestClient['submitSessions']>[0] = file
  ? JSON.parse(readFileSync(file, 'utf8'))
  : Array.from({ length: 1093 }, (_, index) => ({
      event: 'Big Conf',
      session: `Talk ${index}`,
      url: `https://talks.conference.invalid/talk/${index}`,
      filename: `Talk-${index}.md`,
      track: `Track ${index % 40}`,
    }))

const service = await startService()
const client = apiClient(service.url)
const timed = async (act: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await act()
  return performance.now() - started
}
const quantile = (values: number[], q: number): string => {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0).toFixed(1).padStart(7)
}
try {
  let id = ''
  const accepted = await timed(async () => {
    id = await client.submitSessions(sessions)
  })
  console.log(`POST of ${sessions.length} sessions: ${accepted.toFixed(0)} ms`)
  const calls: Record<string, () => Promise<unknown>> = {
    'GET /batches/{id}': () => client.batch(id),
    'GET /jobs?limit=50': () => client.listJobs({ query: { limit: 50 } }),
    'GET /jobs?status=failed&limit=50': () => client.listJobs({ query: { status: ['failed'], limit: 50 } }),
    'GET /batches': () => client.listBatches(),
  }
  const measure = async (done: () => Promise<boolean>): Promise<Record<string, number[]>> => {
    const times: Record<string, number[]> = Object.fromEntries(Object.keys(calls).map((name) => [name, []]))
    while (!(await done())) {
      for (const [name, call] of Object.entries(calls)) times[name]?.push(await timed(call))
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return times
  }
  const started = performance.now()
  const busy = await measure(async () => finishedOf(await client.batch(id)) === sessions.length)
  console.log(`all jobs ended after ${((performance.now() - started) / 1000).toFixed(1)} s`)
  let rounds = 0
  const idle = await measure(async () => ++rounds > 50)
  console.log('\nms, while the jobs fail              p50     p95     max   | idle    p50   p50 busy/idle')
  for (const name of Object.keys(calls)) {
    const [a = [], b = []] = [busy[name], idle[name]]
    const ratio = (Number(quantile(a, 0.5)) / Number(quantile(b, 0.5))).toFixed(1)
    console.log(
      `${name.padEnd(33)} ${quantile(a, 0.5)} ${quantile(a, 0.95)} ${quantile(a, 1)}   |      ${quantile(b, 0.5)}   ${ratio}`,
    )
  }
} finally {
  await service.stop()
}
