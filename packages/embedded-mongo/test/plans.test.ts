import type { Db, Document } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Running, startServer } from './server.ts'

let running: Running
let db: Db
const lines: object[] = []

beforeAll(async () => {
  running = await startServer((line) => lines.push(line))
  db = running.freshDb()
  const jobs = db.collection<{ _id: string }>('jobs')
  const indexes: [Record<string, 1 | -1>, object?][] = [
    [{ batch_id: 1, deleted_at: 1, status: 1 }],
    [{ batch_id: 1, batch_place: 1 }],
    [{ user_id: 1, created_at: -1, _id: -1 }],
    [{ created_at: -1, _id: -1 }],
    [{ status: 1, created_at: -1, _id: -1 }],
    [{ external_id: 1 }, { sparse: true }],
    [{ wake_at: 1 }, { sparse: true }],
  ]
  for (const [key, options] of indexes) await jobs.createIndex(key, options)
  await jobs.insertMany(
    Array.from({ length: 4000 }, (_, i) => ({
      _id: `job-${String(i).padStart(6, '0')}`,
      rev: 1,
      hold: null,
      hold_version: 0,
      status: ['completed', 'completed', 'completed', 'failed'][i % 4],
      batch_id: `b${Math.floor(i / 500)}`,
      batch_place: i % 500,
      user_id: `u${i % 40}`,
      deleted_at: null,
      created_at: new Date(1.7e12 + i * 1000),
      job_name: `Talk ${i}`,
      parameters: { track: `t${i % 5}` },
      run: { number: 1 },
      ...(i % 100 === 0 ? { wake_at: new Date(1.7e12 + i) } : {}),
    })),
  )
  const events = db.collection('events')
  await events.createIndex({ job_id: 1, seq: 1 }, { unique: true })
  await events.createIndex({ batch_id: 1, pos: 1 }, { unique: true, sparse: true })
  await events.insertMany(
    Array.from({ length: 2000 }, (_, i) => ({ job_id: `j${i % 50}`, seq: i, batch_id: `b${i % 4}`, pos: i })),
  )
})
afterAll(() => running.stop())

const newest = { created_at: -1, _id: -1 } as const
const visible = { deleted_at: null, hold: { $ne: 'creating' } }
const at = new Date(1.7e12 + 2_000_000)
const before = { $or: [{ created_at: { $lt: at } }, { created_at: at, _id: { $lt: 'job-002000' } }] }

async function plan(collection: string, find: Document) {
  const reply = await db.command({ explain: { find: collection, ...find }, verbosity: 'executionStats' })
  return { ...reply.queryPlanner.winningPlan, ...reply.executionStats } as Document
}

const shapes: [string, string, Document, string, number][] = [
  ['one job', 'jobs', { filter: { _id: 'job-000001', rev: 1 } }, '_id_', 1],
  ['a claim', 'jobs', { filter: { _id: 'job-000001', 'run.number': 1, hold: null } }, '_id_', 1],
  [
    'newest of a status',
    'jobs',
    { filter: { ...visible, status: 'failed' }, sort: newest, limit: 50 },
    'status_1_created_at_-1__id_-1',
    50,
  ],
  ['newest of all', 'jobs', { filter: visible, sort: newest, limit: 50 }, 'created_at_-1__id_-1', 50],
  [
    'the next page of all',
    'jobs',
    { filter: { ...visible, ...before }, sort: newest, limit: 50 },
    'created_at_-1__id_-1',
    51,
  ],
  [
    'the next page of a status',
    'jobs',
    { filter: { ...visible, ...before, status: 'failed' }, sort: newest, limit: 50 },
    'status_1_created_at_-1__id_-1',
    51,
  ],
  [
    'newest of an owner',
    'jobs',
    { filter: { ...visible, user_id: 'u3' }, sort: newest, limit: 50 },
    'user_id_1_created_at_-1__id_-1',
    50,
  ],
  [
    'newest of two owners',
    'jobs',
    { filter: { ...visible, user_id: { $in: ['u3', 'u4'] } }, sort: newest, limit: 50 },
    'user_id_1_created_at_-1__id_-1',
    50,
  ],
  [
    'newest of two statuses',
    'jobs',
    { filter: { ...visible, status: { $in: ['failed', 'completed'] } }, sort: newest, limit: 50 },
    'status_1_created_at_-1__id_-1',
    50,
  ],
  [
    'what a reader may see',
    'jobs',
    {
      filter: { ...visible, $or: [{ user_id: 'u3' }, { 'access.visibility': 'public' }] },
      sort: newest,
      limit: 20,
    },
    'created_at_-1__id_-1',
    1000,
  ],
  [
    'a track',
    'jobs',
    { filter: { ...visible, 'parameters.track': 't1' }, sort: newest, limit: 50 },
    'created_at_-1__id_-1',
    250,
  ],
  [
    'a name',
    'jobs',
    {
      filter: { ...visible, job_name: { $regex: 'TALK 1', $options: 'i' }, status: 'failed' },
      sort: newest,
      limit: 50,
    },
    'status_1_created_at_-1__id_-1',
    1000,
  ],
  [
    'due jobs',
    'jobs',
    { filter: { wake_at: { $lte: new Date() } }, sort: { wake_at: 1 }, limit: 500 },
    'wake_at_1',
    40,
  ],
  [
    'jobs of a batch in order',
    'jobs',
    { filter: { batch_id: 'b3' }, sort: { batch_place: 1 } },
    'batch_id_1_batch_place_1',
    500,
  ],
  ['an external id', 'jobs', { filter: { external_id: 'x' } }, 'external_id_1', 0],
  [
    'the oldest',
    'jobs',
    { filter: {}, sort: { created_at: 1, _id: 1 }, limit: 5 },
    'created_at_-1__id_-1',
    5,
  ],
  [
    'the last place',
    'events',
    { filter: { batch_id: 'b1' }, sort: { pos: -1 }, limit: 1 },
    'batch_id_1_pos_1',
    1,
  ],
  [
    'events after a place',
    'events',
    { filter: { batch_id: 'b1', pos: { $gt: 1000 } }, sort: { pos: 1 }, limit: 100 },
    'batch_id_1_pos_1',
    100,
  ],
  [
    'events of a job',
    'events',
    { filter: { job_id: 'j1', seq: { $gt: 5 } }, sort: { seq: 1 } },
    'job_id_1_seq_1',
    50,
  ],
]

