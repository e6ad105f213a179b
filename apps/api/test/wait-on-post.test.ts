/** `POST …?wait=N`: made and waited for in one request; contract.md section 1. */
import { until } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Body, type CallOptions, callOf } from './call.ts'
import { completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})
afterAll(() => test?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)
const one = (job_name: string) => ({ parameters: session({ video_transcript: 'x' }), job_name })

/** Brings every job of this name to its end once there are so many that wait for it. */
async function endJobs(name: string, count: number): Promise<void> {
  const waiting = async (): Promise<string[]> =>
    (await call('GET', `jobs?q=${name}&status=pending`)).body.jobs.map((job: Body) => job.job_id)
  await until(async () => (await waiting()).length === count, 10_000, `${count} jobs wait`)
  for (const id of await waiting()) await completeJob(test.stack, id)
}
const restartable = async (name: string): Promise<Body> => {
  const { body } = await call('POST', 'batches', { body: { jobs: [one(name), one(name)] } })
  await call('POST', `batches/${body.batch.batch_id}/cancel`)
  return body
}

it.each([
  ['a job', 201, 1, async () => 'jobs', (name: string) => one(name)],
  ['a batch', 201, 2, async () => 'batches', (name: string) => ({ jobs: [one(name), one(name)] })],
  ['a job by submit', 201, 1, async () => 'submit', (name: string) => one(name)],
  ['a batch by submit', 201, 2, async () => 'submit', (name: string) => ({ jobs: [one(name), one(name)] })],
  [
    'a restart',
    200,
    1,
    async (name: string) => `${(await restartable(name)).job_ids[0]}/restart`,
    () => ({}),
  ],
  [
    'a restart of a batch',
    200,
    2,
    async (name: string) => `batches/${(await restartable(name)).batch.batch_id}/restart`,
    () => ({ only: 'all' }),
  ],
] as const)('%s answers when it has ended', async (what, status, count, pathOf, bodyOf) => {
  const name = `end-${what.replaceAll(' ', '-')}`
  const path = await pathOf(name)
  const [answer] = await Promise.all([
    call('POST', `${path}?wait=50`, { body: bodyOf(name) }),
    endJobs(name, count),
  ])
  const { job, batch } = answer.body
  expect([answer.status, (job ?? batch).status]).toEqual([status, 'completed'])
  // As GET shows it; the stored end of a batch follows that of its jobs.
  if (job) expect((await call('GET', `jobs/${job.job_id}`)).body.job).toEqual(job)
  else expect(batch).toMatchObject({ total_jobs: count, completed_jobs: count })
})

it('answers with what it is by then when the time is over', async () => {
  const started = performance.now()
  const { status, body, headers } = await call('POST', 'jobs?wait=1', { body: one('slow') })
  expect(performance.now() - started).toBeGreaterThan(900)
  expect([status, body.job.status, headers.location]).toEqual([
    201,
    'pending',
    `/api/event-job/jobs/${body.job.job_id}`,
  ])
})

it('a job that is deleted meanwhile was made all the same', async () => {
  const [answer] = await Promise.all([
    call('POST', 'jobs?wait=50', { body: one('vanishes') }),
    (async () => {
      const found = async () => (await call('GET', 'jobs?q=vanishes')).body.jobs[0]?.job_id
      await until(async () => (await found()) !== undefined, 10_000, 'the job is there')
      await call('DELETE', `jobs/${await found()}`)
    })(),
  ])
  expect([answer.status, answer.body.job.status]).toEqual([201, 'pending'])
})

it('a repetition under its key waits as well, and tells what the job is by then', async () => {
  const headers = { 'idempotency-key': 'wait-once' }
  const first = await call('POST', 'jobs?wait=0', { body: one('again'), headers })
  const [second] = await Promise.all([
    call('POST', 'jobs?wait=50', { body: one('again'), headers }),
    endJobs('again', 1),
  ])
  expect([second.status, second.headers['idempotent-replayed']]).toEqual([201, 'true'])
  expect(second.body.job).toMatchObject({ job_id: first.body.job.job_id, status: 'completed' })
})

it('nothing is made for a caller that holds too many requests', async () => {
  const full = await testApp({ held: { perCaller: 0, inAll: 10 } })
  try {
    const ask = callOf(full.app)
    expect((await ask('POST', 'jobs?wait=5', { body: one('refused') })).status).toBe(429)
    expect((await ask('GET', 'jobs?q=refused')).body.total).toBe(0)
    expect((await ask('POST', 'jobs?wait=0', { body: one('refused') })).status).toBe(201)
  } finally {
    await full.close()
  }
})
