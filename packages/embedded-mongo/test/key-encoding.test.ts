import { Binary, Int32, Long, ObjectId } from 'bson'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeKey, encodeKey, encodeValue, successor } from '../src/query/key-encoding.ts'

const directions = fc.constantFrom<1 | -1>(1, -1)

const scalar = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1e308, 5e-324),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\0', 'a\0', 'a\0b', 'a', 'ab'),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
)

const value: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    scalar,
    fc.uint8Array({ maxLength: 4 }).map((bytes) => new Binary(bytes)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'ab'), tie('value'), { maxKeys: 3 }),
  ),
})).value

function rank(value: unknown): number {
  if (value === null) return 0
  if (typeof value === 'number') return 1
  if (typeof value === 'string') return 2
  if (Array.isArray(value)) return 4
  if (value instanceof Binary) return 5
  if (value instanceof ObjectId) return 6
  if (typeof value === 'boolean') return 7
  if (value instanceof Date) return 8
  return 3
}

/** The order as the manual of MongoDB describes it, written without regard to speed. */
function compare(a: unknown, b: unknown): number {
  if (rank(a) !== rank(b)) return Math.sign(rank(a) - rank(b))
  if (a === null) return 0
  if (typeof a === 'string') return Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b as string)))
  if (Array.isArray(a)) return compareLists(a, b as unknown[])
  if (a instanceof ObjectId) return Math.sign(Buffer.compare(a.id, (b as ObjectId).id))
  if (a instanceof Binary) {
    const other = b as Binary
    return Math.sign(a.length() - other.length() || Buffer.compare(a.value(), other.value()))
  }
  if (typeof a === 'object' && !(a instanceof Date)) return compareObjects(a as object, b as object)
  return Math.sign(Number(a) === Number(b) ? 0 : Number(a) < Number(b) ? -1 : 1)
}

function compareLists(a: unknown[], b: unknown[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compare(a[i], b[i])
    if (order !== 0) return order
  }
  return Math.sign(a.length - b.length)
}

function compareObjects(a: object, b: object): number {
  const [left, right] = [Object.entries(a), Object.entries(b)]
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [[keyA, valueA], [keyB, valueB]] = [left[i]!, right[i]!]
    const order =
      Math.sign(rank(valueA) - rank(valueB)) ||
      Math.sign(Buffer.compare(Buffer.from(keyA), Buffer.from(keyB))) ||
      compare(valueA, valueB)
    if (order !== 0) return order
  }
  return Math.sign(left.length - right.length)
}

describe('key encoding', () => {
  it('orders bytes as MongoDB orders values', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(Math.sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(compare(a, b))
      }),
      { numRuns: 2000 },
    )
  })

  it('orders compound keys field by field, in both directions', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value, directions), { minLength: 1, maxLength: 3 }), (fields) => {
        const order =
          fields.map(([a, b, direction]) => compare(a, b) * direction).find((each) => each !== 0) ?? 0
        const key = (side: 0 | 1) =>
          encodeKey(
            fields.map((field) => field[side]),
            fields.map((field) => field[2]),
          )
        expect(Math.sign(Buffer.compare(key(0), key(1))) + 0).toBe(order + 0)
      }),
      { numRuns: 2000 },
    )
  })

  it('never makes one code the beginning of another', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [x, y] = [encodeValue(a), encodeValue(b)]
        if (!x.equals(y)) expect(y.subarray(0, x.length).equals(x)).toBe(false)
      }),
    )
  })

  it('reads scalars back', () => {
    const plain = scalar.filter(
      (each) => typeof each !== 'number' || Math.abs(each) <= Number.MAX_SAFE_INTEGER,
    )
    const tuple = fc.array(fc.tuple(plain, directions), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(tuple, (fields) => {
        const values = fields.map(([each]) => each)
        if (values.some((each) => typeof each === 'string' && each.includes('\0'))) return
        const order = fields.map(([, direction]) => direction)
        const back = decodeKey(encodeKey(values, order), order)
        expect(back?.map((each) => (each === 0 ? 0 : each))).toEqual(
          values.map((each) => (each === 0 ? 0 : each)),
        )
      }),
    )
  })

  it('places 64-bit integers exactly', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        fc.bigInt({ min: -3n, max: 3n }),
        (a, near) => {
          const b = BigInt.asIntN(64, a + near)
          const order = a < b ? -1 : a > b ? 1 : 0
          expect(
            Math.sign(Buffer.compare(encodeValue(Long.fromBigInt(a)), encodeValue(Long.fromBigInt(b)))),
          ).toBe(order)
        },
      ),
    )
    expect(encodeValue(Long.fromNumber(5))).toEqual(encodeValue(new Int32(5)))
  })

  it('has a successor above all that begin alike', () => {
    expect(successor(Buffer.from([1, 0xff]))).toEqual(Buffer.from([2]))
    expect(successor(Buffer.from([1, 2]))).toEqual(Buffer.from([1, 3]))
  })
})
