/** What is stored: each document as its domain object with `_id`, and nothing that mongoose adds, casts or removes. */
import { advance } from '@async-events/core'
import { buildBatch, buildJob, testDatabaseUri } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  connectMongo,
  createApiKeyStore,
  createBatchStore,
  createDeliveryStore,
  createEventLog,
  createIdempotencyStore,
  createJobLogStore,
  createJobStore,
  createResultStore,
  createStepCache,
  createStepClaims,
  createTemplateStore,
  createUploadStore,
  defineModels,
} from '../src/index.ts'

const mongo = connectMongo(testDatabaseUri(), { appName: 'test', log: { warn: () => {} } })
const models = defineModels(mongo.connection)
beforeAll(() => mongo.tried)
afterAll(async () => {
  await mongo.connection.db?.dropDatabase()
  await mongo.close()
})

const raw = (collection: string, id: string) =>
  mongo.connection.db!.collection<{ _id: string }>(collection).findOne({ _id: id })
const now = new Date('2026-02-03T04:05:06.789Z')
/** Values that a cast or a clean-up would change. */
const awkward = {
  empty: {},
  none: null,
  list: [],
  number: '5',
  date: '2026-02-03',
  nested: { deep: {}, no: false },
}

it('a job, before and after a transition', async () => {
  const jobs = createJobStore(models)
  const job = buildJob({ parameters: awkward, created_at: now, wake_at: null, external_id: null })
  await jobs.insert([job])
  const { id, wake_at: _, external_id: __, ...fields } = job
  expect(await raw('jobs', id)).toEqual({ _id: id, ...fields, listed: true })

  const claim = { type: 'claim', run: 1, step: 'scrape', token: 't', lease_until: now } as const
  const claimed = advance(job, claim, now)
  if (!claimed.ok) throw new Error(claimed.reason)
  const stored = await jobs.write(job, claimed.job)
  const { id: ___, wake_at, external_id: ____, ...after } = claimed.job
  const expected = { _id: id, ...after, listed: true, ...(wake_at === null ? {} : { wake_at }) }
  expect(await raw('jobs', id)).toEqual(expected)
  expect(stored).toEqual({ ...claimed.job, hold: job.hold })
})

it('a batch', async () => {
  const batch = buildBatch({ created_at: now })
  await createBatchStore(models).insert(batch)
  const { id, ...fields } = batch
  expect(await raw('batches', id)).toEqual({ _id: id, ...fields })
})

it('results, put twice', async () => {
  const results = createResultStore(models)
  const [job_id, run, id] = ['job-r', 1, 'job-r.1']
  const rest = { run, created_at: now, files: [], markdown_path: null, archive: null, body: awkward }
  await results.put({ id, job_id, rev: 1, ...rest, body: { gone: 1 } })
  await results.put({ id, job_id, rev: 2, ...rest })
  expect(await raw('results', id)).toEqual({ _id: id, job_id, rev: 2, ...rest })
})

it('a cached outcome, put twice', async () => {
  const times = { created_at: now, checked_at: now, used_at: now }
  const made_by = { engines: { text: 'extractive', transcript: null }, fingerprint: null }
  const entry = {
    ...{ processor: 'scrape', made_by, output: awkward, empty: false, warnings: [], sources: [] },
    ...times,
  }
  const cache = createStepCache(models)
  await cache.put({ key: 'k', ...entry, output: { gone: 1 } })
  await cache.put({ key: 'k', ...entry })
  expect(await raw('step_cache', 'k')).toEqual({ _id: 'k', ...entry })
})

it('the maker of the newest outcome; parts of steps have none', async () => {
  const cache = createStepCache(models)
  const put = (key: string, seconds: number, text: string | null) => {
    const created_at = new Date(now.getTime() + 1_000 * seconds)
    const made_by = text === null ? null : { engines: { text, transcript: null }, fingerprint: 'tesseract' }
    const times = { created_at, checked_at: now, used_at: now }
    const outcome = { processor: 'newest', output: {}, empty: false, warnings: [], sources: [] }
    return cache.put({ key, made_by, ...outcome, ...times })
  }
  expect(await cache.newestMaker('newest')).toBeNull()
  await put('n2', 2, 'openai:small')
  await put('n1', 1, 'extractive')
  await put('n3', 3, null)
  expect(await cache.newestMaker('newest')).toEqual({
    engines: { text: 'openai:small', transcript: null },
    fingerprint: 'tesseract',
  })
})

it('a claim on a cached outcome, taken over', async () => {
  const claims = createStepClaims(models)
  const [first, second] = ['a', 'b'].map((token) => ({
    job_id: 'job-a',
    step: 'video',
    token,
    taken_at: now,
  }))
  if (!first || !second) throw new Error('there are two')
  expect(await claims.take('c', first, null)).toBe(true)
  expect(await claims.take('c', second, null)).toBe(false)
  expect(await claims.take('c', second, first)).toBe(true)
  expect(await claims.take('c', { ...first, token: 'd' }, first)).toBe(false)
  await claims.release('c', 'a')
  expect(await raw('step_claims', 'c')).toEqual({ _id: 'c', ...second })
  expect(await claims.get('c')).toEqual(second)
  await claims.release('c', 'b')
  expect(await claims.get('c')).toBeNull()
  await claims.take('c', first, null)
  expect(await claims.removeOld(now)).toBe(0)
  expect(await claims.removeOld(new Date(now.getTime() + 1))).toBe(1)
})

