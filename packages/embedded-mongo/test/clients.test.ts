import { type Db, MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Cursors } from '../src/execution/cursors.ts'
import { failure, type Running, startServer } from './server.ts'

let running: Running
let db: Db
beforeAll(async () => {
  running = await startServer()
})
afterAll(() => running.stop())
beforeEach(() => {
  db = running.freshDb()
})

describe('cursors', () => {
  it('give everything in batches, and can be killed', async () => {
    const jobs = db.collection('jobs')
    await jobs.insertMany(Array.from({ length: 500 }, (_, i) => ({ i })))
    const cursor = jobs.find({}, { batchSize: 7, sort: { i: 1 } })
    const seen: number[] = []
    for await (const doc of cursor) seen.push(doc.i)
    expect(seen).toEqual(Array.from({ length: 500 }, (_, i) => i))

    const reply = await db.command({ find: 'jobs', batchSize: 2 })
    const { id } = reply.cursor
    expect(String(id)).not.toBe('0')
    expect(await db.command({ killCursors: 'jobs', cursors: [id] })).toMatchObject({ cursorsKilled: [id] })
    expect(await failure(() => db.command({ getMore: id, collection: 'jobs' }))).toMatchObject({ code: 43 })
    const none = await db.command({ find: 'jobs', batchSize: 2, singleBatch: true })
    expect(String(none.cursor.id)).toBe('0')
  })

  it('survive writes in between and fail when their collection is dropped', async () => {
    const jobs = db.collection<{ _id: number; a: number }>('jobs')
    await jobs.insertMany(Array.from({ length: 300 }, (_, i) => ({ _id: i, a: i })))
    const cursor = jobs.find({ a: { $gte: 0 } }, { batchSize: 10, sort: { _id: 1 } })
    await cursor.next()
    await jobs.deleteMany({ _id: { $gte: 100, $lt: 200 } })
    await jobs.updateMany({ _id: { $gte: 200 } }, { $set: { a: -1 } })
    expect(await cursor.toArray()).toHaveLength(99)
    const second = jobs.find({}, { batchSize: 10 })
    await second.next()
    await jobs.drop()
    const rest = await second.toArray().catch((error: { code: number }) => error.code)
    expect(rest === 175 || Array.isArray(rest)).toBe(true)
  })

  it('are forgotten when nobody asks for more', async () => {
    const cursors = new Cursors(1000)
    const rest = { isLast: false, pending: undefined }
    const idle = cursors.keep('a.b', [].values(), rest, false)
    const patient = cursors.keep('a.b', [].values(), rest, true)
    cursors.expire(Date.now() + 500)
    expect(cursors.size).toBe(2)
    cursors.expire(Date.now() + 1500)
    expect((await failure(() => cursors.more(idle, 'a.b', 1))).code).toBe(43)
    expect((await cursors.more(patient, 'a.b', 1)).isLast).toBe(true)
  })

  it('keep each reply below 16 MB', async () => {
    const large = db.collection('large')
    for (let i = 0; i < 6; i++) await large.insertOne({ text: 'x'.repeat(5_000_000) })
    const reply = await db.command({ find: 'large', batchSize: 100 })
    expect(reply.cursor.firstBatch).toHaveLength(3)
    expect(await large.find().batchSize(100).toArray()).toHaveLength(6)
  })
})

describe('many clients', () => {
  it('claim each document once', async () => {
    const jobs = db.collection<{ _id: number }>('jobs')
    await jobs.insertMany(Array.from({ length: 300 }, (_, _id) => ({ _id, status: 'ready' })))
    await jobs.createIndex({ status: 1, _id: 1 })
    const clients = await Promise.all([1, 2, 3].map(() => new MongoClient(running.server.uri).connect()))
    const claims = await Promise.all(
      clients.flatMap((client, me) =>
        Array.from({ length: 4 }, async () => {
          const mine: number[] = []
          for (;;) {
            const claimed = await client
              .db(db.databaseName)
              .collection<{ _id: number }>('jobs')
              .findOneAndUpdate(
                { status: 'ready' },
                { $set: { status: 'running', owner: me } },
                { sort: { _id: 1 } },
              )
            if (!claimed) return mine
            mine.push(claimed._id)
          }
        }),
      ),
    )
    expect(claims.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, i) => i))
    await Promise.all(clients.map((client) => client.close()))
  })

  it('lose no increment over 20 connections', async () => {
    const counters = db.collection<{ _id: string; n: number }>('counters')
    const clients = await Promise.all(
      Array.from({ length: 20 }, () => new MongoClient(running.server.uri, { maxPoolSize: 1 }).connect()),
    )
    await Promise.all(
      clients.map(async (client) => {
        const mine = client.db(db.databaseName).collection<{ _id: string; n: number }>('counters')
        for (let i = 0; i < 25; i++) {
          await mine.updateOne({ _id: 'c' }, { $inc: { n: 1 } }, { upsert: true })
          await mine.insertOne({ _id: `${Math.random()}`, n: 0 })
        }
      }),
    )
    expect(await counters.findOne({ _id: 'c' })).toEqual({ _id: 'c', n: 500 })
    expect(await counters.countDocuments({})).toBe(501)
    await Promise.all(clients.map((client) => client.close()))
  })

  it('are answered while a large collection is searched', async () => {
    const jobs = db.collection<{ _id: number }>('jobs')
    await jobs.insertMany(Array.from({ length: 80_000 }, (_, _id) => ({ _id, text: 'x'.repeat(200) })))
    let isDone = false
    const search = jobs
      .find({ nothing: 1 })
      .toArray()
      .finally(() => {
        isDone = true
      })
    let answered = 0
    while (!isDone) {
      await jobs.findOne({ _id: 5 })
      answered++
    }
    expect(await search).toEqual([])
    expect(answered).toBeGreaterThan(3)
  })

  it('do not spoil the writes of others in the same turn', async () => {
    const jobs = db.collection<{ _id: number }>('jobs')
    const results = await Promise.allSettled(
      Array.from({ length: 60 }, (_, i) => jobs.insertOne({ _id: i % 40 })),
    )
    expect(results.filter((each) => each.status === 'rejected')).toHaveLength(20)
    expect(await jobs.countDocuments()).toBe(40)
  })
})

it('answers no message that wants no reply', async () => {
  const jobs = db.collection('jobs', { writeConcern: { w: 0 } })
  await jobs.insertOne({ a: 1 })
  await jobs.insertOne({ a: 2 })
  await expect.poll(() => db.collection('jobs').countDocuments()).toBe(2)
})
