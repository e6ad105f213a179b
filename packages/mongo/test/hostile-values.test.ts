/**
 * The second wall: whatever gets past the schemas of the API in the place of an id or a text, no store finds, changes or
 * removes more than it should.
 */
import type { Delivery, NewEvent, Page } from '@async-events/core'
import { buildBatch, buildJob, testDatabaseUri } from '@async-events/testkit'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  connectMongo,
  createApiKeyStore,
  createBatchStore,
  createDeliveryStore,
  createEventLog,
  createIdempotencyStore,
  createIndexes,
  createJobLogStore,
  createJobStore,
  createResultStore,
  createStepCache,
  createTemplateStore,
  createUploadStore,
  defineModels,
} from '../src/index.ts'

const mongo = connectMongo(testDatabaseUri(), { appName: 'test', log: { warn: () => {} } })
const models = defineModels(mongo.connection)
const jobs = createJobStore(models)
const batches = createBatchStore(models)
const events = createEventLog(models)
const results = createResultStore(models)
const deliveries = createDeliveryStore(models)
const idempotency = createIdempotencyStore(models)
const keys = createApiKeyStore(models)
const logs = createJobLogStore(models)
const cache = createStepCache(models)
const templates = createTemplateStore(models)
const uploads = createUploadStore(models)

const now = new Date('2026-11-01T00:00:00Z')
const later = new Date('2027-11-01T00:00:00Z')
const page: Page = { limit: 100, skip: 0, after: null }
const open = { visibility: 'public' as const, read_access: [], write_access: [], admin_access: [] }
const job = buildJob({
  id: 'job-1',
  created_at: now,
  user_id: 'ann',
  batch_id: 'batch-1',
  external_id: 'x',
  rev: 7,
})
const lonely = buildJob({ id: 'job-2', created_at: now })

const delivery = (id: string, of: Partial<Delivery>): Delivery => ({
  id,
  endpoint: 'job',
  job_id: null,
  batch_id: null,
  type: 'job.completed',
  run: 1,
  seq: 1,
  at: now,
  data: {},
  host: 'a.example',
  state: 'delivered',
  attempts: 1,
  next_at: later,
  token: null,
  log: [],
  created_at: now,
  ended_at: now,
  ...of,
})
const event = (of: Partial<NewEvent>): NewEvent => ({
  job_id: 'job-1',
  batch_id: null,
  seq: 1,
  type: 'job.created',
  at: now,
  data: {},
  ...of,
})

beforeAll(async () => {
  await mongo.tried
  await createIndexes(models)
  await jobs.insert([job, lonely])
  await batches.insert(buildBatch({ id: 'batch-1', access_control: open, created_at: now }))
  await events.append([event({ batch_id: 'batch-1' })])
  await events.append([event({ job_id: 'job-2' })])
  await results.put({
    id: 'job-1.1',
    job_id: 'job-1',
    run: 1,
    rev: 1,
    created_at: now,
    files: [],
    markdown_path: null,
    archive: null,
    body: { a: 1 },
  })
  await deliveries.insert([delivery('d-1', { job_id: 'job-1' }), delivery('d-2', { batch_id: 'batch-1' })])
  const reserved = { job_id: 'job-9', batch_id: 'batch-9', creation: 'c' }
  const record = { fingerprint: 'f', reserved, answer: null, lease_until: now, created_at: now }
  await idempotency.insert({ id: 'i-1', ...record })
  const key = {
    hash: 'h',
    name: '',
    user_id: 'ann',
    scopes: [],
    created_at: now,
    used_at: null,
    revoked_at: null,
  }
  await keys.insert({ id: 'k-1', ...key })
  await logs.append('job-1', 1, [{ at: now, level: 'info', step: 's', message: 'm', data: {} }])
  await cache.put({
    key: 'c-1',
    processor: 'p',
    output: {},
    made_by: null,
    empty: false,
    warnings: [],
    sources: [],
    created_at: now,
    checked_at: now,
    used_at: now,
  })
  const template = { scope: 'u:ann', name: 'Notes', source: '#', created_at: now, updated_at: now }
  await templates.put({ id: 'u:ann/notes', ...template })
  await uploads.insert({
    id: 'u-1',
    key: `public/sha256/${'0'.repeat(64)}`,
    bytes: 1,
    sha256: '0'.repeat(64),
    media_type: 'text/plain',
    filename: null,
    user_id: null,
    scope: 'public',
    created_at: now,
    expires_at: later,
  })
})
afterAll(async () => {
  await mongo.connection.db?.dropDatabase()
  await mongo.close()
})

