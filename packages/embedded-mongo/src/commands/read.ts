import { breath, timeSlice } from '../execution/select.ts'
import type { Document } from '../protocol/document.ts'
import { badValue, CommandFailure } from '../protocol/errors.ts'
import { decode, fieldNames, pick } from '../protocol/raw-bson.ts'
import { indexField, valuesAt } from '../query/index-keys.ts'
import { encodeValue } from '../query/key-encoding.ts'
import { type Projection, parseProjection } from '../query/projection.ts'
import { type Call, type Command, collectionName, findCollection, type Services } from './command.ts'
import { firstBatch } from './cursor.ts'
import { runPipeline } from './pipeline.ts'
import { read, readSelection } from './selection.ts'

function* projected(
  documents: Iterable<Buffer | typeof breath>,
  project: Projection,
): Generator<Buffer | typeof breath> {
  for (const doc of documents) yield doc === breath ? breath : project(doc)
}

async function find(call: Call, services: Services): Promise<Buffer> {
  const { command } = call
  if (command.tailable || command.awaitData) throw badValue('tailable cursors are not supported')
  const selection = readSelection(command)
  const project = parseProjection(command.projection)
  const collection = findCollection(call, services)
  const documents = collection ? read(services, collection, selection, command) : [].values()
  const single = command.singleBatch === true || Number(command.limit) < 0
  const shown = project ? projected(documents, project) : documents
  return firstBatch(services, `${call.database}.${collectionName(call)}`, shown, command, single)
}

async function count(call: Call, services: Services): Promise<Document> {
  const { skip, limit } = readSelection({ skip: call.command.skip, limit: call.command.limit })
  const collection = findCollection(call, services)
  if (!collection) return { n: 0, ok: 1 }
  const stages = [{ $match: call.command.query ?? {} }, { $group: { _id: 1, n: { $sum: 1 } } }]
  const [found] = await runPipeline(services, collection, stages)
  const all = Math.max(0, Number(found?.n ?? 0) - skip)
  return { n: limit === undefined ? all : Math.min(all, limit), ok: 1 }
}

async function distinct(call: Call, services: Services): Promise<Document> {
  const path = call.command.key
  if (typeof path !== 'string' || path === '') throw new CommandFailure(14, 'distinct needs a key')
  const collection = findCollection(call, services)
  const selection = readSelection(call.command, { filter: 'query' })
  const { root, parts } = indexField(path, 1)
  const names = fieldNames([root])
  const values = new Map<string, unknown>()
  const slice = timeSlice()
  for (const step of collection
    ? read(services, collection, selection, { filter: call.command.query })
    : []) {
    if (step === breath) {
      if (slice.isOver()) await slice.rest()
      continue
    }
    const found = valuesAt(decode(pick(step, names)), parts)
    if (!found.exists) continue
    for (const value of found.values)
      if (value !== undefined) values.set(encodeValue(value).toString('latin1'), value)
  }
  return { values: [...values.values()], ok: 1 }
}

const findFields = [
  'filter',
  'sort',
  'projection',
  'skip',
  'limit',
  'batchSize',
  'singleBatch',
  'allowDiskUse',
  'noCursorTimeout',
  'tailable',
  'awaitData',
]

export const readCommands: Record<string, Command> = {
  find: {
    fields: findFields,
    refused: {
      let: undefined,
      hint: undefined,
      collation: undefined,
      min: undefined,
      max: undefined,
      returnKey: false,
      showRecordId: false,
      oplogReplay: false,
      allowPartialResults: false,
    },
    run: find,
  },
  count: {
    fields: ['query', 'skip', 'limit'],
    refused: { hint: undefined, collation: undefined },
    run: count,
  },
  distinct: { fields: ['key', 'query'], refused: { hint: undefined, collation: undefined }, run: distinct },
}
