/** U06 and what a host may ask of those who fetch from it: time between requests, a rest, robots.txt. */
import { AppError, type Fetched, type FetchRequest } from '@async-events/core'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createHostSlots } from '../src/fetch/host-slots.ts'
import { createSafeFetch, parseFetchAllow, type SafeFetchOptions } from '../src/index.ts'
import { startHttp, startRaw, type TestServer } from './hostile-server.ts'

let server: TestServer
let asked: { path: string; agent: string; at: number }[] = []
let robots: (
  count: number,
) => { status?: number; body?: string | Buffer; headers?: Record<string, string> } | null
let robotsCount = 0

beforeAll(async () => {
  server = await startHttp((request, response) => {
    const url = new URL(request.url ?? '/', 'http://host')
    asked.push({
      path: url.pathname,
      agent: request.headers['user-agent'] ?? '',
      at: performance.now(),
    })
    if (url.pathname === '/robots.txt') {
      robotsCount += 1
      const answer = robots(robotsCount)
      if (answer === null) request.socket.resetAndDestroy()
      else response.writeHead(answer.status ?? 200, answer.headers).end(answer.body)
    } else if (url.pathname === '/to')
      response.writeHead(302, { location: url.searchParams.get('url') ?? '' }).end()
    else if (url.pathname === '/rest')
      response
        .writeHead(Number(url.searchParams.get('status')), {
          'retry-after': url.searchParams.get('after') ?? '',
        })
        .end()
    else response.end('page')
  })
})
beforeEach(() => {
  asked = []
  robotsCount = 0
  robots = () => ({ status: 404 })
})
afterAll(() => server.close())

type Fetcher = (path: string, request?: Partial<FetchRequest>) => Promise<Fetched>
function fetcher(options: Partial<SafeFetchOptions> = {}): Fetcher {
  const fetch = createSafeFetch({
    userAgent: 'async-events/0.1 (+https://operator.example)',
    allow: parseFetchAllow(`127.0.0.1:${server.port},talks.example.org:${server.port}`),
    resolve: async () => ['127.0.0.1'],
    ...options,
  })
  return (path, request = {}) =>
    fetch({
      url: URL.canParse(path) ? path : server.origin + path,
      maxBytes: 1_000,
      timeoutMs: 5_000,
      ...request,
    })
}
async function failure(promise: Promise<unknown>): Promise<AppError> {
  const thrown = await promise.then(
    () => new Error('It was fetched'),
    (error: unknown) => error,
  )
  if (!(thrown instanceof AppError)) throw thrown
  return thrown
}
const paths = (): string[] => asked.map(({ path }) => path)

describe('the time between two requests to one host', () => {
  test('is kept, whoever asks', async () => {
    const fetch = fetcher({ delayMs: 60 })
    const began = performance.now()
    await Promise.all([fetch('/a'), fetch('/b'), fetch('/c')])
    // A busy machine makes it longer, never shorter.
    for (const [index, { at }] of asked.entries()) expect(at - began).toBeGreaterThan(index * 60 - 2)
    expect(asked).toHaveLength(3)
  })

  test('holds for one host and no other', async () => {
    const fetch = fetcher({ delayMs: 60_000 })
    await fetch('/a')
    await fetch(`http://talks.example.org:${server.port}/b`)
    expect(paths()).toEqual(['/a', '/b'])
  })

  test('that is longer than anybody waits sends them away one after the other', async () => {
    const fetch = fetcher({ delayMs: 30_000, slotWaitMs: 20_000 })
    await fetch('/a')
    const [second, third] = [await failure(fetch('/b')), await failure(fetch('/c'))]
    expect([second.code, third.code]).toEqual(['host_busy', 'host_busy'])
    expect(Math.round((second.retryAfterMs ?? 0) / 1_000)).toBe(60)
    expect(Math.round((third.retryAfterMs ?? 0) / 1_000)).toBe(90)
    expect(paths()).toEqual(['/a'])
  })

  test('ends with the step, and the turn goes to the next', async () => {
    const fetch = fetcher({ delayMs: 5_000, perHostConcurrency: 1, slotWaitMs: 6_000 })
    await fetch('/a')
    const step = new AbortController()
    const waiting = fetch('/b', { signal: step.signal })
    step.abort(new Error('cancelled'))
    await expect(waiting).rejects.toThrow('cancelled')
    expect(paths()).toEqual(['/a'])
  })
})

