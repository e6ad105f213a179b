/** MongoDB, Redis and the artifact store, away at the start and later, in several ways, for each kind of app. */

import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '@async-events/core'
import { testRedisUrl } from '@async-events/testkit'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../e2e/service.ts'
import { type SlowPages, startSlowPages } from '../e2e/slow-pages.ts'
import { startTcpProxy, type TcpProxy } from '../harness/tcp-proxy.ts'
import { type App, killApps, startApi, startApp } from './app.ts'
import { makePlace, type Place } from './place.ts'

let pages: SlowPages
/** Pages that take so long that a step is met in the middle. */
let long: SlowPages
beforeAll(async () => {
  pages = await startSlowPages(10)
  long = await startSlowPages(8_000)
})
afterAll(() => Promise.all([pages?.close(), long?.close()]))

/** 3 s is promised; this machine may be busy, and a request needs its own time. */
const answerMs = 3_500

describe('behind doors that shut', () => {
  let direct: Place
  let mongo: TcpProxy
  let redis: TcpProxy
  let env: Record<string, string>
  let api: App & { url: string }
  const others = new Map<string, { app: App; health: string }>()

  beforeAll(async () => {
    direct = await makePlace({ FETCH_ALLOW: `${pages.host},${long.host}` })
    const database = new URL(direct.env.MONGODB_URI ?? '')
    mongo = await startTcpProxy({ port: Number(database.port) })
    redis = await startTcpProxy({ port: Number(new URL(testRedisUrl()).port) })
    database.port = String(mongo.port)
    env = { ...direct.env, MONGODB_URI: database.href, REDIS_URL: `redis://127.0.0.1:${redis.port}` }
    // Nobody is there when they start.
    mongo.set('refuse')
    redis.set('refuse')
    for (const name of ['keeper', 'worker-scrape', 'worker-transform']) {
      const port = await freePort()
      const app = startApp(name, { ...env, HEALTH_PORT: String(port) })
      others.set(name, { app, health: `http://127.0.0.1:${port}` })
    }
    api = await startApi(env)
    for (const { app } of others.values()) await app.says('"health server listens"')
  })
  afterAll(async () => {
    await killApps()
    await Promise.all([mongo?.close(), redis?.close()])
    await direct?.close()
  })

  const post = (external_id: string) =>
    fetch(`${api.url}/api/event-job/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ external_id, parameters: pages.sessions(1)[0], use_cache: false }),
    })
  const status = async (url: string): Promise<number> => (await fetch(url)).status
  const isCompleted = async (external_id: string): Promise<boolean> =>
    (await direct.db.collection('jobs').findOne({ external_id }))?.status === 'completed'
  const allLive = async (): Promise<void> => {
    expect(await status(`${api.url}/livez`)).toBe(200)
    for (const { health, app } of others.values()) {
      expect(await status(`${health}/livez`)).toBe(200)
      expect(app.isRunning).toBe(true)
    }
  }
  /** Everything is as before, by itself, in the processes that were there. */
  const recovers = async (id: string): Promise<void> => {
    for (const { health } of others.values())
      await until(async () => (await status(`${health}/readyz`)) === 200, 60_000, 'each app is ready again')
    await until(async () => (await status(`${api.url}/readyz`)) === 200, 60_000, 'the API is ready again')
    await until(async () => (await post(id)).status === 201, 30_000, 'the API takes work again')
    await until(() => isCompleted(id), 60_000, 'work is done again')
    await allLive()
  }
  const refusesWork = async (): Promise<void> => {
    for (const ask of [() => post('never'), () => fetch(`${api.url}/api/event-job/jobs`)]) {
      const asked = performance.now()
      const answer = await ask()
      expect([answer.status, ((await answer.json()) as { error_type: string }).error_type]).toEqual([
        503,
        'unavailable',
      ])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(performance.now() - asked).toBeLessThan(answerMs)
    }
    expect(await status(`${api.url}/readyz`)).toBe(503)
    for (const { health } of others.values()) expect(await status(`${health}/readyz`)).toBe(503)
    await allLive()
  }

  it('both away at the start: every app starts, is alive and not ready, and works as soon as they are there', async () => {
    await refusesWork()
    mongo.set('pass')
    redis.set('pass')
    await recovers('after-start')
  })

  it.each(['refuse', 'drop', 'pause'] as const)(
    'MongoDB away (%s): 503 with Retry-After within 3 s, alive, not ready, and back without help',
    async (mode) => {
      mongo.set(mode)
      await refusesWork()
      expect(await direct.db.collection('jobs').countDocuments({ external_id: 'never' })).toBe(0)
      mongo.set('pass')
      await recovers(`mongodb-${mode}`)
    },
  )

  it('MongoDB away for longer than a lease: what ran then is run again and counts as no crash', async () => {
    const [page] = long.sessions(1)
    const answer = await fetch(`${api.url}/api/event-job/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ external_id: 'long-outage', parameters: page, use_cache: false }),
    })
    expect(answer.status).toBe(201)
    const { job } = (await answer.json()) as { job: { job_id: string } }
    const scrape = async () =>
      (await direct.db.collection('jobs').findOne({ external_id: 'long-outage' }))?.steps.scrape
    await until(async () => (await scrape())?.status === 'running', 10_000, 'its page is being read')
    mongo.set('refuse')
    const { lease_until } = await scrape()
    // Nobody but this test can look now: the lease that nobody could extend is over.
    await until(async () => (await scrape())?.lease_until < new Date(), 40_000, 'the lease is over')
    expect((await scrape()).lease_until).toEqual(lease_until)
    mongo.set('pass')
    await until(() => isCompleted('long-outage'), 60_000, 'it is done all the same')
    expect(await scrape()).toMatchObject({ status: 'completed', attempts: 0, crashes: 0 })
    const runs = { type: 'job.step', 'data.step': 'scrape', 'data.status': 'running', job_id: job.job_id }
    expect(await direct.db.collection('events').countDocuments(runs)).toBe(2)
    await recovers('after-long-outage')
  })

  it.each(['refuse', 'drop', 'pause'] as const)(
    'Redis away (%s): reads work, submissions are accepted, and run when it is back',
    async (mode) => {
      redis.set(mode)
      const asked = performance.now()
      const answer = await post(`redis-${mode}`)
      expect(answer.status).toBe(201)
      expect(performance.now() - asked).toBeLessThan(answerMs)
      const { job } = (await answer.json()) as { job: { job_id: string } }
      expect(await status(`${api.url}/api/event-job/jobs/${job.job_id}`)).toBe(200)
      expect(await status(`${api.url}/readyz`)).toBe(200)
      for (const { health } of others.values())
        await until(
          async () => (await status(`${health}/readyz`)) === 503,
          20_000,
          'an app sees that it is away',
        )
      await allLive()
      redis.set('pass')
      await until(() => isCompleted(`redis-${mode}`), 60_000, 'what was accepted is done')
      await recovers(`after-redis-${mode}`)
    },
  )
})

