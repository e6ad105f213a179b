/** Pages in browsers of people who can reach the API: B10 of docs/bad-inputs.md. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallOptions, callOf, prefix } from './call.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let open: TestApp
let header: TestApp
const page = 'https://app.example.org'
beforeAll(async () => {
  open = await testApp({
    sites: { corsOrigins: [page], allowedHosts: ['events.lan'], publicUrl: 'https://events.example.org' },
  })
  header = await testApp({ auth: 'header' })
})
afterAll(async () => {
  await open?.close()
  await header?.close()
})
const call = (test: TestApp, method: string, path: string, options?: CallOptions) =>
  callOf(test.app)(method, path, options)
const create = (test: TestApp, headers: Record<string, string>) =>
  call(test, 'POST', 'jobs', { body: { parameters: session() }, headers })

describe('the name under which it is asked', () => {
  it.each([
    'localhost',
    'localhost:5000',
    'LOCALHOST',
    'a.localhost:5000',
    '127.0.0.1:5000',
    '127.1.2.3',
    '[::1]:5000',
    '192.168.1.5:5000',
    'events.lan:5000',
    'events.example.org',
    'events.example.org.',
  ])('is one of ours: %s', async (host) => {
    expect((await call(open, 'GET', 'jobs', { headers: { host } })).status).toBe(200)
  })

  it.each([
    'evil.example',
    'evil.example:5000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'api',
    'events.lan.evil.example',
    'notevents.example.org',
    'xn--lcalhost-n4a',
  ])('B10: a name that was made to lead here: %s', async (host) => {
    for (const [method, path] of [
      ['GET', 'jobs'],
      ['POST', 'batches/fail-all'],
      ['GET', '/'],
      ['GET', '/openapi.json'],
    ] as const) {
      const answer = await call(open, method, path, { headers: { host } })
      expect([answer.status, answer.body.error_type]).toEqual([421, 'misdirected_request'])
    }
    // Whoever watches the process asks it by whatever name.
    expect((await call(open, 'GET', '/livez', { headers: { host } })).status).toBe(200)
  })

  it('is not asked where somebody must say who he is, unless names are stated', async () => {
    expect((await call(header, 'GET', 'jobs', { headers: { host: 'any.example' } })).status).toBe(200)
    const stated = await testApp({
      auth: 'header',
      sites: { corsOrigins: [], allowedHosts: ['events.lan'], publicUrl: '' },
    })
    expect((await call(stated, 'GET', 'jobs', { headers: { host: 'any.example' } })).status).toBe(421)
    expect((await call(stated, 'GET', 'jobs', { headers: { host: 'events.lan' } })).status).toBe(200)
    await stated.close()
  })
})

describe('who changes something', () => {
  it.each([
    ['a program', {}],
    ['a page of its own', { origin: 'http://localhost:80', host: 'localhost:80' }],
    ['a page of its own behind what ends TLS', { origin: 'https://events.example.org', host: 'localhost' }],
    ['a page of its own, told by the site', { 'sec-fetch-site': 'same-origin' }],
    ['somebody who typed it', { 'sec-fetch-site': 'none' }],
    ['a page that is stated', { origin: page, 'sec-fetch-site': 'cross-site' }],
  ])('may be %s', async (_, headers) => {
    expect((await create(open, headers)).status).toBe(201)
  })

  it.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another site, in an old browser', { origin: 'https://evil.example' }],
    ['no origin that it could name', { origin: 'null' }],
    ['another port', { origin: 'http://localhost:3000', host: 'localhost:5000' }],
    ['another site without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['another port without an origin', { 'sec-fetch-site': 'same-site' }],
    ['nearly one that is stated', { origin: `${page}.evil.example` }],
    ['one that is stated, by another scheme', { origin: page.replace('https', 'http') }],
    ['nonsense', { origin: 'nonsense' }],
  ])('B10: may not be a page of %s', async (_, headers) => {
    for (const test of [open, header]) {
      const refused = await create(test, headers)
      expect([refused.status, refused.body.error_type]).toEqual([403, 'permission_denied'])
      expect(refused.headers).not.toHaveProperty('access-control-allow-origin')
    }
    // What needs no body is what a form of any page can send.
    const failing = await call(open, 'POST', 'batches/fail-all', { headers })
    expect(failing.status).toBe(403)
    expect((await call(open, 'DELETE', 'jobs/job-x', { headers })).status).toBe(403)
    // Reading changes nothing, and no page of another origin can see the answer.
    const read = await call(open, 'GET', 'jobs', { headers })
    expect(read.status).toBe(200)
    expect(read.headers).not.toHaveProperty('access-control-allow-origin')
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'B10: a body that any page can send is none: %s',
    async (type) => {
      const answer = await call(open, 'POST', 'jobs', {
        raw: JSON.stringify({ parameters: session() }),
        headers: { 'content-type': type },
      })
      expect(answer.status).toBe(415)
    },
  )
})

describe('CORS', () => {
  const preflight = (test: TestApp, path: string, headers: Record<string, string>) =>
    test.app.inject({ method: 'OPTIONS', url: `${prefix}/${path}`, headers })

  it('is off: no page elsewhere is told that it may', async () => {
    const answer = await preflight(header, 'jobs', { origin: page, 'access-control-request-method': 'POST' })
    expect(answer.statusCode).toBe(405)
    expect(Object.keys(answer.headers).join()).not.toContain('access-control')
  })

  it('answers stated origins exactly, before it asks who is there', async () => {
    const keys = await testApp({
      auth: 'api-key',
      sites: { corsOrigins: [page], allowedHosts: [], publicUrl: '' },
    })
    for (const test of [open, keys]) {
      const answer = await preflight(test, 'jobs', {
        origin: page,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,idempotency-key',
      })
      expect(answer.statusCode).toBe(204)
      expect(answer.body).toBe('')
      expect(answer.headers).toMatchObject({
        'access-control-allow-origin': page,
        'access-control-allow-methods': 'GET, HEAD, POST',
        'access-control-max-age': '600',
      })
      const allowed = String(answer.headers['access-control-allow-headers']).toLowerCase().split(', ')
      expect(allowed).toEqual(
        expect.arrayContaining([
          'authorization',
          'content-type',
          'idempotency-key',
          'x-user-id',
          'last-event-id',
        ]),
      )
      expect(answer.headers.vary).toContain('Origin')
      expect(answer.headers).not.toHaveProperty('access-control-allow-credentials')
    }
    const refused = await call(keys, 'GET', 'jobs', { headers: { origin: page } })
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([401, page])
    await keys.close()
  })

  it('permits every header of the OpenAPI document, and those that the client needs for downloads', async () => {
    const { parameters, answers } = headersOf(open.app.swagger() as unknown as Documented)
    expect(parameters).toContain('if-match')
    const asked = await preflight(open, 'jobs/job-x/transcript', {
      origin: page,
      'access-control-request-method': 'PUT',
    })
    expect(asked.headers['access-control-allow-methods']).toBe('DELETE, GET, HEAD, PUT')
    const allowed = String(asked.headers['access-control-allow-headers']).toLowerCase().split(', ')
    expect(allowed).toEqual(
      expect.arrayContaining([
        ...parameters,
        'authorization',
        'content-type',
        'if-range',
        'range',
        'x-user-id',
      ]),
    )
    const read = await call(open, 'GET', 'jobs', { headers: { origin: page } })
    const exposed = String(read.headers['access-control-expose-headers']).toLowerCase().split(', ')
    // What caches alone look at is nothing to a page.
    const told = answers.filter((name) => name !== 'vary')
    expect(told).toContain('content-language')
    expect(exposed).toEqual(expect.arrayContaining([...told, 'content-encoding', 'content-length']))
  })

  it('names the page and never everybody, and says that the answer depends on it', async () => {
    const read = await call(open, 'GET', 'jobs', { headers: { origin: page } })
    expect(read.headers).toMatchObject({ 'access-control-allow-origin': page, vary: 'Origin' })
    expect(read.headers['access-control-expose-headers']).toContain('Retry-After')
    const stranger = await call(open, 'GET', 'jobs', { headers: { origin: 'https://evil.example' } })
    expect(stranger.headers).not.toHaveProperty('access-control-allow-origin')
    expect(stranger.headers.vary).toBe('Origin')
    const asked = await preflight(open, 'jobs', {
      origin: 'https://evil.example',
      'access-control-request-method': 'GET',
    })
    expect(asked.statusCode).toBe(405)
  })
})

interface Documented {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { in: string; name: string }[]
        responses: Record<string, { $ref?: string; headers?: Record<string, unknown> }>
      }
    >
  >
  components: { responses?: Record<string, { headers?: Record<string, unknown> }> }
}

/** Names of headers, lower case, of all operations. */
function headersOf({ paths, components }: Documented): { parameters: string[]; answers: string[] } {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
  const parameters = operations.flatMap(({ parameters: given = [] }) =>
    given.filter((one) => one.in === 'header').map(({ name }) => name.toLowerCase()),
  )
  const answers = operations
    .flatMap(({ responses }) => Object.values(responses))
    .map((one) => (one.$ref ? components.responses?.[one.$ref.split('/').at(-1) ?? ''] : one))
    .flatMap((one) => Object.keys(one?.headers ?? {}).map((name) => name.toLowerCase()))
  return { parameters: [...new Set(parameters)], answers: [...new Set(answers)] }
}
