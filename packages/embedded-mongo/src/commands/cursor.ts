import { type Documents, readBatch } from '../execution/cursors.ts'
import type { Document } from '../protocol/document.ts'
import { CommandFailure } from '../protocol/errors.ts'
import { cursorReply } from '../protocol/wire.ts'
import { type Call, type Command, type Services, wholeNumber } from './command.ts'

const DEFAULT_BATCH = 101

/** The first reply of a cursor; getMore returns the rest. */
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

export const cursorCommands: Record<string, Command> = {
  getMore: { fields: ['collection', 'batchSize'], run: getMore },
  killCursors: { fields: ['cursors'], run: killCursors },
}
