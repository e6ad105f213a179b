import { testRedisAddress, testRedisUrlThrough } from '@async-events/testkit'
import { freePort } from '@async-events/testkit/free-port'
import { until } from '@async-events/testkit/until'
import type { Db } from 'mongodb'
import { expect } from 'vitest'
import type { SlowPages } from '../e2e/slow-pages.ts'
import { startTcpProxy, type TcpProxy } from '../harness/tcp-proxy.ts'
import { type App, killApps, startApi, startApp } from './app.ts'
import { makePlace } from './place.ts'

/** 3 s is promised; this machine may be busy, and a request needs its own time. */
export const answerMs = 3_500

/** Apps that reach MongoDB and Redis through doors alone, which a test shuts in several ways. */
export interface BehindDoors {
  mongo: TcpProxy
  redis: TcpProxy
  /** Past the door. */
  db: Db
  url: string
  /** Where the other apps tell of their health. */
  healths: readonly string[]
  post(external_id: string): Promise<Response>
  isCompleted(external_id: string): Promise<boolean>
  allLive(): Promise<void>
  refusesWork(): Promise<void>
  /** Everything is as before, by itself, in the processes that were there. */
  recovers(external_id: string): Promise<void>
  close(): Promise<void>
}

export const statusOf = async (url: string): Promise<number> => (await fetch(url)).status

/** Started while both doors are shut. */
export async function startBehindDoors(pages: SlowPages, allow: string): Promise<BehindDoors> {
  const direct = await makePlace({ FETCH_ALLOW: allow })
  const database = new URL(direct.env.MONGODB_URI ?? '')
  const mongo = await startTcpProxy({ port: Number(database.port) })
  const redis = await startTcpProxy(testRedisAddress())
  database.port = String(mongo.port)
  const env = { ...direct.env, MONGODB_URI: database.href, REDIS_URL: testRedisUrlThrough(redis.port) }
  // Nobody is there when they start.
  mongo.set('refuse')
  redis.set('refuse')
  const others: { app: App; health: string }[] = []
  for (const name of ['keeper', 'worker-scrape', 'worker-transform']) {
    const port = await freePort()
    const app = startApp(name, { ...env, HEALTH_PORT: String(port) })
    others.push({ app, health: `http://127.0.0.1:${port}` })
  }
  const { url } = await startApi(env)
  for (const { app } of others) await app.says('"health server listens"')
  const healths = others.map(({ health }) => health)

  const post: BehindDoors['post'] = (external_id) =>
    fetch(`${url}/api/event-job/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ external_id, parameters: pages.sessions(1)[0], use_cache: false }),
    })
  const isCompleted: BehindDoors['isCompleted'] = async (external_id) =>
    (await direct.db.collection('jobs').findOne({ external_id }))?.status === 'completed'
  const allLive = async (): Promise<void> => {
    expect(await statusOf(`${url}/livez`)).toBe(200)
    for (const { health, app } of others) {
      expect(await statusOf(`${health}/livez`)).toBe(200)
      expect(app.isRunning).toBe(true)
    }
  }
  return {
    mongo,
    redis,
    db: direct.db,
    url,
    healths,
    post,
    isCompleted,
    allLive,
    async refusesWork() {
      // At once: who asks later finds an outage that is known already, and is answered sooner.
      await Promise.all(
        [() => post('never'), () => fetch(`${url}/api/event-job/jobs`)].map(async (ask) => {
          const asked = performance.now()
          const answer = await ask()
          const { error_type } = (await answer.json()) as { error_type: string }
          expect([answer.status, error_type]).toEqual([503, 'unavailable'])
          expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
          expect(performance.now() - asked).toBeLessThan(answerMs)
        }),
      )
      const ready = await Promise.all([url, ...healths].map((each) => statusOf(`${each}/readyz`)))
      expect(ready).toEqual([503, 503, 503, 503])
      await allLive()
    },
    async recovers(id) {
      await Promise.all(
        [url, ...healths].map((each) =>
          until(async () => (await statusOf(`${each}/readyz`)) === 200, 60_000, 'each app is ready again'),
        ),
      )
      await until(async () => (await post(id)).status === 201, 30_000, 'the API takes work again')
      await until(() => isCompleted(id), 60_000, 'work is done again')
      await allLive()
    },
    async close() {
      await killApps(direct.dataDir)
      await Promise.all([mongo.close(), redis.close()])
      await direct.close()
    },
  }
}
