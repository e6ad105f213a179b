import { Binary, type Db, Double, Int32, Long, ObjectId } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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

describe('insert', () => {
  it('gives back what was stored, type by type', async () => {
    const types = db.collection('types', { promoteValues: false, promoteLongs: false })
    const doc = {
      _id: new ObjectId(),
      int: new Int32(3),
      double: new Double(3),
      long: Long.fromString('9007199254740993'),
      date: new Date(0),
      bytes: new Binary(Buffer.from('abc')),
      text: 'grüße 🎤',
      none: null,
      yes: true,
      list: [new Int32(1), { a: new Double(1) }],
      map: { 'pdf-1': { x: new Int32(1) } },
    }
    await types.insertOne(doc)
    await types.updateOne({ _id: doc._id }, { $set: { other: 1, 'map.pdf-1.y': new Double(2) } })
    const found = await types.findOne({ _id: doc._id })
    expect(found).toEqual({
      ...doc,
      other: new Int32(1),
      map: { 'pdf-1': { x: new Int32(1), y: new Double(2) } },
    })
    expect(Object.keys(found!)).toEqual([...Object.keys(doc), 'other'])
  })

  it('stops at the first error when ordered and goes on when not', async () => {
    const ordered = db.collection<{ _id: number }>('ordered')
    const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }]
    const first = await failure(() => ordered.insertMany(documents))
    expect(first).toMatchObject({ code: 11000, writeErrors: [{ index: 1, code: 11000 }] })
    expect(await ordered.countDocuments()).toBe(1)
    const unordered = db.collection<{ _id: number }>('unordered')
    await failure(() => unordered.insertMany(documents, { ordered: false }))
    expect(await unordered.countDocuments()).toBe(2)
  })

  it('names the key of a duplicate', async () => {
    const events = db.collection('events')
    await events.createIndex({ job_id: 1, seq: 1 }, { unique: true })
    await events.insertOne({ job_id: 'a', seq: 1 })
    expect(await failure(() => events.insertOne({ job_id: 'a', seq: 1 }))).toMatchObject({
      code: 11000,
      keyPattern: { job_id: 1, seq: 1 },
      keyValue: { job_id: 'a', seq: 1 },
    })
    await events.insertOne({ job_id: 'a', seq: 2 })
    const updated = await failure(() => events.updateOne({ seq: 2 }, { $set: { seq: 1 } }))
    expect(updated).toMatchObject({ code: 11000 })
    const upserted = await failure(() =>
      events.findOneAndUpdate({ job_id: 'a', seq: 1, x: 1 }, { $set: { y: 1 } }, { upsert: true }),
    )
    expect(upserted).toMatchObject({ code: 11000, keyValue: { job_id: 'a', seq: 1 } })
    expect(await events.countDocuments()).toBe(2)
  })

  it('lets a sparse unique index pass documents without its fields', async () => {
    const events = db.collection('events')
    await events.createIndex({ batch_id: 1, pos: 1 }, { unique: true, sparse: true })
    await events.insertMany([{ a: 1 }, { a: 2 }, { batch_id: 'b', pos: 1 }])
    expect(await failure(() => events.insertOne({ batch_id: 'b', pos: 1 }))).toMatchObject({ code: 11000 })
  })

  it('takes documents of 8 MB and a thousand of 3 kB', async () => {
    const results = db.collection<{ _id: string; text: string }>('results')
    await results.insertOne({ _id: 'large', text: 'x'.repeat(8_000_000) })
    expect((await results.findOne({ _id: 'large' }))?.text.length).toBe(8_000_000)
    await results.insertMany([1, 2, 3].map((i) => ({ _id: `l${i}`, text: 'y'.repeat(8_000_000) })))
    expect(await results.find().toArray()).toHaveLength(4)
    const jobs = db.collection('jobs')
    const started = performance.now()
    await jobs.insertMany(Array.from({ length: 2000 }, (_, i) => ({ i, text: 'z'.repeat(3000) })))
    expect(performance.now() - started).toBeLessThan(3000)
    expect(await jobs.countDocuments({ i: { $gte: 0 } })).toBe(2000)
  })
})

