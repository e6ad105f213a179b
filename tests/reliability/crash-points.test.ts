/** Every place at which an API may die, by real processes that die there. */

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { CrashPoint } from '@async-events/core'
import { casesOf } from '@async-events/testkit/long-form'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SlowPages, startSlowPages } from '../e2e/slow-pages.ts'
import { type App, killApps, startApi, startApp } from './app.ts'
import { makePlace, type Place } from './place.ts'
import { allEnd, expectWholeLog, jobsIn, post } from './whole-jobs.ts'

let pages: SlowPages
beforeAll(async () => {
  pages = await startSlowPages(10)
})
afterAll(() => pages?.close())

/** The client's next try comes after the lease of its first one; nobody waits for that here. */
const endLeases = (place: Place) =>
  place.db.collection('idempotency').updateMany({ answer: null }, { $set: { lease_until: new Date(0) } })

describe('the API dies in the middle of a submit', () => {
  let place: Place
  let healthy: App & { url: string }
  beforeAll(async () => {
    place = await makePlace({ FETCH_ALLOW: pages.host })
    for (const name of ['keeper', 'worker-scrape', 'worker-transform']) startApp(name, place.env)
    healthy = await startApi(place.env)
  })
  afterAll(async () => {
    await killApps()
    await place?.close()
  })

  /** An API that dies at this point in its first submit, and has not died anywhere before. */
  const startDying = (point: CrashPoint) =>
    startApi({ ...place.env, DATA_DIR: join(place.dataDir, randomUUID()), CRASH_AT: point })
  const dies = async (api: App & { url: string }, path: string, body: object, headers = {}) => {
    await expect(post(api.url, path, body, headers)).rejects.toThrow()
    expect((await api.ended).signal).toBe('SIGKILL')
  }

  it.each(casesOf<CrashPoint>(['after-insert', 'after-add', 'before-reply'], ['before-reply']))(
    '%s: the job is not lost, and the same request gives that job',
    async (point) => {
      const key = { 'idempotency-key': randomUUID() }
      const body = { job_name: point, parameters: pages.sessions(1)[0] }
      await dies(await startDying(point), 'jobs', body, key)
      const [first] = await jobsIn(place, { job_name: point })
      await endLeases(place)
      const again = await post(healthy.url, 'jobs', body, key)
      expect(again.status).toBe(201)
      const { job } = (await again.json()) as { job: { job_id: string } }
      expect(job.job_id).toBe(first?._id)
      await allEnd(place, { job_name: point }, 1)
      await expectWholeLog(place, job.job_id)
    },
  )

  it('before-insert: nothing is stored, and the same request makes the job', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const body = { job_name: 'logged', parameters: pages.sessions(1)[0] }
    await dies(await startDying('before-insert'), 'jobs', body, key)
    expect(await jobsIn(place, { job_name: 'logged' })).toEqual([])
    await endLeases(place)
    const again = await post(healthy.url, 'jobs', body, key)
    expect(again.status).toBe(201)
    const { job } = (await again.json()) as { job: { job_id: string } }
    await allEnd(place, { job_name: 'logged' }, 1)
    await expectWholeLog(place, job.job_id)
  })

  it('after-insert: without a repetition, too, the stored job runs to its end', async () => {
    const body = { job_name: 'unrepeated', parameters: pages.sessions(1)[0] }
    await dies(await startDying('after-insert'), 'jobs', body)
    await allEnd(place, { job_name: 'unrepeated' }, 1)
  })

  it.each(
    casesOf<CrashPoint>(
      ['after-insert', 'after-batch', 'after-release', 'after-add', 'before-reply'],
      ['after-insert', 'after-release'],
    ),
  )('of a batch, %s: it is whole or not at all, and the same request makes it whole, once', async (point) => {
    const key = { 'idempotency-key': randomUUID() }
    const batch_id = `batch-${point}`
    const jobs = pages.sessions(3).map((parameters) => ({ parameters }))
    const api = `${healthy.url}/api/event-job`
    const listed = async (): Promise<number> => {
      const answer = await fetch(`${api}/jobs?batch_id=${batch_id}`)
      return ((await answer.json()) as { total: number }).total
    }
    const batch = () => fetch(`${api}/batches/${batch_id}`)
    await dies(await startDying(point), 'batches', { batch_id, jobs }, key)
    if (point === 'after-insert') {
      // Stored, but of a batch that never came to be: nobody sees any of it.
      expect(await jobsIn(place, { batch_id })).toHaveLength(3)
      expect([(await batch()).status, await listed()]).toEqual([404, 0])
    } else {
      await until(async () => (await listed()) === 3, 10_000, 'the batch is whole without a repetition')
    }
    await endLeases(place)
    expect((await post(healthy.url, 'batches', { batch_id, jobs }, key)).status).toBe(201)
    for (const job of await allEnd(place, { batch_id }, 3)) await expectWholeLog(place, job._id)
    expect(((await (await batch()).json()) as { batch: object }).batch).toMatchObject({ total_jobs: 3 })
  })

  it('it dies there once for a data folder: whoever starts it again with the same environment goes on', async () => {
    const env = { ...place.env, DATA_DIR: join(place.dataDir, randomUUID()), CRASH_AT: 'before-reply' }
    const body = { parameters: pages.sessions(1)[0] }
    await dies(await startApi(env), 'jobs', body)
    expect((await post((await startApi(env)).url, 'jobs', body)).status).toBe(201)
  })
})

it.each(casesOf(['api', 'keeper', 'worker-scrape', 'worker-audio'], ['worker-scrape']))(
  '%s refuses to start with CRASH_AT outside tests',
  async (name) => {
    const place = await makePlace()
    try {
      const apps = ['production', ''].map((NODE_ENV) =>
        startApp(name, { ...place.env, API_PORT: '0', NODE_ENV, CRASH_AT: 'after-insert' }),
      )
      for (const app of apps) {
        expect((await app.ended).code).toBe(78)
        expect(app.lines.join('\n')).toContain('CRASH_AT: is for tests alone')
      }
    } finally {
      await place.close()
    }
  },
)
