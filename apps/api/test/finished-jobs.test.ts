import { sweepResults } from '@async-events/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { archiveBytes, completeJob, documentText, finishStep } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})
afterAll(() => test?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

async function create(parameters: object = {}): Promise<string> {
  const answer = await call('POST', 'jobs', { body: { parameters: session(parameters) } })
  return answer.body.job.job_id
}
const finished = async (): Promise<string> => {
  const id = await create({ video_transcript: 'said' })
  await completeJob(test.stack, id)
  return id
}

it('cancel: at once, again 200, of an ended one 409', async () => {
  const id = await create()
  const first = await call('POST', `jobs/${id}/cancel`)
  expect([first.status, first.body.status, first.body.job.status]).toEqual([200, 'success', 'cancelled'])
  expect(first.body.job.steps.every((step: { status: string }) => step.status === 'cancelled')).toBe(true)
  const again = await call('POST', `jobs/${id}/cancel`)
  expect([again.status, again.body.job.status]).toEqual([200, 'cancelled'])
  const completed = await finished()
  const refused = await call('POST', `jobs/${completed}/cancel`)
  expect([refused.status, refused.body.error_type]).toEqual([409, 'conflict'])
  expect((await call('GET', `jobs/${completed}`)).body.job.status).toBe('completed')
})
it('restart: only of an ended one, merged parameters, the last good result stays readable', async () => {
  const running = await create()
  expect((await call('POST', `${running}/restart`)).status).toBe(409)
  const id = await finished()
  const before = (await call('GET', `jobs/${id}`)).body.job
  expect(before).toMatchObject({
    status: 'completed',
    progress: { percent: 100 },
    results: { run: 1 },
    warnings: [{ step: 'scrape' }],
  })
  for (const [body, path] of [
    [{ from_step: 'nope' }, 'from_step'],
    [{ parameters: { url: 'http://10.0.0.1/' } }, 'parameters.url'],
    [{ parameters: { session: null } }, 'parameters.session'],
    [{ nope: 1 }, 'nope'],
    [{ parameters: { $set: 1 } }, 'parameters.$set'],
  ] as const) {
    const refused = await call('POST', `${id}/restart`, { body })
    expect(refused.status, path).toBe(400)
    expect(refused.body.details[0].path).toBe(path)
  }
  const answers = await Promise.all(
    [1, 2, 3].map(() =>
      call('POST', `${id}/restart`, {
        body: { parameters: { target: 'all', day: 'Sunday' }, use_cache: false },
      }),
    ),
  )
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409])
  const job = (await call('GET', `jobs/${id}`)).body.job
  expect(job).toMatchObject({
    status: 'pending',
    use_cache: false,
    run: { number: 2 },
    parameters: { target: 'all', day: 'Sunday', session: 'Talk' },
    results: { run: 1, markdown_content: expect.any(String) },
  })
  await finishStep(test.stack, id, 'scrape', { code: 'source_not_found' })
  await finishStep(test.stack, id, 'transform', { code: 'invalid_template' })
  const failed = (await call('GET', `jobs/${id}`)).body.job
  expect(failed).toMatchObject({
    status: 'failed',
    error: { code: 'invalid_template', step: 'transform' },
    results: { run: 1 },
  })
  const part = await call('POST', `${id}/restart`, {
    body: { from_step: 'transform', parameters: { day: null } },
  })
  expect(part.status).toBe(200)
  expect(part.body.job.parameters).not.toHaveProperty('day')
  expect(part.body.job.run).toMatchObject({ number: 3, from_step: 'transform' })
  expect(part.body.job.steps.map((step: { id: string; status: string }) => [step.id, step.status])).toEqual([
    ['scrape', 'failed'],
    ['video', 'skipped'],
    ['audio', 'skipped'],
    ['slides', 'skipped'],
    ['transform', 'ready'],
    ['archive', 'blocked'],
  ])
})
it('delete: gone everywhere, also for a client that sends a type without a body', async () => {
  const id = await finished()
  const file = (await call('GET', `jobs/${id}`)).body.job.results.markdown_url
  const deleted = await call('DELETE', `jobs/${id}`, { headers: { 'content-type': 'application/json' } })
  expect([deleted.status, deleted.body.status]).toEqual([200, 'success'])
  for (const [method, path] of [
    ['GET', `jobs/${id}`],
    ['GET', `status/${id}`],
    ['DELETE', `jobs/${id}`],
    ['POST', `jobs/${id}/cancel`],
    ['POST', `${id}/restart`],
    ['GET', `jobs/${id}/download-archive`],
    ['GET', file],
  ] as const)
    expect([path, (await call(method, path)).status]).toEqual([path, 404])
  const { jobs } = (await call('GET', 'jobs?limit=1000')).body
  expect(jobs.map((job: { job_id: string }) => job.job_id)).not.toContain(id)
})

