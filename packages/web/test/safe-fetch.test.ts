import { getEventListeners } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer as createTlsServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { AppError, type FetchRequest } from '@async-events/core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createSafeFetch, parseFetchAllow, type SafeFetchOptions } from '../src/index.ts'
import { drip, startHttp, startRaw, type TestServer, watch } from './hostile-server.ts'
import { selfSigned } from './self-signed.ts'

const mib = 1024 * 1024
const page = '<!doctype html><title>Reed beds</title>'
const bomb = {
  gzip: gzipSync(Buffer.alloc(64 * mib)),
  br: brotliCompressSync(Buffer.alloc(64 * mib), { params: { 1: 1 } }),
}

let server: TestServer
/** Stands for everything private: nobody may ever connect to it. */
let canary: TestServer
const extra: TestServer[] = []
let flaky = 0

beforeAll(async () => {
  canary = await startHttp((_request, response) => response.end('secret'))
  server = await startHttp((request, response) => {
    const url = new URL(request.url ?? '/', 'http://host')
    const path = url.pathname
    const redirect = (location: string, status = 302): void =>
      void response.writeHead(status, { location: Buffer.from(location).toString('latin1') }).end()
    const encoded = (coding: string, body: Buffer): void =>
      void response.writeHead(200, { 'content-encoding': coding, 'content-type': 'text/html' }).end(body)
    if (path === '/page') response.writeHead(200, { 'content-type': 'Text/HTML; Charset="UTF-8"' }).end(page)
    else if (path === '/echo') response.end(JSON.stringify(request.headers))
    else if (path === '/unless-known') {
      const { 'if-none-match': etag, 'if-modified-since': since } = request.headers
      const isKnown = etag === '"1"' || since === 'Thu, 01 Jan 2026 00:00:00 GMT'
      response.writeHead(isKnown ? 304 : 200, { etag: '"1"' }).end(isKnown ? undefined : page)
    } else if (path === '/gzip') encoded('gzip', gzipSync(page))
    else if (path === '/br') encoded('br', brotliCompressSync(page))
    else if (path === '/zstd') encoded('zstd', zstdCompressSync(page))
    else if (path === '/deflate') encoded('deflate', deflateSync(page))
    else if (path === '/deflate-raw') encoded('deflate', deflateRawSync(page))
    else if (path === '/twice') encoded('gzip, br', brotliCompressSync(gzipSync(page)))
    else if (path === '/bomb-gzip') encoded('gzip', bomb.gzip)
    else if (path === '/bomb-br') encoded('br', bomb.br)
    else if (path === '/bomb-twice') encoded('gzip, gzip', gzipSync(bomb.gzip))
    else if (path === '/unknown-coding') encoded('rot13', Buffer.from(page))
    else if (path === '/broken-gzip') encoded('gzip', Buffer.from('this is not gzip'))
    else if (path === '/cut-gzip') encoded('gzip', gzipSync('x'.repeat(10_000)).subarray(0, 30))
    else if (path === '/endless') {
      const more = (): void => {
        while (response.write(Buffer.alloc(64 * 1024))) if (response.destroyed) return
      }
      response.on('drain', more)
      more()
    } else if (path === '/bytes') response.end(Buffer.alloc(Number(url.searchParams.get('n'))))
    else if (path === '/states-10-gb') response.writeHead(200, { 'content-length': '10000000000' }).write('x')
    else if (path === '/short') {
      response.writeHead(200, { 'content-length': '100' })
      response.write('only this', () => request.socket.end())
    } else if (path === '/reset-early') request.socket.resetAndDestroy()
    else if (path === '/reset-late') response.write('x', () => request.socket.resetAndDestroy())
    else if (path === '/drip') {
      response.writeHead(200)
      drip(response, 'x', 20)
    } else if (path === '/stops') response.write('x')
    else if (path === '/silent') return
    else if (path.startsWith('/hops/')) {
      const left = Number(path.slice(6))
      if (left === 0) response.end('there')
      else redirect(`/hops/${left - 1}`, [301, 302, 303, 307, 308][left % 5])
    } else if (path === '/loop-a') redirect('/loop-b')
    else if (path === '/loop-b') redirect('/loop-a')
    else if (path === '/to') redirect(url.searchParams.get('url') ?? '')
    else if (path === '/moved-nowhere') response.writeHead(302).end()
    else if (path === '/flaky') {
      flaky += 1
      response.writeHead(503, { 'retry-after': '7' }).end()
    } else if (path.startsWith('/status/')) {
      const after = url.searchParams.get('after')
      response.writeHead(Number(path.slice(8)), after === null ? {} : { 'retry-after': after }).end('body')
    } else response.writeHead(404).end()
  })
})

