/** Whatever goes wrong inside, an answer holds no stack, no path and no driver's text, and always a request id. */
import { AppError } from '@async-events/core'
import { withUnavailable } from '@async-events/mongo'
import { until } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

const inside =
  /node_modules|\/(packages|apps|srv|home|tmp)\/|\.ts:\d|\n {4}at |at Object|Mongo|E11000|ECONN|ENOENT|EACCES|errno|syscall|collection|127\.0\.0\.1|db\.internal|Cannot read|undefined/

/** An error of a library, with what those bring along. */
const named = (name: string, message: string, more: object = {}): Error =>
  Object.assign(new Error(message), { name, ...more })
const faults: [string, () => unknown, number][] = [
  ['the database is away', () => named('MongoNetworkError', 'connect ECONNREFUSED 127.0.0.1:27017'), 503],
  ['no server is found', () => named('MongoServerSelectionError', 'getaddrinfo ENOTFOUND db.internal'), 503],
  [
    'a query that takes too long',
    () => named('MongoServerError', 'operation exceeded time limit', { code: 50 }),
    503,
  ],
  [
    'a document that the database refuses',
    () => named('MongoServerError', 'Document failed validation in collection x.jobs', { code: 121 }),
    500,
  ],
  [
    'a key that is there twice',
    () =>
      named('MongoServerError', 'E11000 duplicate key error collection: x.jobs', {
        code: 11000,
        keyValue: { _id: 1 },
      }),
    500,
  ],
  [
    'a value that cannot be cast',
    () => named('CastError', 'Cast to ObjectId failed for value "x" (type string) at path "_id"'),
    500,
  ],
  [
    'a file that cannot be read',
    () =>
      named('Error', "EACCES: permission denied, open '/srv/data/artifacts/u:ann/sha256/x'", {
        code: 'EACCES',
        errno: -13,
        syscall: 'open',
      }),
    500,
  ],
  ['a fault of the program', () => new TypeError("Cannot read properties of undefined (reading 'x')"), 500],
  ['a fault that looks like a request’s', () => named('X', 'at /srv/app/x.ts:1', { statusCode: 400 }), 400],
  [
    'a fault that looks like another status',
    () => named('X', 'at /srv/app/x.ts:1', { statusCode: 200 }),
    500,
  ],
  ['a code that only steps know', () => new AppError('artifact_missing', 'at /srv/data/artifacts'), 500],
  ['a text', () => 'thrown at /srv/app/x.ts:1', 500],
  ['nothing', () => undefined, 500],
]

let fault: (() => unknown) | null = null
/** The same port; each of its methods throws while there is a fault. */
const failing = <T extends object>(port: T): T => withUnavailable(thrower(port))
const thrower = <T extends object>(port: T): T =>
  new Proxy(port, {
    get(target, key, receiver) {
      const member: unknown = Reflect.get(target, key, receiver)
      if (typeof member !== 'function') return member
      return (...args: unknown[]) => {
        if (fault) return Promise.reject(fault())
        return Reflect.apply(member, target, args)
      }
    },
  })

let test: TestApp
let id = ''
let delivery = ''
beforeAll(async () => {
  test = await testApp({
    change: (stack) => ({
      ...stack,
      jobs: failing(stack.jobs),
      batches: failing(stack.batches),
      results: failing(stack.results),
      deliveries: failing(stack.deliveries),
      idempotency: failing(stack.idempotency),
      uploads: failing(stack.uploads),
      artifacts: failing(stack.artifacts),
      templates: failing(stack.templates),
      templatesOf: (scope) => failing(stack.templatesOf(scope)),
      jobLogs: failing(stack.jobLogs),
      orchestrator: failing(stack.orchestrator),
    }),
  })
  const created = await call('POST', 'jobs', {
    body: { parameters: session({ video_transcript: 'x' }), webhook: { url: 'https://hooks.example.org/' } },
  })
  id = created.body.job.job_id
  await completeJob(test.stack, id)
  const found = async () => (await call('GET', `jobs/${id}/deliveries`)).body.deliveries[0]
  delivery = (await until(found, 5_000, 'there is a delivery')).delivery_id
})
afterAll(async () => {
  fault = null
  await test?.close()
})
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

const form = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--x--\r\n'
const requests = (): [string, string, CallOptions?][] => [
  ['GET', 'jobs'],
  ['POST', 'jobs', { body: { parameters: session() } }],
  ['POST', 'jobs', { body: { parameters: session() }, headers: { 'idempotency-key': 'one' } }],
  ['GET', `jobs/${id}`],
  ['GET', `jobs/${id}?wait=1&since=999999`],
  ['DELETE', `jobs/${id}`],
  ['POST', `jobs/${id}/cancel`],
  ['POST', `${id}/restart`, { body: {} }],
  ['GET', `jobs/${id}/logs`],
  ['GET', `jobs/${id}/events`],
  ['GET', `jobs/${id}/deliveries`],
  ['GET', `jobs/${id}/download-archive`],
  ['PATCH', `jobs/${id}/access`, { body: {} }],
  ['GET', `files/${id}/1/x`],
  ['GET', `status/${id}`],
  ['GET', 'batches'],
  ['POST', 'batches', { body: { jobs: [{ parameters: session() }] } }],
  ['GET', 'batches/x'],
  ['DELETE', 'batches/x'],
  ['POST', 'batches/x/cancel'],
  ['POST', 'batches/fail-all'],
  ['GET', 'batches/x/download-archive'],
  ['POST', `deliveries/${delivery}/replay`],
  ['GET', 'templates'],
  ['GET', 'templates/Session_en'],
  ['PUT', 'templates/Mine', { raw: '# {{session}}', headers: { 'content-type': 'text/markdown' } }],
  ['DELETE', 'templates/Mine'],
  ['POST', 'templates/preview', { body: { name: 'Session' } }],
  ['POST', 'uploads', { raw: form, headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
]

it.each(faults)('%s', async (_, thrown, status) => {
  for (const [method, path, options] of requests()) {
    fault = thrown
    const answer = await call(method, path, options)
    fault = null
    const text = answer.raw.toString()
    expect([method, path, answer.status]).toEqual([method, path, status])
    expect([method, path, inside.exec(text)?.[0]]).toEqual([method, path, undefined])
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.body.request_id).toBe(answer.headers['x-request-id'])
    if (status === 503) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  }
  expect((await call('GET', `jobs/${id}`)).status).toBe(200)
})
