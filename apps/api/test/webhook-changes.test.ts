/** `PATCH …/webhook` and `POST …/deliveries/replay` as clients see them; what receivers get is in apps/keeper. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})
afterAll(() => test?.close())
const call = (method: string, path: string, options: CallOptions = {}) =>
  callOf(test.app)(method, path, { user: 'ann', ...options })
const url = 'https://hooks.example.org/talks'
const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`
const parameters = session({ video_transcript: 'x' })

async function batchOf(webhook?: object): Promise<{ id: string; jobs: string[] }> {
  const jobs = [{ parameters }, { parameters, webhook: { url: `${url}/own` } }]
  const { batch, job_ids } = (await call('POST', 'batches', { body: { jobs, webhook } })).body
  return { id: batch.batch_id, jobs: job_ids }
}
const webhookOf = async (id: string) => (await call('GET', `jobs/${id}`)).body.job.webhook

it('a job: changed, removed and added, with what clients may see of it', async () => {
  const webhook = { url: `${url}?key=k`, secret, headers: { Authorization: 'Bearer x' } }
  const { job } = (await call('POST', 'jobs', { body: { parameters, webhook } })).body
  const change = (body: object) => call('PATCH', `jobs/${job.job_id}/webhook`, { body })
  const changed = await change({ payload: 'thin', events: ['job.failed'], include_markdown: false })
  expect([changed.status, changed.body.job.webhook]).toEqual([
    200,
    {
      url,
      include_markdown: false,
      include_metadata: true,
      events: ['job.failed'],
      payload: 'thin',
      signed: true,
    },
  ])
  expect(changed.body.job.revision).toBeGreaterThan(job.revision)
  expect(changed.raw.toString()).not.toMatch(/whsec_|Bearer|key=k/)
  expect((await change({ secret: null })).body.job.webhook.signed).toBe(false)
  expect((await change({ url: null })).body.job.webhook).toBeNull()
  expect((await change({ payload: 'thin' })).body.details).toMatchObject([{ path: 'url', code: 'required' }])
  expect((await change({ url })).body.job.webhook).toMatchObject({ url, payload: 'full', events: null })
  await completeJob(test.stack, job.job_id)
  const { deliveries } = (await call('GET', `jobs/${job.job_id}/deliveries`)).body
  expect(deliveries).toMatchObject([{ type: 'job.completed', state: 'pending' }])
})

it('a batch: also its jobs without their own, and those of an earlier version', async () => {
  const { id, jobs } = await batchOf({ url })
  const [follows = '', owns = ''] = jobs
  const changed = await call('PATCH', `batches/${id}/webhook`, { body: { url: `${url}/2` } })
  expect([changed.status, changed.body.batch.webhook.url]).toEqual([200, `${url}/2`])
  expect([(await webhookOf(follows)).url, (await webhookOf(owns)).url]).toEqual([`${url}/2`, `${url}/own`])
  await call('PATCH', `batches/${id}/webhook`, { body: { url: null } })
  expect([await webhookOf(follows), (await webhookOf(owns)).url]).toEqual([null, `${url}/own`])
  await call('PATCH', `batches/${id}/webhook`, { body: { url } })
  expect((await webhookOf(follows)).url).toBe(url)
  // A job that was changed is one with its own.
  await call('PATCH', `jobs/${follows}/webhook`, { body: { url: null } })
  await call('PATCH', `batches/${id}/webhook`, { body: { url: `${url}/3` } })
  expect(await webhookOf(follows)).toBeNull()
})

describe('a change that cannot be', () => {
  it.each<[string, object, string]>([
    ['U02: loopback', { url: 'http://127.0.0.1/' }, 'url'],
    ['U02: metadata', { url: 'http://169.254.169.254/' }, 'url'],
    ['U01: another scheme', { url: 'ftp://example.org/' }, 'url'],
    ['a header that is ours', { headers: { Host: 'x' } }, 'headers.Host'],
    ['an event that is not told', { events: ['job.started'] }, 'events[0]'],
    ['another payload', { payload: 'fat' }, 'payload'],
    ['a short secret', { secret: 'whsec_AAAA' }, 'secret'],
    ['a key it has not', { method: 'PUT' }, 'method'],
    ['what goes with the webhook', { url: null, events: ['job.failed'] }, 'events'],
  ])('%s', async (_what, body, path) => {
    const { id, jobs } = await batchOf({ url })
    for (const place of [`jobs/${jobs[0]}`, `batches/${id}`]) {
      const refused = await call('PATCH', `${place}/webhook`, { body })
      const paths = new Set(refused.body.details?.map((one: { path: string }) => one.path))
      expect([refused.status, [...paths]]).toEqual([400, [path]])
    }
    expect((await webhookOf(jobs[0] ?? '')).url).toBe(url)
  })

  it('without a body', async () => {
    const { jobs } = await batchOf({ url })
    for (const options of [{}, { body: null }])
      expect((await call('PATCH', `jobs/${jobs[0]}/webhook`, options)).status).toBe(400)
  })
})

describe('the failed deliveries', () => {
  async function failed(): Promise<{ id: string; jobs: string[] }> {
    const batch = await batchOf({ url })
    for (const id of batch.jobs) await completeJob(test.stack, id)
    const { deliveries } = test.stack
    for (const one of await deliveries.ofBatch(batch.id, {}, { limit: 10, skip: 0, after: null })) {
      if (one.endpoint === 'batch') continue
      const next_at = one.next_at ?? new Date()
      await deliveries.claim({ id: one.id, host: '', next_at }, 't', next_at)
      const ended = { state: 'failed' as const, attempts: 10, next_at: null, ended_at: new Date() }
      await deliveries.finish(one.id, 't', null, ended)
    }
    return batch
  }
  const statesOf = async (path: string) =>
    (await call('GET', `${path}/deliveries`)).body.deliveries
      .filter((one: { job_id: string | null }) => one.job_id !== null)
      .map((one: { state: string; attempts: number }) => `${one.state} ${one.attempts}`)

  it('of a job are sent again', async () => {
    const { jobs } = await failed()
    const replayed = await call('POST', `jobs/${jobs[0]}/deliveries/replay`)
    expect([replayed.status, replayed.body]).toEqual([
      202,
      { status: 'success', replayed: 1, more: false, message: '1 webhooks are sent again.' },
    ])
    expect(await statesOf(`jobs/${jobs[0]}`)).toEqual(['pending 0'])
    expect(await statesOf(`jobs/${jobs[1]}`)).toEqual(['failed 10'])
    expect((await call('POST', `jobs/${jobs[0]}/deliveries/replay`)).body.replayed).toBe(0)
  })

  it('of a batch are sent again, without those of jobs that the caller may not change', async () => {
    const { id, jobs } = await failed()
    const lent = { write_access: ['ann', 'wil'] }
    await call('PATCH', `batches/${id}/access`, { body: lent })
    await call('PATCH', `jobs/${jobs[1]}/access`, { body: { write_access: ['ann'] } })
    const replay = (user: string) => call('POST', `batches/${id}/deliveries/replay`, { user })
    expect((await replay('rob')).status).toBe(403)
    expect((await replay('wil')).body).toMatchObject({ replayed: 1, more: false })
    expect(await statesOf(`jobs/${jobs[1]}`)).toEqual(['failed 10'])
    expect((await replay('ann')).body.replayed).toBe(1)
    expect(await statesOf(`batches/${id}`)).toEqual(['pending 0', 'pending 0'])
  })

  it('that the webhook no longer wants stay', async () => {
    const { jobs } = await failed()
    await call('PATCH', `jobs/${jobs[0]}/webhook`, { body: { events: ['job.failed'] } })
    expect((await call('POST', `jobs/${jobs[0]}/deliveries/replay`)).body.replayed).toBe(0)
    await call('PATCH', `jobs/${jobs[0]}/webhook`, { body: { url: null } })
    expect((await call('POST', `jobs/${jobs[0]}/deliveries/replay`)).body.replayed).toBe(0)
  })
})
