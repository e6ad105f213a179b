/**
 * Every field of every request has a bound, and each is tried on both sides: made from the OpenAPI document, so that a
 * new field is tried without being named here.
 */
import { readWebhookSecret } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callOf, prefix } from './call.ts'
import type { Document, Operation, Schema } from './conforms.ts'
import { session, type TestApp, testApp } from './test-app.ts'

interface Bounded extends Schema {
  propertyNames?: Schema
  maxProperties?: number
}
const { default: committed } = await import('../../../docs/openapi.json', { with: { type: 'json' } })
const document = committed as unknown as Document
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
)
const resolve = (schema: Bounded): Bounded =>
  schema.$ref ? resolve(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema

function exampleOf({ requestBody }: Operation): unknown {
  const schema = requestBody?.content['application/json']?.schema
  return schema ? resolve(schema).examples?.[0] : undefined
}

/** No quantifier of it is open upwards, and it holds from end to end. */
function isBoundedPattern(pattern: string): boolean {
  const plain = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x')
  return !/[*+]|\{\d+,\}/.test(plain) && /^\^/.test(pattern) && /\$$/.test(pattern)
}

/** Each schema once, by the path that leads to it. */
function* schemasOf(
  given: Bounded,
  path: string,
  seen = new Set<Bounded>(),
): Generator<{ path: string; schema: Bounded }> {
  const schema = resolve(given)
  if (seen.has(schema)) return
  seen.add(schema)
  yield { path, schema }
  for (const choice of [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])])
    yield* schemasOf(choice, path, seen)
  if (schema.items) yield* schemasOf(schema.items, `${path}[]`, seen)
  for (const [name, inner] of Object.entries(schema.properties ?? {}))
    yield* schemasOf(inner, `${path}.${name}`, seen)
  if (typeof schema.additionalProperties === 'object')
    yield* schemasOf(schema.additionalProperties, `${path}.*`, seen)
  if (schema.propertyNames)
    yield* schemasOf({ type: 'string', ...schema.propertyNames }, `${path}.<key>`, seen)
}

/** What is wrong with a schema that is to be bounded. */
function problemsOf({ type, ...schema }: Bounded): string[] {
  const types = [type].flat()
  const isListed = schema.enum !== undefined || schema.const !== undefined
  const has = (kind: string, isBounded: boolean): string[] =>
    types.includes(kind) && !isListed && !isBounded ? [kind] : []
  return [
    ...has('string', schema.maxLength !== undefined || isBoundedPattern(schema.pattern ?? '')),
    ...has('array', schema.maxItems !== undefined),
    ...has('integer', schema.minimum !== undefined && schema.maximum !== undefined),
    ...has('number', schema.minimum !== undefined && schema.maximum !== undefined),
    ...has('object', schema.additionalProperties === false || schema.maxProperties !== undefined),
  ]
}

/** Bounded by something else: the file by API_UPLOAD_MAX_BYTES. */
const boundedElsewhere = new Set([
  'createUpload body.file',
  // By the size of the body: segments of other makers have further keys.
  'correctTranscript body[]',
])

const fields = operations.flatMap(({ operation }) => [
  ...(operation.parameters ?? []).flatMap(({ name, in: place, schema }) => [
    ...schemasOf(schema, `${operation.operationId} ${place} ${name}`),
  ]),
  ...Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema = {} }) => [
    ...schemasOf(schema, `${operation.operationId} body`),
  ]),
])

it('every text, list, number and object of a request is bounded', () => {
  expect(fields.length).toBeGreaterThan(100)
  const open = fields.flatMap(({ path, schema }) => problemsOf(schema).map((kind) => [path, kind] as const))
  expect(open.filter(([path]) => !boundedElsewhere.has(path))).toEqual([])
  expect(new Set(open.map(([path]) => path))).toEqual(boundedElsewhere)
})

it.each([
  [{ type: 'string' }, ['string']],
  [{ type: 'string', pattern: '^[a-z]+$' }, ['string']],
  [{ type: 'string', pattern: '^[a-z]{3,}$' }, ['string']],
  [{ type: 'string', pattern: 'x{3}' }, ['string']],
  [{ type: 'string', format: 'date-time' }, ['string']],
  [{ type: ['string', 'null'], pattern: '^[+*]{3}$' }, []],
  [{ type: 'array', items: {} }, ['array']],
  [{ type: 'integer', minimum: 0 }, ['integer']],
  [{ type: 'object', additionalProperties: {} }, ['object']],
  [{ type: 'object', additionalProperties: false }, []],
])('it would be seen: %j', (schema, problems) => {
  expect(problemsOf(schema as Bounded)).toEqual(problems)
})

