import type { Collection, Db } from 'mongodb'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { failure, type Running, startServer } from './server.ts'

let running: Running
let db: Db
let jobs: Collection<{ _id: number }>
beforeAll(async () => {
  running = await startServer()
})
afterAll(() => running.stop())
beforeEach(async () => {
  db = running.freshDb()
  jobs = db.collection<{ _id: number }>('jobs')
  await jobs.insertOne({ _id: 1, text: 'a', n: 1, list: [1], map: { a: 1 } } as { _id: number })
})

const cases: [string, number, (db: Db, jobs: Collection<{ _id: number }>) => Promise<unknown>][] = [
  ['an unknown command', 59, (db) => db.command({ mapReduce: 'jobs' })],
  ['an unknown field of a command', 40415, (db) => db.command({ find: 'jobs', nonsense: 1 })],
  ['a change stream', 40573, (_, jobs) => jobs.aggregate([{ $changeStream: {} }]).toArray()],
  ['$out', 40324, (_, jobs) => jobs.aggregate([{ $out: 'other' }]).toArray()],
  ['$merge', 40324, (_, jobs) => jobs.aggregate([{ $merge: 'other' }]).toArray()],
  ['$lookup', 40324, (_, jobs) => jobs.aggregate([{ $lookup: { from: 'a' } }]).toArray()],
  ['$replaceRoot', 40324, (_, jobs) => jobs.aggregate([{ $replaceRoot: { newRoot: '$map' } }]).toArray()],
  ['$bucket', 40324, (_, jobs) => jobs.aggregate([{ $bucket: { groupBy: '$n' } }]).toArray()],
  ['an unknown stage', 40324, (_, jobs) => jobs.aggregate([{ $nonsense: 1 }]).toArray()],
  [
    'a stage inside a facet',
    40324,
    (_, jobs) => jobs.aggregate([{ $facet: { a: [{ $out: 'x' }] } }]).toArray(),
  ],
  ['an unknown expression', 2, (_, jobs) => jobs.aggregate([{ $set: { a: { $nonsense: 1 } } }]).toArray()],
  ['collation', 2, (_, jobs) => jobs.find({}, { collation: { locale: 'de' } }).toArray()],
  [
    'collation of an update',
    2,
    (_, jobs) => jobs.updateOne({}, { $set: { a: 1 } }, { collation: { locale: 'de' } }),
  ],
  ['hint', 2, (_, jobs) => jobs.find({}, { hint: '_id_' }).toArray()],
  ['let', 2, (_, jobs) => jobs.find({}, { let: { a: 1 } }).toArray()],
  ['a tailable cursor', 2, (_, jobs) => jobs.find({}, { tailable: true }).toArray()],
  ['an unknown query operator', 2, (_, jobs) => jobs.find({ a: { $near: [1, 1] } }).toArray()],
  ['$elemMatch', 2, (_, jobs) => jobs.find({ list: { $elemMatch: { $gt: 0 } } }).toArray()],
  ['$all', 2, (_, jobs) => jobs.find({ list: { $all: [1] } }).toArray()],
  ['$nor', 2, (_, jobs) => jobs.find({ $nor: [{ n: 2 }] }).toArray()],
  ['$where', 2, (_, jobs) => jobs.find({ $where: 'true' }).toArray()],
  ['$text', 2, (_, jobs) => jobs.find({ $text: { $search: 'a' } }).toArray()],
  ['$type int', 2, (_, jobs) => jobs.find({ a: { $type: 'int' } }).toArray()],
  ['a capped collection', 72, (db) => db.createCollection('c', { capped: true, size: 1000 })],
  ['a validator', 72, (db) => db.createCollection('c', { validator: { a: 1 } })],
  ['a view', 72, (db) => db.createCollection('c', { viewOn: 'jobs', pipeline: [] })],
  ['a text index', 67, (_, jobs) => jobs.createIndex({ text: 'text' })],
  ['a geo index', 67, (_, jobs) => jobs.createIndex({ text: '2dsphere' })],
  ['a hashed index', 67, (_, jobs) => jobs.createIndex({ text: 'hashed' })],
  ['a TTL index', 67, (_, jobs) => jobs.createIndex({ at: 1 }, { expireAfterSeconds: 1 })],
  ['an unknown modifier', 9, (_, jobs) => jobs.updateOne({}, { $nonsense: { a: 1 } })],
  ['$rename', 9, (_, jobs) => jobs.updateOne({}, { $rename: { a: 'b' } })],
  ['$mul', 9, (_, jobs) => jobs.updateOne({}, { $mul: { a: 2 } })],
  [
    '$position',
    9,
    (_, jobs) => jobs.updateOne({}, { $push: { list: { $each: [1], $position: 0 } } } as object),
  ],
  ['an update by a pipeline', 9, (_, jobs) => jobs.updateOne({}, [{ $set: { a: 1 } }])],
  ['a positional path', 2, (_, jobs) => jobs.updateOne({}, { $set: { 'list.$': 1 } } as object)],
  [
    'array filters',
    2,
    (_, jobs) => jobs.updateOne({}, { $set: { a: 1 } } as object, { arrayFilters: [{ x: 1 }] }),
  ],
  ['a change of _id', 66, (_, jobs) => jobs.updateOne({ _id: 1 }, { $set: { _id: 2 } })],
  ['a replacement with another _id', 66, (_, jobs) => jobs.replaceOne({ _id: 1 }, { _id: 2 } as object)],
  [
    'conflicting paths',
    40,
    (_, jobs) => jobs.updateOne({}, { $set: { a: 1 }, $inc: { 'a.b': 1 } } as object),
  ],
  ['a path through a scalar', 28, (_, jobs) => jobs.updateOne({}, { $set: { 'text.a': 1 } } as object)],
  ['$inc of a text', 14, (_, jobs) => jobs.updateOne({}, { $inc: { text: 1 } } as object)],
  ['$inc by a text', 14, (_, jobs) => jobs.updateOne({}, { $inc: { n: 'a' } } as object)],
  ['$push to a number', 2, (_, jobs) => jobs.updateOne({}, { $push: { n: 1 } } as object)],
  ['an empty path', 56, (_, jobs) => jobs.updateOne({}, { $set: { 'a..b': 1 } } as object)],
  [
    'parallel arrays',
    171,
    async (_, jobs) => {
      await jobs.createIndex({ list: 1, other: 1 })
      await jobs.updateOne({}, { $set: { other: [1, 2] } } as object)
    },
  ],
  ['an unknown cursor', 43, (db) => db.command({ getMore: 12345n, collection: 'jobs' })],
  ['an unknown index', 27, (_, jobs) => jobs.dropIndex('nonsense')],
  ['indexes of no collection', 26, (db) => db.command({ listIndexes: 'nowhere' })],
  [
    'an index under another name',
    85,
    async (_, jobs) => {
      await jobs.createIndex({ a: 1 })
      await jobs.createIndex({ a: 1 }, { name: 'other' })
    },
  ],
  [
    'an index with other options',
    86,
    async (_, jobs) => {
      await jobs.createIndex({ a: 1 })
      await jobs.createIndex({ a: 1 }, { unique: true })
    },
  ],
  [
    'a name for two indexes',
    86,
    async (_, jobs) => {
      await jobs.createIndex({ a: 1 }, { name: 'x' })
      await jobs.createIndex({ b: 1 }, { name: 'x' })
    },
  ],
  [
    'a transaction',
    263,
    (db) => db.command({ find: 'jobs', startTransaction: true, autocommit: false, txnNumber: 1n }),
  ],
  ['mixed projections', 31254, (_, jobs) => jobs.find({}, { projection: { a: 1, b: 0 } }).toArray()],
]

it.each(cases)('refuses %s with %i', async (_, code, run) => {
  expect(await failure(() => run(db, jobs))).toMatchObject({ code })
})

it('refuses a session transaction', async () => {
  const session = running.client.startSession()
  session.startTransaction()
  const error = await failure(() => jobs.insertOne({ _id: 2 }, { session }))
  expect(error.code).toBe(263)
  await session.endSession()
})

it('refuses a document that grows over 16 MB', async () => {
  await jobs.insertOne({ _id: 5, list: [] } as { _id: number })
  const text = 'x'.repeat(9_000_000)
  await jobs.updateOne({ _id: 5 }, { $push: { list: text } } as object)
  expect(await failure(() => jobs.updateOne({ _id: 5 }, { $push: { list: text } } as object))).toMatchObject({
    code: 10334,
  })
})

it('leaves a refused document as it was', async () => {
  const before = await jobs.findOne({ _id: 1 })
  await failure(() => jobs.updateOne({ _id: 1 }, { $set: { z: 1 }, $inc: { text: 1 } } as object))
  expect(await jobs.findOne({ _id: 1 })).toEqual(before)
})
