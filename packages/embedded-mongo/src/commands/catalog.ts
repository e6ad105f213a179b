import type { Document } from '../protocol/document.ts'
import { CommandFailure } from '../protocol/errors.ts'
import { encode } from '../protocol/raw-bson.ts'
import { cursorReply } from '../protocol/wire.ts'
import { parseFilter } from '../query/filter.ts'
import { type Call, type Command, collectionName, findCollection, type Services } from './command.ts'

/** Options of `create` that change what a collection is. */
const refusedOptions = [
  'capped',
  'viewOn',
  'pipeline',
  'validator',
  'timeseries',
  'clusteredIndex',
  'collation',
  'expireAfterSeconds',
  'size',
  'max',
  'validationLevel',
  'validationAction',
  'changeStreamPreAndPostImages',
  'encryptedFields',
]

function refuseOption(option: string): never {
  throw new CommandFailure(72, `collections with '${option}' are not supported`)
}

function create(call: Call, { storage, commit }: Services): Document {
  for (const option of refusedOptions) if (call.command[option]) refuseOption(option)
  const name = collectionName(call)
  if (storage.find(call.database, name)) {
    // MongoDB allows creation with the same options again, and there are no options here.
    return { ok: 1 }
  }
  commit.open()
  storage.ensure(call.database, name)
  return { ok: 1 }
}

function drop(call: Call, services: Services): Document {
  const collection = findCollection(call, services)
  if (!collection) return { ok: 1 }
  services.commit.open()
  const nIndexesWas = collection.indexes.length
  services.storage.drop(collection)
  return { nIndexesWas, ns: collection.namespace, ok: 1 }
}

function dropDatabase(call: Call, { storage, commit }: Services): Document {
  const collections = storage.collections(call.database)
  if (collections.length === 0) return { ok: 1 }
  commit.open()
  for (const collection of collections) storage.drop(collection)
  return { dropped: call.database, ok: 1 }
}

function listDatabases(call: Call, { storage }: Services): Document {
  const filter = parseFilter(call.command.filter)
  const names = [...new Set(storage.collections().map((each) => each.database))].sort()
  const databases = names
    .map((name) => ({ name, sizeOnDisk: 0, empty: false }))
    .filter((each) => filter.matches(each))
  return {
    databases: call.command.nameOnly ? databases.map(({ name }) => ({ name })) : databases,
    totalSize: 0,
    ok: 1,
  }
}

function listCollections(call: Call, { storage }: Services): Buffer {
  const filter = parseFilter(call.command.filter)
  const found = storage
    .collections(call.database)
    .map((each) => ({
      name: each.name,
      type: 'collection',
      options: {},
      info: { readOnly: false },
      idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
    }))
    .filter((each) => filter.matches(each))
    .map((each) => (call.command.nameOnly ? { name: each.name, type: each.type } : each))
  return cursorReply('firstBatch', 0n, `${call.database}.$cmd.listCollections`, found.map(encode))
}

export const catalogCommands: Record<string, Command> = {
  create: {
    fields: [...refusedOptions, 'autoIndexId'],
    run: create,
  },
  drop: { run: drop },
  dropDatabase: { run: dropDatabase },
  listDatabases: { fields: ['filter', 'nameOnly', 'authorizedDatabases'], run: listDatabases },
  listCollections: {
    fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
    run: listCollections,
  },
}
