import { Double, Int32, Long } from 'bson'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommandFailure } from '../src/protocol/errors.ts'
import { decode, decodeExact, encode } from '../src/protocol/raw-bson.ts'
import { parseUpdate } from '../src/query/update.ts'

const now = new Date(1000)

/** Applies an update of plain JavaScript values, as it would come over the wire. */
function apply(doc: object, update: object): Record<string, unknown> {
  const wire = decodeExact(encode({ u: update }))
  return decode(parseUpdate(wire.u, false).apply(encode({ ...doc }), now))
}

function codeOf(doc: object, update: object): number {
  try {
    apply(doc, update)
  } catch (error) {
    return (error as CommandFailure).code
  }
  throw new Error('expected a refusal')
}

describe('updates against a simple model', () => {
  const names = ['a', 'b', 'c']
  const number = fc.integer({ min: -1000, max: 1000 })
  const doc = fc.record(
    { a: number, b: number, c: number, list: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 6 }) },
    { requiredKeys: ['list'] },
  )
  type Doc = Record<string, number | number[] | undefined>
  type Step = {
    update: (name: string, n: number) => object
    model: (doc: Doc, name: string, n: number) => void
  }
  const field = (doc: Doc, name: string) => doc[name] as number | undefined
  const list = (doc: Doc) => doc.list as number[]
  const steps: Record<string, Step> = {
    set: { update: (name, n) => ({ $set: { [name]: n } }), model: (doc, name, n) => (doc[name] = n) },
    unset: { update: (name) => ({ $unset: { [name]: 1 } }), model: (doc, name) => delete doc[name] },
    inc: {
      update: (name, n) => ({ $inc: { [name]: n } }),
      model: (doc, name, n) => (doc[name] = (field(doc, name) ?? 0) + n),
    },
    max: {
      update: (name, n) => ({ $max: { [name]: n } }),
      model: (doc, name, n) => (doc[name] = Math.max(field(doc, name) ?? n, n)),
    },
    min: {
      update: (name, n) => ({ $min: { [name]: n } }),
      model: (doc, name, n) => (doc[name] = Math.min(field(doc, name) ?? n, n)),
    },
    onInsert: { update: (name, n) => ({ $setOnInsert: { [name]: n } }), model: () => {} },
    push: {
      update: (_, n) => ({ $push: { list: n } }),
      model: (doc, _, n) => (doc.list = [...list(doc), n]),
    },
    pushSlice: {
      update: (_, n) => ({ $push: { list: { $each: [n, n + 1], $slice: -3 } } }),
      model: (doc, _, n) => (doc.list = [...list(doc), n, n + 1].slice(-3)),
    },
    pull: {
      update: (_, n) => ({ $pull: { list: { $lte: n } } }),
      model: (doc, _, n) => (doc.list = list(doc).filter((each) => each > n)),
    },
    pullValue: {
      update: (_, n) => ({ $pull: { list: n } }),
      model: (doc, _, n) => (doc.list = list(doc).filter((each) => each !== n)),
    },
    addToSet: {
      update: (_, n) => ({ $addToSet: { list: n } }),
      model: (doc, _, n) => (doc.list = list(doc).includes(n) ? list(doc) : [...list(doc), n]),
    },
  }

  it('does what the operators say', () => {
    const step = fc.tuple(
      fc.constantFrom(...Object.keys(steps)),
      fc.constantFrom(...names),
      fc.integer({ min: -3, max: 8 }),
    )
    fc.assert(
      fc.property(doc, fc.array(step, { maxLength: 8 }), (start, chosen) => {
        let real: Record<string, unknown> = { _id: 1, ...start }
        const model: Doc = { _id: 1, ...start }
        for (const [kind, name, n] of chosen) {
          real = apply(real, steps[kind]!.update(name, n))
          steps[kind]!.model(model, name, n)
          expect(real).toEqual(model)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('leaves every other byte alone', () => {
    const other = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 4 }).filter((name) => !/^\d+$|^__proto__$|\0/.test(name)),
      fc.oneof(fc.integer(), fc.string(), fc.double()),
    )
    fc.assert(
      fc.property(other, (fields) => {
        const raw = encode({ _id: 1, ...fields, mine: 1 })
        const update = parseUpdate({ $set: { mine: new Int32(2) } }, false)
        const changed = update.apply(raw, now)
        expect(changed.length).toBe(raw.length)
        expect(parseUpdate({ $set: { mine: new Int32(1) } }, false).apply(changed, now)).toEqual(raw)
        expect(parseUpdate({ $set: { mine: new Int32(1) } }, false).apply(raw, now)).toBe(raw)
      }),
    )
  })
})

describe('paths', () => {
  it('go through maps, make what is missing, and know the places of arrays', () => {
    expect(
      apply({ steps: { 'pdf-1': { a: 1 } } }, { $set: { 'steps.pdf-1.b': 2, 'steps.x.y.z': 3 } }),
    ).toEqual({
      steps: { 'pdf-1': { a: 1, b: 2 }, x: { y: { z: 3 } } },
    })
    expect(apply({ list: [{ a: 1 }] }, { $set: { 'list.0.a': 2, 'list.2': 5 } })).toEqual({
      list: [{ a: 2 }, null, 5],
    })
    expect(apply({ a: { b: 1 } }, { $unset: { 'a.c.d': 1, 'a.b': 1, 'x.y': 1 } })).toEqual({ a: {} })
  })

  it('fail through scalars and unnamed places of arrays', () => {
    expect(codeOf({ a: 1 }, { $set: { 'a.b': 1 } })).toBe(28)
    expect(codeOf({ a: null }, { $set: { 'a.b': 1 } })).toBe(28)
    expect(codeOf({ a: [1] }, { $set: { 'a.b': 1 } })).toBe(28)
    expect(codeOf({ a: [{ b: 1 }] }, { $inc: { 'a.b': 1 } })).toBe(28)
  })

  it('must not overlap', () => {
    expect(codeOf({}, { $set: { a: 1, 'a.b': 2 } })).toBe(40)
    expect(codeOf({}, { $set: { a: 1 }, $unset: { a: 1 } })).toBe(40)
    expect(apply({}, { $set: { ab: 1, a: 2, 'a-b': 3 } })).toEqual({ a: 2, 'a-b': 3, ab: 1 })
  })
})

describe('numbers', () => {
  const inc = (value: unknown, by: unknown) => {
    const doc = parseUpdate({ $inc: { n: by } }, false).apply(encode({ n: value }), now)
    return decodeExact(doc).n
  }
  it('keep the wider type', () => {
    expect(inc(new Int32(1), new Int32(2))).toEqual(new Int32(3))
    expect(inc(new Int32(2147483647), new Int32(1))).toEqual(Long.fromNumber(2147483648))
    expect(inc(Long.fromNumber(1), new Int32(2))).toEqual(Long.fromNumber(3))
    expect(inc(new Int32(1), new Double(2))).toEqual(new Double(3))
    expect(inc(new Double(1), new Int32(2))).toEqual(new Double(3))
  })
  it('do not overflow', () => {
    expect(() => inc(Long.MAX_VALUE, new Int32(1))).toThrow(/overflow/)
  })
})

describe('arrays', () => {
  it('keep distinct values', () => {
    const set = { tags: [1, 'a', { x: 1, y: 2 }] }
    expect(
      apply(set, { $addToSet: { tags: { $each: ['a', 'b', { x: 1, y: 2 }, { y: 2, x: 1 }] } } }),
    ).toEqual({
      tags: [1, 'a', { x: 1, y: 2 }, 'b', { y: 2, x: 1 }],
    })
    expect(apply({}, { $addToSet: { tags: 1 } })).toEqual({ tags: [1] })
  })
  it('lose what a condition matches', () => {
    const doc = { outbox: [{ seq: 1, type: 'a' }, { seq: 7, type: 'b' }, { seq: 9, type: 'a' }, 3] }
    expect(apply(doc, { $pull: { outbox: { seq: { $lte: 7 }, type: 'a' } } })).toEqual({
      outbox: doc.outbox.slice(1),
    })
    expect(apply({ list: [1, 2, 3, 'x'] }, { $pull: { list: { $in: [1, 'x'] } } })).toEqual({ list: [2, 3] })
    expect(apply({}, { $pull: { list: 1 } })).toEqual({})
    expect(codeOf({ list: 1 }, { $pull: { list: 1 } })).toBe(2)
  })
})
