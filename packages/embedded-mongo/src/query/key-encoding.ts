import { type Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson'
import { type Document, isDocument } from '../protocol/document.ts'
import { badValue } from '../protocol/errors.ts'

/**
 * Keys whose byte order is MongoDB's order of values, of any type. Every encoded value is self-delimiting
 * (no code is a prefix of another), so values can be concatenated to compound keys, and inverting all
 * bytes of a value reverses its order.
 */

/** https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/ */
export const typeByte = {
  minKey: 0x01,
  undefined: 0x04,
  null: 0x05,
  number: 0x0a,
  string: 0x0f,
  object: 0x14,
  array: 0x19,
  binary: 0x1e,
  objectId: 0x23,
  bool: 0x28,
  date: 0x2d,
  timestamp: 0x2f,
  regex: 0x32,
  code: 0x3c,
  maxKey: 0x7f,
} as const

const END = 0x00

let scratch = Buffer.allocUnsafe(4096)
let at = 0

function reserve(bytes: number): void {
  if (at + bytes <= scratch.length) return
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + bytes))
  scratch.copy(larger, 0, 0, at)
  scratch = larger
}

function putByte(byte: number): void {
  reserve(1)
  scratch[at++] = byte
}

function putBytes(bytes: Uint8Array): void {
  reserve(bytes.length)
  scratch.set(bytes, at)
  at += bytes.length
}

/** UTF-8 where a zero byte becomes `00 FF`, closed by `00 01`: shorter strings stay before longer ones. */
function putText(text: string): void {
  reserve(text.length * 3 + 2)
  const written = scratch.write(text, at, 'utf8')
  if (text.includes('\0')) {
    const bytes = Buffer.from(scratch.subarray(at, at + written))
    for (const byte of bytes) {
      putByte(byte)
      if (byte === 0) putByte(0xff)
    }
  } else at += written
  reserve(2)
  scratch[at++] = 0
  scratch[at++] = 1
}

/** The sortable double, then how far a 64-bit integer lies above it (doubles are exact up to 2^53 only). */
function putNumber(value: number, beyond = 0): void {
  reserve(11)
  scratch[at++] = typeByte.number
  if (Number.isNaN(value)) {
    scratch.fill(0, at, at + 10)
  } else {
    scratch.writeDoubleBE(value === 0 ? 0 : value, at)
    if (value < 0) for (let i = at; i < at + 8; i++) scratch[i] = 0xff ^ (scratch[i] ?? 0)
    else scratch[at] = (scratch[at] ?? 0) ^ 0x80
    scratch.writeUInt16BE(beyond, at + 8)
  }
  at += 10
}

function putLong(value: Long): void {
  const exact = value.toBigInt()
  let near = Number(exact)
  if (BigInt(near) > exact) near = nextDown(near)
  putNumber(near, Number(exact - BigInt(near)))
}

function nextDown(value: number): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? -1n : 1n))
  return view.getFloat64(0)
}

function putDate(date: Date): void {
  reserve(9)
  scratch[at++] = typeByte.date
  const time = date.getTime() || 0
  const high = Math.floor(time / 0x1_0000_0000)
  scratch.writeUInt32BE((high ^ 0x8000_0000) >>> 0, at)
  scratch.writeUInt32BE(time - high * 0x1_0000_0000, at + 4)
  at += 8
}

function putObject(doc: Document): void {
  putByte(typeByte.object)
  for (const key of Object.keys(doc)) {
    const value = doc[key]
    // MongoDB compares the type of a field before its name, and its name before its value.
    putByte(typeOf(value))
    putText(key)
    put(value)
  }
  putByte(END)
}

function typeOf(value: unknown): number {
  const start = at
  put(value)
  const type = scratch[start] ?? 0
  at = start
  return type
}

function put(value: unknown): void {
  if (typeof value === 'string') {
    putByte(typeByte.string)
    putText(value)
  } else if (typeof value === 'number') putNumber(value)
  else if (value === null) putByte(typeByte.null)
  else if (value === undefined) putByte(typeByte.undefined)
  else if (typeof value === 'boolean') {
    putByte(typeByte.bool)
    putByte(value ? 1 : 0)
  } else if (value instanceof Date) putDate(value)
  else if (value instanceof ObjectId) {
    putByte(typeByte.objectId)
    putBytes(value.id)
  } else if (Array.isArray(value)) {
    putByte(typeByte.array)
    for (const item of value) put(item)
    putByte(END)
  } else if (value instanceof Int32 || value instanceof Double) putNumber(value.valueOf())
  else if (value instanceof Timestamp) {
    reserve(9)
    scratch[at++] = typeByte.timestamp
    scratch.writeUInt32BE(value.getHighBitsUnsigned(), at)
    scratch.writeUInt32BE(value.getLowBitsUnsigned(), at + 4)
    at += 8
  } else if (value instanceof Long) putLong(value)
  else if (value instanceof RegExp) putRegex(value.source, value.flags)
  else if (isDocument(value)) putObject(value)
  else putOther(value as { _bsontype?: string } & Document)
}

