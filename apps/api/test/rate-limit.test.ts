import { testPrefix, testRedisUrl, until } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openCounters } from '../src/open-counters.ts'
import { callOf } from './call.ts'
import { type TestApp, testApp } from './test-app.ts'

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
