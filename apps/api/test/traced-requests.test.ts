/** The spans of requests, at a real OTLP receiver. */
import { type OtlpReceiver, startOtlpReceiver } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let collector: OtlpReceiver
let test: TestApp
const lines: Record<string, unknown>[] = []
beforeAll(async () => {
  collector = await startOtlpReceiver()
  test = await testApp({
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
    logTo: (line) => void lines.push(JSON.parse(line)),
    change: (stack) => ({
      ...stack,
      jobLogs: { ...stack.jobLogs, ofRun: () => Promise.reject(new Error('broken')) },
    }),
  })
})
afterAll(() => collector?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

const id = '4bf92f3577b34da6a3ce929d0e0e4736'
const caller = '00f067aa0ba902b7'
const headers = { traceparent: `00-${id}-${caller}-01`, tracestate: 'rojo=1' }

it('a span of each request but probes stands between its caller and what it begins', async () => {
  const named = await call('POST', 'jobs', {
    headers: { ...headers, 'x-request-id': 'asked-1' },
    body: { parameters: session() },
  })
  const { job_id } = named.body.job
  const begun = await call('POST', 'jobs', { body: { parameters: session() } })
  expect(begun.body.job.trace_id).toMatch(/^[0-9a-f]{32}$/)
  await call('POST', `jobs/${job_id}/cancel`)
  await call('GET', `jobs/${job_id}/logs`)
  await call('GET', 'nowhere')
  await test.app.inject('/livez')
  const stored = await test.stack.jobs.get(job_id)
  await test.close()

  const spanOf = (name: string) => collector.spans.find((span) => span.name === name)
  const created = collector.spans.filter(({ name }) => name === 'POST /api/event-job/jobs')
  const [first, second] = created
  expect(first).toMatchObject({ trace: id, parent: caller, kind: 'SPAN_KIND_SERVER', error: null })
  expect(first?.attributes).toMatchObject({
    'http.route': '/api/event-job/jobs',
    'http.response.status_code': 201,
    'async_events.request_id': 'asked-1',
  })
  expect(stored?.trace).toEqual({ parent: `00-${id}-${first?.id}-01`, state: 'rojo=1' })
  expect(stored?.run.origin).toEqual({ request_id: 'asked-1', trace: stored?.trace })
  expect([second?.trace, second?.parent]).toEqual([begun.body.job.trace_id, ''])

  // A request of another trace: the transition is in that of the job, and linked.
  const cancel = spanOf('POST /api/event-job/jobs/:job_id/cancel')
  expect(cancel?.attributes['async_events.job_id']).toBe(job_id)
  expect(spanOf('transition cancel')).toMatchObject({
    trace: id,
    parent: first?.id,
    links: [{ trace: cancel?.trace, id: cancel?.id }],
    attributes: { 'async_events.status': 'cancelled' },
  })

  const broken = spanOf('GET /api/event-job/jobs/:job_id/logs')
  expect(broken?.error).toBe('500')
  const line = lines.find(({ msg }) => msg === 'request failed')
  expect(line).toMatchObject({ request_id: expect.any(String), trace_id: broken?.trace })
  const unknown = collector.spans.find((span) => span.attributes['http.response.status_code'] === 404)
  expect([unknown?.name, unknown?.error]).toEqual(['GET', null])
  expect(collector.spans.filter(({ name }) => name.includes('livez'))).toEqual([])
})