afterEach(async () => {
  await vi.waitFor(() => expect(server.open()).toBe(0), { interval: 5 })
  for (const one of extra.splice(0)) await one.close()
})

afterAll(async () => {
  const dialled = canary.connections()
  await server.close()
  await canary.close()
  expect(dialled).toBe(0)
})

function fetcher(
  options: Partial<SafeFetchOptions> = {},
): (path: string, request?: Partial<FetchRequest>) => ReturnType<ReturnType<typeof createSafeFetch>> {
  const fetch = createSafeFetch({
    userAgent: 'AsyncEvents-test',
    allow: parseFetchAllow(`127.0.0.1:${server.port}`),
    ...options,
  })
  return (path, request = {}) =>
    fetch({
      url: URL.canParse(path) ? path : server.origin + path,
      maxBytes: mib,
      timeoutMs: 5_000,
      ...request,
    })
}

/** The code, and whether a retry makes sense. */
async function failure(promise: Promise<unknown>): Promise<AppError> {
  const thrown = await promise.then(
    () => new Error('It was fetched'),
    (error: unknown) => error,
  )
  if (!(thrown instanceof AppError)) throw thrown
  return thrown
}
const code = async (promise: Promise<unknown>): Promise<string> => (await failure(promise)).code

describe('to a file', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'safe-fetch-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test.each(['/page', '/gzip', '/deflate'])('%s arrives decoded, and not in memory', async (path) => {
    const toFile = join(folder, 'body')
    const fetched = await fetcher()(path, { toFile })
    expect([fetched.body.length, fetched.bytes]).toEqual([0, page.length])
    expect(await readFile(toFile, 'utf8')).toBe(page)
    await rm(toFile)
  })

  test.each(['/short', '/cut-gzip', '/bomb-gzip', '/endless', '/reset-late', '/status/404'])(
    '%s leaves no half of a file',
    async (path) => {
      expect(await failure(fetcher()(path, { toFile: join(folder, 'body') }))).toBeInstanceOf(AppError)
      expect(await readdir(folder)).toEqual([])
    },
  )
})

describe('validators', () => {
  test.each([{ etag: '"1"' }, { lastModified: 'Thu, 01 Jan 2026 00:00:00 GMT' }])(
    '%j: a source that has not changed answers 304 without a body',
    async (known) => {
      expect(await fetcher()('/unless-known', known)).toMatchObject({ status: 304, bytes: 0 })
    },
  )

  test('one that has changed answers its body', async () => {
    const fetched = await fetcher()('/unless-known', { etag: '"0"', lastModified: null })
    expect([fetched.status, fetched.body.toString()]).toEqual([200, page])
  })

  test('304 to a request without validators is no answer', async () => {
    expect(await code(fetcher()('/status/304'))).toBe('bad_response')
  })
})

