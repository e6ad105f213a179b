/** `traceparent` of requests that create: kept with what they created, never a reason to refuse. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})
afterAll(() => test?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

const id = '4bf92f3577b34da6a3ce929d0e0e4736'
const traceparent = `00-${id}-00f067aa0ba902b7-01`
const headers = { traceparent, tracestate: 'rojo=00f067aa0ba902b7, congo=t61rcWkgMzE' }
const trace = { parent: traceparent, state: 'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE' }

it.each(['jobs', 'submit'])('POST /%s: the job has it, through restarts', async (path) => {
  const created = await call('POST', path, { headers, body: { parameters: session() } })
  expect([created.status, created.body.job.trace_id]).toEqual([201, id])
  // What the specification has for answers is a draft.
  expect(Object.keys(created.headers).filter((name) => name.startsWith('trace'))).toEqual([])
  const { job_id } = created.body.job
  const stored = await test.stack.jobs.get(job_id)
  expect(stored?.trace).toEqual(trace)
  expect(stored?.run.origin).toEqual({ request_id: created.headers['x-request-id'], trace })
  await call('POST', `jobs/${job_id}/cancel`)
  const other = { traceparent: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01` }
  const restarted = await call('POST', `${job_id}/restart`, { headers: other })
  expect(restarted.body.job.trace_id).toBe(id)
  // The run names the request that asked for it.
  expect((await test.stack.jobs.get(job_id))?.run.origin).toEqual({
    request_id: restarted.headers['x-request-id'],
    trace: { parent: other.traceparent, state: null },
  })
  expect((await call('GET', 'jobs?limit=1')).body.jobs[0].trace_id).toBe(id)
})

it.each(['batches', 'submit'])('POST /%s: the batch has it, and each job', async (path) => {
  const body = { jobs: [{ parameters: session() }, { parameters: session() }] }
  const created = await call('POST', path, { headers, body })
  expect(created.body.batch.trace_id).toBe(id)
  expect((await test.stack.batches.get(created.body.batch.batch_id))?.trace).toEqual(trace)
  for (const job of created.body.job_ids) expect((await test.stack.jobs.get(job))?.trace).toEqual(trace)
})

it.each<[string, Record<string, string | string[]>]>([
  ['none', {}],
  ['one that is not valid', { traceparent: 'x', tracestate: 'a=1' }],
  ['a long one', { traceparent: 'x'.repeat(5_000) }],
  ['two', { traceparent: [traceparent, traceparent] }],
  ['a state alone', { tracestate: 'a=1' }],
])('%s: the job is created without', async (_what, given) => {
  const created = await call('POST', 'jobs', { headers: given, body: { parameters: session() } })
  expect([created.status, created.body.job.trace_id]).toEqual([201, null])
})

it('a request that is answered again keeps that of the first', async () => {
  const once = { ...headers, 'idempotency-key': crypto.randomUUID() }
  const body = { parameters: session() }
  await call('POST', 'jobs', { headers: once, body })
  const again = await call('POST', 'jobs', {
    headers: { ...once, traceparent: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01` },
    body,
  })
  expect([again.headers['idempotent-replayed'], again.body.job.trace_id]).toEqual(['true', id])
})
