import { type Document, isDocument } from '../protocol/document.ts'
import { badValue, CommandFailure } from '../protocol/errors.ts'
import { assemble, decode, decodeExact, encode, fieldNames, pick } from '../protocol/raw-bson.ts'
import { parseFilter } from '../query/filter.ts'
import { parseProjection } from '../query/projection.ts'
import { parseSort } from '../query/sort.ts'
import { parseUpdate } from '../query/update.ts'
import { type Call, type Command, collectionName, type Reply, type Services } from './command.ts'
import { applyUpdate, insertUpserted, selectForWrite } from './write.ts'

function findAndModify(call: Call, services: Services): Reply {
  const { command } = call
  const isRemoval = command.remove === true
  if (isRemoval && (command.update !== undefined || command.new === true || command.upsert === true))
    throw new CommandFailure(9, "Cannot specify 'update', 'new' or 'upsert' along with 'remove'")
  if (!isRemoval && command.update === undefined)
    throw new CommandFailure(9, 'Either an update or remove=true must be specified')
  const parts = decodeExact(pick(call.raw, fieldNames(['query', 'update'])))
  const change = isRemoval ? undefined : parseUpdate(parts.update, false)
  const filter = parseFilter(command.query)
  const project = parseProjection(command.fields)
  const sort = parseSort(command.sort)
  services.commit.open()
  const collection = services.storage.ensure(call.database, collectionName(call))
  const shown = (doc: Buffer) => (project ? project(doc) : doc)
  const [found] = selectForWrite(services, collection, { filter, sort, skip: 0, limit: 1 }, command.query)
  const now = new Date()
  if (!found) {
    if (!change || command.upsert !== true)
      return reply(undefined, isRemoval ? { n: 0 } : { n: 0, updatedExisting: false })
    const exact = isDocument(parts.query) ? parts.query : {}
    const doc = insertUpserted(services, collection, change, exact, now)
    const { _id: upserted } = decode(pick(doc, fieldNames(['_id'])))
    return reply(command.new === true ? shown(doc) : undefined, { n: 1, updatedExisting: false, upserted })
  }
  if (!change) {
    services.storage.remove(collection, found.row, found.doc)
    return reply(shown(found.doc), { n: 1 })
  }
  const after = applyUpdate(services, collection, change, found, now)
  return reply(shown(command.new === true ? after : found.doc), { n: 1, updatedExisting: true })
}

/** `value` stays encoded. */
function reply(value: Buffer | undefined, lastErrorObject: Document): Buffer {
  const name = Buffer.from('value\0')
  const head = encode({ lastErrorObject }).subarray(4, -1)
  const slices = value ? [Buffer.from([0x03]), name, value] : [Buffer.from([0x0a]), name]
  return assemble([head, ...slices, encode({ ok: 1 }).subarray(4, -1)])
}

function refuseArrayFilters(call: Call): void {
  if (call.command.arrayFilters !== undefined) throw badValue('arrayFilters are not supported')
}

export const findAndModifyCommands: Record<string, Command> = Object.fromEntries(
  ['findAndModify', 'findandmodify'].map((name) => [
    name,
    {
      fields: [
        'query',
        'update',
        'remove',
        'new',
        'upsert',
        'sort',
        'fields',
        'bypassDocumentValidation',
        'arrayFilters',
      ],
      refused: { let: undefined, hint: undefined, collation: undefined },
      run(call: Call, services: Services) {
        refuseArrayFilters(call)
        return findAndModify(call, services)
      },
    },
  ]),
)
