/** Every place at which a process may die, by real processes that die there. */

import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CrashPoint, Job } from '@async-events/core'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SlowPages, startSlowPages } from '../e2e/slow-pages.ts'
import { type App, killApps, startApi, startApp } from './app.ts'
import { makePlace, type Place } from './place.ts'

let pages: SlowPages
beforeAll(async () => {
  pages = await startSlowPages(10)
})
afterAll(() => pages?.close())

const post = (url: string, path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/event-job/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const jobsIn = (place: Place, query: object) =>
  place.db
    .collection<Job & { _id: string }>('jobs')
    .find(query as never)
    .toArray()
const allEnd = (place: Place, query: object, count: number) =>
  until(
    async () => {
      const found = await jobsIn(place, query)
      return found.length === count && found.every((job) => job.status === 'completed') && found
    },
    90_000,
    `${count} jobs are completed`,
  )
/** The client's next try comes after the lease of its first one; nobody waits for that here. */
const endLeases = (place: Place) =>
  place.db.collection('idempotency').updateMany({ answer: null }, { $set: { lease_until: new Date(0) } })

/** Each event once, without a gap, and one end. */
async function expectWholeLog(place: Place, job: string): Promise<void> {
  const events = await until(
    async () => {
      const found = await place.db.collection('events').find({ job_id: job }).sort({ seq: 1 }).toArray()
      return found.at(-1)?.type === 'job.completed' && found
    },
    20_000,
    'the log tells of the end',
  )
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
  expect(events.filter((event) => event.type === 'job.completed')).toHaveLength(1)
}

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

  it.each(['after-insert', 'after-add', 'after-mark', 'before-reply'] as const)(
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

  it('after-insert: without a repetition, too, the stored job runs to its end', async () => {
    const body = { job_name: 'unrepeated', parameters: pages.sessions(1)[0] }
    await dies(await startDying('after-insert'), 'jobs', body)
    await allEnd(place, { job_name: 'unrepeated' }, 1)
  })

  it.each(['after-insert', 'after-batch', 'after-release', 'after-add', 'before-reply'] as const)(
    'of a batch, %s: it is whole or not at all, and the same request makes it whole, once',
    async (point) => {
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
    },
  )

  it('it dies there once for a data folder: whoever starts it again with the same environment goes on', async () => {
    const env = { ...place.env, DATA_DIR: join(place.dataDir, randomUUID()), CRASH_AT: 'before-reply' }
    const body = { parameters: pages.sessions(1)[0] }
    await dies(await startApi(env), 'jobs', body)
    expect((await post((await startApi(env)).url, 'jobs', body)).status).toBe(201)
  })
})

it('workers die in the middle of their commits: each step is done once, and nothing stays behind', async () => {
  const place = await makePlace({ FETCH_ALLOW: pages.host })
  try {
    startApp('keeper', place.env)
    const api = await startApi(place.env)
    expect((await post(api.url, 'jobs', { parameters: pages.sessions(1)[0] })).status).toBe(201)
    // One after the other, as a supervisor would start them: what had its step in hand gets it back by its lease.
    const deaths: [string, CrashPoint][] = [
      ['worker-scrape', 'after-artifact-write'],
      ['worker-scrape', 'after-commit'],
      ['worker-transform', 'after-commit'],
      ['worker-transform', 'after-results'],
    ]
    for (const [name, point] of deaths) {
      const dying = startApp(name, { ...place.env, CRASH_AT: point, DATA_DIR: join(place.dataDir, name) })
      await until(() => !dying.isRunning, 60_000, `${name} dies ${point}`)
      expect((await dying.ended).signal).toBe('SIGKILL')
      expect(existsSync(join(place.dataDir, name, `crashed-${point}`))).toBe(true)
    }
    for (const name of ['worker-scrape', 'worker-transform'])
      startApp(name, { ...place.env, DATA_DIR: join(place.dataDir, name) })
    const [job] = await allEnd(place, {}, 1)
    const steps = Object.values(job?.steps ?? {})
    expect(steps.filter((step) => step.crashes > 0).map((step) => [step.name, step.crashes])).toEqual([
      ['scrape', 1],
      ['archive', 1],
    ])
    expect(steps.every((step) => step.attempts === 0)).toBe(true)
    await expectWholeLog(place, job?._id ?? '')
    const results = await place.db.collection('results').find().toArray()
    expect(results.map((one) => one._id)).toEqual([`${job?._id}.1`])
    // What the dead had in their folders was removed by their successors.
    const workFolders = () =>
      ['worker-scrape', 'worker-transform']
        .map((name) => join(place.dataDir, name, 'work'))
        .flatMap((work) => readdirSync(work).flatMap((folder) => readdirSync(join(work, folder))))
    await until(() => workFolders().length === 0, 10_000, 'no work folder is left')
  } finally {
    await killApps()
    await place.close()
  }
})

it.each(['api', 'keeper', 'worker-scrape', 'worker-audio'])(
  '%s refuses to start with CRASH_AT outside tests',
  async (name) => {
    const place = await makePlace()
    try {
      for (const NODE_ENV of ['production', '']) {
        const app = startApp(name, { ...place.env, API_PORT: '0', NODE_ENV, CRASH_AT: 'after-insert' })
        expect((await app.ended).code).toBe(78)
        expect(app.lines.join('\n')).toContain('CRASH_AT: is for tests alone')
      }
    } finally {
      await place.close()
    }
  },
)
