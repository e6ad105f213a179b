import { connectMongo, defineModels } from '@async-events/mongo'
import { testDatabaseUri, testPrefix, testRedisUrl } from '@async-events/testkit'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

const [mongodbUri, queuePrefix] = [testDatabaseUri(), testPrefix()]
let test: TestApp
let mongo: ReturnType<typeof connectMongo>
let redis: Redis
beforeAll(async () => {
  test = await testApp({ mongodbUri, queuePrefix, auth: 'header' })
  mongo = connectMongo(mongodbUri, { appName: 'dump', log: { warn: () => {} } })
  await mongo.tried
  redis = new Redis(testRedisUrl())
})
afterAll(async () => {
  redis?.disconnect()
  await mongo?.close()
  await test?.close()
})
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)
const ann = { user: 'ann' }

/** Every document of the database, and every key of the queues. */
async function everythingStored(): Promise<unknown> {
  const models = Object.entries(defineModels(mongo.connection))
  const documents = await Promise.all(
    models.map(async ([name, { collection }]) => [
      name,
      await collection.find({}).sort({ _id: 1 }).toArray(),
    ]),
  )
  const keys = (await redis.keys(`*${queuePrefix}*`)).sort()
  return JSON.parse(JSON.stringify({ documents, keys }))
}

async function uploaded(): Promise<string> {
  const bound = 'bound-3f'
  const raw = `--${bound}\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\r\n--${bound}--\r\n`
  const headers = { 'content-type': `multipart/form-data; boundary=${bound}` }
  return (await call('POST', 'uploads', { ...ann, raw, headers })).body.upload_id
}

