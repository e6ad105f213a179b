/** What we send: the rows U02 to U08 of docs/bad-inputs.md, for webhooks. */
import { createServer as createTlsServer } from 'node:https'
import { gzipSync } from 'node:zlib'
import { AppError, type PostRequest } from '@async-events/core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createSafePost, parseFetchAllow, type SafePostOptions } from '../src/index.ts'
import { drip, startHttp, type TestServer, watch } from './hostile-server.ts'
import { selfSigned } from './self-signed.ts'

let server: TestServer
/** Stands for everything private: nobody may ever connect to it. */
let canary: TestServer
const received: { method: string; path: string; headers: Record<string, unknown>; body: string }[] = []

beforeAll(async () => {
  canary = await startHttp((_request, response) => response.end('secret'))
  server = await startHttp(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://host')
    const body = Buffer.concat(await Array.fromAsync(request)).toString()
    received.push({ method: request.method ?? '', path: url.pathname, headers: request.headers, body })
    switch (url.pathname) {
      case '/status':
        response.writeHead(Number(url.searchParams.get('code')), {
          ...(url.searchParams.has('after') ? { 'retry-after': url.searchParams.get('after') ?? '' } : {}),
        })
        return void response.end('thanks')
      case '/to':
        return void response.writeHead(307, { location: url.searchParams.get('url') ?? '' }).end('moved')
      case '/endless':
        response.writeHead(200)
        while (!response.destroyed && response.write('x'.repeat(64 * 1024)));
        return
      case '/drip':
        response.writeHead(200)
        return drip(response, 'x', 20)
      case '/gzip':
        return void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'))
      case '/silent':
        return
      case '/cut':
        return void request.socket.resetAndDestroy()
      case '/cut-late':
        return void response.writeHead(200, { 'content-length': '100' }).write('half', () => {
          request.socket.resetAndDestroy()
        })
      default:
        return void response.end('ok')
    }
  })
})
afterEach(async () => {
  await vi.waitFor(() => expect(server.open()).toBe(0), { interval: 5 })
  received.length = 0
})
afterAll(async () => {
  const dialled = canary.connections()
  await server.close()
  await canary.close()
  expect(dialled).toBe(0)
})

const poster = (options: Partial<SafePostOptions> = {}) => {
  const post = createSafePost({
    userAgent: 'AsyncEvents-test',
    allow: parseFetchAllow(`127.0.0.1:${server.port}`),
    ...options,
  })
  return (path: string, request: Partial<PostRequest> = {}) =>
    post({
      url: URL.canParse(path) ? path : server.origin + path,
      headers: {},
      body: '{}',
      timeoutMs: 5_000,
      ...request,
    })
}
async function failure(promise: Promise<unknown>): Promise<AppError> {
  const thrown = await promise.then(
    () => new Error('It was sent'),
    (error: unknown) => error,
  )
  if (!(thrown instanceof AppError)) throw thrown
  return thrown
}
const code = async (promise: Promise<unknown>): Promise<string> => (await failure(promise)).code

test('the body arrives as it is, with our headers and the given ones', async () => {
  const body = JSON.stringify({ text: 'Schilf – 🌾' })
  const posted = await poster()('/hook?a=1#part', {
    headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
    body,
  })
  expect(posted).toEqual({ status: 200, location: null, retryAfterMs: null, answer: 'ok' })
  expect(received).toEqual([
    {
      method: 'POST',
      path: '/hook',
      body,
      headers: {
        'user-agent': 'AsyncEvents-test',
        accept: '*/*',
        'accept-encoding': 'identity',
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        authorization: 'Bearer x',
        host: `127.0.0.1:${server.port}`,
        connection: 'close',
      },
    },
  ])
})

test('a body of 2 MB arrives whole', async () => {
  await poster()('/hook', { body: 'x'.repeat(2_000_000) })
  expect(received[0]?.body).toHaveLength(2_000_000)
})

