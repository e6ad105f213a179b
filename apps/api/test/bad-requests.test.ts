/** The rows B01 to B08 of docs/bad-inputs.md. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallOptions, callOf, prefix } from './call.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})
afterAll(() => test?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

const post = (body: unknown, path = 'jobs') => call('POST', path, { body })
const malformed: [string, CallOptions, number][] = [
  ['an empty body', { raw: '' }, 400],
  ['truncated JSON', { raw: '{"parameters":' }, 400],
  ['null', { raw: 'null' }, 400],
  ['a list', { raw: '[]' }, 400],
  ['a bare string', { raw: '"x"' }, 400],
  ['invalid UTF-8', { raw: Buffer.from([0x22, 0xff, 0xfe, 0x22]) }, 400],
  ['text', { raw: 'x', headers: { 'content-type': 'text/plain' } }, 415],
  ['a form', { raw: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
  ['nonsense as a type', { raw: '{}', headers: { 'content-type': 'nonsense' } }, 415],
]
it.each(malformed)('B01: %s', async (_, options, status) => {
  for (const path of ['jobs', 'batches', 'submit']) {
    const answer = await call('POST', path, options)
    expect(answer.status, path).toBe(status)
    expect(answer.body).toMatchObject({
      status: 'error',
      message: expect.any(String),
      error_type: status === 400 ? 'validation_error' : 'unsupported_media_type',
      request_id: answer.headers['x-request-id'],
    })
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts|at Object/)
  }
})
it('B01: no content type at all', async () => {
  const answer = await test.app.inject({
    method: 'POST',
    url: `${prefix}/jobs`,
    payload: Buffer.from('{}'),
  })
  expect(answer.statusCode).toBe(415)
})

const nested = (depth: number, inside: unknown): unknown =>
  depth === 0 ? inside : { a: nested(depth - 1, inside) }
const wrong: [string, object, string][] = [
  ['B02: an unknown key', { webhok: {} }, 'webhok'],
  ['B02: a server-owned key', { status: 'completed' }, 'status'],
  ['B02: null for the URL', { parameters: session({ url: null }) }, 'parameters.url'],
  ['B02: a list for the URL', { parameters: session({ url: ['a'] }) }, 'parameters.url'],
  ['B02: a number for the URL', { parameters: session({ url: 123 }) }, 'parameters.url'],
  ['B02: an operator for the URL', { parameters: session({ url: { $ne: null } }) }, 'parameters.url'],
  ['B02: a missing session', { parameters: { ...session(), session: undefined } }, 'parameters.session'],
  ['B02: an empty event', { parameters: session({ event: '' }) }, 'parameters.event'],
  ['B02: a blank event', { parameters: session({ event: '   ' }) }, 'parameters.event'],
  ['B02: text for a flag', { use_cache: 'true' }, 'use_cache'],
  ['B02: a $-key', { parameters: session({ $where: 1 }) }, 'parameters.$where'],
  [
    'B02: a $-key inside',
    { parameters: session({ more: { deep: [{ $gt: 1 }] } }) },
    'parameters.more.deep.0.$gt',
  ],
  [
    'B04: a $-key far inside',
    { parameters: session({ more: nested(30, { $where: 1 }) }) },
    'parameters.more',
  ],
  ['B04: values nested too deep', { parameters: session({ more: nested(20, {}) }) }, 'parameters.more'],
  ['B02: a dotted key', { parameters: session({ 'a.b': 1 }) }, 'parameters.a.b'],
  ['B03: a NUL in a name', { parameters: session({ session: 'a\0b' }) }, 'parameters.session'],
  ['B03: a lone surrogate', { parameters: session({ session: 'a\ud800b' }) }, 'parameters.session'],
  ['B03: a direction override', { parameters: session({ track: 'a\u202eb' }) }, 'parameters.track'],
  ['B03: a line break in a name', { job_name: 'a\nb' }, 'job_name'],
  ['U02: a private address', { parameters: session({ url: 'http://127.0.0.1/x' }) }, 'parameters.url'],
  [
    'U02: a private address of slides',
    { parameters: session({ attachments_url: ['https://a.example.org/x', 'http://169.254.169.254/'] }) },
    'parameters.attachments_url.1',
  ],
  ['U02: a private webhook', { webhook: { url: 'http://localhost/x' } }, 'webhook.url'],
  ['T01: an unknown template', { parameters: session({ template: 'Nope' }) }, 'parameters.template'],
  ['T01: a template path', { parameters: session({ template: '../../etc/passwd' }) }, 'parameters.template'],
  ['B02: an unknown job type', { job_type: 'nope' }, 'job_type'],
  ['B02: a job type of the prototype', { job_type: 'constructor' }, 'job_type'],
  ['B02: a long external id', { external_id: 'x'.repeat(201) }, 'external_id'],
]
it.each(wrong)('%s', async (_, change, path) => {
  const answer = await post({ parameters: session(), ...change })
  expect(answer.status, JSON.stringify(answer.body)).toBe(400)
  expect(answer.body.error_type).toBe('validation_error')
  expect(answer.body.details.map((detail: { path: string }) => detail.path)).toContain(path)
})
it('B04: values nested as deep as is allowed', async () => {
  expect((await post({ parameters: session({ more: nested(19, {}) }) })).status).toBe(201)
})
it('B02: prototype keys, wherever they sit', async () => {
  for (const raw of [
    `{"__proto__":{"x":1},"parameters":${JSON.stringify(session())}}`,
    `{"parameters":{"__proto__":{"x":1}}}`,
    `{"parameters":${JSON.stringify(session()).slice(0, -1)},"more":{"\\u005f_proto__":1}}}`,
  ])
    expect((await call('POST', 'jobs', { raw })).status, raw).toBe(400)
  expect({}).not.toHaveProperty('x')
  expect((await post({ parameters: session(), constructor: { prototype: {} } })).status).toBe(400)
})
it('B04: a body over the limit; deep nesting is no danger', async () => {
  const big = await post({ parameters: session({ video_transcript: 'x'.repeat(1_100_000) }) })
  expect([big.status, big.body.error_type]).toEqual([413, 'too_large'])
  const deep = `{"parameters":${JSON.stringify(session()).slice(0, -1)},"more":${'['.repeat(5000)}${']'.repeat(5000)}}}`
  expect((await call('POST', 'jobs', { raw: deep })).status).toBe(400)
  // Nothing broke.
  expect((await call('GET', '/livez')).status).toBe(200)
})
const queries = [
  'limit=0',
  'limit=-1',
  'limit=1e9',
  'limit=abc',
  'limit=1001',
  'limit=',
  'limit=1&limit=2',
  'status[$ne]=a',
  'status=nope',
  'track=a&track=a',
  'nope=1',
  'cursor=abc',
  'cursor=WzEsMl0',
  'skip=-1',
  'skip=1&cursor=x',
  'q=',
  'sort=name',
  `cursor=${Buffer.from('[1e20,"x"]').toString('base64url')}`,
  `cursor=${Buffer.from('[8640000000000001,"x"]').toString('base64url')}`,
  `cursor=${Buffer.from('[1,{"$gt":""}]').toString('base64url')}`,
  'external_id=',
  'batch_id[]=a',
  'q=%00',
  'wait=1',
]
it.each(queries)('B05: a list by ?%s', async (query) => {
  const answer = await call('GET', `jobs?${query}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(400)
  expect(answer.body.error_type).toBe('validation_error')
  expect(answer.body.details.length).toBeGreaterThan(0)
})
it.each(['limit=0', 'archived=1', 'isActive=yes', 'text=x', 'cursor=x', 'isActive=true&isActive=false'])(
  'B05: batches by ?%s',
  async (query) => expect((await call('GET', `batches?${query}`)).status).toBe(400),
)
it.each([
  ['empty', ''],
  ['10 kB', 'a'.repeat(10_000)],
  ['two in one', 'a, b'],
  ['an operator', '$ne'],
  ['a path', '../x'],
  ['sent twice', ['a', 'b']],
] as [string, string | string[]][])('B06: X-User-ID: %s', async (_, given) => {
  for (const path of ['jobs', 'batches', '/livez']) {
    const answer = await call('GET', path, { headers: { 'x-user-id': given } })
    expect([answer.status, answer.body.error_type]).toEqual([400, 'validation_error'])
    expect(answer.body.details[0].path).toBe('X-User-ID')
  }
})
it('B08: paths that are none, long ids, wrong methods', async () => {
  for (const path of [
    'jobs/..%2f..%2fetc',
    `jobs/${'x'.repeat(200)}`,
    `jobs/${'x'.repeat(201)}`,
    'jobs/%ff',
    'jobs/%zz',
    'nope/a/b',
    '/nope',
    'jobs/job-%00',
  ])
    expect([path, (await call('GET', path)).status, (await call('GET', path)).body?.error_type]).toEqual([
      path,
      404,
      'not_found',
    ])
  for (const [method, path, allow] of [
    ['PUT', 'jobs', 'GET, HEAD, POST'],
    ['PATCH', 'jobs/job-1', 'DELETE, GET, HEAD'],
    ['DELETE', 'batches', 'GET, HEAD, POST'],
    ['GET', 'submit', 'POST'],
    ['POST', '/livez', 'GET, HEAD'],
  ] as const) {
    const answer = await call(method, path)
    expect([answer.status, answer.body?.error_type]).toEqual([405, 'method_not_allowed'])
    expect(answer.headers.allow).toBe(allow)
  }
})
it.each<[string, string, CallOptions]>([
  ['a body that is not JSON', 'PUT', { raw: '{' }],
  ['a body of another type', 'PATCH', { raw: '<a/>', headers: { 'content-type': 'application/xml' } }],
  ['no content type, which QUERY needs', 'QUERY', {}],
])('a method that a path does not take is refused as such with %s', async (_, method, options) => {
  const answer = await call(method, 'jobs', options)
  expect([answer.status, answer.body?.error_type]).toEqual([405, 'method_not_allowed'])
  expect(answer.headers.allow).toBe('GET, HEAD, POST')
})
it('a request id that is no id is replaced', async () => {
  const answer = await call('GET', 'jobs/job-x', { headers: { 'x-request-id': 'a b<c>' } })
  expect(answer.body.request_id).toMatch(/^[0-9a-f-]{36}$/)
})