describe('a dry run', () => {
  it('leaves no trace: no job, batch, event, message, record of a key, and an upload stays as it was', async () => {
    const upload_id = await uploaded()
    const webhook = { url: 'https://hooks.example.org/done', secret: `whsec_${'a'.repeat(32)}` }
    const ofUpload = { job_type: 'pdf', parameters: { source: { upload_id } }, webhook }
    const before = await everythingStored()
    const headers = { 'idempotency-key': 'dry' }
    const job = await call('POST', 'jobs/plan', { ...ann, headers, body: ofUpload })
    expect([job.status, job.body.job.status]).toEqual([200, 'pending'])
    const jobs = [{ parameters: session() }, ofUpload]
    const batch = await call('POST', 'batches/plan', { ...ann, headers, body: { jobs, webhook } })
    expect([batch.status, batch.body.batch.total_jobs]).toEqual([200, 2])
    expect(await everythingStored()).toEqual(before)
    for (const id of [job.body.job.job_id, batch.body.batch.batch_id])
      expect((await call('GET', `status/${id}`, ann)).status).toBe(404)

    // The key and the upload are still free.
    const made = await call('POST', 'jobs', { ...ann, headers, body: ofUpload })
    expect([made.status, made.headers['idempotent-replayed']]).toEqual([201, undefined])
    await call('DELETE', `jobs/${made.body.job.job_id}`, ann)
  })

  it('says what would be made, with its defaults, and what would run, with what that took before', async () => {
    const parameters = session({ video_transcript: 'Good morning.' })
    const asked = { ...ann, body: { parameters } }
    const first = await call('POST', 'jobs/plan', asked)
    expect(first.body.job).toMatchObject({
      job_name: 'Conf - main - Talk',
      user_id: 'ann',
      parameters: { target_language: 'de', template: 'Session' },
    })
    const { plan } = first.body
    const stepOf = (name: string) => plan.steps.find((step: { id: string }) => step.id === name)
    expect(plan).toMatchObject({ run: 1, use_cache: true, totals: { cached: 0, kept: 0, cost: null } })
    expect(stepOf('scrape')).toMatchObject({ action: 'run', certain: true, estimate: null })
    expect(stepOf('transform')).toMatchObject({ action: 'run', certain: false })
    expect(plan.totals.run + plan.totals.skip).toBe(plan.steps.length)

    const { job_id: id } = (await call('POST', 'jobs', asked)).body.job
    await completeJob(test.stack, id)
    const { steps } = (await call('GET', `jobs/${id}`, ann)).body.job
    const took = steps.find((step: { id: string }) => step.id === 'transform').duration_ms
    const again = (await call('POST', 'jobs/plan', asked)).body.plan
    expect(again.steps.find((step: { id: string }) => step.id === 'transform').estimate.duration_ms).toBe(
      took,
    )
    // Of what others may not read nothing is told.
    const eve = (await call('POST', 'jobs/plan', { ...asked, user: 'eve' })).body.plan
    expect(eve.steps.map(({ estimate }: { estimate: unknown }) => estimate)).toEqual(
      eve.steps.map(() => null),
    )
  })

  it('does without the cache what the start would', async () => {
    const body = { parameters: session(), use_cache: true }
    const headers = { 'x-use-cache': 'false' }
    const { plan, job } = (await call('POST', 'jobs/plan', { ...ann, body, headers })).body
    expect([plan.use_cache, job.use_cache]).toEqual([false, false])
    expect(plan.steps[0].reason).toBe('use_cache is false')
  })

  it('tells the problems of each job of a batch, and plans the others', async () => {
    const jobs = [
      { parameters: session({ url: 'http://10.0.0.1/talk' }) },
      { parameters: session({ session: 'Good' }) },
      {
        job_type: 'pdf',
        parameters: { source: { upload_id: 'upload-00000000-0000-7000-8000-000000000000' } },
      },
      { parameters: session({ template: 'Nowhere' }) },
    ]
    const { status, body } = await call('POST', 'batches/plan', { ...ann, body: { jobs } })
    expect([status, body.batch.total_jobs]).toEqual([200, 1])
    const told = body.plan.jobs.map((one: { job_name: string | null; problems: { path: string }[] }) => [
      one.job_name,
      one.problems.map(({ path }) => path),
    ])
    expect(told).toEqual([
      [null, ['jobs[0].parameters.url']],
      ['Conf - main - Good', []],
      [null, ['jobs[2].parameters.source.upload_id']],
      [null, ['jobs[3].parameters.template']],
    ])
    expect(body.plan.jobs[1].plan.steps.length).toBeGreaterThan(2)
    expect(body.plan.totals.run).toBe(body.plan.jobs[1].plan.totals.run)
    // A start is refused for the same.
    const refused = await call('POST', 'batches', { ...ann, body: { jobs } })
    expect(refused.status).toBe(400)
  })

  it.each([
    ['jobs', { parameters: session({ url: 'http://10.0.0.1/talk' }) }],
    ['jobs', { parameters: {} }],
    ['batches', { jobs: [{ parameters: {} }] }],
    ['batches', { jobs: [{ parameters: session() }], webhook: { url: 'http://10.0.0.1/' } }],
    ['batches', { jobs: [{ parameters: session() }], user_id: 'eve' }],
  ])('is refused as POST %s is: %j', async (path, body) => {
    const dry = await call('POST', `${path}/plan`, { ...ann, body })
    const real = await call('POST', path, { ...ann, body })
    expect([dry.status, dry.body.details]).toEqual([real.status, real.body.details])
    expect(dry.status).toBeGreaterThanOrEqual(400)
  })

  it('is refused for an id that is taken', async () => {
    const body = { batch_id: 'dry-taken', jobs: [{ parameters: session() }] }
    expect((await call('POST', 'batches/plan', { ...ann, body })).body.batch.batch_id).toBe('dry-taken')
    expect((await call('POST', 'batches', { ...ann, body })).status).toBe(201)
    expect((await call('POST', 'batches/plan', { ...ann, body })).status).toBe(409)
  })

  it('of two thousand talks is answered', async () => {
    const jobs = Array.from({ length: 2000 }, (_, place) => ({
      parameters: session({ session: `Talk ${place}` }),
    }))
    const { status, body } = await call('POST', 'batches/plan', { ...ann, body: { jobs } })
    expect([status, body.plan.jobs.length, body.plan.totals.run > 2000]).toEqual([200, 2000, true])
  }, 60_000)
})