describe('U06: Retry-After', () => {
  test.each([429, 503])('of a %d holds for every step to that host', async (status) => {
    const fetch = fetcher()
    expect(await failure(fetch(`/rest?status=${status}&after=120`))).toMatchObject({
      code: 'source_unavailable',
      retryAfterMs: 120_000,
    })
    const other = await failure(fetch('/a'))
    expect(other).toMatchObject({ code: 'host_busy', retryable: true })
    expect(other.retryAfterMs).toBeGreaterThan(119_000)
    expect(other.retryAfterMs).toBeLessThanOrEqual(120_000)
    expect(paths()).toEqual(['/rest'])
    expect((await fetch(`http://talks.example.org:${server.port}/b`)).status).toBe(200)
  })

  test.each([
    [500, '120'],
    [404, '120'],
    [503, '0'],
    [503, 'soon'],
    [429, '-5'],
  ])('of a %d, saying %j, does not', async (status, after) => {
    const fetch = fetcher()
    await failure(fetch(`/rest?status=${status}&after=${after}`))
    expect((await fetch('/a')).status).toBe(200)
  })

  test('sends away who waits already, and is over when it is over', async () => {
    const slots = createHostSlots({ perHost: 1, waitMs: 10_000, delayMs: 0 })
    const { signal } = new AbortController()
    const done = await slots.take('a.example', signal)
    const waiting = failure(slots.take('a.example', signal))
    slots.rest('a.example', 500)
    expect(await waiting).toMatchObject({ code: 'host_busy' })
    done()
    expect(await failure(slots.take('a.example', signal))).toMatchObject({ code: 'host_busy' })
    await vi.waitFor(async () => (await slots.take('a.example', signal))(), { timeout: 5_000 })
  })
})