describe('what is fetched', () => {
  test('a page with its type and charset', async () => {
    const fetched = await fetcher()('/page#part')
    expect(fetched).toMatchObject({
      url: `${server.origin}/page`,
      status: 200,
      mediaType: 'text/html',
      charset: 'utf-8',
    })
    expect(fetched.body.toString()).toBe(page)
  })

  test('the request says who asks and nothing else', async () => {
    const fetched = await fetcher()('/echo', { accept: 'text/html', acceptLanguage: 'de' })
    expect(JSON.parse(fetched.body.toString())).toEqual({
      'user-agent': 'AsyncEvents-test',
      accept: 'text/html',
      'accept-language': 'de',
      'accept-encoding': 'gzip, br, zstd, deflate',
      host: `127.0.0.1:${server.port}`,
      connection: 'close',
    })
  })

  test.each(['/gzip', '/br', '/zstd', '/deflate', '/deflate-raw', '/twice'])(
    '%s is decoded',
    async (path) => {
      expect((await fetcher()(path)).body.toString()).toBe(page)
    },
  )

  test('progress is reported', async () => {
    const seen: [number, number | null][] = []
    await fetcher()('/bytes?n=1000', { onProgress: (received, total) => seen.push([received, total]) })
    expect(seen.at(-1)).toEqual([1000, 1000])
  })

  test('a proxy in the environment is not used', async () => {
    vi.stubEnv('HTTP_PROXY', canary.origin)
    vi.stubEnv('http_proxy', canary.origin)
    vi.stubEnv('ALL_PROXY', canary.origin)
    vi.stubEnv('NODE_USE_ENV_PROXY', '1')
    expect((await fetcher()('/page')).status).toBe(200)
    vi.unstubAllEnvs()
  })
})

describe('U02, U03: only public or allowed addresses', () => {
  test.each([
    'http://127.0.0.1',
    'http://2130706433',
    'http://0x7f.1',
    'http://[::ffff:127.0.0.1]',
    'http://[::1]',
    'http://localhost',
  ])('%s is visible', async (origin) => {
    expect(await code(fetcher()(`${origin}:${canary.port}/`))).toBe('url_not_allowed')
  })

  test.each([
    [['127.0.0.1']],
    [['93.184.216.34', '127.0.0.1']],
    [['127.0.0.1', '93.184.216.34']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['2606:4700::1111', 'fd00::1']],
    [['169.254.169.254']],
    [['64:ff9b::7f00:1']],
    [['not an address']],
  ])('a public name that resolves to %j', async (addresses) => {
    const fetch = fetcher({ resolve: async () => addresses })
    expect(await failure(fetch(`http://talks.example.org:${canary.port}/`))).toMatchObject({
      code: 'destination_not_allowed',
      retryable: false,
    })
  })

  test('a name that changes its address is looked up once, and the next time refused', async () => {
    const answers = [['127.0.0.1'], ['127.0.0.1', '10.0.0.1']]
    let asked = 0
    const fetch = fetcher({
      resolve: async () => answers[asked++] ?? [],
      dns: { keepMs: 0 },
    })
    // The allowed address is dialled; the second answer would be refused, were it asked for.
    expect((await fetch(`http://rebind.example.org:${server.port}/page`)).status).toBe(200)
    expect(asked).toBe(1)
    expect(await code(fetch(`http://rebind.example.org:${server.port}/page`))).toBe('destination_not_allowed')
    expect(asked).toBe(2)
  })

  test('an allowed name may lead anywhere, on its port only', async () => {
    const options = { resolve: async () => ['127.0.0.1'], allow: parseFetchAllow(`minio:${server.port}`) }
    expect((await fetcher(options)(`http://minio:${server.port}/page`)).status).toBe(200)
    expect(await code(fetcher(options)(`http://minio:${canary.port}/page`))).toBe('url_not_allowed')
    expect(await code(fetcher(options)(`http://other.example.org:${server.port}/page`))).toBe(
      'destination_not_allowed',
    )
  })
})

