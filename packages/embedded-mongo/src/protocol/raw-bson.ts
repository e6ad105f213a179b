import { type DeserializeOptions, deserialize, serialize } from 'bson'
import type { Document } from './document.ts'
import { CommandFailure } from './errors.ts'

/** The bytes `[start, end)` of one BSON element: type, name and value. */
export type Element = { name: string; type: number; start: number; value: number; end: number }

const promoted: DeserializeOptions = { validation: { utf8: false } }
const exact: DeserializeOptions = {
  promoteValues: false,
  promoteLongs: false,
  bsonRegExp: true,
  validation: { utf8: false },
}

/** Decodes numbers to JavaScript numbers, to compare. */
export function decode(doc: Uint8Array): Document {
  return deserialize(doc, promoted)
}

/** Decodes without losing types, to write back. */
export function decodeExact(doc: Uint8Array): Document {
  return deserialize(doc, exact)
}

export function encode(doc: Document): Buffer {
  return asBuffer(serialize(doc))
}

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function malformed(): CommandFailure {
  return new CommandFailure(22, 'malformed BSON document')
}

function endOfName(doc: Buffer, at: number): number {
  const end = doc.indexOf(0, at)
  if (end < 0) throw malformed()
  return end
}

/** https://bsonspec.org/spec.html */
function endOfValue(doc: Buffer, type: number, at: number): number {
  switch (type) {
    case 0x01:
    case 0x09:
    case 0x11:
    case 0x12:
      return at + 8
    case 0x02:
    case 0x0d:
    case 0x0e:
      return at + 4 + doc.readInt32LE(at)
    case 0x03:
    case 0x04:
    case 0x0f:
      return at + doc.readInt32LE(at)
    case 0x05:
      return at + 5 + doc.readInt32LE(at)
    case 0x07:
      return at + 12
    case 0x08:
      return at + 1
    case 0x06:
    case 0x0a:
    case 0xff:
    case 0x7f:
      return at
    case 0x0b:
      return endOfName(doc, endOfName(doc, at) + 1) + 1
    case 0x0c:
      return at + 4 + doc.readInt32LE(at) + 12
    case 0x10:
      return at + 4
    case 0x13:
      return at + 16
    default:
      throw malformed()
  }
}

export function elements(doc: Buffer): Element[] {
  const found: Element[] = []
  const last = doc.length - 1
  let at = 4
  while (at < last) {
    const type = doc[at] ?? 0
    const nameEnd = endOfName(doc, at + 1)
    const value = nameEnd + 1
    const end = endOfValue(doc, type, value)
    if (end <= at || end > last) throw malformed()
    found.push({ name: doc.toString('utf8', at + 1, nameEnd), type, start: at, value, end })
    at = end
  }
  return found
}

/** Joins element slices into a document. */
export function assemble(slices: readonly Uint8Array[]): Buffer {
  let length = 5
  for (const slice of slices) length += slice.length
  const doc = Buffer.allocUnsafe(length)
  doc.writeInt32LE(length, 0)
  let at = 4
  for (const slice of slices) {
    doc.set(slice, at)
    at += slice.length
  }
  doc[at] = 0
  return doc
}

/** Names of the required top-level fields, prepared for `pick`. */
export type FieldNames = readonly Buffer[]

export function fieldNames(names: Iterable<string>): FieldNames {
  return [...new Set(names)].map((name) => Buffer.from(name, 'utf8'))
}

/**
 * Some top-level fields of a document, without decoding the others: they are most of a job's 3 kB, and
 * decoding is most of the cost of a query.
 */
export function pick(doc: Buffer, names: FieldNames): Buffer {
  const slices: Buffer[] = []
  const last = doc.length - 1
  let at = 4
  while (at < last && slices.length < names.length) {
    const type = doc[at] ?? 0
    const nameStart = at + 1
    let nameEnd = nameStart
    while (doc[nameEnd] !== 0) nameEnd++
    const end = endOfValue(doc, type, nameEnd + 1)
    const length = nameEnd - nameStart
    for (const name of names) {
      if (name.length !== length) continue
      let i = 0
      while (i < length && name[i] === doc[nameStart + i]) i++
      if (i === length) {
        slices.push(doc.subarray(at, end))
        break
      }
    }
    at = end
  }
  return assemble(slices)
}

/** The documents of a BSON array, still encoded. */
export function arrayOfDocuments(array: Buffer): Buffer[] {
  return elements(array).map((element) => {
    if (element.type !== 0x03) throw new CommandFailure(14, 'expected an array of documents')
    return array.subarray(element.value, element.end)
  })
}

/** The value of one top-level field when it is a document or an array, still encoded. */
export function embedded(doc: Buffer, name: string): Buffer | undefined {
  const picked = pick(doc, [Buffer.from(name)])
  const element = elements(picked)[0]
  if (!element || (element.type !== 0x03 && element.type !== 0x04)) return undefined
  return picked.subarray(element.value, element.end)
}
