import { Double, Int32, Long } from 'bson'
import { CommandFailure } from '../protocol/errors.ts'

export type BsonNumber = Int32 | Double | Long

export function isNumber(value: unknown): value is BsonNumber {
  return (
    value instanceof Int32 || value instanceof Double || (value instanceof Long && value._bsontype === 'Long')
  )
}

/** As MongoDB: the wider of the two types; a 32-bit overflow becomes 64-bit. */
export function add(a: BsonNumber, b: BsonNumber): BsonNumber {
  if (a instanceof Double || b instanceof Double) return new Double(toDouble(a) + toDouble(b))
  const sum = toInteger(a) + toInteger(b)
  if (sum !== BigInt.asIntN(64, sum)) throw new CommandFailure(2, 'integer overflow in $inc')
  if (a instanceof Int32 && b instanceof Int32 && sum === BigInt.asIntN(32, sum))
    return new Int32(Number(sum))
  return Long.fromBigInt(sum)
}

function toDouble(value: BsonNumber): number {
  return value instanceof Long ? value.toNumber() : value.valueOf()
}

function toInteger(value: BsonNumber): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(value.valueOf())
}
