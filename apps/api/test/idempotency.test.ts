import { until } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})
afterAll(() => test?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

let keys = 0
const newKey = (): string => `key-${++keys}`
const one = { parameters: session() }
const post = (path: string, body: object, key: string, user?: string) =>
  call('POST', path, { body, headers: { 'idempotency-key': key }, ...(user === undefined ? {} : { user }) })
const countJobs = async (name: string): Promise<number> =>
  (await call('GET', `jobs?q=${name}&limit=1000`)).body.total

it.each([
  ['jobs', one],
  ['batches', { jobs: [one, one] }],
  ['submit', one],
  ['submit', { jobs: [one] }],
] as const)('POST %s: the same key and body give the first answer again', async (path, body) => {
  const key = newKey()
  const first = await post(path, body, key)
  const second = await post(path, body, key)
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.raw.equals(first.raw)).toBe(true)
  expect(second.headers.location).toBe(first.headers.location)
  expect([first.headers['idempotent-replayed'], second.headers['idempotent-replayed']]).toEqual([
    undefined,
    'true',
  ])
})

it('B07: another body is refused, and the order of its keys is no difference', async () => {
  const key = newKey()
  const first = await post('jobs', { ...one, external_id: 'a', priority: 3 }, key)
  expect((await post('jobs', { priority: 3, external_id: 'a', ...one }, key)).body.job.job_id).toBe(
    first.body.job.job_id,
  )
  const other = await post('jobs', { ...one, external_id: 'b' }, key)
  expect([other.status, other.body.error_type]).toEqual([422, 'idempotency_mismatch'])
})

it('a key belongs to one caller and one route', async () => {
  const key = newKey()
  const ids = new Set([
    (await post('jobs', one, key)).body.job.job_id,
    (await post('jobs', one, key, 'ann')).body.job.job_id,
    (await post('jobs', one, key, 'eve')).body.job.job_id,
    (await post('submit', one, key)).body.job.job_id,
  ])
  expect(ids.size).toBe(4)
})

it('B07: 50 at once make one job; who is too early is told to ask again', async () => {
  const key = newKey()
  const body = { ...one, job_name: `fifty-${key}` }
  const answers = await Promise.all(Array.from({ length: 50 }, () => post('jobs', body, key)))
  for (const { status, headers, body: answer } of answers) {
    expect([201, 409]).toContain(status)
    if (status === 409)
      expect([answer.error_type, headers['retry-after']]).toEqual(['idempotency_conflict', '1'])
  }
  expect(answers.some(({ status }) => status === 201)).toBe(true)
  expect(new Set(answers.flatMap(({ body: answer }) => answer.job?.job_id ?? [])).size).toBe(1)
  expect(await countJobs(`fifty-${key}`)).toBe(1)
})

it.each([['x'.repeat(256)], ['with space'], ['']])('B07: the key %j is refused', async (key) => {
  const answer = await post('jobs', one, key)
  expect([answer.status, answer.body.error_type]).toEqual([400, 'validation_error'])
})
it('a key of 255 characters is taken', async () => {
  expect((await post('jobs', one, 'x'.repeat(255))).status).toBe(201)
})

it('a refused request leaves its key free', async () => {
  const key = newKey()
  expect((await post('jobs', { parameters: session({ url: 'http://10.0.0.1/' }) }, key)).status).toBe(400)
  expect((await post('jobs', one, key)).status).toBe(201)
})

/** The next record counts as one whose request has died: its lease is over at once. */
function nextOneDies(): void {
  const { idempotency } = test.stack
  const { insert } = idempotency
  idempotency.insert = (record) => {
    idempotency.insert = insert
    return insert({ ...record, lease_until: new Date(0) })
  }
}

it('after a crash between the job and its answer the next request gets that job', async () => {
  const key = newKey()
  const body = { ...one, job_name: `crash-${key}` }
  nextOneDies()
  const { idempotency } = test.stack
  const finish = idempotency.finish
  idempotency.finish = () => Promise.reject(new Error('it died'))
  const first = await post('jobs', body, key)
  idempotency.finish = finish
  const second = await post('jobs', body, key)
  expect([second.status, second.body.job.job_id]).toEqual([201, first.body.job.job_id])
  expect(await countJobs(`crash-${key}`)).toBe(1)
  const third = await post('jobs', body, key)
  expect(third.headers['idempotent-replayed']).toBe('true')
})

it.each([
  ['before the batch is stored', 'insert'],
  ['after it', 'release'],
] as const)('after a crash of a batch %s the next request makes it whole, once', async (_, where) => {
  const key = newKey()
  const jobs = [0, 1, 2].map((index) => ({ ...one, job_name: `batch-${key}-${index}` }))
  const body = { batch_id: `own-${key}-${where}`, jobs }
  nextOneDies()
  const { batches, jobs: store, idempotency } = test.stack
  const finish = idempotency.finish
  idempotency.finish = () => Promise.reject(new Error('it died'))
  const [insert, hold] = [batches.insert, store.hold]
  if (where === 'insert') batches.insert = () => Promise.reject(new Error('it died'))
  else store.hold = () => Promise.reject(new Error('it died'))
  const first = await post('batches', body, key)
  batches.insert = insert
  store.hold = hold
  idempotency.finish = finish
  expect(first.status).toBe(where === 'insert' ? 500 : 201)
  const second = await post('batches', body, key)
  expect([second.status, second.body.batch.total_jobs]).toEqual([201, 3])
  await until(async () => (await countJobs(`batch-${key}`)) === 3, 5_000, 'three jobs are listed')
  expect((await call('GET', `batches/${body.batch_id}`)).body.batch.total_jobs).toBe(3)
})
