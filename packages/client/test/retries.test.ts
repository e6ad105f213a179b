import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ConnectionError, RateLimitedError, TimeoutError, UnavailableError } from '../src/index.ts'
import { failure, type Reply, refused, scripted } from './scripted.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Lets all timers pass until the call has ended. */
async function settle<T>(call: Promise<T>): Promise<PromiseSettledResult<T>> {
  const settled = Promise.allSettled([call]).then(([result]) => result)
  await vi.runAllTimersAsync()
  return settled
}
const done = Response.json({ status: 'success', jobs: [], total: 0, next_cursor: null })
const body = { parameters: { event: 'e', session: 's', url: 'https://x.example', filename: 'f', track: 't' } }
const never: Reply = (_, signal) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })

it('what passes is repeated, ever later and at random', async () => {
  const { client, asked, retries } = scripted([
    failure(503, 'unavailable'),
    refused(),
    failure(502, 'x'),
    done,
  ])
  expect((await settle(client.listJobs())).status).toBe('fulfilled')
  expect(asked).toHaveLength(4)
  expect(retries.map(({ failures }) => failures)).toEqual([1, 2, 3])
  for (const [index, { delayMs }] of retries.entries()) {
    expect(delayMs).toBeGreaterThanOrEqual(0)
    expect(delayMs).toBeLessThanOrEqual(500 * 2 ** index)
  }
  expect(retries[1]?.error).toBeInstanceOf(ConnectionError)
})

it('the waits of many clients differ', async () => {
  const delays = new Set<number>()
  for (let index = 0; index < 20; index += 1) {
    const { client, retries } = scripted([failure(503, 'unavailable'), done])
    await settle(client.listJobs())
    delays.add(retries[0]?.delayMs ?? -1)
  }
  expect(delays.size).toBeGreaterThan(10)
})

it('four times by default, as often as the client or the call says otherwise', async () => {
  const counts: number[] = []
  for (const [own, called] of [
    [undefined, undefined],
    [1, undefined],
    [1, 2],
    [3, 0],
  ]) {
    const { client, asked } = scripted([failure(503, 'unavailable')], { maxRetries: own })
    const result = await settle(client.listJobs({ maxRetries: called }))
    expect(result).toMatchObject({ status: 'rejected', reason: expect.any(UnavailableError) })
    counts.push(asked.length)
  }
  expect(counts).toEqual([5, 2, 3, 1])
})

describe('Retry-After', () => {
  it.each([
    ['seconds', '7', 7_000],
    ['a date', new Date(Date.UTC(2026, 0, 1, 0, 0, 30)).toUTCString(), 30_000],
    ['a date that has passed', new Date(Date.UTC(2025, 0, 1)).toUTCString(), 0],
  ])('%s', async (_, header, ms) => {
    vi.setSystemTime(Date.UTC(2026, 0, 1))
    const { client, retries } = scripted([failure(429, 'rate_limited', { 'retry-after': header }), done])
    await settle(client.listJobs())
    expect(retries[0]?.delayMs).toBeGreaterThanOrEqual(ms)
    expect(retries[0]?.delayMs).toBeLessThanOrEqual(ms + 500)
  })

  it('longer than two minutes is for the caller to wait', async () => {
    const { client, asked } = scripted([failure(429, 'rate_limited', { 'retry-after': '3600' })])
    const result = await settle(client.listJobs())
    expect(result).toMatchObject({ reason: expect.any(RateLimitedError) })
    expect(result).toMatchObject({ reason: { retryAfter: 3600, type: 'rate_limited' } })
    expect(asked).toHaveLength(1)
  })

  it('what is neither is none', async () => {
    const { client, retries } = scripted([failure(503, 'unavailable', { 'retry-after': 'soon' }), done])
    await settle(client.listJobs())
    expect(retries[0]?.error).toMatchObject({ retryAfter: null })
  })
})

