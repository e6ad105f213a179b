import { advance, type Job } from '@async-events/core'
import { buildJob, type OwnStack, openOwnStack } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { queuesPage } from '../src/queues-page.ts'

const clock = { now: () => new Date() }
let own: OwnStack
beforeAll(async () => {
  own = await openOwnStack()
})
afterAll(() => own?.close())

function running(job: Job): Job {
  const lease_until = new Date(Date.now() + 20_000)
  const result = advance(job, { type: 'claim', run: 1, step: 'scrape', token: 't', lease_until }, new Date())
  if (!result.ok) throw new Error(result.reason)
  return result.job
}

it('counts steps that wait and that run, and none that is not due', async () => {
  const none = { waiting: 0, running: 0, total: 0 }
  expect(await queuesPage({ ...own.stack, clock })()).toEqual({
    scrape: none,
    video: none,
    audio: none,
    pdf: none,
    transform: none,
  })
  const [later, held, ended] = [new Date(Date.now() + 60_000), buildJob({ hold: 'paused' }), buildJob()]
  const postponed = buildJob()
  const scrape = postponed.steps.scrape
  if (scrape) scrape.due_at = later
  await own.stack.jobs.insert([
    buildJob(),
    buildJob(),
    running(buildJob()),
    // A paused batch: what runs goes on, what waits is not begun.
    held,
    { ...running(buildJob()), hold: 'paused' },
    postponed,
    { ...ended, status: 'completed', wake_at: null },
    buildJob({ status: 'cancelled', deleted_at: new Date() }),
  ])
  const page = await queuesPage({ ...own.stack, clock })()
  expect(page.scrape).toEqual({ waiting: 2, running: 2, total: 4 })
  expect(page.transform).toEqual(none)
  const inTwoMinutes = { now: () => new Date(Date.now() + 120_000) }
  expect((await queuesPage({ ...own.stack, clock: inTwoMinutes })()).scrape.waiting).toBe(3)
})

it('asks once for those who ask at the same time, and again after a failure', async () => {
  let asked = 0
  const page = queuesPage({
    clock,
    census: {
      take: async (now) => {
        asked += 1
        if (asked === 1) throw new Error('away')
        return own.stack.census.take(now)
      },
    },
  })
  await expect(page()).rejects.toThrow('away')
  const [first, second] = await Promise.all([page(), page()])
  expect(second).toBe(first)
  expect(asked).toBe(2)
})