it.each(shapes)('%s goes by an index', async (_, collection, find, indexName, atMost) => {
  const found = await plan(collection, find)
  expect(found).toMatchObject({ stage: 'IXSCAN', indexName, sortedInMemory: false })
  expect(found.docsExamined).toBeLessThanOrEqual(atMost)
})

it('looks at the newest of a batch only within the batch', async () => {
  const found = await plan('jobs', {
    filter: { ...visible, batch_id: 'b0', status: 'failed' },
    sort: newest,
    limit: 50,
  })
  expect(found).toMatchObject({
    stage: 'IXSCAN',
    indexName: 'batch_id_1_deleted_at_1_status_1',
    docsExamined: 125,
  })
})

describe('counts', () => {
  it.each([
    [{ batch_id: 'b1', deleted_at: null }],
    [{ status: 'failed' }],
    [{ batch_id: { $in: ['b1', 'b2'] }, deleted_at: null, status: { $ne: 'failed' } }],
  ])('of %j come from the index alone', async (query) => {
    const reply = await db.command({ explain: { count: 'jobs', query } })
    expect(reply.queryPlanner.winningPlan).toMatchObject({ stage: 'IXSCAN', covered: true })
    const documents = await db.collection('jobs').find(query).toArray()
    expect(await db.collection('jobs').countDocuments(query)).toBe(documents.length)
  })
})

it('counts the states of a batch from the index alone', async () => {
  const match = { $match: { batch_id: { $in: ['b1', 'b2'] }, deleted_at: null } }
  for (const _id of ['$status', { batch: '$batch_id', status: '$status' }]) {
    const found = await db
      .collection('jobs')
      .aggregate([match, { $group: { _id, n: { $sum: 1 } } }])
      .explain()
    expect(found.queryPlanner.winningPlan).toMatchObject({ stage: 'IXSCAN', covered: true, boundedFields: 2 })
    expect(found.executionStats).toMatchObject({ docsExamined: 0, keysExamined: 1000 })
  }
})

it('finds rows for updates by an index', async () => {
  const update = {
    updates: [
      { q: { batch_id: 'b1', hold_version: { $lt: 3 } }, u: { $set: { hold: 'paused' } }, multi: true },
    ],
  }
  const reply = await db.command({ explain: { update: 'jobs', ...update } })
  expect(reply.queryPlanner.winningPlan.stage).toBe('IXSCAN')
})

it('counts and logs collection scans', async () => {
  const stats = () => db.command({ embeddedStats: 1 })
  const { collectionScans } = await stats()
  expect(lines).toEqual([])
  expect(await plan('jobs', { filter: { job_name: 'Talk 7' } })).toMatchObject({
    stage: 'COLLSCAN',
    docsExamined: 4000,
  })
  for (let i = 0; i < 3; i++)
    expect(await db.collection('jobs').find({ job_name: 'Talk 7' }).toArray()).toHaveLength(1)
  await db.collection('jobs').findOne({ job_name: 'Talk 3999' })
  await db.collection('jobs').findOne({ job_name: 'Talk 7' })
  const after = await stats()
  expect(after.collectionScans).toBe(collectionScans + 5)
  expect(after.lastCollectionScans.at(-1)).toMatchObject({
    shape: { filter: { job_name: '?' } },
    examined: 8,
  })
  expect(lines).toHaveLength(1)
})

describe('sparse and partial indexes', () => {
  it('serve only what they hold', async () => {
    expect((await plan('jobs', { filter: { wake_at: null } })).stage).toBe('COLLSCAN')
    expect((await plan('jobs', { filter: {}, sort: { wake_at: 1 } })).stage).toBe('COLLSCAN')
    const things = db.collection('things')
    await things.createIndex(
      { a: 1 },
      { partialFilterExpression: { b: { $exists: true }, c: { $type: 'string' }, d: 1 } },
    )
    await things.insertMany(Array.from({ length: 20 }, (_, i) => ({ a: i, b: 1, c: 'x', d: i % 2 })))
    const stage = async (filter: Document) => (await plan('things', { filter })).stage
    expect(await stage({ a: 1, b: 1, c: 'x', d: 1 })).toBe('IXSCAN')
    expect(await stage({ a: 1, b: { $gt: 0 }, c: { $gte: 'a' }, d: 1 })).toBe('IXSCAN')
    expect(await stage({ a: 1, c: 'x', d: 1 })).toBe('COLLSCAN')
    expect(await stage({ a: 1, b: 1, c: 'x' })).toBe('COLLSCAN')
    expect(await stage({ a: 1, b: null, c: 'x', d: 1 })).toBe('COLLSCAN')
  })
})