describe('U04: redirects', () => {
  test('five are followed, six are not', async () => {
    expect((await fetcher()('/hops/5')).url).toBe(`${server.origin}/hops/0`)
    expect(await code(fetcher()('/hops/6'))).toBe('too_many_redirects')
  })

  test('a circle ends', async () => {
    expect(await code(fetcher()('/loop-a'))).toBe('too_many_redirects')
  })

  test.each([
    ['ftp://example.org/'],
    ['file:///etc/passwd'],
    ['javascript:alert(1)'],
    ['http://169.254.169.254/latest/meta-data'],
    ['http://localhost:1/'],
    ['http://[::127.0.0.1]/'],
    ['http://metadata.google.internal/'],
  ])('to %s', async (target) => {
    expect(await code(fetcher()(`/to?url=${encodeURIComponent(target)}`))).toBe('destination_not_allowed')
  })

  test('to the canary in every notation', async () => {
    for (const host of [
      '127.0.0.1',
      '127.1',
      '0177.0.0.1',
      '2130706433',
      '0x7f000001',
      '[::1]',
      '[::ffff:7f00:1]',
      '①②⑦.0.0.1',
    ]) {
      const target = encodeURIComponent(`http://${host}:${canary.port}/`)
      expect(await code(fetcher()(`/to?url=${target}`))).toBe('destination_not_allowed')
    }
  })

  test('to a name that resolves to a private address', async () => {
    const fetch = fetcher({ resolve: async () => ['10.0.0.1'] })
    expect(await code(fetch(`/to?url=http://talks.example.org/`))).toBe('destination_not_allowed')
  })

  test('credentials in the target are dropped', async () => {
    const target = encodeURIComponent(`http://user:pass@127.0.0.1:${server.port}/echo`)
    const fetched = await fetcher()(`/to?url=${target}`)
    expect(fetched.url).toBe(`${server.origin}/echo`)
    expect(JSON.parse(fetched.body.toString())).not.toHaveProperty('authorization')
  })

  test('a target with letters that are not ASCII', async () => {
    const fetched = await fetcher()(`/to?url=${encodeURIComponent('/bytes?n=3&name=Moore vernässen')}`)
    expect(fetched.url).toBe(`${server.origin}/bytes?n=3&name=Moore%20vern%C3%A4ssen`)
  })

  test('without a target', async () => {
    expect(await code(fetcher()('/moved-nowhere'))).toBe('bad_response')
  })
})

describe('U05a: names', () => {
  const failing = (errno: string) => async (): Promise<string[]> => {
    throw Object.assign(new Error(errno), { code: errno })
  }

  test('that do not exist', async () => {
    expect(
      await failure(fetcher({ resolve: failing('ENOTFOUND') })('http://nohost.example.org/')),
    ).toMatchObject({
      code: 'host_not_found',
      retryable: false,
    })
    expect(await code(fetcher({ resolve: async () => [] })('http://nohost.example.org/'))).toBe(
      'host_not_found',
    )
  })

  test('that cannot be looked up now', async () => {
    expect(
      await failure(fetcher({ resolve: failing('EAI_AGAIN') })('http://nohost.example.org/')),
    ).toMatchObject({
      code: 'dns_error',
      retryable: true,
    })
  })

  test('a thousand jobs on a dead name server ask once and do not hold up another host', async () => {
    let asked = 0
    const fetch = fetcher({
      resolve: async (host) => {
        asked += 1
        return host === 'alive.example.org' ? ['127.0.0.1'] : new Promise(() => {})
      },
      dns: { limitMs: 800 },
    })
    const dead = Array.from({ length: 1000 }, () => code(fetch('http://dead.example.org/')))
    expect((await fetch(`http://alive.example.org:${server.port}/page`)).status).toBe(200)
    expect(new Set(await Promise.all(dead))).toEqual(new Set(['dns_error']))
    // The look-up still hangs: who comes now is told at once.
    const began = performance.now()
    expect(await code(fetch('http://dead.example.org/'))).toBe('dns_error')
    expect(performance.now() - began).toBeLessThan(500)
    expect(asked).toBe(2)
  })

  test('good and bad answers are kept for a while', async () => {
    let asked = 0
    const resolve = async (host: string): Promise<string[]> => {
      asked += 1
      return host === 'alive.example.org' ? ['127.0.0.1'] : await failing('ENOTFOUND')()
    }
    const fetch = fetcher({ resolve })
    for (let time = 0; time < 3; time += 1) {
      await fetch(`http://alive.example.org:${server.port}/page`)
      await code(fetch('http://nohost.example.org/'))
    }
    expect(asked).toBe(2)
  })
})

