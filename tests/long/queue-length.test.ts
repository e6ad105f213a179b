import { until } from '@async-events/testkit/until'
import { Redis } from 'ioredis'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHistory } from '../harness/history.ts'
import { type Cluster, smallSize, startCluster } from '../harness/start-cluster.ts'

/** The most that a batch takes. */
const waiting = 2_000
/** A step that nobody claims is published again each half a minute: five minutes of that. */
const rounds = 10

let cluster: Cluster
let redis: Redis
let mongo: MongoClient

beforeAll(async () => {
  // Nobody works: whatever is published stays.
  cluster = await startCluster({
    history: openHistory(null),
    size: { ...smallSize, api: 1, keeper: 2, 'worker-scrape': 0, 'worker-transform': 0 },
    environment: process.env,
    env: { FETCH_ALLOW: '127.0.0.1:1', KEEPER_INTERVAL: '100ms' },
  })
  redis = new Redis(cluster.servers.directRedisUrl)
  mongo = new MongoClient(cluster.servers.directMongodbUri)
})
afterAll(async () => {
  redis?.disconnect()
  await mongo?.close()
  await cluster?.stopApps()
  await cluster?.remove()
})

/** Messages of every kind in every queue. */
async function queueLength(): Promise<number> {
  const keys = await redis.keys('*:scrape:*')
  const counts = await Promise.all(
    keys.map(async (key) => {
      if (/:(prioritized|delayed|completed|failed)$/.test(key)) return redis.zcard(key)
      return /:(wait|active|paused)$/.test(key) ? redis.llen(key) : 0
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

it('2000 waiting steps stay 2000 through every sweep of two keepers, and come back after FLUSHALL', {
  timeout: 300_000,
}, async () => {
  const jobs = Array.from({ length: waiting }, (_, number) => ({
    parameters: {
      event: 'Conf',
      session: `Talk ${number}`,
      url: `http://127.0.0.1:1/${number}`,
      filename: `talk-${number}.md`,
      track: 'main',
    },
  }))
  const answer = await cluster.client.ask('createBatch', 'POST', '/batches', {
    body: { jobs },
    timeoutMs: 60_000,
  })
  expect(answer?.status).toBe(201)
  await until(async () => (await queueLength()) === waiting, 60_000, 'every step is published')

  const stored = mongo.db().collection('jobs')
  const sweep = async (): Promise<void> => {
    // As if half a minute had gone by: all are overdue.
    const past = new Date(Date.now() - 1_000)
    await stored.updateMany({}, { $set: { wake_at: past } })
    const isSwept = async () => (await stored.countDocuments({ wake_at: { $lte: past } })) === 0
    await until(isSwept, 60_000, 'the keepers have looked at each')
  }
  for (let round = 1; round <= rounds; round++) {
    await sweep()
    expect([round, await queueLength()]).toEqual([round, waiting])
  }

  await redis.flushall()
  await until(async () => (await queueLength()) === waiting, 60_000, 'every step is published again')
  await sweep()
  expect(await queueLength()).toBe(waiting)
})
