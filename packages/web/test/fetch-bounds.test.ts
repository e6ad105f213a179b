/** Each bound of an exchange: at it an answer passes, one over gets its documented error. Rows U01 and U04 to U08. */
import { once } from 'node:events'
import { createServer as createTlsServer } from 'node:https'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { AppError, type Fetched, type FetchRequest } from '@async-events/core'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { createHostResolver } from '../src/fetch/host-resolver.ts'
import { createHostSlots } from '../src/fetch/host-slots.ts'
import { headerLimits } from '../src/fetch/open-exchange.ts'
import { createSafeFetch, createSafePost, parseFetchAllow, type SafeFetchOptions } from '../src/index.ts'
import {
  earlyCertificate,
  expiredCertificate,
  foreignCertificate,
  goodCertificate,
  testAuthority,
} from './certificates.ts'
import { drip, startHttp, startRaw, type TestServer, watch } from './hostile-server.ts'

const servers: TestServer[] = []
const started = async (server: Promise<TestServer>): Promise<TestServer> => {
  servers.push(await server)
  return await server
}
afterEach(async () => {
  for (const server of servers.splice(0)) {
    await vi.waitFor(() => expect(server.open()).toBe(0), { interval: 5 })
    await server.close()
  }
})

async function get(
  server: TestServer,
  { path = '/', ...request }: Partial<FetchRequest> & { path?: string } = {},
  options: Partial<SafeFetchOptions> = {},
): Promise<Fetched> {
  const fetch = createSafeFetch({
    userAgent: 'AsyncEvents-test',
    allow: parseFetchAllow(`127.0.0.1:${server.port}`),
    ...options,
  })
  return await fetch({ url: server.origin + path, maxBytes: 1_000_000, timeoutMs: 5_000, ...request })
}
async function failure(promise: Promise<unknown>): Promise<AppError> {
  const thrown = await promise.then(
    () => new Error('It was fetched'),
    (error: unknown) => error,
  )
  if (!(thrown instanceof AppError)) throw thrown
  return thrown
}
const raw = (answer: string): Promise<TestServer> => started(startRaw((socket) => socket.end(answer)))

describe('U05: headers', () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n'

  test('their bytes', async () => {
    expect(headerLimits).toEqual({ bytes: 32_768, fields: 500, informational: 20 })
    // Node counts names and values without what is between them, the words of the status line too.
    const counted = 'OK'.length + 'content-length'.length + '0'.length + 'x'.length
    const answer = (bytes: number): string => `${head}x: ${'a'.repeat(bytes - counted)}\r\n\r\n`
    expect((await get(await raw(answer(headerLimits.bytes - 1)))).status).toBe(200)
    expect(await failure(get(await raw(answer(headerLimits.bytes))))).toMatchObject({
      code: 'bad_response',
      retryable: true,
    })
  })

  test('a status line that goes on and on', async () => {
    expect((await failure(get(await raw(`HTTP/1.1 200 ${'a'.repeat(100_000)}\r\n\r\n`)))).code).toBe(
      'bad_response',
    )
  })

  test('their number, which is not cut in silence', async () => {
    const answer = (fields: number): string => `${head}${'a: b\r\n'.repeat(fields - 1)}\r\n`
    expect((await get(await raw(answer(500)))).status).toBe(200)
    expect(await failure(get(await raw(answer(501))))).toMatchObject({
      code: 'bad_response',
      message: expect.stringContaining('too many headers'),
    })
  })

  test('answers before the answer', async () => {
    const answer = (count: number): string =>
      `${'HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n'.repeat(count)}${head}\r\n`
    expect((await get(await raw(answer(20)))).status).toBe(200)
    expect((await failure(get(await raw(answer(21))))).code).toBe('bad_response')
  })

  test('answers before the answer without an end', async () => {
    const flood = await started(
      startRaw((socket) => drip(socket, 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(5), 1)),
    )
    expect((await failure(get(flood))).code).toBe('bad_response')
  })

  test.each([
    ['another protocol', 'HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\nhello'],
    ['a NUL', `${head}x: a\u0000b\r\n\r\n`],
    ['a folded line', `${head}x: a\r\n b: c\r\n\r\n`],
    ['lines without CR', 'HTTP/1.1 200 OK\ncontent-length: 0\n\n'],
    ['a negative length', 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n'],
    ['a length beyond all numbers', 'HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999999\r\n\r\n'],
    [
      'a chunk beyond all numbers',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n',
    ],
    [
      'words beside a chunk',
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3;${'a'.repeat(99_999)}\r\nabc\r\n0\r\n\r\n`,
    ],
    [
      'headers after the body',
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\nx: ${'a'.repeat(99_999)}\r\n\r\n`,
    ],
    ['HTTP of the beginnings', '<html>hello</html>'],
    ['a line break in a redirect', 'HTTP/1.1 302 Found\r\nlocation: /a\r\n b: c\r\n\r\n'],
  ])('%s', async (_name, answer) => {
    const server = await raw(answer)
    expect(await failure(get(server))).toMatchObject({ code: 'bad_response', retryable: true })
  })

  test('what follows an answer on its connection is nobody’s', async () => {
    const answer =
      'HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nxyz'
    expect((await get(await raw(answer))).body.toString()).toBe('abc')
  })
})