describe('U05: no answer, or half of one', () => {
  test('a drip ends by the total time, though it never pauses', async () => {
    const began = performance.now()
    expect(await failure(fetcher()('/drip', { timeoutMs: 300 }))).toMatchObject({
      code: 'timeout',
      retryable: true,
    })
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  test('a body that stops', async () => {
    expect(await code(fetcher({ idleMs: 100 })('/stops'))).toBe('timeout')
  })

  test('no headers', async () => {
    expect(await code(fetcher({ headersMs: 100 })('/silent'))).toBe('timeout')
  })

  test('a drip of headers', async () => {
    const raw = await startRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      drip(socket, 'x-a: b\r\n', 10)
    })
    extra.push(raw)
    const fetch = fetcher({ allow: parseFetchAllow(`127.0.0.1:${raw.port}`), headersMs: 200 })
    expect(await code(fetch(raw.origin))).toBe('timeout')
  })

  test('a TLS handshake that nobody answers', async () => {
    const raw = await startRaw(() => {})
    extra.push(raw)
    const fetch = fetcher({ allow: parseFetchAllow(`127.0.0.1:${raw.port}`), connectMs: 100 })
    expect(await code(fetch(`https://127.0.0.1:${raw.port}/`))).toBe('timeout')
    await vi.waitFor(() => expect(raw.open()).toBe(0), { interval: 5 })
  })

  test.each([
    ['a huge header', `HTTP/1.1 200 OK\r\nx-big: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 5\r\n\r\nabcde'],
    [
      'length and chunks',
      'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    ],
    ['a bad chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nabc\r\n'],
    ['cut chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n'],
    ['nothing', ''],
  ])('%s', async (_name, answer) => {
    const raw = await startRaw((socket) => socket.end(answer))
    extra.push(raw)
    const fetch = fetcher({ allow: parseFetchAllow(`127.0.0.1:${raw.port}`) })
    expect(await failure(fetch(raw.origin))).toMatchObject({ code: 'bad_response', retryable: true })
  })

  test.each(['/short', '/reset-early', '/reset-late', '/broken-gzip', '/cut-gzip'])('%s', async (path) => {
    expect(await failure(fetcher()(path))).toMatchObject({ code: 'bad_response', retryable: true })
  })

  test('nobody listens', async () => {
    const gone = await startRaw(() => {})
    await gone.close()
    const fetch = fetcher({ allow: parseFetchAllow(`127.0.0.1:${gone.port}`) })
    expect(await failure(fetch(gone.origin))).toMatchObject({ code: 'source_unavailable', retryable: true })
  })
})

describe('U06: statuses', () => {
  test.each([
    [401, 'source_not_found', false],
    [403, 'source_not_found', false],
    [404, 'source_not_found', false],
    [410, 'source_not_found', false],
    [400, 'bad_response', false],
    [206, 'bad_response', true],
    [304, 'bad_response', true],
    [408, 'source_unavailable', true],
    [429, 'source_unavailable', true],
    [500, 'source_unavailable', true],
    [503, 'source_unavailable', true],
  ])('%d is %s', async (status, expected, retryable) => {
    expect(await failure(fetcher()(`/status/${status}`))).toMatchObject({
      code: expected,
      retryable,
      retryAfterMs: null,
    })
  })

  test('Retry-After in seconds, as a date, and beyond an hour', async () => {
    expect(await failure(fetcher()('/status/429?after=120'))).toMatchObject({ retryAfterMs: 120_000 })
    expect(await failure(fetcher()('/status/503?after=999999'))).toMatchObject({ retryAfterMs: 3_600_000 })
    expect(await failure(fetcher()('/status/503?after=soon'))).toMatchObject({ retryAfterMs: null })
    const date = encodeURIComponent(new Date(Date.now() + 60_000).toUTCString())
    const { retryAfterMs } = await failure(fetcher()(`/status/503?after=${date}`))
    expect(retryAfterMs).toBeGreaterThan(50_000)
    expect(retryAfterMs).toBeLessThanOrEqual(60_000)
  })

  test('nothing is retried here', async () => {
    await code(fetcher()('/flaky'))
    expect(flaky).toBe(1)
  })
})

describe('U07: too much', () => {
  test('at the cap it passes, one byte more does not', async () => {
    expect((await fetcher()('/bytes?n=1000', { maxBytes: 1000 })).body).toHaveLength(1000)
    expect(await code(fetcher()('/bytes?n=1001', { maxBytes: 1000 }))).toBe('source_too_large')
  })

  test.each(['/bomb-gzip', '/bomb-br', '/bomb-twice', '/endless', '/states-10-gb'])(
    '%s ends at the cap',
    async (path) => {
      const before = process.memoryUsage().rss
      expect(await failure(fetcher()(path))).toMatchObject({ code: 'source_too_large', retryable: false })
      expect(process.memoryUsage().rss - before).toBeLessThan(60 * mib)
    },
  )

  test('an encoding nobody asked for', async () => {
    expect(await failure(fetcher()('/unknown-coding'))).toMatchObject({
      code: 'bad_response',
      retryable: false,
    })
  })
})

describe('U08: certificates', () => {
  test('one that nobody trusts, whatever the environment says', async () => {
    const secure = await watch(createTlsServer(selfSigned, (_request, response) => response.end('secret')))
    extra.push(secure)
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const fetch = fetcher({ allow: parseFetchAllow(`127.0.0.1:${secure.port}`) })
    expect(await failure(fetch(`https://127.0.0.1:${secure.port}/`))).toMatchObject({
      code: 'tls_error',
      retryable: false,
    })
    vi.unstubAllEnvs()
    await vi.waitFor(() => expect(secure.open()).toBe(0), { interval: 5 })
  })

  test('a server that speaks no TLS', async () => {
    expect(await code(fetcher()(`https://127.0.0.1:${server.port}/page`))).toBe('tls_error')
  })
})