function putRegex(source: string, flags: string): void {
  putByte(typeByte.regex)
  putText(source)
  putText(flags)
}

function putOther(value: { _bsontype?: string } & Document): void {
  switch (value._bsontype) {
    case 'Binary': {
      const bytes = (value as unknown as { value(): Uint8Array }).value()
      reserve(6)
      scratch[at++] = typeByte.binary
      at = scratch.writeUInt32BE(bytes.length, at)
      putByte(Number(value.sub_type))
      putBytes(bytes)
      return
    }
    case 'BSONRegExp':
      putRegex(String(value.pattern), String(value.options))
      return
    case 'BSONSymbol':
      putByte(typeByte.string)
      putText(String(value.value))
      return
    case 'Decimal128':
      // Compared as a double: the nearest order that mingo can follow.
      putNumber(Number((value as unknown as Decimal128).toString()))
      return
    case 'MinKey':
      putByte(typeByte.minKey)
      return
    case 'MaxKey':
      putByte(typeByte.maxKey)
      return
    case 'Code':
      putByte(typeByte.code)
      putText(String(value.code))
      return
    default:
      throw badValue(`values of the type ${value._bsontype ?? typeof value} cannot be compared`)
  }
}

export function encodeValue(value: unknown): Buffer {
  at = 0
  put(value)
  return Buffer.from(scratch.subarray(0, at))
}

/** One key of several values; `directions` has -1 where the order is reversed. */
export function encodeKey(values: readonly unknown[], directions: readonly (1 | -1)[]): Buffer {
  at = 0
  for (let i = 0; i < values.length; i++) {
    const start = at
    put(values[i])
    if (directions[i] === -1) for (let j = start; j < at; j++) scratch[j] = 0xff ^ (scratch[j] ?? 0)
  }
  return Buffer.from(scratch.subarray(0, at))
}

export function invert(bytes: Buffer): Buffer {
  const inverted = Buffer.allocUnsafe(bytes.length)
  for (let i = 0; i < bytes.length; i++) inverted[i] = 0xff ^ (bytes[i] ?? 0)
  return inverted
}

/** The first byte string after all those that begin with `bytes`. */
export function successor(bytes: Buffer): Buffer {
  let length = bytes.length
  while (length > 0 && bytes[length - 1] === 0xff) length--
  if (length === 0) return Buffer.from([0xff])
  const next = Buffer.from(bytes.subarray(0, length))
  next[length - 1] = (next[length - 1] ?? 0) + 1
  return next
}

/** Reads the scalars back out of a key; undefined if it holds an object, an array or a rare type. */
export function decodeKey(key: Buffer, directions: readonly (1 | -1)[]): unknown[] | undefined {
  const values: unknown[] = []
  let position = 0
  for (const direction of directions) {
    const rest = key.subarray(position)
    const source = direction === -1 ? invert(rest) : rest
    const read = readScalar(source)
    if (!read) return undefined
    values.push(read.value)
    position += read.length
  }
  return values
}

function readScalar(key: Buffer): { value: unknown; length: number } | undefined {
  switch (key[0]) {
    case typeByte.null:
      return { value: null, length: 1 }
    case typeByte.bool:
      return { value: key[1] === 1, length: 2 }
    case typeByte.number:
      return readNumber(key)
    case typeByte.string: {
      const end = key.indexOf(END, 1)
      if (key[end + 1] !== 1) return undefined
      return { value: key.toString('utf8', 1, end), length: end + 2 }
    }
    case typeByte.objectId:
      return { value: new ObjectId(Uint8Array.from(key.subarray(1, 13))), length: 13 }
    case typeByte.date: {
      const high = (key.readUInt32BE(1) ^ 0x8000_0000) | 0
      return { value: new Date(high * 0x1_0000_0000 + key.readUInt32BE(5)), length: 9 }
    }
    default:
      return undefined
  }
}

function readNumber(key: Buffer): { value: number; length: number } | undefined {
  const bytes = Buffer.from(key.subarray(1, 9))
  const positive = ((bytes[0] ?? 0) & 0x80) !== 0
  if (positive) bytes[0] = (bytes[0] ?? 0) ^ 0x80
  else for (let i = 0; i < 8; i++) bytes[i] = 0xff ^ (bytes[i] ?? 0)
  const value = bytes.readDoubleBE(0)
  if (Number.isNaN(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return undefined
  return { value, length: 11 }
}