describe('where a repeat may do harm', () => {
  const path = { job_id: 'job-1' }

  it('a creation has one key for all its attempts, and the caller’s wins', async () => {
    const { client, asked } = scripted([refused(), failure(503, 'unavailable'), done])
    await settle(client.createJob({ body }))
    const keys = asked.map(({ headers }) => headers.get('idempotency-key'))
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
    await settle(client.createJob({ body }))
    expect(asked.at(-1)?.headers.get('idempotency-key')).not.toBe(keys[0])
    await settle(client.createBatch({ body: { jobs: [body] }, header: { 'idempotency-key': 'mine' } }))
    expect(asked.at(-1)?.headers.get('idempotency-key')).toBe('mine')
  })

  it('the first attempt of a creation may still be at work', async () => {
    const busy = failure(409, 'idempotency_conflict', { 'retry-after': '1' })
    const { client, asked } = scripted([refused(), busy, done])
    expect((await settle(client.createJob({ body }))).status).toBe('fulfilled')
    expect(asked).toHaveLength(3)
  })

  it('and is waited for as long as it may take, which costs no attempt, but not for ever', async () => {
    const busy = failure(409, 'idempotency_conflict', { 'retry-after': '1' })
    const slow = scripted([failure(503, 'unavailable'), ...Array.from({ length: 40 }, () => busy), done])
    expect((await settle(slow.client.createBatch({ body: { jobs: [body] } }))).status).toBe('fulfilled')
    expect(slow.asked).toHaveLength(42)
    const stuck = scripted([busy])
    const started = Date.now()
    expect(await settle(stuck.client.createJob({ body }))).toMatchObject({ reason: { status: 409 } })
    expect(Date.now() - started).toBeGreaterThan(120_000)
    expect(Date.now() - started).toBeLessThan(150_000)
  })

  it.each([
    ['refused for now: nothing was done', failure(429, 'rate_limited'), 2],
    ['away: who knows', failure(503, 'unavailable'), 1],
    ['cut', refused(), 1],
  ])('a change without a key, %s', async (_, reply, count) => {
    const { client, asked } = scripted([reply, done])
    await settle(client.updateJobAccess({ path, body: { visibility: 'public' } }))
    expect(asked).toHaveLength(count)
  })

  it('a deletion is repeated', async () => {
    const { client, asked } = scripted([refused(), done])
    expect((await settle(client.deleteJob({ path }))).status).toBe('fulfilled')
    expect(asked.map(({ method }) => method)).toEqual(['DELETE', 'DELETE'])
  })

  it.each([400, 401, 403, 404, 409, 422, 500])('%i is final', async (status) => {
    const { client, asked } = scripted([failure(status, 'internal'), done])
    expect(await settle(client.listJobs())).toMatchObject({ status: 'rejected', reason: { status } })
    expect(asked).toHaveLength(1)
  })

  it('a probe is told that the service is not ready', async () => {
    const { client, asked } = scripted([Response.json({ status: 'unavailable' }, { status: 503 })])
    const result = await settle(client.readyz())
    expect(result).toMatchObject({ reason: { status: 503, body: { status: 'unavailable' } } })
    expect(asked).toHaveLength(1)
  })
})

describe('time', () => {
  it('an attempt that is not answered is given up and repeated', async () => {
    const { client, asked } = scripted([never, done], { timeoutMs: 3_000 })
    const started = Date.now()
    expect((await settle(client.listJobs())).status).toBe('fulfilled')
    expect(asked).toHaveLength(2)
    expect(Date.now() - started).toBeGreaterThanOrEqual(3_000)
  })

  it('says how long it waited, and for what', async () => {
    const { client } = scripted([never], { maxRetries: 0 })
    const result = await settle(client.listJobs())
    expect(result).toMatchObject({ reason: expect.any(TimeoutError) })
    expect(result).toMatchObject({
      reason: { message: 'GET http://api.example.org/api/event-job/jobs: no answer within 60000 ms' },
    })
  })

  it('a long poll has its wait on top', async () => {
    const { client } = scripted([never], { maxRetries: 0, timeoutMs: 5_000 })
    const started = Date.now()
    await settle(client.getJob({ path: { job_id: 'job-1' }, query: { wait: 60 } }))
    expect(Date.now() - started).toBe(65_000)
  })

  it('a body that stops half-way is late, too', async () => {
    const half: Reply = async (_, signal) =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"status":'))
            signal.addEventListener('abort', () => controller.error(signal.reason))
          },
        }),
      )
    const { client } = scripted([half], { maxRetries: 0, timeoutMs: 1_000 })
    expect(await settle(client.listJobs())).toMatchObject({ reason: { name: 'TimeoutError' } })
  })

  it('an abort ends an attempt and the wait for the next one, with its reason', async () => {
    for (const reply of [never, failure(503, 'unavailable', { 'retry-after': '60' })]) {
      const { client, asked } = scripted([reply])
      const controller = new AbortController()
      const call = client.listJobs({ signal: controller.signal })
      const caught = call.catch((reason: unknown) => reason)
      await vi.advanceTimersByTimeAsync(10_000)
      controller.abort('enough')
      expect(await caught).toBe('enough')
      expect(asked).toHaveLength(1)
      expect(vi.getTimerCount()).toBe(0)
    }
  })

  it('one that is aborted already asks nothing', async () => {
    const { client, asked } = scripted([done])
    await expect(client.listJobs({ signal: AbortSignal.abort('no') })).rejects.toBe('no')
    expect(asked).toEqual([])
  })
})
