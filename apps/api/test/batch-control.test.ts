import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { completeJob, finishStep } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})
afterAll(() => test?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

interface Made {
  id: string
  completed: string
  failed: string
  waiting: string
}

/** A batch with a completed, a failed and a waiting job. */
async function mixedBatch(user?: string): Promise<Made> {
  const options = user === undefined ? {} : { user }
  const jobs = [
    { parameters: session({ session: 'a', video_transcript: 'said' }) },
    { parameters: session({ session: 'b', video_transcript: 'said' }) },
    { parameters: session({ session: 'c' }) },
  ]
  const { body } = await call('POST', 'batches', { ...options, body: { jobs } })
  const [completed, failed, waiting] = body.job_ids as [string, string, string]
  await completeJob(test.stack, completed)
  await finishStep(test.stack, failed, 'scrape', { code: 'source_not_found' })
  await finishStep(test.stack, failed, 'transform', { code: 'invalid_template' })
  return { id: body.batch.batch_id, completed, failed, waiting }
}
const counts = async (id: string) => {
  const { batch } = (await call('GET', `batches/${id}`)).body
  const { completed_jobs, failed_jobs, cancelled_jobs, pending_jobs, total_jobs } = batch
  return { completed_jobs, failed_jobs, cancelled_jobs, pending_jobs, total_jobs }
}
const runOf = async (id: string): Promise<number> => (await call('GET', `jobs/${id}`)).body.job.run.number

it('restart: the failed ones by default, every ended one when asked, never a running one', async () => {
  const { id, completed, failed, waiting } = await mixedBatch()
  const first = await call('POST', `batches/${id}/restart`)
  expect([first.status, first.body.restarted_jobs, first.body.batch.status]).toEqual([200, 1, 'processing'])
  expect([await runOf(completed), await runOf(failed), await runOf(waiting)]).toEqual([1, 2, 1])
  const second = await call('POST', `batches/${id}/restart`, { body: { only: 'all', use_cache: false } })
  expect(second.body.restarted_jobs).toBe(1)
  expect([await runOf(completed), await runOf(failed), await runOf(waiting)]).toEqual([2, 2, 1])
  expect((await call('GET', `jobs/${completed}`)).body.job).toMatchObject({
    use_cache: false,
    results: { run: 1 },
  })
  expect((await call('POST', `batches/${id}/restart`, { body: { only: 'some' } })).status).toBe(400)
})

it('restart of nothing ends no batch a second time', async () => {
  const { id } = await mixedBatch()
  await call('POST', `batches/${id}/cancel`)
  await call('POST', `batches/${id}/restart`)
  await call('POST', `batches/${id}/cancel`)
  await test.stack.orchestrator.idle()
  const ends = async () =>
    (await test.stack.events.ofBatch(id, 0, 1000)).filter(({ type }) => type === 'batch.completed').length
  const before = await ends()
  const { body } = await call('POST', `batches/${id}/restart`)
  expect(body.restarted_jobs).toBe(0)
  await test.stack.orchestrator.idle()
  expect(await ends()).toBe(before)
})

it('cancel: every job that has not ended, and again nothing', async () => {
  const { id, waiting } = await mixedBatch()
  const answer = await call('POST', `batches/${id}/cancel`)
  expect([answer.status, answer.body.cancelled_jobs]).toEqual([200, 1])
  expect(await counts(id)).toEqual({
    completed_jobs: 1,
    failed_jobs: 1,
    cancelled_jobs: 1,
    pending_jobs: 0,
    total_jobs: 3,
  })
  expect((await call('GET', `jobs/${waiting}`)).body.job.status).toBe('cancelled')
  expect((await call('POST', `batches/${id}/cancel`)).body.cancelled_jobs).toBe(0)
})

it('fail-all: what the caller may write and has not ended; archived batches and finished work stay', async () => {
  const mine = await mixedBatch('ann')
  const others = await mixedBatch('eve')
  const archived = await mixedBatch('ann')
  await call('POST', `batches/${archived.id}/archive`, { user: 'ann' })
  const answer = await call('POST', 'batches/fail-all', { user: 'ann' })
  expect([answer.status, answer.body.status]).toEqual([200, 'success'])
  expect(answer.body.updated_count).toBeGreaterThanOrEqual(1)
  expect(await counts(mine.id)).toMatchObject({ completed_jobs: 1, failed_jobs: 2, pending_jobs: 0 })
  expect((await call('GET', `jobs/${mine.waiting}`)).body.job.error).toMatchObject({ code: 'forced_failure' })
  expect(await counts(others.id)).toMatchObject({ completed_jobs: 1, failed_jobs: 1 })
  expect(await counts(archived.id)).toMatchObject({ completed_jobs: 1, failed_jobs: 1 })
  expect((await call('GET', `jobs/${mine.completed}`)).body.job.status).toBe('completed')
})

it('download: one ZIP of what is finished, under the name of the batch', async () => {
  const { id } = await mixedBatch()
  const answer = await call('GET', `batches/${id}/download-archive`)
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/zip'])
  expect(answer.headers['content-disposition']).toContain(`filename="${id}.zip"`)
  const names = answer.raw.toString('latin1')
  expect(answer.raw.subarray(0, 2).toString()).toBe('PK')
  expect(names).toContain('Wetland Conf 2026/de/wetlands/reed-beds.md')
  expect(names).toContain('README.md')
  expect((await call('GET', 'batches/none/download-archive')).status).toBe(404)
})

it('access: what is not stated stays, lists are replaced, jobs follow their batch', async () => {
  const { id, waiting } = await mixedBatch('ann')
  const change = (body: object, user = 'ann') => call('PATCH', `batches/${id}/access`, { user, body })
  const lent = await change({ read_access: ['rob', 'rob'], admin_access: ['ann', 'ada'] })
  expect(lent.body.batch.access_control).toEqual({
    visibility: 'private',
    read_access: ['rob'],
    write_access: ['ann'],
    admin_access: ['ann', 'ada'],
  })
  expect((await call('GET', `jobs/${waiting}`, { user: 'rob' })).status).toBe(200)
  expect((await change({ visibility: 'public' }, 'rob')).status).toBe(403)
  expect((await change({ visibility: 'public' }, 'ada')).body.batch.access_control.visibility).toBe('public')
  expect((await call('GET', `jobs/${waiting}`, { user: 'eve' })).status).toBe(200)
  for (const body of [
    { visibility: 'all' },
    { read_access: 'rob' },
    { read_access: ['$ne'] },
    { owner: 'eve' },
  ])
    expect((await change(body)).status).toBe(400)
  const job = await call('PATCH', `jobs/${waiting}/access`, { user: 'ann', body: { visibility: 'private' } })
  expect(job.body.job.access_control.visibility).toBe('private')
  expect((await call('GET', `jobs/${waiting}`, { user: 'eve' })).status).toBe(403)
})

it('a batch whose process stopped before it released the jobs shows them, as pending', async () => {
  const stopped = await testApp({
    change: (stack) => ({
      ...stack,
      jobs: { ...stack.jobs, hold: () => Promise.reject(new Error('stopped before the release')) },
    }),
  })
  const ask = callOf(stopped.app)
  const body = { jobs: [{ parameters: session() }, { parameters: session({ session: 'b' }) }] }
  const made = await ask('POST', 'batches', { body })
  const { batch_id: id } = made.body.batch
  const shown = { total_jobs: 2, pending_jobs: 2 }
  expect(made.body.batch).toMatchObject(shown)
  expect((await ask('GET', `batches/${id}`)).body.batch).toMatchObject(shown)
  expect((await ask('GET', 'batches')).body.batches).toMatchObject([shown])
  await stopped.close()
})
