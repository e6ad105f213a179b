import { type Document, isDocument } from '../protocol/document.ts'
import { badValue, CommandFailure } from '../protocol/errors.ts'
import { encode } from '../protocol/raw-bson.ts'
import { cursorReply } from '../protocol/wire.ts'
import { parseFilter } from '../query/filter.ts'
import type { Collection, IndexSpec } from '../storage/collection.ts'
import { type Call, type Command, collectionName, findCollection, type Services } from './command.ts'

const indexOptions = new Set([
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'background',
  'v',
  'hidden',
  'ns',
])

function readIndexSpec(value: unknown): IndexSpec {
  if (!isDocument(value) || !isDocument(value.key)) throw new CommandFailure(9, 'an index needs a key')
  const { key, name, unique, sparse, partialFilterExpression } = value
  const entries = Object.entries(key)
  if (entries.length === 0) throw new CommandFailure(67, 'Index keys cannot be an empty object')
  for (const [path, direction] of entries) {
    if (direction !== 1 && direction !== -1)
      throw new CommandFailure(
        67,
        `indexes of the type ${path}: ${JSON.stringify(direction)} are not supported`,
      )
    if (
      path === '' ||
      path.split('.').some((part) => part === '' || part.startsWith('$') || /^\d+$/.test(part))
    )
      throw new CommandFailure(67, `an index on '${path}' is not supported`)
  }
  for (const option of Object.keys(value)) {
    if (option === 'hidden' && value.hidden === true)
      throw new CommandFailure(67, 'hidden indexes are not supported')
    if (!indexOptions.has(option))
      throw option === 'expireAfterSeconds' || option === 'collation' || option === 'wildcardProjection'
        ? new CommandFailure(67, `indexes with ${option} are not supported`)
        : new CommandFailure(197, `The field '${option}' is not valid for an index specification`)
  }
  if (typeof name !== 'string' || name === '')
    throw new CommandFailure(9, "The 'name' field is a required property")
  if (sparse && partialFilterExpression)
    throw new CommandFailure(67, 'cannot mix "partialFilterExpression" and "sparse" options')
  const spec: IndexSpec = { key: key as Record<string, 1 | -1>, name }
  if (unique) spec.unique = true
  if (sparse) spec.sparse = true
  if (partialFilterExpression !== undefined)
    spec.partialFilterExpression = readPartial(partialFilterExpression)
  return spec
}

function readPartial(value: unknown): Document {
  if (!isDocument(value)) throw new CommandFailure(14, 'partialFilterExpression must be a document')
  const { clauses } = parseFilter(value)
  const isSimple = clauses.every(
    (clause) =>
      clause.kind === 'field' &&
      ['$eq', '$gt', '$gte', '$lt', '$lte', '$type', '$exists'].includes(clause.operator) &&
      (clause.operator !== '$exists' || clause.operand === true),
  )
  if (!isSimple) throw new CommandFailure(67, 'unsupported expression in partial index')
  return value
}

const sameKey = (a: IndexSpec, b: IndexSpec) => JSON.stringify(a.key) === JSON.stringify(b.key)

const sameOptions = (a: IndexSpec, b: IndexSpec) =>
  a.unique === b.unique &&
  a.sparse === b.sparse &&
  JSON.stringify(a.partialFilterExpression) === JSON.stringify(b.partialFilterExpression)

/** True if the index exists; a conflicting index is an error. */
function isKnown(collection: Collection, spec: IndexSpec): boolean {
  for (const { spec: known } of collection.indexes) {
    if (sameKey(known, spec)) {
      if (known.name === '_id_') return true
      if (known.name === spec.name) {
        if (sameOptions(known, spec)) return true
        throw new CommandFailure(
          86,
          `An existing index has the same name as the requested index: ${spec.name}, but other options`,
        )
      }
      throw new CommandFailure(85, `Index already exists with a different name: ${known.name}`)
    }
    if (known.name === spec.name)
      throw new CommandFailure(
        86,
        `An existing index has the same name as the requested index, but another key: ${spec.name}`,
      )
  }
  return false
}

function createIndexes(call: Call, { storage, commit }: Services): Document {
  const { indexes } = call.command
  if (!Array.isArray(indexes) || indexes.length === 0)
    throw badValue('Must specify at least one index to create')
  const specs = indexes.map(readIndexSpec)
  commit.open()
  const createdCollectionAutomatically = !storage.find(call.database, collectionName(call))
  const collection = storage.ensure(call.database, collectionName(call))
  const numIndexesBefore = collection.indexes.length
  for (const spec of specs) if (!isKnown(collection, spec)) storage.createIndex(collection, spec)
  return {
    numIndexesBefore,
    numIndexesAfter: collection.indexes.length,
    createdCollectionAutomatically,
    ok: 1,
  }
}

function listIndexes(call: Call, services: Services): Buffer {
  const collection = findCollection(call, services)
  if (!collection) throw new CommandFailure(26, `ns does not exist: ${call.database}.${collectionName(call)}`)
  const specs = collection.indexes.map(({ spec }) => encode({ v: 2, ...spec }))
  return cursorReply('firstBatch', 0n, collection.namespace, specs)
}

function dropIndexes(call: Call, services: Services): Document {
  const collection = findCollection(call, services)
  if (!collection) throw new CommandFailure(26, 'ns not found')
  const wanted = call.command.index
  const nIndexesWas = collection.indexes.length
  const names = Array.isArray(wanted) ? wanted : [wanted]
  const dropped =
    wanted === '*'
      ? collection.indexes.filter((index) => index.spec.name !== '_id_')
      : names.map((name) => {
          const found = collection.indexes.find((index) =>
            isDocument(name)
              ? JSON.stringify(index.spec.key) === JSON.stringify(name)
              : index.spec.name === name,
          )
          if (!found) throw new CommandFailure(27, `index not found with name [${String(name)}]`)
          if (found.spec.name === '_id_') throw new CommandFailure(72, 'cannot drop _id index')
          return found
        })
  services.commit.open()
  for (const index of dropped) services.storage.dropIndex(collection, index)
  return { nIndexesWas, ok: 1 }
}

export const indexCommands: Record<string, Command> = {
  createIndexes: { fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'], run: createIndexes },
  listIndexes: { fields: ['cursor'], run: listIndexes },
  dropIndexes: { fields: ['index'], run: dropIndexes },
}