describe('U05: times', () => {
  test('a pause within a body that is shorter than the limit', async () => {
    const server = await started(
      startHttp((_request, response) => {
        let left = 6
        const timer = setInterval(() => {
          response.write('x')
          left -= 1
          if (left === 0) {
            clearInterval(timer)
            response.end()
          }
        }, 30)
      }),
    )
    expect((await get(server, {}, { idleMs: 2_000 })).bytes).toBe(6)
    expect(await failure(get(server, { timeoutMs: 100 }, { idleMs: 4_000 }))).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('not complete in time'),
    })
    expect(await failure(get(server, {}, { idleMs: 10 }))).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('stopped'),
    })
  })

  test('the total holds for all redirects together', async () => {
    const server = await started(
      startHttp((request, response) => {
        const hop = Number(request.url?.slice(1))
        setTimeout(() => response.writeHead(302, { location: `/${hop + 1}` }).end(), 60)
      }),
    )
    const began = performance.now()
    expect((await failure(get(server, { path: '/1', timeoutMs: 150 }))).code).toBe('timeout')
    expect(performance.now() - began).toBeLessThan(3_000)
  })
})

describe('U07: bodies', () => {
  const encodings: [string, (body: Buffer) => Buffer][] = [
    ['identity', (body) => body],
    ['gzip', (body) => gzipSync(body)],
    ['br', (body) => brotliCompressSync(body)],
    ['gzip, br', (body) => brotliCompressSync(gzipSync(body))],
  ]

  test.each(encodings)('%s: the cap of decoded bytes', async (coding, encode) => {
    const server = await started(
      startHttp((request, response) =>
        response
          .writeHead(200, { 'content-encoding': coding })
          .end(encode(Buffer.alloc(Number(request.url?.slice(1))))),
      ),
    )
    expect((await get(server, { path: '/5000', maxBytes: 5_000 })).bytes).toBe(5_000)
    expect((await failure(get(server, { path: '/5001', maxBytes: 5_000 }))).code).toBe('source_too_large')
  })

  test('the cap of bytes on the wire, where decoding makes less of them', async () => {
    // Stored blocks: a compressed body that is larger than what it holds.
    const packed = gzipSync(Buffer.alloc(1_000, 'a'), { level: 0 })
    const server = await started(
      startHttp((_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' })
        response.write(packed.subarray(0, 500))
        response.end(packed.subarray(500))
      }),
    )
    expect((await get(server, { maxBytes: packed.length })).bytes).toBe(1_000)
    expect((await failure(get(server, { maxBytes: packed.length - 1 }))).code).toBe('source_too_large')
  })

  test('a stated length at the cap, and one over, of which nothing is read', async () => {
    const server = await started(
      startHttp((request, response) => response.end(Buffer.alloc(Number(request.url?.slice(1))))),
    )
    let received = 0
    const request = {
      maxBytes: 5_000,
      onProgress: (bytes: number) => {
        received = bytes
      },
    }
    expect((await get(server, { path: '/5000', ...request })).bytes).toBe(5_000)
    received = 0
    expect((await failure(get(server, { path: '/5001', ...request }))).code).toBe('source_too_large')
    expect(received).toBe(0)
  })

  test('encodings over each other', async () => {
    const server = await started(
      startHttp((request, response) => {
        const times = Number(request.url?.slice(1))
        let body: Buffer = Buffer.from('page')
        for (let time = 0; time < times; time += 1) body = gzipSync(body)
        response.writeHead(200, { 'content-encoding': Array(times).fill('gzip').join(', ') }).end(body)
      }),
    )
    expect((await get(server, { path: '/2' })).body.toString()).toBe('page')
    expect((await failure(get(server, { path: '/3' }))).code).toBe('bad_response')
  })

  test('chunks of one byte cost no more memory than they are', async () => {
    const count = 300_000
    const server = await started(
      startRaw(async (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
        const piece = '1\r\na\r\n'.repeat(10_000)
        for (let sent = 0; sent < count && !socket.destroyed; sent += 10_000)
          if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), once(socket, 'close')])
        socket.end('0\r\n\r\n')
      }),
    )
    const { body, bytes } = await get(server)
    expect(bytes).toBe(count)
    // One piece of memory, and not much more than was needed.
    expect(body.buffer.byteLength).toBeLessThanOrEqual(2 * count)
  })
})

