import { casesOf } from '@async-events/testkit/long-form'
import { until } from '@async-events/testkit/until'
import { Redis } from 'ioredis'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, finishedOf, sumOf, type TestClient } from '../e2e/api-client.ts'
import { type Service, startService } from '../e2e/service.ts'
import { type SlowPages, startSlowPages } from '../e2e/slow-pages.ts'

let service: Service
let pages: SlowPages
let database: MongoClient
let client: TestClient

beforeAll(async () => {
  pages = await startSlowPages(400)
  // Its Redis is flushed: a private one in any case.
  service = await startService({
    env: { REDIS_URL: '', FETCH_ALLOW: pages.host, WORKER_CONCURRENCY: '4', KEEPER_INTERVAL: '1000ms' },
  })
  client = apiClient(service.url)
  database = await MongoClient.connect(service.envOf('keeper').MONGODB_URI ?? '')
})
afterAll(async () => {
  await database?.close()
  await service?.stop()
  await pages?.close()
})

/** Jobs of a batch with the terminal events in the log, which is what clients are told by. */
async function terminalEvents(batchId: string): Promise<Map<string, string[]>> {
  const events = await database
    .db()
    .collection('events')
    .find({ batch_id: batchId, type: { $in: ['job.completed', 'job.failed', 'job.cancelled'] } })
    .toArray()
  return Map.groupBy(events, (event) => String(event.job_id)) as unknown as Map<string, string[]>
}

async function endsOnce(batchId: string, total: number): Promise<void> {
  await until(
    async () => {
      const batch = await client.batch(batchId).catch(() => null)
      if (batch) expect(sumOf(batch)).toBe(total)
      return batch && finishedOf(batch) === total
    },
    60_000,
    'every job ends after the fault',
  )
  const jobs = await client.jobsOf(batchId)
  expect(jobs.map((job) => job.status)).toEqual(jobs.map(() => 'completed'))
  expect(jobs.map((job) => job.run.number)).toEqual(jobs.map(() => 1))
  // The log may be a moment behind the state; once it is complete it must hold each end once.
  const events = await until(
    async () => {
      const found = await terminalEvents(batchId)
      return found.size === total && found
    },
    20_000,
    'the log tells of every job',
  )
  expect([...events.values()].map((list) => list.length)).toEqual(jobs.map(() => 1))
  const positions = await database
    .db()
    .collection('events')
    .find({ batch_id: batchId })
    .sort({ pos: 1 })
    .toArray()
  expect(positions.map((event) => event.pos)).toEqual(positions.map((_, index) => index + 1))
}

/** A batch that is under way: some jobs have ended, some run, most wait. */
async function batchUnderWay(total: number): Promise<string> {
  const id = await client.submitSessions(pages.sessions(total))
  await until(async () => finishedOf(await client.batch(id)) >= 2, 30_000, 'the first jobs end')
  return id
}

it.each(casesOf(['worker-scrape', 'worker-transform', 'keeper', 'api'], ['worker-transform', 'api']))(
  'survives kill -9 of %s',
  async (app) => {
    const id = await batchUnderWay(24)
    const told = Array.fromAsync(client.watchBatch(id))
    const pid = service.pidOf(app)
    process.kill(pid, 'SIGKILL')
    await until(() => safely(() => service.pidOf(app) !== pid), 10_000, `${app} is started again`)
    await endsOnce(id, 24)
    // Whoever watched has heard of everything once, in order, whatever died meanwhile.
    const numbers = (await told).flatMap((news) => (news.id === null ? [] : [Number(news.id)]))
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    expect(numbers).toHaveLength(await database.db().collection('events').countDocuments({ batch_id: id }))
  },
)

it('survives FLUSHALL of Redis', async () => {
  const id = await batchUnderWay(24)
  const redis = new Redis(service.envOf('keeper').REDIS_URL ?? '')
  await redis.flushall()
  redis.disconnect()
  await endsOnce(id, 24)
})

it('starts nothing of a batch after its pause was answered, and goes on by itself', async () => {
  const id = await batchUnderWay(24)
  const path = { batch_id: id }
  const paused = await client.toggleBatchActive({ path, body: { isActive: false } })
  expect(paused.batch.isActive).toBe(false)
  const startsOf = (): Promise<number> =>
    database
      .db()
      .collection('events')
      .countDocuments({ batch_id: id, type: 'job.step', 'data.status': 'running' })
  // What ran at the answer may finish and be logged; from then on nothing moves.
  const isQuiet = async (): Promise<boolean> => {
    const jobs = await client.jobsOf(id)
    return jobs.every((job) => job.steps.every((step) => step.status !== 'running'))
  }
  await until(isQuiet, 20_000, 'running steps finish')
  await until(outboxesAreEmpty(id), 20_000, 'their events are in the log')
  const before = await startsOf()
  for (let pass = 1; pass <= 3; pass++) {
    await keeperLooksAt(id)
    const path = { job_id: await submitLast() }
    await until(
      async () => {
        expect(await startsOf()).toBe(before)
        return (await client.getJob({ path })).job.status === 'completed'
      },
      20_000,
      'a job outside the batch ends',
    )
  }
  expect((await client.batch(id)).status).toBe('processing')
  expect((await client.toggleBatchActive({ path })).batch.isActive).toBe(true)
  await endsOnce(id, 24)
})

/** Waits for a pass of the keeper, which publishes whatever it may, over every job of a batch. */
async function keeperLooksAt(batchId: string): Promise<void> {
  const jobs = database.db().collection('jobs')
  // When it has looked it sets a time of its own.
  const overdue = { batch_id: batchId, wake_at: new Date(0) }
  const unfinished = { batch_id: batchId, status: { $in: ['pending', 'processing'] } }
  expect(
    (await jobs.updateMany(unfinished, { $set: { wake_at: new Date(0) } })).modifiedCount,
  ).toBeGreaterThan(0)
  await until(async () => (await jobs.countDocuments(overdue)) === 0, 20_000, 'the keeper looks at each job')
}

/** A job that workers take after all that was published before it. */
async function submitLast(): Promise<string> {
  const [parameters] = pages.sessions(1)
  if (!parameters) throw new Error('no page')
  return (await client.createJob({ body: { parameters, priority: 10, use_cache: false } })).job.job_id
}

const outboxesAreEmpty = (batchId: string) => async (): Promise<boolean> =>
  (await database
    .db()
    .collection('jobs')
    .countDocuments({ batch_id: batchId, 'outbox.0': { $exists: true } })) === 0

function safely<T>(look: () => T): T | null {
  try {
    return look()
  } catch {
    return null
  }
}
