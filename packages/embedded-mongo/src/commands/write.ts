import { BSONRegExp, ObjectId } from 'bson'
import { collectNow, type Found, planSelection, type Selection, select } from '../execution/select.ts'
import { type Document, isDocument } from '../protocol/document.ts'
import { badValue, CommandFailure } from '../protocol/errors.ts'
import { assemble, decode, decodeExact, elements, encode } from '../protocol/raw-bson.ts'
import { MAX_DOCUMENT_BYTES } from '../protocol/wire.ts'
import { type Filter, parseFilter } from '../query/filter.ts'
import { parseUpdate, type Update } from '../query/update.ts'
import type { Collection } from '../storage/collection.ts'
import { type Call, type Command, collectionName, findCollection, type Services } from './command.ts'

/** A failed statement stops an ordered command and is only noted by an unordered one. */
function runStatements(
  call: Call,
  statements: readonly Buffer[] | undefined,
  run: (statement: Buffer, index: number) => void,
): { writeErrors?: Document[] } {
  if (!statements || statements.length === 0) throw badValue(`${call.name} needs at least one statement`)
  const writeErrors: Document[] = []
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index)
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.details })
      if (call.command.ordered !== false) break
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {}
}

export function refuseTooLarge(doc: Buffer): void {
  if (doc.length > MAX_DOCUMENT_BYTES)
    throw new CommandFailure(
      10334,
      `BSONObj size: ${doc.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}`,
    )
}

/** The document with its `_id` in front, which it gets if it has none. */
function prepareForInsert(doc: Buffer): Buffer {
  refuseTooLarge(doc)
  const all = elements(doc)
  const id = all.find((element) => element.name === '_id')
  if (id && [0x04, 0x06, 0x0b].includes(id.type))
    throw new CommandFailure(53, "The '_id' value cannot be of type array, undefined or regex")
  if (id?.type === 0x03 && elements(doc.subarray(id.value, id.end)).some((each) => each.name.startsWith('$')))
    throw new CommandFailure(52, "_id fields may not contain '$'-prefixed fields")
  if (id && id === all[0]) return doc
  const slice = (element: { start: number; end: number }) => doc.subarray(element.start, element.end)
  const front = id ? slice(id) : encode({ _id: new ObjectId() }).subarray(4, -1)
  return assemble([front, ...all.filter((element) => element !== id).map(slice)])
}

function insert(call: Call, { storage, commit }: Services): Document {
  commit.open()
  const collection = storage.ensure(call.database, collectionName(call))
  let n = 0
  const failures = runStatements(call, call.documents.get('documents'), (doc) => {
    storage.insert(collection, prepareForInsert(doc))
    n++
  })
  return { n, ...failures, ok: 1 }
}

/** All rows are found before the first is written, so no row is met twice. */
export function selectForWrite(
  services: Services,
  collection: Collection,
  selection: Selection,
  shown: unknown,
): Found[] {
  const { storage, scans } = services
  const plan = planSelection(storage, collection, selection)
  const examined = { keys: 0, documents: 0 }
  const started = performance.now()
  const found = collectNow(select(storage, collection, selection, plan, examined))
  if (!plan.index && selection.filter.clauses.length > 0)
    scans.record(collection.namespace, shown, undefined, examined.documents, performance.now() - started)
  return found
}

function checkStatement(name: string, statement: Document, known: readonly string[]): void {
  const refused = ['collation', 'hint', 'arrayFilters', 'c', 'sampleId']
  for (const field of Object.keys(statement)) {
    if (known.includes(field)) continue
    if (refused.includes(field)) throw badValue(`the option '${field}' of ${name} is not supported`)
    throw new CommandFailure(40415, `BSON field '${name}.${field}' is an unknown field.`)
  }
}

/** The values that a filter demands of the document that an upsert makes. */
function equalities(filter: Document, found = new Map<string, unknown>()): Map<string, unknown> {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(value)) for (const part of value) equalities(part as Document, found)
    if (key.startsWith('$') || value instanceof BSONRegExp) continue
    const isConditions = isDocument(value) && Object.keys(value)[0]?.startsWith('$')
    if (!isConditions) found.set(key, value)
    else if ('$eq' in value) found.set(key, value.$eq)
  }
  return found
}

/** Inserts what an upsert found missing; returns the new document. */
export function insertUpserted(
  services: Services,
  collection: Collection,
  update: Update,
  exactFilter: Document,
  now: Date,
): Buffer {
  const { _id: id, ...fields } = update.create(equalities(exactFilter), now)
  const doc = prepareForInsert(encode({ _id: id === undefined ? new ObjectId() : id, ...fields }))
  services.storage.insert(collection, doc)
  return doc
}

/** Returns the document after the update; the same if nothing changed. */
export function applyUpdate(
  services: Services,
  collection: Collection,
  update: Update,
  { row, doc }: Found,
  now: Date,
): Buffer {
  const after = update.apply(doc, now)
  if (after === doc) return doc
  refuseTooLarge(after)
  services.storage.replace(collection, row, doc, after, update.touched)
  return after
}

function update(call: Call, services: Services): Document {
  services.commit.open()
  const collection = services.storage.ensure(call.database, collectionName(call))
  const now = new Date()
  let n = 0
  let nModified = 0
  const upserted: Document[] = []
  const failures = runStatements(call, call.documents.get('updates'), (raw, index) => {
    const statement = decode(raw)
    checkStatement('update.updates', statement, ['q', 'u', 'multi', 'upsert'])
    const exact = decodeExact(raw)
    const change = parseUpdate(exact.u, statement.multi === true)
    const filter = parseFilter(statement.q)
    const limit = statement.multi === true ? undefined : 1
    const found = selectForWrite(services, collection, { filter, sort: [], skip: 0, limit }, statement.q)
    if (found.length === 0 && statement.upsert === true) {
      const doc = insertUpserted(services, collection, change, exact.q as Document, now)
      upserted.push({ index, _id: decodeExact(doc)._id })
      n++
      return
    }
    for (const each of found) {
      const after = applyUpdate(services, collection, change, each, now)
      n++
      if (after !== each.doc) nModified++
    }
  })
  return { n, nModified, ...(upserted.length > 0 ? { upserted } : {}), ...failures, ok: 1 }
}

function remove(call: Call, services: Services): Document {
  const collection = findCollection(call, services)
  services.commit.open()
  let n = 0
  const failures = runStatements(call, call.documents.get('deletes'), (raw) => {
    const statement = decode(raw)
    checkStatement('delete.deletes', statement, ['q', 'limit'])
    const filter: Filter = parseFilter(statement.q)
    if (statement.limit !== 0 && statement.limit !== 1)
      throw new CommandFailure(9, 'The limit field in delete objects must be 0 or 1.')
    if (!collection) return
    const limit = statement.limit === 1 ? 1 : undefined
    for (const { row, doc } of selectForWrite(
      services,
      collection,
      { filter, sort: [], skip: 0, limit },
      statement.q,
    )) {
      services.storage.remove(collection, row, doc)
      n++
    }
  })
  return { n, ...failures, ok: 1 }
}

const fields = ['ordered', 'bypassDocumentValidation']

export const writeCommands: Record<string, Command> = {
  insert: { fields, run: insert },
  update: { fields, refused: { let: undefined }, run: update },
  delete: { fields: ['ordered'], refused: { let: undefined }, run: remove },
}
