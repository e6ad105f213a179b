import { planCovered } from '../execution/covered.ts'
import { type Documents, readBatch } from '../execution/cursors.ts'
import { breath, planSelection, type Selection, select, timeSlice } from '../execution/select.ts'
import type { Document } from '../protocol/document.ts'
import { badValue, CommandFailure } from '../protocol/errors.ts'
import { decode, fieldNames, pick } from '../protocol/raw-bson.ts'
import { cursorReply } from '../protocol/wire.ts'
import { parseFilter } from '../query/filter.ts'
import { indexField, valuesAt } from '../query/index-keys.ts'
import { encodeValue } from '../query/key-encoding.ts'
import { type Projection, parseProjection } from '../query/projection.ts'
import { parseSort } from '../query/sort.ts'
import type { Collection } from '../storage/storage.ts'
import {
  type Call,
  type Command,
  collectionName,
  findCollection,
  type Services,
  wholeNumber,
} from './command.ts'
import { runPipeline, selectionOf } from './pipeline.ts'

const DEFAULT_BATCH = 101

export function readSelection(command: Document, names = { filter: 'filter' }): Selection {
  const limit = wholeNumber(Math.abs(Number(command.limit ?? 0)), 'limit')
  return {
    filter: parseFilter(command[names.filter]),
    sort: parseSort(command.sort),
    skip: wholeNumber(command.skip, 'skip') ?? 0,
    limit: limit || undefined,
  }
}

/** Reads a selection, and records it when no index served it. */
export function* read(
  services: Services,
  collection: Collection,
  selection: Selection,
  shown: { filter?: unknown; sort?: unknown },
): Generator<Buffer | typeof breath> {
  const plan = planSelection(services.storage, collection, selection)
  const examined = { keys: 0, documents: 0 }
  const started = performance.now()
  try {
    for (const step of select(services.storage, collection, selection, plan, examined))
      yield step === breath ? breath : step.doc
  } finally {
    if (!plan.index && (selection.filter.clauses.length > 0 || selection.sort.length > 0))
      services.scans.record(
        collection.namespace,
        shown.filter,
        shown.sort,
        examined.documents,
        performance.now() - started,
      )
  }
}

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

export async function firstBatch(
  services: Services,
  namespace: string,
  documents: Documents,
  options: Document,
  single = false,
): Promise<Buffer> {
  const size = wholeNumber(options.batchSize, 'batchSize') ?? DEFAULT_BATCH
  const limit = Math.abs(Number(options.limit ?? 0)) || Number.POSITIVE_INFINITY
  if (size === 0) {
    const id = services.cursors.keep(namespace, documents, { isLast: false, pending: undefined }, false)
    return cursorReply('firstBatch', id, namespace, [])
  }
  const batch = await readBatch(documents, size)
  const isLast = batch.isLast || single || batch.documents.length >= limit
  const keepsForever = options.noCursorTimeout === true
  const id = services.cursors.keep(namespace, documents, { ...batch, isLast }, keepsForever)
  return cursorReply('firstBatch', id, namespace, batch.documents)
}

async function getMore(call: Call, { cursors }: Services): Promise<Buffer> {
  const { command, database } = call
  const id = cursorId(command.getMore)
  const namespace = `${database}.${String(command.collection)}`
  const size = wholeNumber(command.batchSize, 'batchSize') || Number.POSITIVE_INFINITY
  const batch = await cursors.more(id, namespace, size)
  return cursorReply('nextBatch', batch.isLast ? 0n : id, namespace, batch.documents)
}

function cursorId(value: unknown): bigint {
  if (typeof value === 'number') return BigInt(value)
  if (typeof value === 'bigint') return value
  return BigInt(String(value))
}

function killCursors(call: Call, { cursors }: Services): Document {
  const ids = call.command.cursors
  if (!Array.isArray(ids)) throw new CommandFailure(14, 'cursors must be an array')
  const killed = ids.filter((id) => cursors.kill(cursorId(id)))
  return {
    cursorsKilled: killed,
    cursorsNotFound: ids.filter((id) => !killed.includes(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  }
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

async function explain(call: Call, services: Services): Promise<Document> {
  const inner = call.command.explain as Document
  const [name] = Object.keys(inner)
  const target = { ...call, name: name ?? '', command: inner }
  const collection = findCollection(target, services)
  if (!collection) throw new CommandFailure(26, 'explain needs an existing collection')
  const shown = explained(name ?? '', inner)
  const selection = readSelection(shown)
  const covered = shown.counts
    ? planCovered(services.storage, collection, selection.filter, shown.counts)
    : undefined
  const plan = covered?.plan ?? planSelection(services.storage, collection, selection)
  const examined = { keys: 0, documents: 0 }
  let returned = 0
  if (covered) examined.keys = covered.size
  else {
    const slice = timeSlice()
    for (const step of select(services.storage, collection, selection, plan, examined)) {
      if (step !== breath) returned++
      else if (slice.isOver()) await slice.rest()
    }
  }
  const winningPlan = plan.index
    ? {
        stage: 'IXSCAN',
        indexName: plan.index.spec.name,
        keyPattern: plan.index.spec.key,
        direction: plan.direction === 1 ? 'forward' : 'backward',
        isMultiKey: plan.index.multikey,
        boundedFields: plan.bounded,
        sortedInMemory: !plan.sorted,
        covered: covered !== undefined,
      }
    : { stage: 'COLLSCAN', sortedInMemory: !plan.sorted }
  return {
    queryPlanner: { namespace: collection.namespace, winningPlan, rejectedPlans: [] },
    executionStats: {
      executionSuccess: true,
      nReturned: returned,
      totalKeysExamined: examined.keys,
      totalDocsExamined: examined.documents,
      keysExamined: examined.keys,
      docsExamined: examined.documents,
    },
    ok: 1,
  }
}

type Explained = Document & { counts?: string[] }

/** The selection inside a command, as the options of a find. */
function explained(name: string, inner: Document): Explained {
  switch (name) {
    case 'find':
      return inner
    case 'count':
      return { filter: inner.query, counts: [] }
    case 'distinct':
      return { filter: inner.query }
    case 'aggregate':
      return selectionOf(inner.pipeline)
    case 'findAndModify':
      return { filter: inner.query, sort: inner.sort, limit: 1 }
    case 'update':
    case 'delete': {
      const statements = (inner.updates ?? inner.deletes) as Document[] | undefined
      return { filter: statements?.[0]?.q ?? {} }
    }
    default:
      throw badValue(`cannot explain ${name}`)
  }
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
  getMore: { fields: ['collection', 'batchSize'], run: getMore },
  killCursors: { fields: ['cursors'], run: killCursors },
  count: {
    fields: ['query', 'skip', 'limit'],
    refused: { hint: undefined, collation: undefined },
    run: count,
  },
  distinct: { fields: ['key', 'query'], refused: { hint: undefined, collation: undefined }, run: distinct },
  explain: { fields: ['verbosity'], run: explain },
}
