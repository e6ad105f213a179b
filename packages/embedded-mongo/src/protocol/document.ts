import { Double, Int32, Long } from 'bson'

export type Document = Record<string, unknown>

/** An embedded document, as opposed to an array, a scalar or a BSON type of its own. */
export function isDocument(value: unknown): value is Document {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    !(value instanceof Uint8Array) &&
    (value as { _bsontype?: unknown })._bsontype === undefined
  )
}

/** Converts BSON numbers to JavaScript numbers, which mingo can compare. */
export function promote(value: unknown): unknown {
  if (value instanceof Int32 || value instanceof Double) return value.valueOf()
  if (value instanceof Long) {
    const number = value.toNumber()
    return Number.isSafeInteger(number) ? number : value
  }
  if (Array.isArray(value)) return value.map(promote)
  if (isDocument(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, promote(inner)]))
  return value
}

/** MongoDB's alias for the type of a value, for messages and `$type`. */
export function typeName(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) <= 0x7fffffff ? 'int' : 'double'
  if (Array.isArray(value)) return 'array'
  if (value instanceof Date) return 'date'
  if (value instanceof RegExp) return 'regex'
  const bson = (value as { _bsontype?: string })._bsontype
  switch (bson) {
    case undefined:
      return 'object'
    case 'ObjectId':
      return 'objectId'
    case 'Int32':
      return 'int'
    case 'BSONRegExp':
      return 'regex'
    case 'Binary':
      return 'binData'
    case 'Decimal128':
      return 'decimal'
    default:
      return bson.charAt(0).toLowerCase() + bson.slice(1)
  }
}
