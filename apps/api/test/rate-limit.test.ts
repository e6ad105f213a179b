import { newApiKey } from '@async-events/core'
import { testPrefix, testRedisUrl, until } from '@async-events/testkit'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createFailureWindows } from '../src/http/failure-windows.ts'
import { openCounters } from '../src/http/open-counters.ts'
import { callOf } from './call.ts'
import { session, type TestApp, testApp } from './test-app.ts'

const redis = openCounters(testRedisUrl())
const deadRedis = openCounters('redis://127.0.0.1:1')
const prefix = testPrefix()
let apps: TestApp[]
beforeAll(async () => {
  await until(() => redis.status === 'ready', 5_000, 'Redis is there')
  const rateLimit = { perMinute: 5, redis, prefix }
  apps = [
    await testApp({ rateLimit, auth: 'header' }),
    await testApp({ rateLimit, auth: 'header' }),
    await testApp({ rateLimit: { ...rateLimit, redis: deadRedis } }),
  ]
})
afterAll(async () => {
  for (const one of apps ?? []) await one.close()
  redis.disconnect()
  deadRedis.disconnect()
})
const get = (at: number, path: string, user?: string) =>
  callOf(apps[at]!.app)('GET', path, user === undefined ? {} : { user })

it('at the limit it answers, one over it says when to come back; all processes count together', async () => {
  const answers = []
  for (let index = 0; index < 6; index++) answers.push(await get(index % 2, 'jobs', 'ann'))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429])
  const last = answers.at(-1)
  expect(last?.body).toMatchObject({ status: 'error', error_type: 'rate_limited' })
  expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0)
  expect(Number(last?.headers['retry-after'])).toBeLessThanOrEqual(60)
  expect(answers[0]?.headers).toMatchObject({ 'ratelimit-limit': '5', 'ratelimit-remaining': '4' })
  // Somebody else has a count of his own, and so has who is not named.
  expect((await get(0, 'jobs', 'eve')).status).toBe(200)
  expect((await get(0, 'jobs')).status).toBe(200)
})

it('health is not counted', async () => {
  for (let index = 0; index < 8; index++) expect((await get(0, '/livez')).status).toBe(200)
})

it('without Redis nobody is refused', async () => {
  for (let index = 0; index < 8; index++) expect((await get(2, 'jobs')).status).toBe(200)
})

describe('addresses', () => {
  const wrong = { authorization: `Bearer ae_${'0'.repeat(16)}_${'A'.repeat(43)}` }

  it('one that guesses keys has to wait, with a right key too; others do not', async () => {
    const test = await testApp({ auth: 'api-key', wrongKeysPerMinute: 3, trustProxy: ['127.0.0.1'] })
    const { key, text } = newApiKey({ name: '', user_id: 'ann', scopes: ['read'] }, new Date())
    await test.stack.apiKeys.insert(key)
    const right = { authorization: `Bearer ${text}` }
    const ask = async (headers: Record<string, string>) => {
      const answer = await callOf(test.app)('GET', 'jobs', { headers })
      return [answer.status, answer.headers['retry-after']]
    }
    expect((await ask(right))[0]).toBe(200)
    // Asking without a key is no guess.
    for (let index = 0; index < 5; index++) expect((await ask({}))[0]).toBe(401)
    for (let index = 0; index < 3; index++) expect((await ask(wrong))[0]).toBe(401)
    expect(await ask(wrong)).toEqual([429, expect.stringMatching(/^([1-9]|[1-5]\d|60)$/)])
    expect((await ask(right))[0]).toBe(429)
    expect((await ask({ ...right, 'x-forwarded-for': '203.0.113.7' }))[0]).toBe(200)
    await test.close()
  })

  it('are counted before anybody is asked who he is, and by what a trusted proxy says alone', async () => {
    const rateLimit = { perMinute: 0, perAddress: 3, redis, prefix: testPrefix() }
    const behind = await testApp({ rateLimit, auth: 'api-key', trustProxy: ['127.0.0.1'] })
    const bare = await testApp({ rateLimit: { ...rateLimit, prefix: testPrefix() }, auth: 'api-key' })
    const ask = async (test: TestApp, from: string, path = 'jobs') =>
      (await callOf(test.app)('GET', path, { headers: { 'x-forwarded-for': from } })).status
    for (let index = 0; index < 3; index++) expect(await ask(behind, '203.0.113.1')).toBe(401)
    expect(await ask(behind, '203.0.113.1')).toBe(429)
    expect(await ask(behind, '203.0.113.2')).toBe(401)
    // What the client itself wrote before the address that the proxy saw is not believed.
    expect(await ask(behind, '198.51.100.9, 203.0.113.1')).toBe(429)
    // A neighbour in the same IPv6 network is the same customer.
    for (let index = 0; index < 3; index++) expect(await ask(behind, `2001:db8::${index}`)).toBe(401)
    expect(await ask(behind, '2001:db8::ffff')).toBe(429)
    expect(await ask(behind, '2001:db8:0:1::1')).toBe(401)
    // Without a proxy that is trusted the header says nothing.
    for (let index = 0; index < 3; index++) expect(await ask(bare, `203.0.113.${index}`)).toBe(401)
    expect(await ask(bare, '203.0.113.99')).toBe(429)
    // Neither is a path that is none, while health is.
    expect(await ask(bare, '203.0.113.98', 'nope/nope/nope')).toBe(429)
    expect(await ask(bare, '203.0.113.98', '/livez')).toBe(200)
    await behind.close()
    await bare.close()
  })
})

