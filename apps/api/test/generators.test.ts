/** Rules that generators of clients need of docs/openapi.json, each found where one of them stopped or wrote what does not compile. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Document, Operation, Schema } from './conforms.ts'

interface Choice extends Schema {
  discriminator?: { propertyName: string; mapping?: Record<string, string> }
  prefixItems?: unknown[]
}

const docs = join(import.meta.dirname, '../../../docs')
const read = (file: string): Document & { webhooks?: object; security?: object[] } =>
  JSON.parse(readFileSync(join(docs, file), 'utf8'))
const document = read('openapi.json')
const components = document.components.schemas as Record<string, Choice>
const operations: [string, Operation][] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
)

/** Every object of the document with the path that leads to it. */
function* nodesOf(value: unknown, path = '#'): Generator<[string, Choice]> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield [path, value as Choice]
  for (const [key, inner] of Object.entries(value)) yield* nodesOf(inner, `${path}/${key}`)
}
const nodes = [...nodesOf(document)].filter(([path]) => !/\/(example|examples|default)\b/.test(path))
const where = (isSo: (node: Choice, path: string) => boolean): string[] =>
  nodes.filter(([path, node]) => isSo(node, path)).map(([path]) => path)

const nameOf = (ref: string): string => ref.split('/').at(-1) ?? ''
const named = (ref: string): Choice => components[nameOf(ref)] ?? {}
const plain = (name: string): string => name.replace(/[^A-Za-z0-9]/g, '').toLowerCase()

/** Names of components that a part of the document leads to. */
function reached(part: unknown, found = new Set<string>()): Set<string> {
  for (const [, { $ref }] of nodesOf(part)) {
    if (typeof $ref !== 'string' || !$ref.includes('/schemas/') || found.has(nameOf($ref))) continue
    found.add(nameOf($ref))
    reached(named($ref), found)
  }
  return found
}

it('no component is named as a generator names the type of a property or of an operation', () => {
  const taken = new Map(Object.keys(components).map((name) => [plain(name), name]))
  expect(taken.size).toBe(Object.keys(components).length)
  const isType = (schema: Schema = {}): boolean =>
    ['enum', 'const', 'properties', 'oneOf'].some((key) => key in schema) &&
    !schema.oneOf?.some(({ $ref }) => $ref !== undefined)
  const ofProperties = Object.entries(components).flatMap(([parent, { properties = {} }]) =>
    Object.entries(properties).flatMap(([property, schema]) => [
      ...(isType(schema) ? [`${parent}${property}`, property] : []),
      ...(isType(schema.items) ? [`${parent}${property}Inner`, `${parent}${property}Item`] : []),
    ]),
  )
  const ofOperations = operations.flatMap(([, { operationId, parameters = [] }]) => [
    ...['Request', 'Response', 'Params', 'Error', 'Success', 'Body', 'JSONRequestBody', 'Data'].map(
      (end) => `${operationId}${end}`,
    ),
    ...parameters.map(({ name }) => `${operationId}${name}`),
  ])
  const collisions = [...ofProperties, ...ofOperations].filter((name) => taken.has(plain(name)))
  expect(collisions).toEqual([])
})

it('what may be null says also what else it may be', () => {
  const ofNothing = where(
    (node, path) => (node.type === 'null' && !/\/oneOf\/\d+$/.test(path)) || node.const === null,
  )
  expect(ofNothing).toEqual([])
})

it('a discriminator names every member, each of which requires its value', () => {
  const found = nodes.filter(([, node]) => node.discriminator !== undefined)
  expect(found.length).toBeGreaterThan(1)
  for (const [path, { discriminator, oneOf = [] }] of found) {
    const mapping = Object.entries(discriminator?.mapping ?? {})
    expect([path, mapping.map(([, ref]) => ref).sort()]).toEqual([path, oneOf.map(({ $ref }) => $ref).sort()])
    for (const [value, ref] of mapping) {
      const { properties = {}, required } = named(ref)
      const property = discriminator?.propertyName ?? ''
      expect([ref, required]).toEqual([ref, expect.arrayContaining([property])])
      expect([ref, properties[property]?.const]).toEqual([ref, value])
    }
  }
})

