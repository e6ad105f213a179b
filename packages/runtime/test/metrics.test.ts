import { AppError, type ErrorCode, errorTable, type Fetched, type Job } from '@async-events/core'
import { describe, expect, it } from 'vitest'
import { everyMetric, someFigures } from './every-metric.ts'

const valueIn = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length))
}

const job = (change: object): Job =>
  ({
    job_type: 'session',
    status: 'processing',
    run: { number: 1 },
    steps: {},
    error: null,
    created_at: new Date(0),
    updated_at: new Date(0),
    completed_at: null,
    ...change,
  }) as unknown as Job

describe('names', () => {
  it('follow the conventions of Prometheus', async () => {
    const all = await everyMetric().registry.getMetricsAsJSON()
    const own = all.filter(({ name }) => name.startsWith('async_events_'))
    expect(own.length).toBeGreaterThan(30)
    for (const { name, type, help } of own) {
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/)
      expect(help, name).toMatch(/\S/)
      // https://prometheus.io/docs/practices/naming/: base units, and `_total` for counters alone.
      expect(name.endsWith('_total'), name).toBe(String(type) === 'counter')
      if (String(type) === 'histogram') expect(name).toMatch(/_(seconds|bytes)$/)
    }
  })

  it('have no label that a scrape or a cluster sets', async () => {
    const all = await everyMetric().registry.getMetricsAsJSON()
    const labels = all.flatMap(({ values }) => values.flatMap((value) => Object.keys(value.labels)))
    for (const taken of ['app', 'job', 'instance', 'pod', 'container', 'namespace', 'service'])
      expect(labels).not.toContain(taken)
  })
})

it('tells the state of the database, with one query for all of it', async () => {
  let taken = 0
  const { text } = everyMetric(async () => {
    taken += 1
    return someFigures
  })
  const page = await text()
  expect(taken).toBe(1)
  expect(valueIn(page, 'async_events_steps{queue="pdf",state="paused"}')).toBe(2)
  expect(valueIn(page, 'async_events_oldest_ready_step_age_seconds{queue="pdf"}')).toBe(90.5)
  expect(valueIn(page, 'async_events_webhook_deliveries{state="waiting"}')).toBe(8)
  expect(valueIn(page, 'async_events_oldest_due_webhook_age_seconds')).toBe(12.5)
  expect(valueIn(page, 'async_events_keeper_lag_seconds')).toBe(4.5)
  expect(valueIn(page, 'async_events_outbox_entries')).toBe(11)
  expect(valueIn(page, 'async_events_queue_messages{queue="video"}')).toBe(3)
  expect(valueIn(page, 'async_events_store_up{store="redis"}')).toBe(0)
  expect(valueIn(page, 'async_events_store_up{store="mongodb"}')).toBe(1)
})

it('has no value where the database gave none', async () => {
  const { text } = everyMetric(() => Promise.reject(new AppError('unavailable')))
  const page = await text()
  for (const name of ['steps', 'keeper_lag_seconds', 'outbox_entries', 'oldest_due_webhook_age_seconds'])
    expect(page).not.toMatch(new RegExp(`^async_events_${name}[ {]`, 'm'))
})

it('counts a job once, when it ends, from the request for its run', async () => {
  const { jobs, text } = everyMetric()
  const ended = (status: string, change: object = {}) =>
    job({ status, completed_at: new Date(40_000), ...change })
  jobs.transition(job({}), ended('completed'), 'commit')
  jobs.transition(ended('completed'), ended('completed'), 'forget')
  jobs.transition(job({}), ended('failed', { error: { code: 'no_content' } }), 'fail')
  jobs.transition(job({}), ended('failed', { error: { code: 'a code of job-0199' } }), 'fail')
  const restarted = { run: { number: 2, requested_at: new Date(38_000) } }
  jobs.transition(job(restarted), ended('completed', restarted), 'commit')
  const page = await text()
  const of = (what: string, status: string) =>
    valueIn(page, `async_events_job_duration_seconds_${what}{job_type="session",status="${status}"}`)
  expect([of('count', 'completed'), of('sum', 'completed')]).toEqual([2, 42])
  expect([of('count', 'failed'), of('count', 'cancelled')]).toEqual([2, 0])
  expect(valueIn(page, 'async_events_job_failures_total{code="no_content"}')).toBe(1)
  expect(valueIn(page, 'async_events_job_failures_total{code="other"}')).toBe(1)
})

it('counts each lease that ran out, by queue', async () => {
  const { jobs, text } = everyMetric()
  const step = (queue: string, lease_until: Date | null) => ({ queue, lease_until })
  jobs.transition(
    job({
      steps: { a: step('pdf', new Date(0)), b: step('pdf', new Date(0)), c: step('audio', new Date(9)) },
    }),
    job({ steps: { a: step('pdf', null), b: step('pdf', null), c: step('audio', new Date(9)) } }),
    'expire',
  )
  const page = await text()
  expect(valueIn(page, 'async_events_leases_expired_total{queue="pdf"}')).toBe(2)
  expect(valueIn(page, 'async_events_leases_expired_total{queue="audio"}')).toBe(0)
})

