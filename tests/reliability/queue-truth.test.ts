/** The queue is transport: what is in it follows from the database, also after it lost everything. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  advance,
  createOrchestrator,
  eachOf,
  finishedOf,
  type Job,
  keepJobs,
  type Results,
  restoreQueue,
  resultsId,
} from '@async-events/core'
import { startEmbedded } from '@async-events/embedded'
import { consumeSteps } from '@async-events/queue'
import { buildJob, finishStep, type OwnStack, openOwnStack, repeat } from '@async-events/testkit'
import { isLongForm } from '@async-events/testkit/long-form'
import { until } from '@async-events/testkit/until'
import { Redis } from 'ioredis'
import { afterEach, expect, it } from 'vitest'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})
async function openStack(redisUrl?: string): Promise<OwnStack> {
  const own = await openOwnStack(redisUrl)
  open.push(own)
  return own
}
const jobs = (count: number) =>
  Array.from({ length: count }, (_, place) =>
    buildJob({ batch_id: 'b', batch_place: place, outbox: [], seq: 0 }),
  )

/** More than a pass of the keeper takes. */
const waiting = isLongForm ? 2_000 : 600
/** A step that nobody claims is published again each half a minute. */
const sweepMs = 31_000
const sweptMs = (isLongForm ? 5 : 2) * 60_000
/** What Redis forgets all of. */
const batchSize = isLongForm ? 500 : 150

it('waiting steps stay as many through minutes of sweeps', async () => {
  const { stack } = await openStack()
  await stack.jobs.insert(jobs(waiting))
  // Time goes by as fast as the sweeps get on: each one finds every job overdue again.
  let ahead = 0
  const clock = { now: () => new Date(stack.clock.now().getTime() + ahead) }
  const orchestrator = createOrchestrator({
    ...stack,
    clock,
    buildResults: () => Promise.reject(new Error('nothing ends here')),
  })
  const deps = { ...stack, clock, orchestrator }
  let looked = 0
  for (; ahead < sweptMs; ahead += sweepMs) {
    // The first pass finds a queue that has lost everything; each job is given to it once.
    expect(await restoreQueue(deps)).toBe(ahead === 0 ? waiting : 0)
    for (let due = 1; due > 0; looked += due) due = await keepJobs(deps)
    expect((await stack.queue.waiting()).scrape).toBe(waiting)
  }
  // As often as they were overdue, and a few times more where the real clock went on by as much.
  expect(looked).toBeGreaterThanOrEqual(Math.floor(sweptMs / sweepMs) * waiting)
}, 240_000)

it('FLUSHALL in the middle of a batch: each job runs to its end, once', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'async-events-flush-'))
  const redis = await startEmbedded({ dataDir, mongo: false, path: process.env.PATH })
  open.push({
    close: async () => {
      await redis.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  })
  const own = await openStack(redis.redisUrl ?? '')
  const { redisUrl, prefix } = own
  const stack = { ...own.stack, orchestrator: createOrchestrator({ ...own.stack, buildResults }) }
  const batch = jobs(batchSize)
  await stack.jobs.insert(batch)
  const done: string[] = []
  for (const queue of ['scrape', 'transform'] as const) {
    open.push(
      consumeSteps({
        redisUrl,
        prefix,
        queue,
        concurrency: 8,
        handle: async ({ job_id, step }) => {
          const job = await stack.jobs.get(job_id)
          if (job?.steps[step]?.status !== 'ready') return null
          await finishStep(stack, job_id, step, { output: {} })
          done.push(`${job_id}.${step}`)
          return null
        },
        onStop: () => {},
        onWedged: () => {},
        log: { warn: () => {} },
      }),
    )
  }
  const keeping = repeat(async () => {
    await restoreQueue(stack).catch(() => {})
    await keepJobs(stack).catch(() => {})
  }, 200)
  open.push({ close: () => keeping.stop() })
  await until(() => done.length >= batchSize / 2, 60_000, 'the batch is in the middle')
  const admin = new Redis(redisUrl)
  await admin.flushall()
  admin.disconnect()
  const finished = async (): Promise<number> => {
    const counts = (await stack.jobs.counts(['b'])).get('b')
    return counts ? finishedOf(counts) : 0
  }
  await until(async () => (await finished()) === batchSize, 150_000, 'every job ends', 500)
  const ended = await Array.fromAsync(stack.jobs.ofBatch('b'))
  expect(ended.map((job) => job.status)).toEqual(batch.map(() => 'completed'))
  expect(ended.every((job) => job.run.number === 1)).toBe(true)
  expect(new Set(done).size).toBe(done.length)
  expect(done).toHaveLength(3 * batchSize)
  // Nothing of what has ended comes back.
  await until(async () => sum(await stack.queue.waiting()) === 0, 20_000, 'the queue is empty')
}, 240_000)

/** Of jobs whose steps gave nothing. */
const buildResults = async ({ id, run: { number: run }, rev }: Job): Promise<Results> => ({
  id: resultsId(id, run),
  job_id: id,
  run,
  rev,
  created_at: new Date(),
  files: [],
  markdown_path: null,
  archive: null,
  body: {},
})

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0)

it('a deleted job stays until the leases of its steps are over: who runs them has to notice', async () => {
  const { stack } = await openStack()
  const [job] = jobs(1)
  await stack.jobs.insert([job!])
  const lease_until = new Date(stack.clock.now().getTime() + 20_000)
  const claim = { type: 'claim', run: 1, step: 'scrape', token: 't', lease_until } as const
  const claimed = await stack.orchestrator.transition(job!, () => claim)
  await stack.orchestrator.idle()
  const running = (await stack.jobs.get(claimed.job.id))!
  // As by an API that dies right after it: nobody has told of it, so the job is due at once.
  const deleted = advance(running, { type: 'delete' }, stack.clock.now())
  if (!deleted.ok) throw new Error(deleted.reason)
  expect(await stack.jobs.write(running, deleted.job)).not.toBeNull()
  expect(await keepJobs(stack)).toBe(1)
  expect(await stack.jobs.get(running.id)).toMatchObject({ outbox: [], wake_at: lease_until })
  const later = { now: () => new Date(lease_until.getTime() + 1) }
  expect(await keepJobs({ ...stack, clock: later })).toBe(1)
  expect(await stack.jobs.get(running.id)).toBeNull()
})

it('three keepers at once publish each step once and expire each lease once', async () => {
  const { stack } = await openStack()
  const list = jobs(60)
  await stack.jobs.insert(list)
  await eachOf(list.slice(0, 20), 10, async (job) => {
    const lease_until = new Date(stack.clock.now().getTime() - 1)
    const claim = { type: 'claim', run: 1, step: 'scrape', token: job.id, lease_until } as const
    expect((await stack.orchestrator.transition(job, () => claim)).ok).toBe(true)
  })
  await stack.orchestrator.idle()
  const passes = await Promise.all(
    [1, 2, 3].map(async () => {
      for (let rounds = 0; rounds < 4; rounds++) {
        await restoreQueue(stack)
        await keepJobs(stack)
      }
    }),
  )
  expect(passes).toHaveLength(3)
  const found = await Array.fromAsync(stack.jobs.ofBatch('b'))
  expect(found.map((job) => job.steps.scrape?.crashes)).toEqual(list.map((_, place) => (place < 20 ? 1 : 0)))
  expect(found.every((job) => job.steps.scrape?.status === 'ready')).toBe(true)
  expect((await stack.queue.waiting()).scrape).toBe(60)
  for (const job of found) {
    const events = await stack.events.ofJob(job.id, 0, 100)
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
  }
})