describe('find', () => {
  it('filters, sorts, skips, limits and projects', async () => {
    const jobs = db.collection('jobs')
    await jobs.insertMany(
      Array.from({ length: 30 }, (_, i) => ({ i, kind: i % 3, parameters: { track: `t${i % 2}`, x: 1 } })),
    )
    const found = await jobs
      .find({ 'parameters.track': 't1', kind: { $in: [0, 1] } })
      .sort({ kind: 1, i: -1 })
      .skip(1)
      .limit(3)
      .project({ _id: 0, i: 1, 'parameters.track': 1 })
      .toArray()
    expect(found).toEqual([21, 15, 9].map((i) => ({ i, parameters: { track: 't1' } })))
    expect(await jobs.findOne({ i: 3 }, { projection: { parameters: 0, _id: 0 } })).toEqual({ i: 3, kind: 0 })
    expect(
      await jobs.findOne({ i: 3 }, { projection: { _id: 0, i: 1, double: { $multiply: ['$i', 2] } } }),
    ).toEqual({
      i: 3,
      double: 6,
    })
    expect(await jobs.distinct('kind', { i: { $lt: 2 } })).toEqual([0, 1])
    expect(await jobs.countDocuments({ kind: 1 }, { skip: 2, limit: 5 })).toBe(5)
    expect(await jobs.estimatedDocumentCount()).toBe(30)
  })

  it('finds missing fields as null and text without regard to case', async () => {
    const jobs = db.collection<{ _id: number }>('jobs')
    await jobs.insertMany([{ _id: 1 }, { _id: 2, a: null }, { _id: 3, a: 'Kernel Talk' }] as {
      _id: number
    }[])
    const ids = async (filter: object) =>
      (await jobs.find(filter).sort({ _id: 1 }).toArray()).map((d) => d._id)
    expect(await ids({ a: null })).toEqual([1, 2])
    expect(await ids({ a: { $exists: true } })).toEqual([2, 3])
    expect(await ids({ a: { $ne: null } })).toEqual([3])
    expect(await ids({ a: { $regex: 'kernel', $options: 'i' } })).toEqual([3])
    expect(await ids({ a: /^kernel/i })).toEqual([3])
    expect(await ids({ a: { $type: 'string' } })).toEqual([3])
    expect(await ids({ a: { $not: /kernel/i } })).toEqual([1, 2])
    expect(await ids({ $expr: { $gt: ['$_id', 1] } })).toEqual([2, 3])
  })

  it('sorts values of all types in the order of MongoDB', async () => {
    const mixed = db.collection<{ _id: number }>('mixed')
    const values = [
      null,
      -5,
      3.5,
      10,
      'a',
      'b',
      { a: 1 },
      new Binary(Buffer.from('x')),
      new ObjectId(),
      false,
      true,
      new Date(5),
    ]
    await mixed.insertMany(values.map((v, _id) => ({ _id, v })).reverse() as { _id: number }[])
    const order = async () => (await mixed.find().sort({ v: 1 }).toArray()).map((d) => d._id)
    expect(await order()).toEqual(values.map((_, i) => i))
    await mixed.createIndex({ v: 1 })
    expect(await order()).toEqual(values.map((_, i) => i))
  })
})

