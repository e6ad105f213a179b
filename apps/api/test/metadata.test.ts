/** What clients attach to jobs and batches comes back as it was, wherever these are told of. */
import { testDatabaseUri } from '@async-events/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

const mongodbUri = testDatabaseUri()
let test: TestApp
beforeAll(async () => {
  test = await testApp({ mongodbUri })
})
afterAll(() => test?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

const given = { customer: 'Wetland\nTrust ü 🐸', order: '4711', '1': '', constructor: 'x' }
const spoken = () => session({ video_transcript: 'x' })

it.each(['jobs', 'submit'])(
  'of a job made by POST /%s, through a restart and another process',
  async (path) => {
    const created = await call('POST', path, { body: { parameters: spoken(), metadata: given } })
    expect([created.status, created.body.job.metadata]).toEqual([201, given])
    const id: string = created.body.job.job_id
    await completeJob(test.stack, id)
    expect((await call('POST', `${id}/restart`)).body.job.metadata).toEqual(given)
    const other = await testApp({ mongodbUri, dataDir: test.dataDir })
    try {
      const seen = await callOf(other.app)('GET', `jobs/${id}`)
      expect(seen.body.job.metadata).toEqual(given)
      const listed = await callOf(other.app)('GET', 'jobs?limit=1')
      expect(listed.body.jobs[0].metadata).toEqual(given)
    } finally {
      await other.close()
    }
  },
)

it.each(['batches', 'submit'])(
  'of a batch made by POST /%s, and of its jobs that state none',
  async (path) => {
    const jobs = [
      { parameters: session() },
      { parameters: session(), metadata: { own: 'yes' } },
      { parameters: session(), metadata: {} },
    ]
    const created = await call('POST', path, { body: { jobs, metadata: given } })
    expect(created.body.batch.metadata).toEqual(given)
    const { batch } = (await call('GET', `batches/${created.body.batch.batch_id}`)).body
    expect(batch.metadata).toEqual(given)
    const found = await Promise.all(
      created.body.job_ids.map(async (id: string) => (await call('GET', `jobs/${id}`)).body.job.metadata),
    )
    expect(found).toEqual([given, { own: 'yes' }, {}])
  },
)

it('without any it is empty', async () => {
  const job = await call('POST', 'jobs', { body: { parameters: session() } })
  const batch = await call('POST', 'batches', { body: { jobs: [{ parameters: session() }] } })
  expect([job.body.job.metadata, batch.body.batch.metadata]).toEqual([{}, {}])
})

it('in every event of a stream', async () => {
  const body = { jobs: [{ parameters: spoken(), external_id: 'talk-42', metadata: { order: '4711' } }] }
  const { batch, job_ids } = (await call('POST', 'batches', { body: { ...body, metadata: given } })).body
  await completeJob(test.stack, job_ids[0])
  await test.stack.orchestrator.settleBatch(batch.batch_id)
  const eventsOf = async (path: string) =>
    [...(await call('GET', path)).raw.toString().matchAll(/^id: \d+\nevent: .*\ndata: (.*)$/gm)].map(
      ([, data = '']) => JSON.parse(data),
    )
  const ofJob = await eventsOf(`jobs/${job_ids[0]}/events`)
  expect(ofJob.length).toBeGreaterThan(3)
  for (const event of ofJob)
    expect(event).toMatchObject({ external_id: 'talk-42', metadata: { order: '4711' } })
  const ofBatch = await eventsOf(`batches/${batch.batch_id}/events`)
  expect(ofBatch.slice(0, -1).map(({ metadata }) => metadata)).toEqual(ofJob.map(() => ({ order: '4711' })))
  expect(ofBatch.at(-1)).toMatchObject({ type: 'batch.completed', job_id: null, metadata: given })
  expect(ofBatch.at(-1)).not.toHaveProperty('external_id')
})

describe('bounds', () => {
  const keys = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']))
  const create = (metadata: unknown) => call('POST', 'jobs', { body: { parameters: session(), metadata } })

  it.each([
    ['16 keys', keys(16)],
    ['a key of 40 characters', { ['k'.repeat(40)]: 'v' }],
    ['500 characters', { k: 'ü'.repeat(500) }],
    ['no keys', {}],
  ])('%s are taken', async (_what, metadata) => {
    const created = await create(metadata)
    expect([created.status, created.body.job.metadata]).toEqual([201, metadata])
  })

  it.each<[string, unknown, string]>([
    ['17 keys', keys(17), 'metadata'],
    ['a key of 41 characters', { ['k'.repeat(41)]: 'v' }, `metadata.${'k'.repeat(41)}`],
    ['an empty key', { '': 'v' }, 'metadata.'],
    ['an operator', { $where: 'v' }, 'metadata.$where'],
    ['a path', { 'a.b': 'v' }, 'metadata.a.b'],
    ['a key of a prototype', JSON.parse('{"_x__":"v"}'), 'metadata._x__'],
    ['501 characters', { k: 'x'.repeat(501) }, 'metadata.k'],
    ['NUL', { k: 'a\0b' }, 'metadata.k'],
    ['half a character', { k: '\ud83d' }, 'metadata.k'],
    ['a number', { k: 1 }, 'metadata.k'],
    ['null', { k: null }, 'metadata.k'],
    ['a list', ['v'], 'metadata'],
  ])('%s is refused with its path', async (_what, metadata, path) => {
    const refused = await create(metadata)
    expect([refused.status, refused.body.error_type]).toEqual([400, 'validation_error'])
    expect(refused.body.details.map((detail: { path: string }) => detail.path)).toEqual([path])
    const inBatch = await call('POST', 'batches', { body: { jobs: [{ parameters: session() }], metadata } })
    expect(inBatch.status).toBe(400)
  })
})
