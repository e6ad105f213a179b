import { advance, type Job, type Transition } from '@async-events/core'
import { buildBatch, buildJob } from '@async-events/testkit'
import { expect, it } from 'vitest'
import { createBatchStore, createCensus, createDeliveryStore, createJobStore } from '../src/index.ts'
import { buildDelivery } from './build-delivery.ts'
import { openTestModels } from './open-test-models.ts'

const commands: string[] = []
const models = openTestModels({ onCommand: (name) => commands.push(name) })
const jobs = createJobStore(models)
const batches = createBatchStore(models)
const deliveries = createDeliveryStore(models)
const census = createCensus(models)

const now = new Date('2026-05-02T12:00:00Z')
const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1000)

const changed = (job: Job, transition: Transition, when: Date): Job => {
  const advanced = advance(job, transition, when)
  if (!advanced.ok) throw new Error(advanced.reason)
  return advanced.job
}
const mine = { run: 1, step: 'scrape', token: 't' }
const claim = (job: Job, when: Date) =>
  changed(job, { type: 'claim', ...mine, lease_until: new Date(when.getTime() + 20_000) }, when)

it('is all zeros over an empty database', async () => {
  const figures = await census.take(now)
  expect(figures.steps.scrape).toEqual({ blocked: 0, ready: 0, delayed: 0, paused: 0, running: 0 })
  expect(figures).toMatchObject({
    oldest_ready_seconds: { scrape: 0, audio: 0 },
    jobs: { pending: 0, processing: 0 },
    batches: { pending: 0, processing: 0 },
    deliveries: { due: 0, sending: 0, waiting: 0 },
    due_jobs: 0,
    outbox_entries: 0,
  })
})

it('counts steps by where they stand, and since when the oldest is ready', async () => {
  const ready = buildJob({ created_at: at(-300), outbox: [], wake_at: at(20) })
  const running = claim(buildJob({ created_at: at(-900) }), at(-600))
  const retried = changed(
    running,
    {
      type: 'fail',
      ...mine,
      error: { code: 'timeout', message: '', retryable: true },
      retry: { attempts: 3, backoffMs: 60_000 },
      random: 0.5,
    },
    at(-10),
  )
  // Given back by a worker that stops: it waits anew.
  const again = changed(
    claim(buildJob({ created_at: at(-9_000) }), at(-5_000)),
    { type: 'give_back', ...mine },
    at(-7),
  )
  const other = { ...buildJob({ created_at: at(-900) }), steps: running.steps, status: 'processing' as const }
  await jobs.insert([ready, { ...retried, outbox: [] }, { ...again, outbox: [] }, { ...other, outbox: [] }])

  const figures = await census.take(now)
  expect(figures.steps.scrape).toEqual({ blocked: 0, ready: 2, delayed: 1, paused: 0, running: 1 })
  expect(figures.steps.transform.blocked).toBe(8)
  expect(figures.oldest_ready_seconds).toMatchObject({ scrape: 300, transform: 0 })
  expect(figures.jobs).toEqual({ pending: 1, processing: 3 })
  // The delay of the one that is tried again has passed by then.
  const later = await census.take(at(3_600))
  expect(later.steps.scrape).toMatchObject({ ready: 3, delayed: 0 })
})

it('counts what a batch holds apart, and its wait from the time that it goes on', async () => {
  const before = (await census.take(now)).steps.scrape
  const batch = buildBatch({ created_at: at(-90_000), status: 'processing' })
  await batches.insert(batch)
  const of = { batch_id: batch.id, creation: batch.creation, created_at: at(-90_000), outbox: [] }
  await jobs.insert([buildJob({ ...of, hold: 'paused', hold_version: 1 })])
  const paused = await census.take(now)
  expect(paused.steps.scrape).toEqual({ ...before, paused: 1 })
  expect(paused.batches).toEqual({ pending: 0, processing: 1 })

  await jobs.hold(batch, null, 2, at(-100))
  const released = await census.take(now)
  expect(released.steps.scrape).toEqual({ ...before, ready: before.ready + 1 })
  expect(released.oldest_ready_seconds.scrape).toBe(300)
})

it('tells what keepers owe: due jobs, unrelayed events, due deliveries', async () => {
  const before = await census.take(now)
  const job = buildJob({ created_at: at(-50), wake_at: at(-42) })
  expect(job.outbox.length).toBeGreaterThan(0)
  await jobs.insert([job])
  const owed = await census.take(now)
  expect(owed.due_jobs - before.due_jobs).toBe(1)
  expect(owed.outbox_entries - before.outbox_entries).toBe(job.outbox.length)
  expect(owed.oldest_due_job_seconds).toBeGreaterThanOrEqual(42)

  await deliveries.insert([
    buildDelivery({ id: 'a', next_at: at(-30) }),
    buildDelivery({ id: 'b', next_at: at(-5) }),
    buildDelivery({ id: 'c', next_at: at(300) }),
    buildDelivery({ id: 'd', next_at: at(-1) }),
    buildDelivery({ id: 'e', state: 'delivered', next_at: null }),
  ])
  await deliveries.claim({ id: 'd', host: '', next_at: at(-1) }, 'token', at(60))
  const figures = await census.take(now)
  expect(figures.deliveries).toEqual({ due: 2, sending: 1, waiting: 1 })
  expect(figures.oldest_due_delivery_seconds).toBe(30)
})

it('is taken by commands that are told, each by its name', () => {
  expect(new Set(commands)).toEqual(
    new Set(['aggregate', 'createIndexes', 'find', 'findAndModify', 'insert', 'update']),
  )
})