let test: TestApp
beforeAll(async () => {
  test = await testApp()
  await test.app.ready()
})
afterAll(() => test?.close())

/** A text of just this length that the field takes, for those that want more than length. */
const textOf: Record<string, (length: number) => string> = {
  base_url: urlOf,
  url: urlOf,
  video_url: urlOf,
  captions_url: urlOf,
  attachments_url: urlOf,
  speakers_url: urlOf,
  speakers_image_url: urlOf,
  source_language: (length) => `en${'-abcdefgh'.repeat(9).slice(0, length - 2)}`,
  target_language: (length) => `en${'-abcdefgh'.repeat(9).slice(0, length - 2)}`,
  created_after: (length) => `2030-01-01T00:00:00.${'0'.repeat(length - 21)}Z`,
  created_before: (length) => `2030-01-01T00:00:00.${'0'.repeat(length - 21)}Z`,
  not_before: (length) => `2030-01-01T00:00:00.${'0'.repeat(length - 21)}Z`,
}
function urlOf(length: number): string {
  const start = 'https://talks.example.org/'
  return start + 'x'.repeat(length - start.length)
}
/** What a field may be is decided by more than its length: a template must be there, a cursor must be ours. */
const lengthAlone = new Set(['template', 'cursor', 'from_step', 'upload_id'])

interface Bound {
  at: unknown
  over: unknown
  /** Also asked when the value at the bound is not one that can be used. */
  isUsable: boolean
}

/** Values at the upper bound of a schema and one over it; lower bounds of numbers and lengths likewise. */
function boundsOf(name: string, schema: Bounded, valid: unknown): Bound[] {
  const types = [schema.type].flat()
  if (schema.enum || schema.const !== undefined || 'readOnly' in schema) return []
  if (types.includes('string') && schema.maxLength !== undefined) {
    const make = textOf[name] ?? ((length: number) => 'x'.repeat(length))
    return [
      { at: make(schema.maxLength), over: make(schema.maxLength + 1), isUsable: !lengthAlone.has(name) },
      ...(schema.minLength === 1
        ? [{ at: valid ?? textOf[name]?.(60) ?? 'x', over: '', isUsable: !lengthAlone.has(name) }]
        : []),
    ]
  }
  if (types.includes('integer') && schema.maximum !== undefined && schema.minimum !== undefined)
    return [
      { at: schema.maximum, over: schema.maximum + 1, isUsable: true },
      { at: schema.minimum, over: schema.minimum - 1, isUsable: true },
    ]
  if (types.includes('array') && schema.maxItems !== undefined) {
    const item = itemOf(name, schema)
    const list = (length: number) => Array.from({ length }, () => item)
    return [{ at: list(schema.maxItems), over: list(schema.maxItems + 1), isUsable: true }]
  }
  return []
}

function itemOf(name: string, schema: Bounded): unknown {
  const item = resolve(schema.items ?? {})
  if (item.enum) return item.enum[0]
  if (item.type === 'object') return Object.fromEntries((item.required ?? []).map((key) => [key, 'reed bed']))
  return textOf[name]?.(60) ?? 'ann'
}

/** The bounded fields of an object, with how to put a value there. */
function* placesOf(
  given: Bounded,
  valid: unknown,
  put: (value: unknown) => unknown,
  path: string,
): Generator<{ path: string; name: string; schema: Bounded; valid: unknown; put(value: unknown): unknown }> {
  const schema = resolve(given)
  const name = path.split('.').at(-1) ?? ''
  const choices = schema.oneOf ?? schema.anyOf
  if (choices) {
    for (const choice of choices) yield* placesOf(choice, valid, put, path)
    return
  }
  yield { path, name, schema, valid, put }
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    const base = (valid ?? {}) as Record<string, unknown>
    // A schema that wants other things beside this one is entered where an example of it is at hand.
    if (valid === undefined && (schema.required ?? []).some((one) => one !== key)) continue
    yield* placesOf(inner, base[key], (value) => put({ ...base, [key]: value }), `${path}.${key}`)
  }
}