describe('the artifact store', () => {
  it('away at the start and later: alive, not ready, steps are tried again, a download says 503, and all goes on', async () => {
    const place = await makePlace({ FETCH_ALLOW: pages.host })
    try {
      // A file where its folder should be: as a disk that is not mounted.
      const store = join(place.dataDir, 'artifacts')
      await writeFile(store, '')
      const port = await freePort()
      startApp('keeper', place.env)
      const worker = startApp('worker-scrape', { ...place.env, HEALTH_PORT: String(port) })
      const api = await startApi(place.env)
      await worker.says('"worker started"')
      const status = async (url: string): Promise<number> => (await fetch(url)).status
      for (const url of [api.url, `http://127.0.0.1:${port}`]) {
        await until(async () => (await status(`${url}/livez`)) === 200, 10_000, 'it is alive')
        expect(await status(`${url}/readyz`)).toBe(503)
      }
      const answer = await fetch(`${api.url}/api/event-job/jobs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ parameters: pages.sessions(1)[0] }),
      })
      expect(answer.status).toBe(201)
      const { job_id } = ((await answer.json()) as { job: { job_id: string } }).job
      const read = async () =>
        (await place.db.collection<Job & { _id: string }>('jobs').findOne({ _id: job_id as never })) ?? null
      const tried = await until(
        async () => {
          const scrape = (await read())?.steps.scrape
          return scrape?.status === 'ready' && scrape.postponements === 1 && scrape
        },
        30_000,
        'the step was tried',
      )
      expect(tried.attempts).toBe(0)
      expect(tried.error).toMatchObject({
        code: 'unavailable',
        retryable: true,
        message: 'The artifact store cannot be reached.',
      })
      await rm(store)
      startApp('worker-transform', place.env)
      await until(async () => (await read())?.status === 'completed', 60_000, 'the job is done')
      expect(await status(`${api.url}/readyz`)).toBe(200)

      const archive = `${api.url}/api/event-job/jobs/${job_id}/download-archive`
      expect(await status(archive)).toBe(200)
      await rename(store, `${store}-away`)
      await writeFile(store, '')
      const refused = await fetch(archive)
      expect([refused.status, ((await refused.json()) as { error_type: string }).error_type]).toEqual([
        503,
        'unavailable',
      ])
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await status(`${api.url}/readyz`)).toBe(503)
      await rm(store)
      await rename(`${store}-away`, store)
      expect(await status(archive)).toBe(200)
    } finally {
      await killApps()
      await place.close()
    }
  })
})