/** Each place of each method that takes a text, with everything else as a caller would give it. */
const owner = { kind: 'all' as const }
const access = { ...open, read_access: ['eve'] }
const attempt = { at: now, status: 200, duration_ms: 1, answer: '', error: null, signed: true }
const ended = { state: 'failed' as const, attempts: 9, next_at: null, ended_at: now }
const calls: Record<string, (value: never) => unknown> = {
  'jobs.get': (value) => jobs.get(value),
  'jobs.list status': (value) => jobs.list({ owner, status: value }, page),
  'jobs.list one of several states': (value) => jobs.list({ owner, status: ['failed', value] }, page),
  'jobs.list created_after': (value) => jobs.list({ owner, created_after: value }, page),
  'jobs.list created_before': (value) => jobs.list({ owner, created_before: value }, page),
  'jobs.list batch_id': (value) => jobs.list({ owner, batch_id: value }, page),
  'jobs.list user_id': (value) => jobs.list({ owner, user_id: value }, page),
  'jobs.list track': (value) => jobs.list({ owner, track: value }, page),
  'jobs.list event': (value) => jobs.list({ owner, event: value }, page),
  'jobs.list job_type': (value) => jobs.list({ owner, job_type: value }, page),
  'jobs.list external_id': (value) => jobs.list({ owner, external_id: value }, page),
  'jobs.list q': (value) => jobs.list({ owner, q: value }, page),
  'batches.list q': (value) => batches.list({ owner, q: value }, page),
  'jobs.list owner': (value) =>
    jobs.list({ owner: { kind: 'reader', user_id: value }, batch_id: 'batch-1' }, page),
  'jobs.list owner kind': (value) => jobs.list({ owner: { kind: value } as never }, page),
  'jobs.list after': (value) => jobs.list({ owner }, { ...page, after: { created_at: now, id: value } }),
  'jobs.list after time': (value) => jobs.list({ owner }, { ...page, after: { created_at: value, id: 'z' } }),
  'jobs.count': (value) => jobs.count({ owner, external_id: value }),
  'jobs.write': (value) => jobs.write({ ...job, id: value }, { ...job, id: value, job_name: 'changed' }),
  'jobs.write rev': (value) => jobs.write({ ...job, rev: value }, { ...job, job_name: 'changed' }),
  'jobs.heartbeat': (value) =>
    jobs.heartbeat({ job_id: value, run: 1, step: 'scrape', token: 't' }, { lease_until: now, percent: 99 }),
  'jobs.heartbeat run': (value) =>
    jobs.heartbeat({ job_id: 'job-1', run: value, step: 'scrape', token: 't' }, { lease_until: now }),
  'jobs.heartbeat step': (value) =>
    jobs.heartbeat({ job_id: 'job-1', run: 1, step: value, token: 't' }, { lease_until: now }),
  'jobs.heartbeat token': (value) =>
    jobs.heartbeat({ job_id: 'job-1', run: 1, step: 'scrape', token: value }, { lease_until: now }),
  'jobs.acknowledge': (value) => jobs.acknowledge({ id: value, rev: 1 }, { relayed_seq: 99, wake_at: null }),
  'jobs.hold': (value) => jobs.hold({ id: value, creation: 'c' }, 'paused', 99, now),
  'jobs.hold creation': (value) => jobs.hold({ id: 'batch-1', creation: value }, 'paused', 99, now),
  'jobs.setAccess': (value) => jobs.setAccess(value, access, now),
  'jobs.setAccessOfBatch': (value) => jobs.setAccessOfBatch(value, access, now),
  'jobs.unfinished': (value) => Array.fromAsync(jobs.unfinished(value)),
  'jobs.ofBatch': (value) => Array.fromAsync(jobs.ofBatch(value)),
  'jobs.counts': async (value) => {
    const found = await jobs.counts([value])
    return [...found.values()].filter((counts) => Object.values(counts).some((count) => count > 0))
  },
  'jobs.isAnyProcessing': async (value) => ((await jobs.isAnyProcessing(value)) ? [value] : []),
  'jobs.counts all': async (value) =>
    [...(await jobs.counts(value)).values()].filter(({ pending }) => pending > 0),
  'jobs.unreleased': async (value) => [...(await jobs.unreleased([{ id: value, creation: 'c' }])).keys()],
  'jobs.unreleased creation': async (value) => [
    ...(await jobs.unreleased([{ id: 'batch-1', creation: value }])).keys(),
  ],
  'jobs.resultStates': async (value) => [...(await jobs.resultStates([value])).values()],
  'jobs.remove': (value) => jobs.remove(value),
  'batches.get': (value) => batches.get(value),
  'batches.list status': (value) => batches.list({ owner, status: [value] }, page),
  'batches.list user_id': (value) => batches.list({ owner, user_id: value }, page),
  'batches.list archived': (value) => batches.list({ owner, archived: value }, page),
  'batches.count': (value) => batches.count({ owner, status: value }),
  'batches.setActive': (value) => batches.setActive(value, false, now),
  'batches.setArchived': (value) => batches.setArchived(value, true, now),
  'batches.setAccess': (value) => batches.setAccess(value, access, now),
  'batches.setDeleted': (value) => batches.setDeleted(value, now),
  'batches.settle': async (value) => {
    const batch = await batches.get('batch-1')
    return batches.settle(
      { ...batch!, id: value },
      { status: 'failed', generation: 9, completed_at: now },
      now,
    )
  },
  'batches.settle status': async (value) => {
    const batch = await batches.get('batch-1')
    return batches.settle(
      { ...batch!, status: value },
      { status: 'failed', generation: 9, completed_at: now },
      now,
    )
  },
  'batches.remove': (value) => batches.remove(value),
  'events.ofJob': (value) => events.ofJob(value, 0, 10),
  'events.ofBatch': (value) => events.ofBatch(value, 0, 10),
  'events.ofJob after': (value) => events.ofJob('nobody', value, 10),
  'events.positions': async (value) =>
    [...(await events.positions([value])).values()].filter((pos) => pos > 0),
  'events.removeOfJob': (value) => events.removeOfJob(value),
  'results.get': (value) => results.get(value, 1),
  'results.getParts': (value) => results.getParts(value, 1, []),
  'results.remove': (value) => results.remove({ id: value, job_id: 'job-1', run: 1, rev: 1 }),
  'results.removeOfJob': (value) => results.removeOfJob(value),
  'deliveries.get': (value) => deliveries.get(value),
  'deliveries.claim': (value) => deliveries.claim({ id: value, host: 'a.example', next_at: later }, 't', now),
  'deliveries.claim time': (value) =>
    deliveries.claim({ id: 'd-1', host: 'a.example', next_at: value }, 't', now),
  'deliveries.finish': (value) => deliveries.finish(value, 't', attempt, ended),
  'deliveries.finish token': (value) => deliveries.finish('d-1', value, attempt, ended),
  'deliveries.release': (value) => deliveries.release(value, 't', now),
  'deliveries.release token': (value) => deliveries.release('d-1', value, now),
  'deliveries.reopen': (value) => deliveries.reopen(value, 'h', now),
  'deliveries.ofJob': (value) => deliveries.ofJob(value, {}, page),
  'deliveries.ofBatch': (value) => deliveries.ofBatch(value, {}, page),
  'deliveries.ofJob state': (value) => deliveries.ofJob('job-2', { state: value }, page),
  'deliveries.removeOfJob': (value) => deliveries.removeOfJob(value),
  'deliveries.removeOfBatch': (value) => deliveries.removeOfBatch(value),
  'idempotency.get': (value) => idempotency.get(value),
  'idempotency.takeOver': (value) => idempotency.takeOver({ id: value, lease_until: now }, later),
  'idempotency.takeOver time': (value) => idempotency.takeOver({ id: 'i-1', lease_until: value }, later),
  'idempotency.finish': (value) => idempotency.finish(value, { status: 201, location: null, body: '{}' }),
  'idempotency.remove': (value) => idempotency.remove(value),
  'keys.get': (value) => keys.get(value),
  'keys.revoke': (value) => keys.revoke(value, now),
  'logs.ofRun': (value) => logs.ofRun(value, 1),
  'logs.removeOfJob': (value) => logs.removeOfJob(value),
  'cache.get': (value) => cache.get(value),
  'cache.touch': (value) => cache.touch(value, { used_at: later }),
  'uploads.get': (value) => uploads.get(value),
  'uploads.remove': (value) => uploads.remove(value),
  'uploads.list owner': (value) =>
    uploads.list({ owner: { kind: 'reader', user_id: value }, now: later }, page),
  'uploads.list now': (value) => uploads.list({ owner, now: value }, page),
  'jobs.isUploadInUse': (value) => jobs.isUploadInUse(value),
  'results.getFiles': (value) => results.getFiles(value, 1),
  'templates.get scope': (value) => templates.get(value, 'notes'),
  'templates.get name': (value) => templates.get('u:ann', value),
  'templates.names': (value) => templates.names(value),
  'templates.remove scope': (value) => templates.remove(value, 'notes'),
  'templates.remove name': (value) => templates.remove('u:ann', value),
}
/** Where nothing stated is no condition: see `JobFilter`. */
const optional = /^(jobs|batches)\.(list (?!owner|after)|count)|deliveries\.ofJob state/