describe('U01: the URL', () => {
  test('is asked for as long as redirects may be', async () => {
    const server = await started(startHttp((_request, response) => response.end('page')))
    const path = (length: number): string => `/${'a'.repeat(length - server.origin.length - 1)}`
    expect((await get(server, { path: path(8_192) })).status).toBe(200)
    expect((await failure(get(server, { path: path(8_193) }))).code).toBe('url_not_allowed')
  })

  test('U04: a redirect to one that is longer', async () => {
    const server = await started(
      startHttp((request, response) => {
        const length = Number(request.url?.slice(4))
        if (request.url?.startsWith('/to/'))
          response.writeHead(302, { location: `/${'a'.repeat(length - server.origin.length - 1)}` }).end()
        else response.end('page')
      }),
    )
    expect((await get(server, { path: '/to/8192' })).status).toBe(200)
    expect((await failure(get(server, { path: '/to/8193' }))).code).toBe('destination_not_allowed')
  })
})

test('U04: what a source sets is not sent back, neither to it nor to where it redirects', async () => {
  const seen: object[] = []
  const server = await started(
    startHttp((request, response) => {
      seen.push(request.headers)
      const headers = { 'set-cookie': ['a=1; Path=/', 'b=2'], 'www-authenticate': 'Basic realm="x"' }
      if (request.url === '/') response.writeHead(302, { ...headers, location: '//u:p@127.0.0.1:1/x' })
      else response.writeHead(200, headers)
      response.end()
    }),
  )
  expect((await failure(get(server))).code).toBe('destination_not_allowed')
  await get(server, { path: '/a' })
  await get(server, { path: '/b' })
  for (const headers of seen) {
    expect(headers).not.toHaveProperty('cookie')
    expect(headers).not.toHaveProperty('authorization')
    expect(headers).not.toHaveProperty('referer')
  }
  expect(seen).toHaveLength(3)
})

describe('U05a: look-ups', () => {
  const never = (): Promise<string[]> => new Promise(() => {})

  test('the limit of one', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const lookup = createHostResolver({ resolve: never })
    let ended: unknown = null
    const asking = failure(lookup('a.example')).then((error) => {
      ended = error
    })
    await vi.advanceTimersByTimeAsync(2_999)
    expect(ended).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    await asking
    expect(ended).toMatchObject({ code: 'dns_error', retryable: true })
    vi.useRealTimers()
  })

  test.each([
    ['a good answer', true, 60_000],
    ['a bad one', false, 5_000],
  ])('%s is kept so long', async (_name, good, keptMs) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    let asked = 0
    const lookup = createHostResolver({
      resolve: async () => {
        asked += 1
        if (good) return ['8.8.8.8']
        throw Object.assign(new Error('gone'), { code: 'ENOTFOUND' })
      },
    })
    const ask = (): Promise<unknown> => lookup('a.example').catch(() => null)
    await ask()
    await vi.advanceTimersByTimeAsync(keptMs - 1)
    await ask()
    expect(asked).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    await ask()
    expect(asked).toBe(2)
    vi.useRealTimers()
  })
})