describe('answers', () => {
  test.each([201, 204, 302, 400, 404, 410, 429, 500, 503])('%i is told, not thrown', async (status) => {
    expect((await poster()(`/status?code=${status}`)).status).toBe(status)
    expect(received).toHaveLength(1)
  })

  test.each([
    ['120', 120_000],
    ['0', 0],
    [String(99 * 86_400), 86_400_000],
    ['soon', null],
  ])('Retry-After: %s', async (after, ms) => {
    expect((await poster()(`/status?code=429&after=${after}`)).retryAfterMs).toBe(ms)
  })

  test('Retry-After as a date', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString()
    const { retryAfterMs } = await poster()(`/status?code=503&after=${encodeURIComponent(date)}`)
    expect(Math.abs((retryAfterMs ?? 0) - 3_600_000)).toBeLessThan(5_000)
  })

  test('U07: of an endless one 8 kB are read', async () => {
    expect((await poster()('/endless')).answer).toHaveLength(8 * 1024)
  })

  test('an encoded one is not read', async () => {
    expect(await poster()('/gzip')).toMatchObject({ status: 200, answer: '' })
  })

  test('U05: one that drips or breaks off after its status has said what counts', async () => {
    const dripping = await poster({ answerMs: 100 })('/drip')
    expect([dripping.status, /^x+$/.test(dripping.answer)]).toEqual([200, true])
    expect(await poster()('/cut-late')).toMatchObject({ status: 200, answer: 'half' })
  })
})

describe('no answer', () => {
  test('U05: silence, a cut connection, nobody there', async () => {
    expect(await failure(poster()('/silent', { timeoutMs: 100 }))).toMatchObject({
      code: 'timeout',
      retryable: true,
    })
    expect(await code(poster()('/cut'))).toBe('bad_response')
    const gone = await startHttp(() => {})
    await gone.close()
    const allow = parseFetchAllow(`127.0.0.1:${gone.port}`)
    expect(await code(poster({ allow })(gone.origin))).toBe('source_unavailable')
  })

  test('U05a: no such host; no answer from DNS', async () => {
    const fail = (code: string) => async () => {
      throw Object.assign(new Error(code), { code })
    }
    const to = 'http://hooks.example.org/'
    expect(await code(poster({ resolve: fail('ENOTFOUND') })(to))).toBe('host_not_found')
    expect(await code(poster({ resolve: fail('EAI_AGAIN') })(to))).toBe('dns_error')
  })

  test('U08: a certificate that nobody trusts', async () => {
    const secure = await watch(createTlsServer(selfSigned, (_request, response) => response.end()))
    const allow = parseFetchAllow(`127.0.0.1:${secure.port}`)
    expect(await code(poster({ allow })(`https://127.0.0.1:${secure.port}/`))).toBe('tls_error')
    await secure.close()
  })

  test('the caller ends it', async () => {
    const reason = new Error('enough')
    const controller = new AbortController()
    const posting = poster()('/silent', { signal: controller.signal })
    await vi.waitFor(() => expect(received).toHaveLength(1), { interval: 5 })
    controller.abort(reason)
    await expect(posting).rejects.toBe(reason)
    await expect(poster()('/hook', { signal: controller.signal })).rejects.toBe(reason)
    expect(received).toHaveLength(1)
  })
})

describe('U02, U03, U04: nothing private is dialled', () => {
  test.each(['http://127.0.0.1', 'http://2130706433', 'http://[::1]', 'http://localhost'])(
    '%s is visible',
    async (origin) => {
      expect(await code(poster()(`${origin}:${canary.port}/`))).toBe('url_not_allowed')
    },
  )

  test.each([[['127.0.0.1']], [['93.184.216.34', '127.0.0.1']], [['::ffff:127.0.0.1']]])(
    'a public name that resolves to %j',
    async (addresses) => {
      const post = poster({ resolve: async () => addresses })
      expect(await code(post(`http://hooks.example.org:${canary.port}/`))).toBe('destination_not_allowed')
    },
  )

  test('a redirect is told and not followed', async () => {
    const target = `${canary.origin}/`
    expect(await poster()(`/to?url=${encodeURIComponent(target)}`)).toMatchObject({
      status: 307,
      location: target,
    })
  })
})