it('a finished job tells what it made; its files come as they are, hostile ones only to save', async () => {
  const id = await finished()
  const { job } = (await call('GET', `jobs/${id}`)).body
  expect(job.warnings).toEqual([{ step: 'scrape', code: 'source_not_found', message: expect.any(String) }])
  const { results } = job
  expect(results).toMatchObject({
    run: 1,
    markdown_content: documentText,
    structured_data: { a: 1 },
    archive_bytes: archiveBytes.length,
    video_transcript: 'said',
    language: 'de',
  })
  expect(JSON.stringify(job)).not.toMatch(/sha256\/|DATA_DIR|"key"/)
  const item = (await call('GET', `jobs?limit=1000`)).body.jobs.find(
    (one: { job_id: string }) => one.job_id === id,
  )
  expect(item.results_summary).toEqual({
    run: 1,
    markdown_url: results.markdown_url,
    archive_url: results.archive_url,
  })
  const markdown = await call('GET', results.markdown_url)
  expect([markdown.status, markdown.raw.toString()]).toEqual([200, documentText])
  expect(markdown.headers['content-disposition']).toMatch(/^inline/)
  const page = await call('GET', results.assets[0].url)
  expect([page.status, page.raw.toString()]).toEqual([200, '<script>alert(1)</script>'])
  expect(page.headers['content-disposition']).toMatch(/^attachment/)
  expect(page.headers['content-security-policy']).toContain('sandbox')
  const archive = await call('GET', results.archive_url)
  expect(archive.raw.equals(archiveBytes)).toBe(true)
  expect(archive.headers['content-disposition']).toContain("filename*=UTF-8''Reed%20%E2%80%9Cbeds%E2%80%9D")
  const part = await call('GET', results.archive_url, {
    headers: { range: 'bytes=0-0', 'if-range': '"other"' },
  })
  expect([part.status, part.raw.length]).toEqual([200, archiveBytes.length])
  // Several ranges and nonsense are answered whole.
  for (const range of ['bytes=0-1,5-6', 'lines=1-2', 'bytes=5-1', 'bytes=a-'])
    expect([range, (await call('GET', results.archive_url, { headers: { range } })).status]).toEqual([
      range,
      200,
    ])
  // A file that the store has lost is an error, never a short answer.
  const key = (await test.stack.results.get(id, 1))?.archive?.key ?? ''
  await test.stack.artifacts.delete(key)
  const lost = await call('GET', results.archive_url)
  expect([lost.status, lost.body.status]).toEqual([500, 'error'])
  expect(lost.headers['content-length']).not.toBe(String(archiveBytes.length))
  expect(lost.headers['content-type']).toContain('application/json')
})

it.each([
  '../../etc/passwd',
  '..%2f..%2fetc/passwd',
  '%2e%2e/%2e%2e/etc/passwd',
  '%2fetc%2fpasswd',
  '%00',
  '',
  'a%00b',
  '....//x',
])('T05 /files with %s', async (path) => {
  const id = await finished()
  for (const start of [`files/${id}/1/`, `files/${id}/`, 'files/'])
    expect([start, (await call('GET', start + path)).status]).toEqual([start, 404])
})

it('whose results were removed after their time is still read; its files and its archive are gone, with 410', async () => {
  const id = await finished()
  const { results } = (await call('GET', `jobs/${id}`)).body.job
  await sweepResults(test.stack, new Date(), new Date(Date.now() + 60_000))
  const { job } = (await call('GET', `jobs/${id}`)).body
  expect(job).toMatchObject({ status: 'completed', results: null })
  expect(Date.parse(job.results_expired_at)).toBeGreaterThan(Date.parse(job.completed_at))
  const listed = (await call('GET', 'jobs?limit=1000')).body.jobs
  expect(listed.find((one: { job_id: string }) => one.job_id === id)).toMatchObject({ results_summary: null })
  for (const path of [results.archive_url, results.markdown_url]) {
    const gone = await call('GET', path)
    expect([gone.status, gone.body.error_type]).toEqual([410, 'results_expired'])
  }
  const partly = await call('POST', `${id}/restart`, { body: { from_step: 'archive' } })
  expect([partly.status, partly.body.details[0]]).toMatchObject([400, { path: 'from_step', code: 'expired' }])
  expect((await call('POST', `${id}/restart`)).body.job).toMatchObject({
    status: 'pending',
    results_expired_at: null,
  })
})