const webhook = { url: 'https://hooks.example.org/x' }
/** A valid body for each form of a body. */
const bodies: { what: string; path: string; schema: string; valid: object; at?: string }[] = [
  { what: 'a session', path: 'jobs', schema: 'SessionJobCreate', valid: { parameters: session(), webhook } },
  ...['Video', 'Audio', 'Pdf', 'Transform'].map((type) => ({
    what: `a job of ${type.toLowerCase()}`,
    path: 'jobs',
    schema: `${type}JobCreate`,
    valid: {
      job_type: type.toLowerCase(),
      parameters: { source: { url: 'https://talks.example.org/1' } },
      webhook,
    },
  })),
  { what: 'a webhook', path: 'jobs', schema: 'Webhook', valid: webhook, at: 'webhook' },
]

describe.each(bodies)('$what: at each bound it is taken, one over it is refused with its path', (form) => {
  const root = document.components.schemas[form.schema] as Bounded
  const wrap = (value: unknown): unknown =>
    form.at === undefined ? value : { parameters: session(), [form.at]: value }
  const places = [...placesOf(root, form.valid, wrap, '')].flatMap((place) =>
    boundsOf(place.name, place.schema, place.valid).map((bound) => ({ ...place, ...bound })),
  )

  it('there are some', () => expect(places.length).toBeGreaterThan(2))

  it.each(places)('$path', async ({ path, name, put, at, over, isUsable }) => {
    const call = callOf(test.app)
    const field = `${form.at === undefined ? '' : form.at}${path}`.replace(/^\./, '')
    const paths = (body: { details?: { path: string }[] }): string[] =>
      (body.details ?? []).map((detail) => detail.path)
    const taken = await call('POST', form.path, { body: put(at) })
    if (isUsable) expect([taken.status, taken.body.details]).toEqual([201, undefined])
    const refused = await call('POST', form.path, { body: put(over) })
    expect([refused.status, refused.body.error_type]).toEqual([400, 'validation_error'])
    expect(
      paths(refused.body).some((one) => one.startsWith(field.replace(`.${name}`, ''))),
      field,
    ).toBe(true)
    expect(refused.raw.length).toBeLessThan(10_000)
  })
})