it('events, of a batch and of none', async () => {
  const event = { seq: 1, type: 'job.created', at: now, data: awkward } as const
  const log = createEventLog(models)
  await log.append([{ job_id: 'a', batch_id: null, ...event }])
  await log.append([{ job_id: 'b', batch_id: 'batch', ...event }])
  expect(await raw('events', 'a.1')).toEqual({ _id: 'a.1', job_id: 'a', ...event })
  expect(await raw('events', 'b.1')).toEqual({ _id: 'b.1', job_id: 'b', batch_id: 'batch', pos: 1, ...event })
})

it('a delivery, due and ended', async () => {
  const deliveries = createDeliveryStore(models)
  const fields = {
    endpoint: 'job',
    job_id: 'job-d',
    batch_id: null,
    type: 'job.completed',
    run: 1,
    seq: 7,
    at: now,
    data: awkward,
    state: 'pending',
    attempts: 0,
    token: null,
    log: [],
    created_at: now,
    ended_at: null,
  } as const
  await deliveries.insert([{ id: 'd', host: 'h:443', next_at: now, ...fields, log: [] }])
  expect(await raw('deliveries', 'd')).toEqual({ _id: 'd', host: 'h:443', next_at: now, ...fields })
  await deliveries.claim({ id: 'd', host: 'h:443', next_at: now }, 't', now)
  const attempt = { at: now, status: 200, duration_ms: 3, answer: '', error: null, signed: false }
  await deliveries.finish('d', 't', attempt, {
    state: 'delivered',
    attempts: 1,
    next_at: null,
    ended_at: now,
  })
  const ended = { state: 'delivered', attempts: 1, ended_at: now, log: [attempt] }
  expect(await raw('deliveries', 'd')).toEqual({ _id: 'd', ...fields, ...ended })
})

it.each([
  ['job-1.12.job', 'job', 12],
  ['wetland.3.conf.2.batch', 'batch', 2],
] as const)('a delivery that was stored before it had a number, as %s', async (id, endpoint, seq) => {
  const stored = { _id: id, endpoint, data: {}, log: [] }
  await mongo.connection.db!.collection<{ _id: string }>('deliveries').insertOne(stored)
  expect(await createDeliveryStore(models).get(id)).toMatchObject({ id, seq })
})

it('the log of a run', async () => {
  await createJobStore(models).insert([buildJob({ id: 'job-l' })])
  const line = { at: now, level: 'info', step: 's', message: 'm', data: awkward } as const
  await createJobLogStore(models).append('job-l', 1, [line])
  expect(await raw('job_logs', 'job-l.1')).toEqual({ _id: 'job-l.1', job_id: 'job-l', run: 1, lines: [line] })
})

it('a template, before and after it is replaced', async () => {
  const templates = createTemplateStore(models)
  const template = {
    scope: 'u:ann',
    name: 'Notes_de',
    source: '# {{session}}',
    created_at: now,
    updated_at: now,
  }
  expect(await templates.put({ id: 'u:ann/notes_de', ...template })).toBe(true)
  expect(await raw('templates', 'u:ann/notes_de')).toEqual({ _id: 'u:ann/notes_de', ...template })
  const later = new Date(now.getTime() + 1_000)
  const changed = { ...template, name: 'NOTES_de', source: '', created_at: later, updated_at: later }
  expect(await templates.put({ id: 'u:ann/notes_de', ...changed })).toBe(false)
  expect(await raw('templates', 'u:ann/notes_de')).toEqual({
    _id: 'u:ann/notes_de',
    ...changed,
    created_at: now,
  })
})

it('an API key, an upload, a record of an Idempotency-Key', async () => {
  const key = {
    hash: 'h',
    name: 'n',
    user_id: 'u',
    scopes: ['read' as const],
    created_at: now,
    used_at: null,
    revoked_at: null,
  }
  await createApiKeyStore(models).insert({ id: 'key', ...key })
  expect(await raw('api_keys', 'key')).toEqual({ _id: 'key', ...key })

  const content = { key: 'k', bytes: 1, sha256: 's', media_type: 'm', filename: null, user_id: null }
  const upload = { ...content, scope: 'public', created_at: now, expires_at: now }
  await createUploadStore(models).insert({ id: 'upload', ...upload })
  expect(await raw('uploads', 'upload')).toEqual({ _id: 'upload', ...upload })

  const reserved = { job_id: 'j', batch_id: 'b', creation: 'c' }
  const record = { fingerprint: 'f', reserved, answer: null, lease_until: now, created_at: now }
  await createIdempotencyStore(models).insert({ id: 'record', ...record })
  expect(await raw('idempotency', 'record')).toEqual({ _id: 'record', ...record })
})