describe('what is held open', () => {
  it('at the bound it is held, one more is refused, and an end makes room: streams and waits', async () => {
    const test = await testApp({ auth: 'header', held: { perCaller: 2, inAll: 3 } })
    const call = callOf(test.app)
    const origin = await test.app.listen({ host: '127.0.0.1', port: 0 })
    const created = await call('POST', 'jobs', { user: 'ann', body: { parameters: session() } })
    const id: string = created.body.job.job_id
    await call('PATCH', `jobs/${id}/access`, { user: 'ann', body: { visibility: 'public' } })
    const leaving = new AbortController()
    const follow = (user: string, signal?: AbortSignal) =>
      fetch(`${origin}/api/event-job/jobs/${id}/events`, {
        headers: { 'x-user-id': user },
        ...(signal ? { signal } : {}),
      })
    const first = await follow('ann', leaving.signal)
    const looks = vi.spyOn(test.stack.jobs, 'get')
    const waiting = fetch(`${origin}/api/event-job/jobs/${id}?wait=60`, { headers: { 'x-user-id': 'ann' } })
    // The stream looks each second, who waits each half.
    await until(() => looks.mock.calls.length > 4, 10_000, 'both are held')
    expect((await call('GET', `jobs/${id}?wait=1`, { user: 'ann' })).status).toBe(429)
    const third = await follow('ann')
    expect([first.status, third.status]).toEqual([200, 429])
    expect(third.headers.get('retry-after')).toBe('5')
    expect(await third.json()).toMatchObject({ error_type: 'rate_limited' })
    // What holds nothing open is not counted, and somebody else has a count of his own.
    expect((await call('GET', `jobs/${id}`, { user: 'ann' })).status).toBe(200)
    const other = await follow('eve')
    expect(other.status).toBe(200)
    // All of this process together.
    expect((await follow('rob')).status).toBe(503)
    leaving.abort()
    await until(async () => (await follow('ann')).status === 200, 10_000, 'there is room again')
    await call('POST', `jobs/${id}/cancel`, { user: 'ann' })
    expect((await waiting).status).toBe(200)
    await other.body?.cancel()
    await test.close()
  })
})

it('failures are forgotten after a minute, and memory is bounded', () => {
  let now = 0
  const windows = createFailureWindows(2, () => now)
  windows.add('a')
  expect(windows.waitMs('a')).toBe(0)
  windows.add('a')
  expect(windows.waitMs('a')).toBe(60_000)
  now = 59_999
  expect(windows.waitMs('a')).toBe(1)
  now = 60_000
  expect(windows.waitMs('a')).toBe(0)
  windows.add('a')
  windows.add('a')
  for (let index = 0; index < 9_999; index++) windows.add(`other ${index}`)
  expect(windows.waitMs('a')).toBeGreaterThan(0)
  windows.add('one more')
  expect(windows.waitMs('a')).toBe(0)
})
