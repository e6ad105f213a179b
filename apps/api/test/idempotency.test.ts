import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '@async-events/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import type { Document } from './conforms.ts'
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

describe('a restart', () => {
  const ended = async (): Promise<string> => {
    const { job_id } = (await call('POST', 'jobs', { body: one })).body.job
    await call('POST', `jobs/${job_id}/cancel`)
    return job_id
  }
  const runOf = async (id: string): Promise<number> => (await call('GET', `jobs/${id}`)).body.job.run.number

  it('is done once for a key, and answered again as it was', async () => {
    const [id, key] = [await ended(), newKey()]
    const first = await post(`${id}/restart`, { use_cache: false }, key)
    // What would be done again otherwise: the job has ended once more.
    await call('POST', `jobs/${id}/cancel`)
    const second = await post(`${id}/restart`, { use_cache: false }, key)
    expect([first.status, second.status, second.headers['idempotent-replayed']]).toEqual([200, 200, 'true'])
    expect(second.raw.equals(first.raw)).toBe(true)
    expect(await runOf(id)).toBe(2)
    expect((await post(`${id}/restart`, { use_cache: false }, newKey())).body.job.run.number).toBe(3)
  })

  it('another body is refused, another job is another request', async () => {
    const [id, other, key] = [await ended(), await ended(), newKey()]
    await post(`${id}/restart`, {}, key)
    const mismatch = await post(`${id}/restart`, { use_cache: false }, key)
    expect([mismatch.status, mismatch.body.error_type]).toEqual([422, 'idempotency_mismatch'])
    expect((await post(`${other}/restart`, {}, key)).body.job).toMatchObject({
      job_id: other,
      run: { number: 2 },
    })
  })

  it('of many at once starts one run; a refused one leaves its key free', async () => {
    const [id, key] = [await ended(), newKey()]
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(`${id}/restart`, {}, key)))
    for (const { status } of answers) expect([200, 409]).toContain(status)
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    expect(await runOf(id)).toBe(2)
    const later = newKey()
    expect((await post(`${id}/restart`, {}, later)).status).toBe(409)
    await call('POST', `jobs/${id}/cancel`)
    expect((await post(`${id}/restart`, {}, later)).body.job.run.number).toBe(3)
  })

  it('that crashed before its answer finds the run that it began', async () => {
    const [id, key] = [await ended(), newKey()]
    nextOneDies()
    const { idempotency } = test.stack
    const finish = idempotency.finish
    idempotency.finish = () => Promise.reject(new Error('it died'))
    await post(`${id}/restart`, {}, key)
    idempotency.finish = finish
    await call('POST', `jobs/${id}/cancel`)
    const again = await post(`${id}/restart`, {}, key)
    expect([again.status, again.body.job.run.number, again.body.job.status]).toEqual([200, 2, 'cancelled'])
    expect(await runOf(id)).toBe(2)
  })

  it('of a batch is done once for a key, also after a crash', async () => {
    const created = (await call('POST', 'batches', { body: { jobs: [one, one, one] } })).body
    const id = created.batch.batch_id
    await call('POST', `batches/${id}/cancel`)
    const key = newKey()
    nextOneDies()
    const { idempotency } = test.stack
    const finish = idempotency.finish
    idempotency.finish = () => Promise.reject(new Error('it died'))
    const body = { only: 'all' }
    expect((await post(`batches/${id}/restart`, body, key)).body.restarted_jobs).toBe(3)
    idempotency.finish = finish
    await call('POST', `batches/${id}/cancel`)
    const again = await post(`batches/${id}/restart`, body, key)
    expect([again.status, again.body.restarted_jobs]).toEqual([200, 3])
    const last = await post(`batches/${id}/restart`, body, key)
    expect([last.headers['idempotent-replayed'], last.raw.equals(again.raw)]).toEqual(['true', true])
    for (const job of created.job_ids) expect(await runOf(job)).toBe(2)
  })
})

it('the document and the contract name the key where it is taken, and nowhere else', () => {
  const { paths } = test.app.swagger() as unknown as Document
  const named = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .filter(({ parameters = [] }) => parameters.some(({ name }) => name === 'idempotency-key'))
    .map(({ operationId }) => operationId)
  const contract = readFileSync(join(import.meta.dirname, '../../../docs/contract.md'), 'utf8')
  const stated = /`Idempotency-Key` is taken by every POST [^:]*: ([^;]*);/.exec(contract)?.[1] ?? ''
  expect(named.sort()).toEqual([...stated.matchAll(/`(\w+)`/g)].map(([, id]) => id).sort())
  expect(named.length).toBeGreaterThan(7)
})
