/** Redis away, in several ways, for each kind of app. */

import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SlowPages, startSlowPages } from '../e2e/slow-pages.ts'
import { answerMs, type BehindDoors, startBehindDoors, statusOf } from './behind-doors.ts'

let pages: SlowPages
let doors: BehindDoors
beforeAll(async () => {
  pages = await startSlowPages(10)
  doors = await startBehindDoors(pages, pages.host)
  doors.mongo.set('pass')
  doors.redis.set('pass')
  await doors.recovers('before')
})
afterAll(async () => {
  await doors?.close()
  await pages?.close()
})

it.each(['refuse', 'drop', 'pause'] as const)(
  'Redis away (%s): reads work, submissions are accepted, and run when it is back',
  async (mode) => {
    doors.redis.set(mode)
    const asked = performance.now()
    const answer = await doors.post(`redis-${mode}`)
    expect(answer.status).toBe(201)
    expect(performance.now() - asked).toBeLessThan(answerMs)
    const { job } = (await answer.json()) as { job: { job_id: string } }
    expect(await statusOf(`${doors.url}/api/event-job/jobs/${job.job_id}`)).toBe(200)
    expect(await statusOf(`${doors.url}/readyz`)).toBe(200)
    await Promise.all(
      doors.healths.map((health) =>
        until(
          async () => (await statusOf(`${health}/readyz`)) === 503,
          20_000,
          'an app sees that it is away',
        ),
      ),
    )
    await doors.allLive()
    doors.redis.set('pass')
    await until(() => doors.isCompleted(`redis-${mode}`), 60_000, 'what was accepted is done')
    await doors.recovers(`after-redis-${mode}`)
  },
)
