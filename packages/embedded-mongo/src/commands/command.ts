import type { CollectionScans } from '../execution/collection-scans.ts'
import type { Cursors } from '../execution/cursors.ts'
import type { Document } from '../protocol/document.ts'
import { badValue, CommandFailure } from '../protocol/errors.ts'
import type { Collection } from '../storage/collection.ts'
import type { GroupCommit } from '../storage/group-commit.ts'
import type { Storage } from '../storage/storage.ts'

export type Services = {
  storage: Storage
  commit: GroupCommit
  cursors: Cursors
  scans: CollectionScans
  connections(): number
}

export type Call = {
  name: string
  database: string
  connectionId: number
  /** With promoted numbers, without the arrays of documents. */
  command: Document
  raw: Buffer
  documents: ReadonlyMap<string, readonly Buffer[]>
}

/** An encoded reply, or a document to encode. */
export type Reply = Document | Buffer

export type Command = {
  /** Accepted fields, apart from its name and those of every command. */
  fields?: readonly string[]
  /** Drivers keep adding fields to the handshake, which need no answer. */
  ignoresUnknownFields?: true
  /** MongoDB's fields that are refused unless they have their default value. */
  refused?: Readonly<Record<string, unknown>>
  run(call: Call, services: Services): Reply | Promise<Reply>
}

const common = new Set([
  '$db',
  '$readPreference',
  '$clusterTime',
  'lsid',
  'writeConcern',
  'readConcern',
  'maxTimeMS',
  'comment',
  'txnNumber',
])

export function checkFields(call: Call, command: Command): void {
  const { command: fields, name } = call
  if ('startTransaction' in fields || 'autocommit' in fields)
    throw new CommandFailure(263, 'This server does not support transactions')
  if (command.ignoresUnknownFields) return
  for (const field of Object.keys(fields)) {
    if (field === name || common.has(field) || command.fields?.includes(field)) continue
    if (!command.refused || !(field in command.refused))
      throw new CommandFailure(40415, `BSON field '${name}.${field}' is an unknown field.`)
    if (fields[field] !== command.refused[field])
      throw badValue(`the option '${field}' of ${name} is not supported`)
  }
}

export function collectionName(call: Call): string {
  const name = call.command[call.name]
  if (typeof name !== 'string') throw new CommandFailure(73, `collection name has invalid type`)
  return name
}

export function findCollection(call: Call, services: Services): Collection | undefined {
  return services.storage.find(call.database, collectionName(call))
}

/** A count such as `limit` or `batchSize`. */
export function wholeNumber(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw badValue(`${name} must be a whole number, not ${JSON.stringify(value)}`)
  return value
}
