import fc from 'fast-check'
import type { Document, Schema } from '../conforms.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** What a schema cannot say: which of its texts and objects the service takes. By the name of the property. */
export type Known = Record<string, fc.Arbitrary<Json>>

/** Values that a schema allows: mostly small ones, now and then one at its limits. */
export function arbitraryOf(
  document: Document,
  schema: Schema,
  known: Known = {},
  root = '',
): fc.Arbitrary<Json> {
  const of = (inner: Schema, name = ''): fc.Arbitrary<Json> => {
    const special = known[name]
    if (special && (inner.type === 'string' || inner.type === 'object')) return special
    if (inner.$ref) return of(document.components.schemas[inner.$ref.split('/').at(-1) ?? ''] ?? {}, name)
    if (inner.const !== undefined) return fc.constant(inner.const as Json)
    if (inner.enum) return fc.constantFrom(...(inner.enum as Json[]))
    const choices = inner.oneOf ?? inner.anyOf
    if (choices) return fc.oneof(...choices.map((choice) => of(choice, name)))
    if (Array.isArray(inner.type)) return fc.oneof(...inner.type.map((type) => of({ ...inner, type }, name)))
    switch (inner.type) {
      case 'null':
        return fc.constant(null)
      case 'boolean':
        return fc.boolean()
      case 'integer':
        return fc.integer({ min: inner.minimum ?? -1000, max: inner.maximum ?? 1000 })
      case 'number':
        return fc.double({ min: inner.minimum ?? -1000, max: inner.maximum ?? 1000, noNaN: true })
      case 'string':
        return text(inner)
      case 'array':
        return fc.array(of(inner.items ?? {}, name), {
          minLength: inner.minItems ?? 0,
          maxLength: Math.min(inner.maxItems ?? 3, 3),
        })
      case 'object':
        return object(inner)
      default:
        return fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), printable(1, 20))
    }
  }

  function object(schema: Schema & { propertyNames?: Schema }): fc.Arbitrary<Json> {
    const { properties = {}, required = [], additionalProperties: more } = schema
    const stated = Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => [name, of(inner, name)]),
    )
    const named = fc.record(stated, { requiredKeys: required.filter((name) => name in stated) })
    if (more === undefined || more === false) return named as fc.Arbitrary<Json>
    const key = schema.propertyNames?.pattern
      ? fc.stringMatching(new RegExp(schema.propertyNames.pattern))
      : fc.stringMatching(/^x_[a-z]{1,10}$/)
    const others = fc.dictionary(key, typeof more === 'object' ? of(more) : fc.integer(), { maxKeys: 2 })
    return fc.tuple(others, named).map(([extra, own]) => ({ ...extra, ...own }) as Json)
  }

  return of(schema, root)
}

function text({ pattern, format, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time')
    return fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString())
  if (pattern !== undefined)
    return fc
      .stringMatching(new RegExp(pattern))
      .filter((found) => found.length >= minLength && found.length <= maxLength)
  return fc.oneof(
    { weight: 9, arbitrary: printable(minLength, Math.min(maxLength, 30)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('x'.repeat(Math.max(minLength, 1)), 'ü'.repeat(Math.min(maxLength, 2000))),
    },
  )
}

/** Text of one line for people, of any script. */
const printable = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', minLength: min, maxLength: max })
    .filter(
      (found) =>
        found.trim().length >= Math.min(min, 1) && found.length <= max && !/[[\p{C}\p{Z}]--[ ]]/v.test(found),
    )