describe('update', () => {
  it('counts what matched and what changed', async () => {
    const jobs = db.collection<{ _id: number }>('jobs')
    await jobs.insertMany([1, 2, 3].map((_id) => ({ _id, hold: _id === 1 ? 'paused' : null })))
    const result = await jobs.updateMany({}, { $set: { hold: 'paused' } })
    expect(result).toMatchObject({ matchedCount: 3, modifiedCount: 2 })
    const none = await jobs.updateOne({ _id: 9 }, { $set: { a: 1 } })
    expect(none).toMatchObject({ matchedCount: 0, modifiedCount: 0 })
  })

  it('upserts from the equalities of the filter', async () => {
    const jobs = db.collection('jobs')
    const result = await jobs.updateOne(
      { a: 1, 'b.c': { $eq: 2 }, d: { $gt: 5 }, $and: [{ e: 'x' }] },
      { $set: { f: 1 }, $setOnInsert: { g: 2 } },
      { upsert: true },
    )
    expect(result.upsertedCount).toBe(1)
    expect(await jobs.findOne({ _id: result.upsertedId! }, { projection: { _id: 0 } })).toEqual({
      a: 1,
      b: { c: 2 },
      e: 'x',
      f: 1,
      g: 2,
    })
    await jobs.updateOne({ list: { $size: 2 }, t: /x/ }, { $set: { z: 1 } }, { upsert: true })
    expect(await jobs.findOne({ z: 1 }, { projection: { _id: 0 } })).toEqual({ z: 1 })
    await db.collection<{ _id: null }>('nulls').replaceOne({}, { _id: null }, { upsert: true })
    expect(await db.collection('nulls').find().toArray()).toEqual([{ _id: null }])
    await jobs.updateOne({ a: 1 }, { $setOnInsert: { g: 3 } }, { upsert: true })
    expect(await jobs.findOne({ a: 1 })).toMatchObject({ g: 2 })
  })

  it('runs the operators of one update together', async () => {
    const jobs = db.collection<{ _id: string }>('jobs')
    await jobs.insertOne({
      _id: 'j',
      rev: 1,
      outbox: [{ seq: 1 }, { seq: 7 }, { seq: 8 }],
      tags: ['a'],
      steps: { 'pdf-1': { percent: 50 } },
      wake_at: new Date(),
    } as { _id: string })
    const after = await jobs.findOneAndUpdate(
      { _id: 'j', rev: 1, hold: null },
      {
        $set: { 'steps.pdf-1.lease_until': new Date(9) },
        $max: { 'steps.pdf-1.percent': 40, top: 3 },
        $min: { low: 2 },
        $inc: { rev: 1, revision: 1 },
        $pull: { outbox: { seq: { $lte: 7 } } },
        $push: { log: { $each: [1, 2, 3], $slice: -2 } },
        $addToSet: { tags: { $each: ['a', 'b'] } },
        $unset: { wake_at: '' },
        $currentDate: { at: true },
      },
      { returnDocument: 'after' },
    )
    expect(after).toEqual({
      _id: 'j',
      rev: 2,
      outbox: [{ seq: 8 }],
      tags: ['a', 'b'],
      steps: { 'pdf-1': { percent: 50, lease_until: new Date(9) } },
      at: expect.any(Date),
      log: [2, 3],
      low: 2,
      revision: 1,
      top: 3,
    })
    expect(await jobs.findOneAndUpdate({ _id: 'j', rev: 1 }, { $inc: { rev: 1 } })).toBeNull()
  })

  it('replaces, removes and writes in bulk', async () => {
    const jobs = db.collection<{ _id: number; a?: number; b?: number }>('jobs')
    await jobs.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
      { _id: 3, a: 3 },
    ])
    await jobs.replaceOne({ _id: 1 }, { b: 1 })
    expect(await jobs.findOne({ _id: 1 })).toEqual({ _id: 1, b: 1 })
    expect(await jobs.findOneAndReplace({ _id: 1 }, { b: 2 }, { returnDocument: 'after' })).toEqual({
      _id: 1,
      b: 2,
    })
    expect(await jobs.findOneAndDelete({ a: { $gt: 0 } }, { sort: { a: -1 } })).toEqual({ _id: 3, a: 3 })
    const result = await jobs.bulkWrite([
      { insertOne: { document: { _id: 4 } } },
      { updateOne: { filter: { _id: 4 }, update: { $set: { a: 9 } } } },
      { updateMany: { filter: {}, update: { $inc: { b: 1 } } } },
      { deleteOne: { filter: { _id: 2 } } },
    ])
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 4, deletedCount: 1 })
    expect(await jobs.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, b: 3 },
      { _id: 4, a: 9, b: 1 },
    ])
  })
})

