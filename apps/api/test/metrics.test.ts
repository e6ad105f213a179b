import { testPrefix } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callOf } from './call.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp({ queuePrefix: testPrefix() })
})
afterAll(() => test.close())

const call: ReturnType<typeof callOf> = (...args) => callOf(test.app)(...args)
const page = async (): Promise<string> => String((await call('GET', '/metrics')).raw)
const count = (text: string, metric: string, route: string, status: number): number =>
  Number(
    new RegExp(
      `^async_events_${metric}\\{method="\\w+",route="${route}",status="${status}"\\} (\\d+)$`,
      'm',
    ).exec(text)?.[1] ?? 0,
  )

it('names requests by the template of their route, and holds neither ids nor paths', async () => {
  for (let n = 0; n < 20; n += 1) {
    await call('GET', `jobs/job-${n}-of-somebody`)
    await call('GET', `/no/such/page-${n}-of-somebody`)
  }
  const text = await page()
  expect(count(text, 'http_requests_total', '/api/event-job/jobs/:job_id', 404)).toBe(20)
  expect(count(text, 'http_requests_total', 'none', 404)).toBe(20)
  expect(text).not.toContain('of-somebody')
})

it('leaves ?wait out of the latency, and counts it while it waits', async () => {
  const { job } = (await call('POST', 'jobs', { body: { parameters: session() } })).body
  const route = '/api/event-job/jobs/:job_id'
  const before = await page()
  await call('GET', `jobs/${job.job_id}`)
  const waiting = call('GET', `jobs/${job.job_id}?wait=1`)
  await expect.poll(page).toContain('async_events_http_held_requests{kind="wait"} 1')
  await waiting
  const after = await page()
  const more = (metric: string) => count(after, metric, route, 200) - count(before, metric, route, 200)
  expect([more('http_requests_total'), more('http_request_duration_seconds_count')]).toEqual([2, 1])
  expect(after).toContain('async_events_http_held_requests{kind="wait"} 0')
})
