/** MongoDB away, at the start together with Redis and later, in several ways, for each kind of app. */

import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SlowPages, startSlowPages } from '../e2e/slow-pages.ts'
import { type BehindDoors, startBehindDoors } from './behind-doors.ts'

let pages: SlowPages
/** Pages that take so long that a step is met in the middle. */
let long: SlowPages
let doors: BehindDoors
beforeAll(async () => {
  pages = await startSlowPages(10)
  long = await startSlowPages(8_000)
  doors = await startBehindDoors(pages, `${pages.host},${long.host}`)
})
afterAll(async () => {
  await doors?.close()
  await Promise.all([pages?.close(), long?.close()])
})

it('both away at the start: every app starts, is alive and not ready, and works as soon as they are there', async () => {
  await doors.refusesWork()
  doors.mongo.set('pass')
  doors.redis.set('pass')
  await doors.recovers('after-start')
})

it.each(['refuse', 'drop', 'pause'] as const)(
  'MongoDB away (%s): 503 with Retry-After within 3 s, alive, not ready, and back without help',
  async (mode) => {
    doors.mongo.set(mode)
    await doors.refusesWork()
    expect(await doors.db.collection('jobs').countDocuments({ external_id: 'never' })).toBe(0)
    doors.mongo.set('pass')
    await doors.recovers(`mongodb-${mode}`)
  },
)

it('MongoDB away for longer than a lease: what ran then is run again and counts as no crash', async () => {
  const [page] = long.sessions(1)
  const answer = await fetch(`${doors.url}/api/event-job/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ external_id: 'long-outage', parameters: page, use_cache: false }),
  })
  expect(answer.status).toBe(201)
  const { job } = (await answer.json()) as { job: { job_id: string } }
  const scrape = async () =>
    (await doors.db.collection('jobs').findOne({ external_id: 'long-outage' }))?.steps.scrape
  await until(async () => (await scrape())?.status === 'running', 10_000, 'its page is being read')
  doors.mongo.set('refuse')
  const { lease_until } = await scrape()
  // Nobody but this test can look now: the lease that nobody could extend is over.
  await until(async () => (await scrape())?.lease_until < new Date(), 40_000, 'the lease is over')
  expect((await scrape()).lease_until).toEqual(lease_until)
  doors.mongo.set('pass')
  await until(() => doors.isCompleted('long-outage'), 60_000, 'it is done all the same')
  expect(await scrape()).toMatchObject({ status: 'completed', attempts: 0, crashes: 0 })
  const runs = { type: 'job.step', 'data.step': 'scrape', 'data.status': 'running', job_id: job.job_id }
  expect(await doors.db.collection('events').countDocuments(runs)).toBe(2)
  await doors.recovers('after-long-outage')
})
