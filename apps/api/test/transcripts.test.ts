import { sweepArtifacts, sweepResults } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { completeJob, finishStep } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})
afterAll(() => test?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

async function create(options: CallOptions = {}): Promise<string> {
  const body = { parameters: session({ video_transcript: 'said' }) }
  return (await call('POST', 'jobs', { ...options, body })).body.job.job_id
}
async function finished(options: CallOptions = {}): Promise<string> {
  const id = await create(options)
  await completeJob(test.stack, id)
  return id
}
const captions = (text: string) => `WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<v Ann Moor>${text}\n`
const put = (id: string, raw: string | Buffer, headers: Record<string, string> = {}) =>
  call('PUT', `jobs/${id}/transcript`, { raw, headers: { 'content-type': 'text/vtt', ...headers } })
const get = (id: string, query = '', headers: Record<string, string> = {}) =>
  call('GET', `jobs/${id}/transcript${query}`, { headers })
const jobOf = async (id: string) => (await call('GET', `jobs/${id}`)).body.job

describe('GET: the transcript', () => {
  it.each([
    ['', {}, 'text/vtt', /^WEBVTT\n\n00:00:00\.000 --> 00:00:02\.000\nGood morning\.\n$/],
    ['?format=srt', {}, 'application/x-subrip', /^1\n00:00:00,000 --> 00:00:02,000\nGood morning\.\n$/],
    ['?format=text', {}, 'text/plain', /^Good morning\.\n$/],
    ['?format=json', { accept: 'text/vtt' }, 'application/json', /^\[\{"start":0,"end":2,/],
    ['', { accept: 'application/json' }, 'application/json', /^\[/],
    [
      '',
      { accept: 'text/html, text/plain;q=0.5, application/x-subrip;q=0.9' },
      'application/x-subrip',
      /^1\n/,
    ],
    ['', { accept: 'text/html' }, 'text/vtt', /^WEBVTT/],
    ['', { accept: '*/*' }, 'text/vtt', /^WEBVTT/],
  ])('%s %j', async (query, headers, type, text) => {
    const answer = await get(await finished(), query, headers as Record<string, string>)
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': `${type}; charset=utf-8`,
      'content-language': 'en',
      vary: expect.stringContaining('Accept'),
      etag: expect.stringMatching(/^"[0-9a-f]{64}(-[a-z]+)?"$/),
      'content-disposition': expect.stringMatching(/^inline; filename="talk\.(vtt|srt|json|txt)"/),
    })
    expect(answer.raw.toString()).toMatch(text)
    const known = await get(await finished(), query, {
      ...(headers as Record<string, string>),
      'if-none-match': `"x", W/${answer.headers.etag}`,
    })
    expect([known.status, known.raw.length]).toEqual([304, 0])
  })

  it('404 while nothing was heard; an unknown format is 400', async () => {
    expect((await get(await create())).body.error_type).toBe('not_found')
    expect((await get(await finished(), '?format=pdf')).status).toBe(400)
  })

  it('that of the last good run while a new one has none yet', async () => {
    const id = await finished()
    await call('POST', `${id}/restart`)
    expect((await get(id)).raw.toString()).toContain('Good morning')
  })
})

describe('PUT: a correction', () => {
  it('makes a new run from transform, with the transcript read, and is answered from then on', async () => {
    const id = await finished({ user: 'ann' })
    const answer = await call('PUT', `jobs/${id}/transcript`, {
      user: 'ann',
      raw: captions('Good evening.'),
      headers: { 'content-type': 'text/vtt', 'content-language': 'en-GB' },
    })
    expect([answer.status, answer.body.status]).toEqual([202, 'success'])
    expect(answer.body.job).toMatchObject({
      status: 'pending',
      run: { number: 2, from_step: 'transform' },
      correction: { by: 'ann', language: 'en-GB', at: expect.any(String) },
      results: { run: 1 },
    })
    const text = await call('GET', `jobs/${id}/transcript`, { user: 'ann' })
    expect(text.raw.toString()).toBe(captions('Good evening.'))
    expect(text.headers['content-language']).toBe('en-GB')
    const json = await call('GET', `jobs/${id}/transcript?format=json`, { user: 'ann' })
    expect(json.headers.etag).toBe(answer.body.job.correction.etag)
    expect(json.body).toEqual([{ start: 1, end: 2.5, text: 'Good evening.', speaker: 'Ann Moor' }])
    // The step gets it, with what decides its outcome alone.
    const stored = await test.stack.jobs.get(id)
    expect(stored).toMatchObject({
      schema_version: 2,
      correction: { segments: { key: expect.stringMatching(/^u:ann\//) } },
    })
  })

  it.each([
    ['SubRip', '1\n00:00:01,000 --> 00:00:02,500\nGood evening.\n', 'application/x-subrip'],
    ['JSON', '[{"start":1,"end":2.5,"text":"Good evening.","speaker":null}]', 'application/json'],
    ['plain text with times', '00:00:01.000 --> 00:00:02.500\nGood evening.\n', 'text/plain'],
    ['a file whose type says nothing', captions('Good evening.'), 'application/octet-stream'],
    ['SubRip that is called JSON', '1\n00:00:01,000 --> 00:00:02,500\nGood evening.\n', 'application/json'],
  ])('%s', async (_, raw, type) => {
    const id = await finished()
    expect((await put(id, raw, { 'content-type': type })).status).toBe(202)
    expect((await get(id, '?format=json')).body[0]).toMatchObject({
      start: 1,
      end: 2.5,
      text: 'Good evening.',
    })
  })

  it('a file without a content type, as `curl -T` sends it', async () => {
    const id = await finished()
    const answer = await test.app.inject({
      method: 'PUT',
      url: `/api/event-job/jobs/${id}/transcript`,
      payload: Buffer.from(captions('Good evening.')),
      headers: { 'content-length': String(captions('Good evening.').length) },
    })
    expect(answer.statusCode).toBe(202)
  })

  it.each([
    ['nothing', '', 422, 'transcript_unreadable'],
    ['prose', 'What was said.', 422, 'transcript_unreadable'],
    ['no cues', 'WEBVTT\n\n', 422, 'transcript_unreadable'],
    ['broken JSON', '[{', 422, 'transcript_unreadable'],
    ['too much', ' '.repeat(5 * 1024 ** 2 + 1), 413, 'too_large'],
  ])('%s is refused, and changes nothing', async (_, raw, status, type) => {
    const id = await finished()
    const answer = await put(id, raw)
    expect([answer.status, answer.body.error_type]).toEqual([status, type])
    if (status === 422)
      expect(answer.body.details).toEqual([{ path: 'body', code: 'unreadable', message: expect.any(String) }])
    expect(await jobOf(id)).toMatchObject({ status: 'completed', correction: null, run: { number: 1 } })
  })

  it('at its limit it is taken', async () => {
    const cue = captions('Good evening.')
    const raw = cue + '\n'.repeat(5 * 1024 ** 2 - cue.length)
    expect((await put(await finished(), raw)).status).toBe(202)
  })

  it('forms are refused, and a language that is none', async () => {
    const id = await finished()
    for (const type of ['multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])
      expect((await put(id, captions('x'), { 'content-type': type })).status).toBe(415)
    const refused = await put(id, captions('x'), { 'content-language': 'English, please' })
    expect([refused.status, refused.body.details[0].path]).toEqual([400, 'content-language'])
  })

  it('the same again makes no run, unless the last one went wrong', async () => {
    const id = await finished()
    expect((await put(id, captions('Good evening.'))).status).toBe(202)
    // While it is being written, and afterwards.
    expect((await put(id, captions('Good evening.'))).status).toBe(200)
    await completeJob(test.stack, id)
    const again = await put(id, captions('Good evening.'))
    expect([again.status, again.body.job.run.number]).toEqual([200, 2])
    expect((await put(id, captions('Good night.'))).status).toBe(202)
    await finishStep(test.stack, id, 'transform', { code: 'storage_full' })
    expect((await jobOf(id)).status).toBe('failed')
    const tried = await put(id, captions('Good night.'))
    expect([tried.status, tried.body.job.run.number]).toEqual([202, 4])
  })

  it('a job that goes on answers 409; so does one without a document', async () => {
    const id = await create()
    const refused = await put(id, captions('Good evening.'))
    expect([refused.status, refused.body.error_type]).toEqual([409, 'conflict'])
    expect(refused.body.message).toContain('once it has ended')
    const body = { job_type: 'audio', parameters: { source: { url: 'https://talks.example.org/a.mp3' } } }
    const audio = (await call('POST', 'jobs', { body })).body.job.job_id
    await call('POST', `jobs/${audio}/cancel`)
    expect((await put(audio, captions('x'))).body.error_type).toBe('conflict')
  })

  it('a failed job without any content gets a document by it', async () => {
    const { job_id: id } = (await call('POST', 'jobs', { body: { parameters: session() } })).body.job
    await finishStep(test.stack, id, 'scrape', { code: 'source_not_found' })
    expect((await jobOf(id)).status).toBe('failed')
    const { job } = (await put(id, captions('Good evening.'))).body
    expect(job.steps.map((step: { name: string; status: string }) => `${step.name} ${step.status}`)).toEqual([
      'scrape failed',
      'video skipped',
      'audio skipped',
      'slides skipped',
      'transform ready',
      'archive blocked',
    ])
  })
})

describe('a correction', () => {
  it('stays through restarts, whatever they change, and goes by DELETE', async () => {
    const id = await finished()
    const { etag } = (await put(id, captions('Good evening.'))).body.job.correction
    for (const body of [
      {},
      { use_cache: false },
      { from_step: 'transform' },
      { parameters: { day: 'Sunday' } },
    ]) {
      await completeJob(test.stack, id)
      const { job } = (await call('POST', `${id}/restart`, { body })).body
      expect(job.correction).toMatchObject({ etag })
    }
    await completeJob(test.stack, id)
    const removed = await call('DELETE', `jobs/${id}/transcript`)
    expect(removed.status).toBe(202)
    expect(removed.body.job).toMatchObject({
      status: 'pending',
      correction: null,
      run: { from_step: 'transform' },
    })
    expect((await test.stack.jobs.get(id))?.schema_version).toBe(1)
    await completeJob(test.stack, id)
    expect((await get(id)).raw.toString()).toContain('Good morning')
    const again = await call('DELETE', `jobs/${id}/transcript`)
    expect([again.status, again.body.job.run.number]).toEqual([200, removed.body.job.run.number])
  })

  it('stays when the results expire; then all steps run again', async () => {
    const id = await finished()
    await put(id, captions('Good evening.'))
    await completeJob(test.stack, id)
    await sweepResults(test.stack, new Date(), new Date(Date.now() + 60_000))
    expect(await jobOf(id)).toMatchObject({ results: null, correction: { etag: expect.any(String) } })
    // Its bytes are referred to, however old they are.
    await sweepArtifacts({ ...test.stack, log: { info: () => {} } }, new Date(Date.now() + 7_200_000))
    expect((await get(id)).raw.toString()).toContain('Good evening')
    const { job } = (await put(id, captions('Good night.'))).body
    expect(job).toMatchObject({ status: 'pending', results_expired_at: null, run: { from_step: null } })
    const other = await finished()
    await sweepResults(test.stack, new Date(), new Date(Date.now() + 60_000))
    expect((await get(other)).body.error_type).toBe('results_expired')
  })

  it('opens its batch again, and is held while the batch is paused', async () => {
    const { batch, job_ids } = (
      await call('POST', 'batches', { body: { jobs: [{ parameters: session({ video_transcript: 'x' }) }] } })
    ).body
    const [id] = job_ids
    await completeJob(test.stack, id)
    await test.stack.orchestrator.settleBatch(batch.batch_id)
    await call('POST', `batches/${batch.batch_id}/toggle-active`)
    expect((await put(id, captions('Good evening.'))).status).toBe(202)
    expect((await call('GET', `batches/${batch.batch_id}`)).body.batch).toMatchObject({
      status: 'pending',
      completed_at: null,
      isActive: false,
    })
    expect((await test.stack.jobs.get(id))?.hold).toBe('paused')
  })
})

describe('If-Match', () => {
  it('guards one editor from another: who started from an older transcript gets 412', async () => {
    const id = await finished()
    const [vtt, srt] = [await get(id), await get(id, '?format=srt')]
    expect(vtt.headers.etag).not.toBe(srt.headers.etag)
    const first = await put(id, captions('By the first.'), { 'if-match': String(vtt.headers.etag) })
    expect(first.status).toBe(202)
    // At once, and when the first one's document is written.
    for (const settle of [async () => {}, () => completeJob(test.stack, id)]) {
      await settle()
      const second = await put(id, captions('By the second.'), { 'if-match': String(srt.headers.etag) })
      expect([second.status, second.body.error_type]).toEqual([412, 'precondition_failed'])
    }
    const removed = await call('DELETE', `jobs/${id}/transcript`, {
      headers: { 'if-match': String(vtt.headers.etag) },
    })
    expect(removed.status).toBe(412)
    expect((await get(id)).raw.toString()).toBe(captions('By the first.'))
    const now = (await jobOf(id)).correction.etag
    expect((await put(id, captions('By the second.'), { 'if-match': `"x", ${now}` })).status).toBe(202)
  })

  it('of many at once from the same transcript one wins', async () => {
    const id = await finished()
    const match = String((await get(id)).headers.etag)
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) => put(id, captions(`By number ${at}.`), { 'if-match': match })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array.from({ length: 7 }, () => 412)])
  })

  it.each([
    ['*', 202],
    ['W/"{etag}"', 412],
    [`"${'0'.repeat(64)}"`, 412],
    ['nonsense', 412],
    ['', 412],
  ])('%j: %i', async (given, status) => {
    const id = await finished()
    const etag = String((await get(id, '?format=json')).headers.etag).slice(1, -1)
    const match = given.replace('{etag}', etag)
    expect((await put(id, captions('x'), { 'if-match': match })).status).toBe(status)
  })

  it('of a job without a transcript matches nothing; If-None-Match takes it', async () => {
    const make = async () => {
      const { job_id: id } = (await call('POST', 'jobs', { body: { parameters: session() } })).body.job
      await call('POST', `jobs/${id}/cancel`)
      return id
    }
    expect((await put(await make(), captions('x'), { 'if-match': '*' })).status).toBe(412)
    expect((await put(await make(), captions('x'), { 'if-none-match': '*' })).status).toBe(202)
    expect((await put(await finished(), captions('x'), { 'if-none-match': '*' })).status).toBe(412)
  })
})