describe('aggregate', () => {
  it('groups with and without an index, also where a status is missing', async () => {
    const jobs = db.collection('jobs')
    await jobs.insertMany(
      Array.from({ length: 60 }, (_, i) => ({
        batch_id: `b${i % 2}`,
        deleted_at: null,
        ...(i % 3 ? { status: `s${i % 3}` } : {}),
      })),
    )
    const pipeline = (id: unknown) => [
      { $match: { batch_id: { $in: ['b0', 'b1'] }, deleted_at: null } },
      { $group: { _id: id, n: { $sum: 1 } } },
    ]
    const both = { batch: '$batch_id', status: '$status' }
    const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
    const run = async (id: unknown) => (await jobs.aggregate(pipeline(id)).toArray()).sort(byText)
    const before = [await run('$status'), await run(both), await run(null)]
    await jobs.createIndex({ batch_id: 1, deleted_at: 1, status: 1 })
    expect([await run('$status'), await run(both), await run(null)]).toEqual(before)
    expect(before[0]).toEqual([
      { _id: 's1', n: 20 },
      { _id: 's2', n: 20 },
      { _id: null, n: 20 },
    ])
    expect(before[1]).toHaveLength(6)
  })

  it('runs pure stages and counts nothing as no document', async () => {
    const jobs = db.collection('jobs')
    await jobs.insertMany([
      { a: 1, t: ['x', 'y'] },
      { a: 2, t: ['x'] },
    ])
    expect(await jobs.aggregate([{ $match: { a: 9 } }, { $count: 'n' }]).toArray()).toEqual([])
    expect(await jobs.aggregate([{ $match: { a: { $gt: 0 } } }, { $count: 'n' }]).toArray()).toEqual([
      { n: 2 },
    ])
    const facets = await jobs
      .aggregate([
        { $unwind: '$t' },
        {
          $facet: {
            tags: [{ $group: { _id: '$t', n: { $sum: 1 } } }, { $sort: { n: -1 } }],
            none: [{ $match: { a: 9 } }, { $count: 'n' }],
          },
        },
      ])
      .toArray()
    expect(facets).toEqual([
      {
        tags: [
          { _id: 'x', n: 2 },
          { _id: 'y', n: 1 },
        ],
        none: [],
      },
    ])
    expect(
      await jobs
        .aggregate([
          { $sort: { a: -1 } },
          { $limit: 1 },
          { $set: { b: { $add: ['$a', 1] } } },
          { $project: { _id: 0, b: 1 } },
        ])
        .toArray(),
    ).toEqual([{ b: 3 }])
    expect(
      await jobs.aggregate([{ $group: { _id: null, sum: { $sum: '$a' }, max: { $max: '$a' } } }]).toArray(),
    ).toEqual([{ _id: null, sum: 3, max: 2 }])
  })
})

describe('catalog', () => {
  it('lists and drops collections, indexes and databases', async () => {
    await db.createCollection('a')
    await db.collection('b').createIndex({ x: 1, 'y.z': -1 }, { unique: true, name: 'mine' })
    expect((await db.listCollections().toArray()).map((c) => c.name).sort()).toEqual(['a', 'b'])
    expect(await db.collection('b').indexes()).toMatchObject([
      { name: '_id_' },
      { name: 'mine', key: { x: 1, 'y.z': -1 }, unique: true },
    ])
    await db.collection('b').dropIndex('mine')
    expect(await db.collection('b').indexes()).toHaveLength(1)
    const { databases } = await db.admin().listDatabases()
    expect(databases.map((each) => each.name)).toContain(db.databaseName)
    await db.collection('a').drop()
    await db.dropDatabase()
    expect(await db.listCollections().toArray()).toEqual([])
  })
})