const hostile: unknown[] = [
  undefined,
  null,
  {},
  [],
  true,
  0,
  1,
  Number.NaN,
  '',
  '$ne',
  '.*',
  '*',
  'job-',
  { $ne: null },
  { $gt: '' },
  { $exists: true },
  { $in: ['job-1', 'job-2', 'batch-1'] },
  { $regex: '.*' },
  { $not: { $eq: 'x' } },
  { $where: 'true' },
  { $expr: true },
  /.*/,
  ['job-1', 'job-2'],
  [{ $ne: null }],
  { id: 'job-1' },
  { toString: () => 'job-1' },
  new String('job-1'),
  () => 'job-1',
]

async function dump(): Promise<string> {
  const all: unknown[] = []
  for (const [name, model] of Object.entries(models))
    all.push([name, await model.collection.find({}).sort({ _id: 1 }).toArray()])
  return JSON.stringify(all)
}

/** What a call that found and did nothing gives. */
const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  value === 0 ||
  (Array.isArray(value) && value.length === 0)

async function expectNothing(name: string, value: unknown): Promise<void> {
  const call = calls[name]!
  let given: unknown
  try {
    given = await call(value as never)
  } catch {
    return
  }
  expect([name, value, isNothing(given)]).toEqual([name, value, true])
}

