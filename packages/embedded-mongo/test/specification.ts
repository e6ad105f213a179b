/**
 * Runs the CRUD tests of https://github.com/mongodb/specifications against a server of this package:
 *   node packages/embedded-mongo/test/specification.ts <folder>/source/crud/tests/unified
 * Only results and stored documents are compared, not the commands that a driver sends. Files about features
 * that the README refuses are left out.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { isDeepStrictEqual } from 'node:util'
import { EJSON } from 'bson'
import type { Collection, Document } from 'mongodb'
import { startServer } from './server.ts'

const leftOut =
  /client-bulkWrite|rawdata|hint|collation|-let|arrayFilters|pipeline|merge|-out|updateWithPipelines|errorResponse|serverError|readPreference|unacknowledged|db-aggregate|validation|Validation|-sort\.|create-null-ids/

type Operation = {
  name: string
  object: string
  arguments?: Document
  expectError?: Document
  expectResult?: unknown
}
type Stored = { collectionName: string; databaseName: string; documents: Document[] }
type Test = { description: string; operations: Operation[]; outcome?: Stored[] }
type File = { initialData?: Stored[]; tests: Test[]; createEntities: Document[] }

/** Extended JSON may demand less than equality: `$$unsetOrMatches` and the like. */
function isLike(wanted: unknown, got: unknown): boolean {
  if (Array.isArray(wanted))
    return (
      Array.isArray(got) && wanted.length === got.length && wanted.every((each, i) => isLike(each, got[i]))
    )
  if (typeof wanted !== 'object' || wanted === null || wanted.constructor !== Object)
    return isDeepStrictEqual(wanted, got)
  const [operator] = Object.keys(wanted)
  const rule = wanted as Document
  if (operator === '$$unsetOrMatches')
    return got === undefined || got === null || isLike(rule.$$unsetOrMatches, got)
  if (operator?.startsWith('$$')) return true
  return Object.entries(rule).every(([key, value]) => isLike(value, (got as Document | undefined)?.[key]))
}

async function call(collection: Collection, { name, arguments: given = {} }: Operation): Promise<unknown> {
  const { filter, update, replacement, pipeline, documents, document, fieldName, requests, ...options } =
    given
  switch (name) {
    case 'find':
      return collection.find(filter, options).toArray()
    case 'aggregate':
      return collection.aggregate(pipeline, options).toArray()
    case 'distinct':
      return collection.distinct(fieldName, filter, options)
    case 'countDocuments':
      return collection.countDocuments(filter, options)
    case 'estimatedDocumentCount':
      return collection.estimatedDocumentCount(options)
    case 'count':
      return collection.count(filter, options)
    case 'insertOne':
      return collection.insertOne(document, options)
    case 'insertMany':
      return collection.insertMany(documents, options)
    case 'bulkWrite':
      return collection.bulkWrite(requests, options)
    case 'findOne':
    case 'deleteOne':
    case 'deleteMany':
    case 'findOneAndDelete':
      return (collection[name] as (f: Document, o: Document) => Promise<unknown>)(filter, named(options))
    case 'updateOne':
    case 'updateMany':
    case 'findOneAndUpdate':
      return (collection[name] as (f: Document, u: Document, o: Document) => Promise<unknown>)(
        filter,
        update,
        named(options),
      )
    case 'replaceOne':
    case 'findOneAndReplace':
      return (collection[name] as (f: Document, u: Document, o: Document) => Promise<unknown>)(
        filter,
        replacement,
        named(options),
      )
    default:
      throw new Error(`no such operation: ${name}`)
  }
}

function named(options: Document): Document {
  if (typeof options.returnDocument === 'string')
    options.returnDocument = options.returnDocument.toLowerCase()
  return options
}

const [folder] = process.argv.slice(2)
if (!folder) throw new Error('give the folder of the unified CRUD tests')
const running = await startServer()
let passed = 0
const failed: string[] = []
for (const name of readdirSync(folder).filter((each) => each.endsWith('.json') && !leftOut.test(each))) {
  const file = EJSON.parse(readFileSync(join(folder, name), 'utf8')) as File
  const entity = file.createEntities.map((each) => each.collection).find(Boolean) as Document | undefined
  const [initial] = file.initialData ?? []
  for (const test of file.tests) {
    if (
      /pre[ -]\d|less than|Unacknowledged|errors correctly|non-existent|on views/.test(test.description) ||
      JSON.stringify(test).includes('"update":[')
    )
      continue
    const db = running.freshDb()
    const collection = db.collection(initial?.collectionName ?? entity?.collectionName ?? 'test')
    if (initial && initial.documents.length > 0)
      await collection.insertMany(structuredCloneOf(initial.documents))
    const complaint = await run(test, collection)
    if (complaint) failed.push(`${name}: ${test.description}\n    ${complaint}`)
    else passed++
  }
}

function structuredCloneOf(documents: Document[]): Document[] {
  return EJSON.parse(EJSON.stringify(documents, { relaxed: false }), { relaxed: false }) as Document[]
}

async function run(test: Test, collection: Collection): Promise<string | undefined> {
  for (const operation of test.operations) {
    try {
      const result = await call(collection, operation)
      if (operation.expectError && !operation.expectError.isClientError) return 'expected an error'
      if (operation.expectResult !== undefined && !isLike(operation.expectResult, result))
        return `wanted ${EJSON.stringify(operation.expectResult)}, got ${EJSON.stringify(result as Document)}`
    } catch (error) {
      if (!operation.expectError) return String(error)
    }
  }
  for (const { documents } of test.outcome ?? []) {
    const stored = await collection.find().sort({ _id: 1 }).toArray()
    if (!isDeepStrictEqual(stored, documents) && !isLike(documents, stored))
      return `stored ${EJSON.stringify(stored)}, wanted ${EJSON.stringify(documents)}`
  }
  return undefined
}

await running.stop()
for (const each of failed) console.log(`failed  ${each}`)
console.log(`${passed} passed, ${failed.length} failed`)
process.exit(failed.length > 0 ? 1 : 0)