describe('robots.txt', () => {
  const rules = 'User-agent: async-events\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n'

  test('is not asked for unless the deployment says so', async () => {
    robots = () => ({ body: rules })
    expect((await fetcher()('/private')).status).toBe(200)
    expect(paths()).toEqual(['/private'])
  })

  test('decides by the name of this product; a final error, and nothing is fetched', async () => {
    robots = () => ({ body: rules })
    const fetch = fetcher({ robots: 'respect' })
    expect((await fetch('/public')).status).toBe(200)
    expect(await failure(fetch('/private/talk'))).toMatchObject({
      code: 'robots_disallowed',
      retryable: false,
    })
    expect(paths()).toEqual(['/robots.txt', '/public'])
    expect(asked[0]?.agent).toBe('async-events/0.1 (+https://operator.example)')
  })

  test('holds for where a redirect leads too', async () => {
    robots = () => ({ body: rules })
    const fetch = fetcher({ robots: 'respect' })
    expect((await failure(fetch('/to?url=/private'))).code).toBe('robots_disallowed')
    const other = encodeURIComponent(`http://talks.example.org:${server.port}/private`)
    expect((await failure(fetch(`/to?url=${other}`))).code).toBe('robots_disallowed')
    expect(paths()).toEqual(['/robots.txt', '/to', '/to', '/robots.txt'])
  })

  test('is read once a day and origin, by all who ask together', async () => {
    robots = () => ({ body: rules })
    const fetch = fetcher({ robots: 'respect' })
    await Promise.all([fetch('/a'), fetch('/b'), fetch('/c')])
    await fetch('/d')
    expect(robotsCount).toBe(1)
    const forgetful = fetcher({ robots: 'respect', robotsKeep: { keepMs: 0, keepFailureMs: 0 } })
    await forgetful('/a')
    await forgetful('/b')
    expect(robotsCount).toBe(3)
  })

  test.each([400, 401, 403, 404, 410, 451])('%d: there are no rules', async (status) => {
    robots = () => ({ status, body: rules })
    expect((await fetcher({ robots: 'respect' })('/private')).status).toBe(200)
  })

  test.each([500, 503, 429])('%d: nothing may be fetched for a while', async (status) => {
    robots = () => ({ status })
    const fetch = fetcher({ robots: 'respect' })
    const thrown = await failure(fetch('/public'))
    expect(thrown).toMatchObject({ code: 'source_unavailable', retryable: true })
    expect(thrown.message).toContain('robots.txt')
    expect(thrown.retryAfterMs).toBeGreaterThan(50_000)
    expect(thrown.retryAfterMs).toBeLessThanOrEqual(60_000)
    expect((await failure(fetch('/public'))).code).toBe('source_unavailable')
    expect(paths()).toEqual(['/robots.txt'])
  })

  test('what could not be read is asked for again later', async () => {
    robots = (count) => (count === 1 ? { status: 500 } : { body: rules })
    const fetch = fetcher({ robots: 'respect', robotsKeep: { keepMs: 10_000, keepFailureMs: 0 } })
    expect((await failure(fetch('/public'))).code).toBe('source_unavailable')
    expect((await fetch('/public')).status).toBe(200)
    expect(paths()).toEqual(['/robots.txt', '/robots.txt', '/public'])
  })

  test('a connection that breaks off is no permission', async () => {
    robots = () => null
    const thrown = await failure(fetcher({ robots: 'respect' })('/public'))
    expect(thrown).toMatchObject({ code: 'bad_response', retryable: true })
    expect(thrown.retryAfterMs).toBeGreaterThan(50_000)
    expect(paths()).toEqual(['/robots.txt'])
  })

  test('passes the gate of every fetch: a redirect to a private address is not followed', async () => {
    const canary = await startRaw(() => {})
    robots = () => ({ status: 302, headers: { location: `${canary.origin}/robots.txt` } })
    expect((await fetcher({ robots: 'respect' })('/public')).status).toBe(200)
    expect(canary.connections()).toBe(0)
    await canary.close()
  })

  test('waits for its turn like everything else', async () => {
    robots = () => ({ body: rules })
    const fetch = fetcher({ robots: 'respect', delayMs: 30_000, slotWaitMs: 10 })
    // The page itself comes too soon after robots.txt; that says nothing about either.
    expect(await failure(fetch('/public'))).toMatchObject({ code: 'host_busy' })
    expect(await failure(fetch('/private'))).toMatchObject({ code: 'robots_disallowed' })
    expect(paths()).toEqual(['/robots.txt'])
  })

  test('of 500 KiB counts whole; what comes after is not read', async () => {
    const filler = (bytes: number): string => '#'.repeat(bytes - 1)
    const group = 'User-agent: *\n'
    const rule = 'Disallow: /private\n'
    const limit = 500 * 1024
    robots = (count) => ({
      body: `${group}${filler(limit - group.length - rule.length + (count === 1 ? 0 : rule.length))}\n${rule}${filler(9_000)}`,
    })
    expect((await failure(fetcher({ robots: 'respect' })('/private'))).code).toBe('robots_disallowed')
    expect((await fetcher({ robots: 'respect' })('/private')).status).toBe(200)
  })

  test('cut in the middle of a rule loses that rule, and does not forbid what is shorter', async () => {
    const group = 'User-agent: *\n'
    robots = () => ({ body: `${group}${'#'.repeat(500 * 1024 - group.length - 12)}\nDisallow: /private\n` })
    expect((await fetcher({ robots: 'respect' })('/public')).status).toBe(200)
  })
})
