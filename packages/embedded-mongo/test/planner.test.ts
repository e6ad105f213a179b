import fc from 'fast-check'
import { Query } from 'mingo/query'

import type { Collection, Db, Document } from 'mongodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mingoOptions } from '../src/query/mingo.ts'
import { parseSort, sortKey } from '../src/query/sort.ts'
import { type Running, startServer } from './server.ts'

let running: Running
let db: Db
beforeAll(async () => {
  running = await startServer()
})
afterAll(() => running.stop())

type Numbered = Document & { _id: number }

const atom = fc.constantFrom<unknown>(
  null,
  0,
  1,
  2,
  2.5,
  -1,
  'a',
  'b',
  'ab',
  true,
  false,
  new Date(1),
  new Date(2),
)
const path = fc.constantFrom('a', 'b', 'c', 'm.x', 'm.y')

const document = fc.record(
  {
    a: fc.oneof(atom, fc.array(atom, { maxLength: 3 })),
    b: atom,
    c: atom,
    m: fc.record({ x: atom, y: atom }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
)
const flatDocument = document.map((doc) => ({
  ...doc,
  ...(Array.isArray(doc.a) ? { a: doc.a[0] ?? null } : {}),
}))

const condition = fc.oneof(
  atom,
  fc.record({ $eq: atom }),
  fc.record({ $ne: atom }),
  fc.record({ $in: fc.array(atom, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $nin: fc.array(atom, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $gt: atom }),
  fc.record({ $lte: atom.filter((each) => each !== null) }),
  fc.record({ $gte: atom.filter((each) => each !== null), $lt: atom }),
  fc.record({ $exists: fc.boolean() }),
  fc.constant({ $regex: '^a', $options: 'i' }),
  fc.constant({ $type: 'string' }),
)
const conditions = fc.dictionary(path, condition, { minKeys: 0, maxKeys: 3, noNullPrototype: true })
const filter: fc.Arbitrary<Document> = fc.oneof(
  { weight: 3, arbitrary: conditions },
  {
    weight: 1,
    arbitrary: fc
      .tuple(conditions, fc.array(conditions, { minLength: 1, maxLength: 3 }))
      .map(([all, or]) => ({ ...all, $or: or })),
  },
)

const direction = fc.constantFrom<1 | -1>(1, -1)
const fields = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'm.x', 'm.y', '_id'), direction), {
    minLength: 1,
    maxLength: 3,
    selector: ([name]) => name,
  })
  .map((entries) => Object.fromEntries(entries))
const index = fc.record({
  key: fields,
  kind: fc.constantFrom('plain', 'plain', 'sparse', 'exists', 'equality'),
})

const setting = (documents: fc.Arbitrary<Document>) =>
  fc.record({
    documents: fc.array(documents, { maxLength: 25 }),
    indexes: fc.uniqueArray(index, { maxLength: 3, selector: (each) => JSON.stringify(each.key) }),
    queries: fc.array(
      fc.record({
        filter,
        sort: fc.option(fields, { nil: undefined }),
        skip: fc.nat(3),
        limit: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })

const options: Record<string, object> = {
  plain: {},
  sparse: { sparse: true },
  exists: { partialFilterExpression: { b: { $exists: true } } },
  equality: { partialFilterExpression: { c: 1 } },
}

let collections = 0

async function build(documents: Document[], indexes: { key: Record<string, 1 | -1>; kind: string }[]) {
  db ??= running.freshDb()
  const collection: Collection<Numbered> = db.collection<Numbered>(`c${++collections}`)
  const numbered = documents.map((doc, i) => ({ _id: i, ...doc }))
  const half = Math.floor(numbered.length / 2)
  if (half > 0) await collection.insertMany(numbered.slice(0, half))
  for (const [i, each] of indexes.entries())
    if (JSON.stringify(each.key) !== '{"_id":1}')
      await collection.createIndex(each.key, { name: `i${i}`, ...options[each.kind] })
  if (numbered.length > half) await collection.insertMany(numbered.slice(half))
  return { collection, numbered }
}

function sorted(documents: Numbered[], sort: Document): Numbered[] {
  const by = parseSort(sort)
  return [...documents].sort((a, b) => Buffer.compare(sortKey(a, by), sortKey(b, by)))
}

it.each([
  ['with arrays', document],
  ['without arrays', flatDocument],
])('finds what a plain search finds, %s', async (_, documents) => {
  await fc.assert(
    fc.asyncProperty(
      setting(documents as fc.Arbitrary<Document>),
      async ({ documents, indexes, queries }) => {
        const { collection, numbered } = await build(documents, indexes)
        for (const { filter, sort, skip, limit } of queries) {
          const query = new Query(filter, mingoOptions)
          const expected = numbered.filter((doc) => query.test(doc))
          const found = await collection.find(filter).toArray()
          expect(found.map((doc) => doc._id).sort((a, b) => a - b)).toEqual(expected.map((doc) => doc._id))
          expect(await collection.countDocuments(filter)).toBe(expected.length)
          // Equal places may come in any order, so the sort ends with the id.
          const order = { ...sort, ...(sort && '_id' in sort ? {} : { _id: 1 as const }) }
          let cursor = collection.find(filter).sort(order).skip(skip)
          if (limit !== undefined) cursor = cursor.limit(limit)
          const page = sorted(expected, order).slice(skip, limit === undefined ? undefined : skip + limit)
          expect((await cursor.toArray()).map((doc) => doc._id)).toEqual(page.map((doc) => doc._id))
        }
      },
    ),
    { numRuns: 150 },
  )
})

it('groups as a plain search groups', async () => {
  await fc.assert(
    fc.asyncProperty(
      setting(flatDocument as fc.Arbitrary<Document>),
      path,
      async ({ documents, indexes, queries }, field) => {
        const { collection, numbered } = await build(documents, indexes)
        for (const { filter } of queries) {
          const query = new Query(filter, mingoOptions)
          const expected = new Map<string, number>()
          for (const doc of numbered.filter((each) => query.test(each))) {
            const [outer, inner] = field.split('.') as [string, string?]
            const whole: Document = doc
            const value = (inner ? (whole[outer] as Document | undefined)?.[inner] : whole[outer]) ?? null
            const key = JSON.stringify([typeof value, value])
            expected.set(key, (expected.get(key) ?? 0) + 1)
          }
          const groups = await collection
            .aggregate([{ $match: filter }, { $group: { _id: `$${field}`, n: { $sum: 1 } } }])
            .toArray()
          const found = groups.map((group) => [JSON.stringify([typeof group._id, group._id]), group.n])
          expect(found.sort()).toEqual([...expected].sort())
        }
      },
    ),
    { numRuns: 80 },
  )
})

it('keeps indexes right through updates and removals', async () => {
  const change = fc.tuple(fc.nat(10), path, fc.oneof(atom, fc.constant('unset'), fc.constant('remove')))
  await fc.assert(
    fc.asyncProperty(
      setting(flatDocument as fc.Arbitrary<Document>),
      fc.array(change, { maxLength: 10 }),
      async (given, changes) => {
        const { collection } = await build(given.documents, given.indexes)
        for (const [_id, field, to] of changes) {
          if (to === 'remove') await collection.deleteOne({ _id })
          else if (to === 'unset') await collection.updateOne({ _id }, { $unset: { [field]: 1 } })
          else await collection.updateOne({ _id }, { $set: { [field]: to } })
        }
        const left = sorted(await collection.find().toArray(), { _id: 1 })
        for (const { filter } of given.queries) {
          const query = new Query(filter, mingoOptions)
          const found = (await collection.find(filter).sort({ _id: 1 }).toArray()).map((doc) => doc._id)
          expect(found).toEqual(left.filter((doc) => query.test(doc)).map((doc) => doc._id))
          expect(await collection.countDocuments(filter)).toBe(found.length)
        }
      },
    ),
    { numRuns: 80 },
  )
})