test('the slots of one host, and the time one more waits', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const { signal } = new AbortController()
  const slots = createHostSlots({ perHost: 6, waitMs: 10_000, delayMs: 0 })
  const taken = await Promise.all(Array.from({ length: 6 }, () => slots.take('a.example', signal)))
  let ended: unknown = null
  const waiting = failure(slots.take('a.example', signal)).then((error) => {
    ended = error
  })
  ;(await slots.take('b.example', signal))()
  await vi.advanceTimersByTimeAsync(9_999)
  expect(ended).toBeNull()
  await vi.advanceTimersByTimeAsync(1)
  await waiting
  expect(ended).toMatchObject({ code: 'host_busy', retryAfterMs: 10_000 })
  taken[0]?.()
  ;(await slots.take('a.example', signal))()
  vi.useRealTimers()
})

describe('U08: certificates', () => {
  const trusted = getCACertificates('default')
  afterAll(() => setDefaultCACertificates(trusted))

  test.each([
    ['a good one', goodCertificate, null],
    ['one that has expired', expiredCertificate, 'tls_error'],
    ['one that is not valid yet', earlyCertificate, 'tls_error'],
    ['one of another host', foreignCertificate, 'tls_error'],
  ])('%s', async (_name, certificate, expected) => {
    setDefaultCACertificates([...trusted, testAuthority])
    let requests = 0
    const server = await started(
      watch(
        createTlsServer(certificate, (_request, response) => {
          requests += 1
          response.end('page')
        }),
      ),
    )
    const options = {
      allow: parseFetchAllow(`127.0.0.1:${server.port},talks.example.org:${server.port}`),
      resolve: async () => ['127.0.0.1'],
    }
    for (const url of [`https://127.0.0.1:${server.port}/`, `https://talks.example.org:${server.port}/`]) {
      const fetched = get(server, { url }, options).then(
        () => null,
        (error: AppError) => error.code,
      )
      expect(await fetched).toBe(expected)
      const posted = createSafePost({ userAgent: 'x', ...options })({
        url,
        headers: {},
        body: '',
        timeoutMs: 5_000,
      })
      expect(
        await posted.then(
          () => null,
          (error: AppError) => error.code,
        ),
      ).toBe(expected)
    }
    expect(requests).toBe(expected === null ? 4 : 0)
  })
})

describe('what is sent', () => {
  async function post(headers: Record<string, string>): Promise<{ sent: number; error: AppError | null }> {
    let sent = 0
    const server = await started(
      startHttp((request, response) => {
        sent += 1
        request.resume().on('end', () => response.end('a'.repeat(9_000)))
      }),
    )
    const allow = parseFetchAllow(`127.0.0.1:${server.port}`)
    const posting = createSafePost({ userAgent: 'x', allow })({
      url: server.origin,
      headers,
      body: '{}',
      timeoutMs: 5_000,
    })
    const error = await posted(posting)
    return { sent, error }
  }
  const posted = (posting: Promise<unknown>): Promise<AppError | null> =>
    posting.then(
      () => null,
      (thrown: AppError) => thrown,
    )

  test.each([
    [{ 'x-a': 'b\r\nhost: evil.example' }],
    [{ 'x-a': 'b\nc' }],
    [{ 'x-a': 'b\u0000' }],
    [{ 'x-a': 'ł' }],
    [{ 'x a': 'b' }],
    [{ 'x-a\r\nx-b': 'c' }],
    [{ '': 'c' }],
    [{ host: 'evil.example' }],
    [{ Host: 'evil.example' }],
    [{ connection: 'x-a' }],
    [{ 'content-length': '1' }],
    [{ 'transfer-encoding': 'chunked' }],
    [{ 'Proxy-Authorization': 'Basic x' }],
    [{ expect: '100-continue' }],
    [{ upgrade: 'h2c' }],
  ])('a header such as %j is not', async (headers) => {
    expect(await post(headers as Record<string, string>)).toMatchObject({
      sent: 0,
      error: { code: 'validation_error', retryable: false },
    })
  })

  test.each([[{ authorization: 'Bearer x', 'x-a': 'é' }], [{ 'x-a': '' }]])(
    'headers such as %j are',
    async (headers) => {
      expect(await post(headers as Record<string, string>)).toEqual({ sent: 1, error: null })
    },
  )
})