it('no choice is among the choices of another, unless a discriminator tells it apart', () => {
  const nested = nodes.flatMap(([path, { oneOf = [] }]) =>
    oneOf
      .filter(({ $ref = '' }) => named($ref).oneOf?.every((one) => one.$ref !== undefined))
      .filter(({ $ref = '' }) => named($ref).discriminator === undefined)
      .map(({ $ref }) => `${path}: ${$ref}`),
  )
  expect(nested).toEqual([])
  expect(where((node) => node.oneOf?.some((choice) => choice.oneOf !== undefined) ?? false)).toEqual([])
  // The type of a session may be left out.
  expect(components.JobCreate?.discriminator).toBeUndefined()
})

it('members of a choice without a discriminator are told apart by an enum of one value', () => {
  const values = components.JobCreate?.oneOf?.map(({ $ref = '' }) => named($ref).properties?.job_type?.enum)
  expect(values).toContainEqual(['session'])
  expect(values).toEqual(values?.map(() => [expect.any(String)]))
})

it('an address among other choices is a text: a class for addresses has no check of its own', () => {
  expect(where(({ format }, path) => format === 'uri' && /\/oneOf\/\d+/.test(path))).toEqual([])
  expect(where(({ format }) => format === 'uri').length).toBeGreaterThan(5)
})

it('a flag is a flag, whatever its constant', () => {
  expect(
    where(({ type, enum: values, ...node }) => type === 'boolean' && (!!values || 'const' in node)),
  ).toEqual([])
})

it('no schema is true or false, and nothing closes a tuple', () => {
  const isKey = /\/(properties\/[^/]+|items|oneOf\/\d+|schema)$/
  const all = nodes.flatMap(([path, node]) =>
    Object.entries(node)
      .filter(([key, inner]) => typeof inner === 'boolean' && isKey.test(`${path}/${key}`))
      .map(([key]) => `${path}/${key}`),
  )
  expect(all).toEqual([])
})

it('a list of values has one name wherever it stands', () => {
  const lists = nodes.filter(([, node]) => (node.enum?.length ?? 0) > 1)
  const seen = new Map<string, string>()
  const twice = lists.flatMap(([path, node]) => {
    const key = JSON.stringify(node.enum?.map(String).sort())
    const first = seen.get(key)
    seen.set(key, path)
    return first === undefined ? [] : [`${path} is ${first}`]
  })
  expect(twice).toEqual([])
})

it('requests are closed, answers are open', () => {
  const asked = reached(operations.map(([, { requestBody }]) => requestBody))
  const answered = reached([operations.map(([, { responses }]) => responses), document.components.responses])
  const isClosed = (name: string): boolean =>
    [...nodesOf(components[name])].some(([, node]) => node.additionalProperties === false)
  const isObject = (name: string): boolean => components[name]?.properties !== undefined
  expect([...answered].filter(isClosed)).toEqual([])
  expect([...asked].filter((name) => isObject(name) && !isClosed(name) && !answered.has(name))).toEqual([])
})

it('an operation answers errors as `default` only, and what is no JSON with no other schema beside it', () => {
  for (const [path, { responses }] of operations) {
    expect([path, responses.default]).toEqual([path, { $ref: '#/components/responses/Error' }])
    for (const [status, { content = {} }] of Object.entries(responses)) {
      const types = Object.entries(content)
      const binary = types.filter(([, media]) => media.schema?.format === 'binary')
      if (binary.length > 0) expect([path, status, types.length]).toEqual([path, status, 1])
      for (const [type, { schema }] of types)
        expect([path, type, type === 'application/json']).toEqual([path, type, schema?.$ref !== undefined])
    }
  }
  expect(Object.keys(document.components.responses?.Error?.content ?? {})).toEqual(['application/json'])
})

it('who calls is a security scheme, no parameter', () => {
  expect(
    operations.filter(([, { parameters = [] }]) =>
      parameters.some(({ name }) => /^(x-user-id|authorization)$/i.test(name)),
    ),
  ).toEqual([])
  expect(document.security).toEqual([{}, { userId: [] }, { apiKey: [] }, { apiKey: [], userId: [] }])
})

it('webhooks are a document of their own', () => {
  expect(document.webhooks).toBeUndefined()
  expect(Object.keys(read('webhooks.openapi.json').webhooks ?? {}).length).toBeGreaterThan(2)
})