describe('abort', () => {
  const reason = new Error('cancelled by the test')

  test('before anything', async () => {
    const before = server.connections()
    await expect(fetcher()('/page', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(server.connections()).toBe(before)
  })

  test('during the look-up', async () => {
    const controller = new AbortController()
    const fetch = fetcher({
      resolve: () => {
        controller.abort(reason)
        return new Promise(() => {})
      },
      dns: { limitMs: 50 },
    })
    await expect(fetch('http://talks.example.org/', { signal: controller.signal })).rejects.toBe(reason)
  })

  test.each(['/silent', '/stops', '/drip', '/endless'])('during %s', async (path) => {
    const controller = new AbortController()
    const before = server.connections()
    const fetched = fetcher()(path, { signal: controller.signal, maxBytes: 1024 * mib })
    vi.waitFor(() => expect(server.connections()).toBe(before + 1), { interval: 5 }).then(() =>
      controller.abort(reason),
    )
    await expect(fetched).rejects.toBe(reason)
    await vi.waitFor(() => expect(server.open()).toBe(0), { interval: 5 })
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
  })

  test('while it waits for its turn at a busy host', async () => {
    const fetch = fetcher({ perHostConcurrency: 1 })
    const first = new AbortController()
    const second = new AbortController()
    const before = server.connections()
    const holding = fetch('/silent', { signal: first.signal })
    const waiting = fetch('/page', { signal: second.signal })
    await vi.waitFor(() => expect(server.connections()).toBe(before + 1), { interval: 5 })
    second.abort(reason)
    await expect(waiting).rejects.toBe(reason)
    const next = fetch('/page')
    first.abort(reason)
    await expect(holding).rejects.toBe(reason)
    expect((await next).status).toBe(200)
  })
})

describe('one host at a time', () => {
  test('never more at once than allowed, and everybody has a turn', async () => {
    const fetch = fetcher({ perHostConcurrency: 2 })
    let most = 0
    await Promise.all(
      Array.from({ length: 20 }, () =>
        fetch('/bytes?n=10', { onProgress: () => (most = Math.max(most, server.open())) }),
      ),
    )
    expect(most).toBeGreaterThan(0)
    expect(most).toBeLessThanOrEqual(3) // the one before may not have said goodbye yet
  })

  test('who waits too long is told to come back without losing an attempt', async () => {
    const fetch = fetcher({ perHostConcurrency: 1, slotWaitMs: 50 })
    const holding = code(fetch('/silent', { timeoutMs: 400 }))
    expect(await failure(fetch('/page'))).toMatchObject({ code: 'host_busy', retryAfterMs: 50 })
    expect(await holding).toBe('timeout')
    expect((await fetch('/page')).status).toBe(200)
  })
})
