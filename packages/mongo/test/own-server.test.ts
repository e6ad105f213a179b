/** What needs a server of its own: its counters, its death, its silence. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { advance, deliveriesOf, type Job, type OwnerFilter } from '@async-events/core'
import { type Embedded, startEmbedded } from '@async-events/embedded'
import { buildBatch, buildJob, until } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  connectMongo,
  createBatchStore,
  createDeliveryStore,
  createEventLog,
  createIndexes,
  createJobStore,
  createResultStore,
  createTemplateStore,
  createUploadStore,
  defineModels,
  type MongoConnection,
} from '../src/index.ts'

let folder: string
let server: Embedded
let mongo: MongoConnection
let stores: ReturnType<typeof storesOf>
const storesOf = (connection: MongoConnection) => {
  const models = defineModels(connection.connection)
  return {
    models,
    jobs: createJobStore(models),
    batches: createBatchStore(models),
    events: createEventLog(models),
    deliveries: createDeliveryStore(models),
    results: createResultStore(models),
    templates: createTemplateStore(models),
    uploads: createUploadStore(models),
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'async-events-mongo-'))
  server = await startEmbedded({ dataDir: folder, redis: false, path: process.env.PATH })
  mongo = connectMongo(server.mongodbUri!, { appName: 'test', log: { warn: () => {} } })
  await mongo.tried
  stores = storesOf(mongo)
  await createIndexes(stores.models)
})
afterAll(async () => {
  await mongo?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

const batch = buildBatch({ id: 'b' })
const later = (seconds: number): Date => new Date(Date.now() + seconds * 1000)

it('no call of any store reads a whole collection', async () => {
  const { jobs, batches, events, deliveries, results, templates, uploads } = stores
  const page = { limit: 10, skip: 0, after: { created_at: new Date(), id: 'job-x' } }
  const owners: OwnerFilter[] = [{ kind: 'all' }, { kind: 'ownerless' }, { kind: 'reader', user_id: 'ann' }]
  const calls: Record<string, () => Promise<unknown>> = {}
  const now = new Date()
  const list = Array.from({ length: 30 }, (_, place) =>
    buildJob({ batch_id: 'b', batch_place: place, user_id: place % 2 ? 'ann' : null }),
  )
  const [job] = list as [Job]
  const claimed = advance(
    job,
    { type: 'claim', run: 1, step: 'scrape', token: 't', lease_until: later(20) },
    now,
  )
  if (!claimed.ok) throw new Error(claimed.reason)
  const lease = { job_id: job.id, run: 1, step: 'scrape', token: 't' }
  await jobs.insert(list)
  await batches.insert(batch)
  await events.append([{ job_id: job.id, seq: 1, batch_id: 'b', type: 'job.created', at: now, data: {} }])

  const [delivery] = deliveriesOf(
    {
      ...job,
      webhook: {
        url: 'https://example.org/',
        include_markdown: true,
        include_metadata: true,
        events: null,
        secret: null,
        headers: null,
      },
      outbox: [{ seq: 1, type: 'job.completed', at: now, data: { run: 1 } }],
    },
    now,
  )
  if (!delivery) throw new Error('no delivery')

  Object.assign(calls, {
    get: () => jobs.get(job.id),
    write: () => jobs.write(job, claimed.job, { notHeld: true }),
    heartbeat: () => jobs.heartbeat(lease, { lease_until: later(20), percent: 1 }),
    acknowledge: () => jobs.acknowledge(job, { relayed_seq: 1, wake_at: later(1) }),
    due: () => jobs.due(later(100), 500),
    waking: () => Array.fromAsync(jobs.waking()),
    hold: () => jobs.hold({ id: 'b', creation: 'c' }, 'paused', 2, now),
    unfinished: () => Array.fromAsync(jobs.unfinished('b')),
    ofBatch: () => Array.fromAsync(jobs.ofBatch('b')),
    abandoned: () => jobs.abandoned(later(1)),
    counts: () => jobs.counts(['b', 'c']),
    unreleased: () => jobs.unreleased([{ id: 'b', creation: 'c' }]),
    artifacts: () => Array.fromAsync(jobs.artifacts()),
    'batch get': () => batches.get('b'),
    setActive: () => batches.setActive('b', undefined, now),
    setArchived: () => batches.setArchived('b', false, now),
    settle: () => batches.settle(batch, { status: 'processing', generation: 0, completed_at: null }, now),
    unsettled: () => batches.unsettled(10),
    changedSince: () => batches.changedSince(later(-60)),
    append: () =>
      events.append([{ job_id: job.id, seq: 2, batch_id: 'b', type: 'job.step', at: now, data: {} }]),
    ofJob: () => events.ofJob(job.id, 0, 10),
    'events ofBatch': () => events.ofBatch('b', 0, 10),
    positions: () => events.positions(['b']),
    'events removeOfJob': () => events.removeOfJob('nothing'),
    'events removeBefore': () => events.removeBefore(later(60)),
    'deliveries insert': () => deliveries.insert([delivery]),
    'deliveries get': () => deliveries.get(delivery.id),
    'deliveries due': () => deliveries.due(later(60), ['a'], 10),
    'deliveries claim': () => deliveries.claim({ ...delivery, next_at: now }, 't', later(60)),
    'deliveries release': () => deliveries.release(delivery.id, 't', now),
    'deliveries finish': () =>
      deliveries.finish(delivery.id, 't', null, {
        state: 'failed',
        attempts: 1,
        next_at: null,
        ended_at: now,
      }),
    'deliveries reopen': () => deliveries.reopen(delivery.id, 'a', now),
    'deliveries ofJob': () => deliveries.ofJob(job.id, { state: 'failed' }, page),
    'deliveries ofBatch': () => deliveries.ofBatch('b', {}, page),
    'deliveries removeBefore': () => deliveries.removeBefore(now),
    'deliveries removeOfJob': () => deliveries.removeOfJob('nothing'),
    'deliveries removeOfBatch': () => deliveries.removeOfBatch('nothing'),
    'results get': () => results.get(job.id, 1),
    'results getParts': () => results.getParts(job.id, 1, ['markdown_content']),
    'results artifacts': () => Array.fromAsync(results.artifacts()),
    'results removeOfJob': () => results.removeOfJob('nothing'),
    'results getFiles': () => results.getFiles(job.id, 1),
    'templates get': () => templates.get('u:ann', 'Notes'),
    'templates names': () => templates.names('u:ann'),
    'templates remove': () => templates.remove('u:ann', 'Notes'),
    'uploads get': () => uploads.get('nothing'),
    'uploads remove': () => uploads.remove('nothing'),
    'uploads list': () => uploads.list({ owner: { kind: 'all' }, now }, page),
    'uploads list of a user': () => uploads.list({ owner: { kind: 'reader', user_id: 'ann' }, now }, page),
    'uploads count': () => uploads.count({ owner: { kind: 'ownerless' }, now }),
    isUploadInUse: () => jobs.isUploadInUse('nothing'),
    'uploads artifacts': () => Array.fromAsync(uploads.artifacts()),
    'uploads removeExpired': () => uploads.removeExpired(now),
  })
  const filters = [
    {},
    { status: ['failed' as const] },
    { batch_id: 'b' },
    { batch_id: 'b', status: ['pending' as const] },
    { user_id: 'ann' },
    { track: 'x' },
    { event: 'x' },
    { event: 'x', track: 'x' },
    { external_id: 'x' },
    { job_type: 'session' },
    { q: 'talk' },
    { in_batch: false },
    { in_batch: true },
  ]
  for (const owner of owners) {
    for (const filter of filters) {
      const name = `${owner.kind} ${JSON.stringify(filter)}`
      calls[`list ${name}`] = () => jobs.list({ owner, ...filter }, page)
      calls[`first page ${name}`] = () => jobs.list({ owner, ...filter }, { ...page, after: null })
      calls[`count ${name}`] = () => jobs.count({ owner, ...filter })
    }
    for (const filter of [
      {},
      { status: ['failed' as const] },
      { archived: false, isActive: true },
      { user_id: 'ann' },
      { q: 'conf' },
    ]) {
      const name = `batches ${owner.kind} ${JSON.stringify(filter)}`
      calls[`list ${name}`] = () => batches.list({ owner, ...filter }, page)
      calls[`count ${name}`] = () => batches.count({ owner, ...filter })
    }
  }
  const scans = async (): Promise<number> =>
    (await mongo.connection.db!.command({ embeddedStats: 1 })).collectionScans
  const scanning: string[] = []
  for (const [name, act] of Object.entries(calls)) {
    const before = await scans()
    await act()
    if ((await scans()) > before) scanning.push(name)
  }
  expect(scanning).toEqual([])
})

it('a server that falls silent is unavailable, within 3 s once that was noticed, and served again when it speaks', async () => {
  await stores.jobs.get('job-warm')
  const pid = server.pids.mongo!
  process.kill(pid, 'SIGSTOP')
  const refusedWithin = async (limitMs: number): Promise<void> => {
    const started = performance.now()
    await expect(stores.jobs.get('job-x')).rejects.toMatchObject({ code: 'unavailable' })
    expect(performance.now() - started).toBeLessThan(limitMs)
  }
  try {
    // What was on its way is tried once more by the driver, or ended when its monitor finds the server gone.
    const onTheirWay = Array.from({ length: 10 }, () =>
      stores.jobs.insert([buildJob(), buildJob()]).catch((error: unknown) => error),
    )
    await refusedWithin(6_000)
    const ends = await Promise.all(onTheirWay)
    expect(ends).toEqual(ends.map(() => expect.objectContaining({ code: 'unavailable' })))
    await refusedWithin(3_000)
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  await until(
    () =>
      stores.jobs.get('job-x').then(
        () => true,
        () => false,
      ),
    10_000,
    'it answers again',
  )
})

it('a server that dies is unavailable until it is back, also in the middle of a list; nothing accepted is lost', async () => {
  const made = Array.from({ length: 1000 }, (_, place) => buildJob({ batch_id: 'many', batch_place: place }))
  await stores.jobs.insert(made)
  let seen = 0
  let failure: unknown = null
  try {
    for await (const _ of stores.jobs.ofBatch('many')) {
      seen += 1
      if (seen === 1) process.kill(server.pids.mongo!, 'SIGKILL')
    }
  } catch (error) {
    failure = error
  }
  expect(seen).toBeLessThan(1000)
  expect(failure).toMatchObject({ name: 'AppError' })
  await until(
    () =>
      stores.jobs.count({ owner: { kind: 'all' }, batch_id: 'many' }).then(
        (count) => count === 1000,
        (error: { code: string }) => {
          expect(error.code).toBe('unavailable')
          return false
        },
      ),
    15_000,
    'every job is there',
  )
})