describe('what bounds more than one field', () => {
  const call = (method: string, path: string, body: unknown) => callOf(test.app)(method, path, { body })
  const keys = (count: number, value: unknown = 1) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value]))
  const codes = ({ body }: { body: { details: { code: string }[] } }) => body.details.map(({ code }) => code)

  it('B04: further keys of a session: 200 of 200 characters', async () => {
    const create = (more: object) => call('POST', 'jobs', { parameters: session(more) })
    expect((await create(keys(200))).status).toBe(201)
    expect((await create({ ...keys(150), extra: { k0: 1, ...keys(200) } })).status).toBe(201)
    for (const more of [keys(201), { extra: keys(201) }, { ...keys(1), extra: { ...keys(201) } }])
      expect((await create(more)).status).toBe(400)
    expect(codes(await create(keys(201)))).toEqual(['too_many_keys'])
    expect((await create({ ['k'.repeat(200)]: 1 })).status).toBe(201)
    const long = await create({ ['k'.repeat(201)]: 1 })
    expect([long.status, long.raw.length < 1_000]).toEqual([400, true])
  })

  it('B04: jobs of a batch: 2000', async () => {
    const jobs = (count: number) => ({
      jobs: Array.from({ length: count }, () => ({ parameters: session() })),
    })
    expect((await call('POST', 'batches', jobs(2000))).status).toBe(201)
    expect((await call('POST', 'batches', jobs(2001))).status).toBe(413)
    expect((await call('POST', 'batches', jobs(0))).status).toBe(400)
  }, 60_000)

  it('B04: bytes of a body: 1 MiB, of a batch 16 MiB', async () => {
    for (const [path, bytes] of [
      ['jobs', 1024 ** 2],
      ['batches', 16 * 1024 ** 2],
      ['submit', 16 * 1024 ** 2],
    ] as const) {
      const of = (size: number) => Buffer.from('{}'.padEnd(size))
      const send = async (size: number) => (await callOf(test.app)('POST', path, { raw: of(size) })).status
      expect([path, await send(bytes), await send(bytes + 1)]).toEqual([path, 400, 413])
    }
  })

  it('keys of a merge at a restart: 300; names of a list of rights: 1000', async () => {
    const { body } = await call('POST', 'jobs', { parameters: session() })
    const id: string = body.job.job_id
    // It still runs: a body that is taken gets as far as that.
    expect((await call('POST', `${id}/restart`, { parameters: keys(300, null) })).status).toBe(409)
    expect((await call('POST', `${id}/restart`, { parameters: keys(301, null) })).status).toBe(400)
    const users = (count: number) => ({
      read_access: Array.from({ length: count }, (_, index) => `u${index}`),
    })
    expect((await call('PATCH', `jobs/${id}/access`, users(1000))).status).toBe(200)
    expect((await call('PATCH', `jobs/${id}/access`, users(1001))).status).toBe(400)
    const named = (length: number) => ({ read_access: ['u'.repeat(length)] })
    expect((await call('PATCH', `jobs/${id}/access`, named(200))).status).toBe(200)
    expect((await call('PATCH', `jobs/${id}/access`, named(201))).status).toBe(400)
  })

  it('bytes of a webhook secret: 24 to 64', async () => {
    const secret = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`
    for (const [bytes, status] of [
      [23, 400],
      [24, 201],
      [64, 201],
      [65, 400],
    ] as const) {
      const body = { parameters: session(), webhook: { ...webhook, secret: secret(bytes) } }
      expect([bytes, (await call('POST', 'jobs', body)).status]).toEqual([bytes, status])
      expect([bytes, readWebhookSecret(secret(bytes)) !== null]).toEqual([bytes, status === 201])
    }
  })
})

/** What a query has to have beside the parameter in question. */
const requiredBeside = (name: string, { parameters = [] }: Operation): string =>
  parameters
    .filter((one) => one.in === 'query' && one.required === true && one.name !== name)
    .map(({ name: other, schema }) => `${other}=${schema.enum?.[0] ?? 'x'}&`)
    .join('')

/** Bounds of queries, from the document: as text, which is not coerced. */
const queries = operations.flatMap(({ method, path, operation }) =>
  (operation.parameters ?? [])
    .filter(({ in: place }) => place === 'query')
    .map(({ name, schema }) => ({
      id: operation.operationId,
      method,
      path,
      body: exampleOf(operation),
      name,
      schema,
      beside: requiredBeside(name, operation),
      bounds: boundsOf(name, schema, undefined),
    }))
    .filter(({ bounds }) => bounds.length > 0),
)
it.each(queries)('B05: $id ?$name at its bounds is taken, one over is refused', async (query) => {
  const { method, path, body, name, schema, beside, bounds } = query
  const created = await callOf(test.app)('POST', 'batches', {
    body: { jobs: [{ parameters: session() }] },
  })
  const [batchId, jobId] = [created.body.batch.batch_id, created.body.job_ids[0]]
  const url = path.replace('{job_id}', jobId).replace('{batch_id}', batchId)
  const ask = (value: unknown) =>
    callOf(test.app)(method, `${url}?${beside}${name}=${encodeURIComponent(String(value))}`, { body })
  for (const { at, over, isUsable } of bounds) {
    // Whoever waits for so long is answered at the end of it.
    const isQuick = !['wait', 'since'].includes(name) || at === 0
    // Made before under its own id, or not to be restarted yet: taken all the same.
    if (isUsable && isQuick) expect([200, 201, 409]).toContain((await ask(at)).status)
    const refused = await ask(over)
    expect([over, refused.status, refused.body.details?.[0]?.path]).toEqual([over, 400, name])
  }
  for (const text of schema.type === 'integer' ? ['', ' 1', '1.0', '1e2', '0x1', '٣', '+1'] : [])
    expect([text, (await ask(text)).status]).toEqual([text, 400])
})

it.each(operations.map((one) => ({ ...one, id: one.operation.operationId })))(
  'B05: $id refuses a query parameter that it does not know',
  async ({ method, path, operation }) => {
    const url = `${path.replace(/\{[^}]*\}/g, 'x')}?${requiredBeside('limt', operation)}limt=5`
    const refused = await callOf(test.app)(method, url, { body: exampleOf(operation) })
    expect([refused.status, refused.body]).toMatchObject([
      400,
      { message: 'limt: "limt" is not known here', details: [{ path: 'limt', code: 'unknown_key' }] },
    ])
  },
)

it('ids in paths: 500 characters are looked for, more are not found either', async () => {
  expect(prefix).toBe('/api/event-job')
  for (const path of ['jobs/', 'batches/', 'status/', 'files/'])
    for (const length of [500, 501, 5_000])
      expect([path, length, (await callOf(test.app)('GET', path + 'x'.repeat(length))).status]).toEqual([
        path,
        length,
        404,
      ])
})
