import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})
afterAll(() => test?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

const talk = async (user: string): Promise<string> => {
  const body = { parameters: session({ video_transcript: 'x' }) }
  const id: string = (await call('POST', 'jobs', { body, user })).body.job.job_id
  await completeJob(test.stack, id)
  return id
}
const summarise = (parameters: object, user: string, job_type = 'track_summary') =>
  call('POST', 'jobs', { body: { job_type, parameters: { event: 'Conf', ...parameters } }, user })
const problems = async (answer: ReturnType<typeof summarise>): Promise<string[]> => {
  const { status, body } = await answer
  expect(status).toBe(400)
  return body.details.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)
}

it('is planned over completed jobs of the owner', async () => {
  const jobs = [await talk('ann'), await talk('ann')]
  const { status, body } = await summarise({ track: 'main', jobs }, 'ann')
  expect(status).toBe(201)
  expect(body.job).toMatchObject({ job_name: 'Conf – main', job_type: 'track_summary' })
  expect(body.job.parameters).toMatchObject({
    template: 'Track',
    target_language: 'de',
    include_documents: true,
  })
  expect(body.job.steps.map(({ id }: { id: string }) => id)).toEqual(['summary', 'archive'])
  const event = await summarise({ jobs, template: 'Event', create_archive: false }, 'ann', 'event_summary')
  expect(event.body.job.steps.map(({ id }: { id: string }) => id)).toEqual(['summary'])
})

it('names jobs that are not there, not of the owner, or not finished', async () => {
  const [own, other] = [await talk('bea'), await talk('cid')]
  const { body } = await call('POST', 'jobs', { body: { parameters: session() }, user: 'bea' })
  const open: string = body.job.job_id
  const track = 'main'
  expect(await problems(summarise({ track, jobs: [own, 'job-nope'] }, 'bea'))).toEqual([
    'parameters.jobs unknown',
  ])
  expect(await problems(summarise({ track, jobs: [own, other] }, 'bea'))).toEqual(['parameters.jobs unknown'])
  expect(await problems(summarise({ track, jobs: [own, open] }, 'bea'))).toEqual([
    'parameters.jobs jobs_not_finished',
  ])
  expect(await problems(summarise({ track, batch_id: 'nope' }, 'bea'))).toEqual([
    'parameters.batch_id no_documents',
  ])
  await call('POST', `jobs/${open}/cancel`, { user: 'bea' })
  expect(await problems(summarise({ track, jobs: [open] }, 'bea'))).toEqual(['parameters.jobs no_documents'])
  expect((await summarise({ track, jobs: [own, open] }, 'bea')).status).toBe(201)
})

it('takes either jobs or a batch, at most 500 jobs, and a template of its kind', async () => {
  const id = await talk('dan')
  const track = 'main'
  for (const wrong of [{ track }, { track, jobs: [id], batch_id: 'b' }, { track, jobs: [] }, { jobs: [id] }])
    expect((await summarise(wrong, 'dan')).status).toBe(400)
  const many = (count: number) => Array.from({ length: count }, () => id)
  expect((await summarise({ track, jobs: many(500) }, 'dan')).status).toBe(201)
  expect((await summarise({ track, jobs: many(501) }, 'dan')).status).toBe(400)
  expect(await problems(summarise({ track, jobs: [id], template: 'Session' }, 'dan'))).toEqual([
    'parameters.template invalid_template',
  ])
  const template = session({ template: 'Track' })
  expect((await call('POST', 'jobs', { body: { parameters: template }, user: 'dan' })).status).toBe(400)
})

it('does not read talks for somebody who may restart it but not read them', async () => {
  const [shown, closed] = [await talk('eva'), await talk('eva')]
  const { body } = await summarise({ track: 'main', jobs: [shown] }, 'eva')
  const id: string = body.job.job_id
  await call('POST', `jobs/${id}/cancel`, { user: 'eva' })
  const write_access = ['eva', 'fay']
  await call('PATCH', `jobs/${id}/access`, { body: { write_access }, user: 'eva' })
  await call('PATCH', `jobs/${shown}/access`, { body: { read_access: write_access }, user: 'eva' })
  const restart = (jobs: string[]) =>
    call('POST', `${id}/restart`, { body: { parameters: { jobs } }, user: 'fay' })
  const refused = await restart([closed])
  expect([refused.status, refused.body.details]).toEqual([
    400,
    [expect.objectContaining({ path: 'parameters.jobs', code: 'unknown' })],
  ])
  expect((await restart([shown])).status).toBe(200)
})
