import type { Document } from './document.ts'
import { CommandFailure } from './errors.ts'
import { arrayOfDocuments, assemble, decode, elements, embedded, encode } from './raw-bson.ts'

/** https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013
const HEADER = 16
export const MAX_MESSAGE_BYTES = 48_000_000
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024
const MORE_TO_COME = 2

/** Arrays of documents that stay encoded, in a sequence or in the body. */
const sequences = new Set(['documents', 'updates', 'deletes'])

export type Request = {
  id: number
  legacy: boolean
  wantsReply: boolean
  /** The command without document sequences, numbers promoted. */
  command: Document
  /** The same, encoded. */
  raw: Buffer
  documents: ReadonlyMap<string, readonly Buffer[]>
}

/** The length of the next message; 0 while it is not known. */
export function messageLength(bytes: Buffer): number {
  if (bytes.length < 4) return 0
  const length = bytes.readInt32LE(0)
  if (length < HEADER || length > MAX_MESSAGE_BYTES) throw new CommandFailure(22, 'bad message length')
  return length
}

export function parseRequest(message: Buffer): Request {
  const id = message.readInt32LE(4)
  const opcode = message.readInt32LE(12)
  if (opcode === OP_QUERY) {
    const start = message.indexOf(0, HEADER + 4) + 1 + 8
    const raw = message.subarray(start, start + message.readInt32LE(start))
    return { id, legacy: true, wantsReply: true, command: decode(raw), raw, documents: new Map() }
  }
  if (opcode !== OP_MSG) throw new CommandFailure(22, `unsupported opcode ${opcode}`)
  return parseSections(message, id)
}

function parseSections(message: Buffer, id: number): Request {
  const flags = message.readUInt32LE(HEADER)
  if (flags & 0xfffc) throw new CommandFailure(22, 'unsupported message flags')
  const end = message.length - (flags & 1 ? 4 : 0)
  const documents = new Map<string, Buffer[]>()
  let raw: Buffer | undefined
  let at = HEADER + 4
  while (at < end) {
    const kind = message[at++]
    const length = message.readInt32LE(at)
    if (kind === 0) raw = message.subarray(at, at + length)
    else if (kind === 1) {
      const nameEnd = message.indexOf(0, at + 4)
      documents.set(
        message.toString('utf8', at + 4, nameEnd),
        readSequence(message.subarray(nameEnd + 1, at + length)),
      )
    } else throw new CommandFailure(22, `unknown section kind ${kind}`)
    at += length
  }
  if (!raw) throw new CommandFailure(22, 'a message needs a body')
  raw = takeSequences(raw, documents)
  return { id, legacy: false, wantsReply: !(flags & MORE_TO_COME), command: decode(raw), raw, documents }
}

function readSequence(bytes: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readInt32LE(at)
    if (length < 5 || at + length > bytes.length) throw new CommandFailure(22, 'malformed document sequence')
    found.push(bytes.subarray(at, at + length))
    at += length
  }
  return found
}

function takeSequences(raw: Buffer, documents: Map<string, Buffer[]>): Buffer {
  const kept = elements(raw).filter((element) => {
    if (element.type !== 0x04 || !sequences.has(element.name)) return true
    const array = embedded(raw, element.name)
    if (array) documents.set(element.name, arrayOfDocuments(array))
    return false
  })
  return assemble(kept.map((element) => raw.subarray(element.start, element.end)))
}

let replies = 0

/** `body` is the encoded reply document. */
export function frameReply(request: Request, body: Buffer): Buffer {
  const prefix = request.legacy ? HEADER + 20 : HEADER + 5
  const head = Buffer.alloc(prefix)
  head.writeInt32LE(prefix + body.length, 0)
  head.writeInt32LE(++replies & 0x7fffffff, 4)
  head.writeInt32LE(request.id, 8)
  head.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12)
  if (request.legacy) {
    head.writeInt32LE(8, HEADER)
    head.writeInt32LE(1, HEADER + 16)
  }
  return Buffer.concat([head, body])
}

/** A cursor reply with documents that are already encoded. */
export function cursorReply(
  part: 'firstBatch' | 'nextBatch',
  cursorId: bigint,
  namespace: string,
  documents: readonly Buffer[],
): Buffer {
  const items: Buffer[] = []
  documents.forEach((doc, i) => {
    items.push(element(0x03, String(i)), doc)
  })
  const id = Buffer.alloc(8)
  id.writeBigInt64LE(cursorId)
  const cursor = assemble([
    element(0x12, 'id'),
    id,
    encode({ ns: namespace }).subarray(4, -1),
    element(0x04, part),
    assemble(items),
  ])
  return assemble([element(0x03, 'cursor'), cursor, encode({ ok: 1 }).subarray(4, -1)])
}

function element(type: number, name: string): Buffer {
  return Buffer.concat([Buffer.from([type]), Buffer.from(name), Buffer.from([0])])
}