it('has buckets for an hour of audio, and for a job that waits for it', async () => {
  const { steps, jobs, text } = everyMetric()
  steps.ended('audio', 'completed', 3_500)
  jobs.transition(job({}), job({ status: 'completed', completed_at: new Date(5 * 3_600_000) }), 'commit')
  const page = await text()
  expect(page).toMatch(/step_duration_seconds_bucket\{le="1800",processor="audio",outcome="completed"\} 0/)
  expect(page).toMatch(/step_duration_seconds_bucket\{le="3600",processor="audio",outcome="completed"\} 1/)
  expect(page).toMatch(/job_duration_seconds_bucket\{le="43200",job_type="session",status="completed"\} 1/)
})

it('leaves requests that are held open out of the latency', async () => {
  const { http, text } = everyMetric()
  http.request('GET', '/jobs/:job_id', 200, 0.01)
  http.request('GET', '/jobs/:job_id', 200, null)
  http.held('wait', 1)
  const labels = '{method="GET",route="/jobs/:job_id",status="200"}'
  const page = await text()
  expect(valueIn(page, `async_events_http_requests_total${labels}`)).toBe(2)
  expect(valueIn(page, `async_events_http_request_duration_seconds_count${labels}`)).toBe(1)
  expect(valueIn(page, 'async_events_http_held_requests{kind="wait"}')).toBe(1)
  http.held('wait', -1)
  expect(valueIn(await text(), 'async_events_http_held_requests{kind="wait"}')).toBe(0)
})

it('measures fetches by outcome', async () => {
  const { fetchOf, text } = everyMetric()
  const fetched = { status: 200, bytes: 7 } as Fetched
  const request = { url: 'https://talks.example.org/1', maxBytes: 1, timeoutMs: 1 }
  await fetchOf(async () => fetched)(request)
  const page = await text()
  expect(valueIn(page, 'async_events_fetch_duration_seconds_count{outcome="ok"}')).toBe(1)
  expect(valueIn(page, 'async_events_fetch_received_bytes_total')).toBe(7)
})

describe.each([
  [304, 'not_modified'],
  [new AppError('source_not_found'), 'source_not_found'],
  [new AppError('unexpected'), 'other'],
  [new Error('https://talks.example.org/1'), 'other'],
] as const)('of a fetch that ends with %s', (end, outcome) => {
  it(`says ${outcome}`, async () => {
    const { fetchOf, text } = everyMetric()
    const fetch = fetchOf(async () => {
      if (typeof end === 'number') return { status: end, bytes: 0 } as Fetched
      throw end
    })
    await fetch({ url: 'https://talks.example.org/1', maxBytes: 1, timeoutMs: 1 }).catch(() => {})
    expect(valueIn(await text(), `async_events_fetch_duration_seconds_count{outcome="${outcome}"}`)).toBe(1)
  })
})

it('adds up the memory of the children of a program', async () => {
  const { children, text } = everyMetric()
  children.ended({ program: 'tesseract', bytes: 100 * 1024 ** 2 })
  const page = await text()
  expect(valueIn(page, 'async_events_child_memory_bytes{program="ffmpeg"}')).toBe(1500)
  expect(valueIn(page, 'async_events_child_processes{program="ffmpeg"}')).toBe(2)
  expect(page).toMatch(/child_peak_memory_bytes_bucket\{le="134217728",program="tesseract"\} 1/)
})

describe('series', () => {
  it('stay as many, whatever comes from outside', async () => {
    const all = everyMetric()
    const strange = (n: number) => `job-0199a-${n}"}\n# x` as ErrorCode
    const fetch = all.fetchOf(({ url }) => Promise.reject(new AppError(strange(Number(url)))))
    const drive = async (n: number) => {
      all.steps.failed('audio', strange(n), 'end')
      all.http.request(`M${n}`, '/jobs/:job_id', 200, 0.1)
      all.stores.called('mongodb', strange(n), 0.1, false)
      all.stores.called('artifacts', strange(n), 0.1, true)
      all.children.ended({ program: strange(n), bytes: 1 })
      all.jobs.transition(job({}), job({ status: 'failed', error: { code: strange(n) } }), 'fail')
      all.webhooks.attempted(
        { at: new Date(0), state: 'failed', ended_at: new Date(0) },
        {
          at: new Date(0),
          status: 500,
          duration_ms: 1,
          answer: null,
          signed: false,
          error: { code: strange(n), message: '' },
        },
      )
      await fetch({ url: String(n), maxBytes: 1, timeoutMs: 1 }).catch(() => {})
    }
    await drive(0)
    const series = async () => (await all.text()).split('\n').filter((line) => !line.startsWith('#')).length
    const before = await series()
    for (let n = 1; n <= 50; n += 1) await drive(n)
    expect(await series()).toBe(before)
    expect(await all.text()).not.toContain('0199a')
  })

  it('are bounded by the tables of codes and operations', async () => {
    const { steps, jobs, text } = everyMetric()
    const codes = Object.keys(errorTable) as ErrorCode[]
    for (const code of codes) {
      for (const next of ['retry', 'wait', 'end'] as const) steps.failed('audio', code, next)
      jobs.transition(job({}), job({ status: 'failed', error: { code } }), 'fail')
    }
    const page = await text()
    expect(page.match(/^async_events_step_failures_total\{/gm)?.length).toBe(codes.length * 3)
    expect(page.match(/^async_events_job_failures_total\{/gm)?.length).toBe(codes.length)
  })
})