it.each(Object.keys(calls))('%s takes nothing but what it is there for', async (name) => {
  const before = await dump()
  for (const value of hostile) {
    if (
      optional.test(name) &&
      (value === undefined || (name.endsWith('archived') && typeof value === 'boolean'))
    )
      continue
    // A part of a name: any text may be one.
    if (name.endsWith(' q') && typeof value === 'string') continue
    // From before the first job on there is nothing; from after the last one all.
    if (name.startsWith('jobs.list after') && typeof value === 'string') continue
    await expectNothing(name, value)
  }
  expect(await dump()).toBe(before)
})

it('neither do objects of any form', async () => {
  const before = await dump()
  const operator = fc.constantFrom(
    '$ne',
    '$gt',
    '$gte',
    '$lt',
    '$in',
    '$nin',
    '$exists',
    '$regex',
    '$not',
    '$or',
    '$type',
    '$eq',
  )
  const value = fc.dictionary(operator, fc.jsonValue({ maxDepth: 2 }), { minKeys: 1, maxKeys: 3 })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(calls)),
      fc.oneof(value, fc.array(value, { maxLength: 3 })),
      expectNothing,
    ),
    { seed: 20_261_105, numRuns: 1_000 },
  )
  expect(await dump()).toBe(before)
})

it('and with what it is there for each finds it', async () => {
  expect(await jobs.get('job-1')).toMatchObject({ id: 'job-1' })
  expect(await jobs.list({ owner, external_id: 'x' }, page)).toHaveLength(1)
  expect(await deliveries.ofBatch('batch-1', {}, page)).toHaveLength(1)
  expect(await events.ofBatch('batch-1', 0, 10)).toHaveLength(1)
  expect((await results.get('job-1', 1))?.body).toEqual({ a: 1 })
  expect(await logs.ofRun('job-1', 1)).toHaveLength(1)
  expect([
    await idempotency.get('i-1'),
    await keys.get('k-1'),
    await cache.get('c-1'),
    await uploads.get('u-1'),
    await templates.get('u:ann', 'notes'),
    await results.getFiles('job-1', 1),
  ]).toEqual(Array.from({ length: 6 }, () => expect.any(Object)))
})
