import { createHash } from 'node:crypto'
import { resultsId } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { session, type TestApp, testApp } from './test-app.ts'

const prefix = '/api/event-job'
let test: TestApp
beforeAll(async () => {
  test = await testApp()
})
afterAll(() => test?.close())

interface Answer {
  status: number
  headers: Record<string, unknown>
  // biome-ignore lint/suspicious/noExplicitAny: answers of every route
  body: Record<string, any>
}
async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isText = typeof body === 'string'
  const answer = await test.app.inject({
    method: method as 'GET',
    url: path,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { payload: isText ? body : JSON.stringify(body) }),
  })
  const type = String(answer.headers['content-type'] ?? '')
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: type.includes('json') && answer.body ? answer.json() : { text: answer.body },
  }
}
const api = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  call(method, prefix + path, body, headers)
const newJob = async (change: object = {}, headers: Record<string, string> = {}) =>
  (await api('POST', '/jobs', { parameters: session(), ...change }, headers)).body.job
const codes = (answer: Answer) =>
  (answer.body.details ?? []).map((detail: { path: string; code: string }) => `${detail.path} ${detail.code}`)

describe('POST /jobs', () => {
  it('answers 201 with the job, where it is, and its defaults', async () => {
    const answer = await api(
      'POST',
      '/jobs',
      { parameters: session({ day: null, colour: 'blue' }), external_id: 'x' },
      { 'x-request-id': 'my-id' },
    )
    expect(answer.status).toBe(201)
    const { job } = answer.body
    expect(answer.headers).toMatchObject({
      location: `${prefix}/jobs/${job.job_id}`,
      'x-request-id': 'my-id',
    })
    expect(job).toMatchObject({
      status: 'pending',
      job_type: 'session',
      job_name: 'Conf - main - Talk',
      parameters: {
        source_language: 'en',
        target_language: 'de',
        template: 'Session',
        create_archive: true,
        extra: { colour: 'blue' },
      },
      progress: { step: 'scrape', percent: 0 },
      run: { number: 1 },
      use_cache: true,
      priority: 5,
      external_id: 'x',
      results: null,
      error: null,
      warnings: [],
    })
    expect(job.parameters).not.toHaveProperty('day')
    expect(job.steps.map((step: { id: string; status: string }) => [step.id, step.status])).toEqual([
      ['scrape', 'ready'],
      ['video', 'blocked'],
      ['audio', 'blocked'],
      ['slides', 'blocked'],
      ['transform', 'blocked'],
      ['archive', 'blocked'],
    ])
    expect((await api('GET', `/jobs/${job.job_id}`)).body.job).toEqual(job)
  })

  it.each([
    ['an unknown key', { parameters: session(), webhok: {} }, 'webhok unknown_key'],
    ['a server-owned key', { parameters: session(), status: 'completed' }, 'status unknown_key'],
    ['no parameters', {}, 'parameters invalid_type'],
    ['null', null, 'body invalid_type'],
    ['a list', [], 'body invalid_type'],
    ['a missing field', { parameters: { ...session(), event: undefined } }, 'parameters.event invalid_type'],
    ['an empty field', { parameters: session({ session: '' }) }, 'parameters.session too_small'],
    ['a number for a text', { parameters: session({ track: 7 }) }, 'parameters.track invalid_type'],
    ['a list for a text', { parameters: session({ url: ['a'] }) }, 'parameters.url invalid_type'],
    [
      'an operator for a text',
      { parameters: session({ url: { $ne: null } }) },
      'parameters.url invalid_type',
    ],
    ['an operator key', { parameters: session({ $where: 1 }) }, 'parameters.$where bad_key'],
    ['a dotted key', { parameters: session({ 'a.b': 1 }) }, 'parameters.a.b bad_key'],
    ['NUL in a name', { parameters: session({ session: 'a\0b' }) }, 'parameters.session invalid'],
    ['a direction override', { parameters: session({ event: 'a\u202eb' }) }, 'parameters.event invalid'],
    ['a text for a boolean', { parameters: session(), use_cache: 'true' }, 'use_cache invalid_type'],
    ['a priority out of range', { parameters: session(), priority: 11 }, 'priority too_big'],
    [
      'a loopback URL',
      { parameters: session({ url: 'http://127.0.0.1/x' }) },
      'parameters.url url_not_allowed',
    ],
    [
      'a decimal address',
      { parameters: session({ video_url: 'http://2130706433/' }) },
      'parameters.video_url url_not_allowed',
    ],
    [
      'another scheme',
      { parameters: session({ url: 'ftp://example.org/' }) },
      'parameters.url validation_error',
    ],
    [
      'a private attachment',
      { parameters: session({ attachments_url: ['https://a.org/a', 'http://10.0.0.1/'] }) },
      'parameters.attachments_url.1 url_not_allowed',
    ],
    [
      'a private webhook',
      { parameters: session(), webhook: { url: 'http://169.254.169.254/' } },
      'webhook.url url_not_allowed',
    ],
    [
      'an unknown template',
      { parameters: session({ template: '../x' }) },
      'parameters.template invalid_template',
    ],
    ['an unknown job type', { parameters: session(), job_type: 'nothing' }, 'job_type unknown'],
  ])('refuses %s', async (_, body, problem) => {
    const answer = await api('POST', '/jobs', body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      status: 'error',
      error_type: 'validation_error',
      request_id: expect.any(String),
    })
    expect(codes(answer)).toContain(problem)
  })

  it.each([
    ['truncated JSON', '{"parameters":', 400],
    ['a prototype key', '{"parameters":{"__proto__":{"a":1}}}', 400],
    ['a body over 1 MiB', JSON.stringify({ parameters: session({ x: 'y'.repeat(1024 * 1024) }) }), 413],
  ])('refuses %s', async (_, body, status) => {
    expect((await api('POST', '/jobs', body)).status).toBe(status)
  })

  it('takes JSON only, in UTF-8', async () => {
    expect(
      (await api('POST', '/jobs', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' })).status,
    ).toBe(415)
    const answer = await test.app.inject({
      method: 'POST',
      url: `${prefix}/jobs`,
      headers: { 'content-type': 'application/json' },
      payload: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]),
    })
    expect(answer.statusCode).toBe(400)
    expect((await api('POST', '/jobs')).status).toBe(400)
  })

  it('resolves use_cache: header, job, parameters, batch, true', async () => {
    expect(
      (
        await newJob(
          { use_cache: true, parameters: session({ use_cache: true }) },
          { 'x-use-cache': 'false' },
        )
      ).use_cache,
    ).toBe(false)
    expect((await newJob({ use_cache: false, parameters: session({ use_cache: true }) })).use_cache).toBe(
      false,
    )
    expect((await newJob({ parameters: session({ use_cache: false }) })).use_cache).toBe(false)
    const batch = await api('POST', '/batches', {
      use_cache: false,
      jobs: [{ parameters: session() }, { parameters: session(), use_cache: true }],
    })
    const jobs = await Promise.all(
      batch.body.job_ids.map(async (id: string) => (await api('GET', `/jobs/${id}`)).body.job.use_cache),
    )
    expect(jobs).toEqual([false, true])
    expect((await api('POST', '/jobs', { parameters: session() }, { 'x-use-cache': 'yes' })).status).toBe(400)
  })

  it('keeps webhook secrets to itself', async () => {
    const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
    const job = await newJob({
      webhook: { url: 'https://hooks.example.org/', secret, headers: { 'X-Token': 'very-secret' } },
    })
    expect(job.webhook).toMatchObject({
      url: 'https://hooks.example.org/',
      signed: true,
      include_markdown: true,
    })
    expect(JSON.stringify(job)).not.toContain('very-secret')
    expect(JSON.stringify(await test.stack.jobs.get(job.job_id))).not.toMatch(/very-secret|whsec_/)
  })
})

describe('a job', () => {
  it('is cancelled at once, again without complaint, and restarted from there', async () => {
    const { job_id: id } = await newJob()
    expect((await api('POST', `/${id}/restart`)).status).toBe(409)
    const first = await api('POST', `/jobs/${id}/cancel`)
    expect([first.status, first.body.job.status]).toEqual([200, 'cancelled'])
    expect((await api('POST', `/jobs/${id}/cancel`)).status).toBe(200)
    const bad = await api('POST', `/${id}/restart`, { from_step: 'nothing' })
    expect([bad.status, codes(bad)]).toEqual([400, ['from_step unknown']])
    expect((await api('POST', `/${id}/restart`, { parameters: { url: 'http://127.0.0.1/' } })).status).toBe(
      400,
    )
    const again = await api('POST', `/${id}/restart`, {
      parameters: { track: 'other', colour: 'red' },
      use_cache: false,
    })
    expect(again.status).toBe(200)
    expect(again.body.job).toMatchObject({
      status: 'pending',
      run: { number: 2, from_step: null },
      use_cache: false,
      parameters: { track: 'other', extra: { colour: 'red' } },
    })
    await test.stack.orchestrator.transition((await test.stack.jobs.get(id))!, () => ({ type: 'force_fail' }))
    expect((await api('POST', `/jobs/${id}/cancel`)).status).toBe(409)
    expect((await api('GET', `/jobs/${id}`)).body.job.error.code).toBe('forced_failure')
  })

  it('is gone everywhere after DELETE, with or without a content type', async () => {
    const { job_id: id } = await newJob()
    expect(
      (await api('DELETE', `/jobs/${id}`, undefined, { 'content-type': 'application/json' })).status,
    ).toBe(200)
    for (const path of [`/jobs/${id}`, `/jobs/${id}/download-archive`, `/status/${id}`, `/files/${id}/1/x`]) {
      expect([path, (await api('GET', path)).status]).toEqual([path, 404])
    }
    for (const path of [`/jobs/${id}/cancel`, `/${id}/restart`])
      expect((await api('POST', path)).status).toBe(404)
    expect((await api('DELETE', `/jobs/${id}`)).status).toBe(404)
  })

  it('is waited for until it ends, or until something changed', async () => {
    const { job_id: id, revision } = await newJob()
    const started = performance.now()
    expect((await api('GET', `/jobs/${id}?wait=1`)).body.job.status).toBe('pending')
    expect(performance.now() - started).toBeGreaterThan(950)
    const waiting = api('GET', `/jobs/${id}?wait=30&since=${revision}`)
    await api('POST', `/jobs/${id}/cancel`)
    expect((await waiting).body.job.status).toBe('cancelled')
    expect((await api('GET', `/jobs/${id}?wait=61`)).status).toBe(400)
  })

  it('gives its files with ranges and tags, and nothing else', async () => {
    const { job_id: id } = await newJob()
    const text = 'Hello reed beds'
    const put = await test.stack.artifacts.put('public', text)
    const ref = { ...put, media_type: 'text/markdown' }
    await test.stack.results.put({
      id: resultsId(id, 1),
      job_id: id,
      run: 1,
      rev: 1,
      created_at: new Date(),
      files: [{ path: 'Conf/de/ä b.md', ...ref }],
      markdown_path: 'Conf/de/ä b.md',
      archive: { ...ref, media_type: 'application/zip', filename: 'ä "b".zip' },
      body: { markdown_content: text },
    })
    const before = (await test.stack.jobs.get(id))!
    await test.stack.jobs.write(before, {
      ...before,
      rev: before.rev + 1,
      result_run: 1,
      status: 'completed',
    })
    const { results } = (await api('GET', `/jobs/${id}?include=archive_data`)).body.job
    expect(results).toMatchObject({
      markdown_content: text,
      archive_bytes: text.length,
      archive_data: Buffer.from(text).toString('base64'),
    })
    const whole = await call('GET', results.markdown_url)
    expect([whole.status, whole.body.text]).toEqual([200, text])
    expect(whole.headers).toMatchObject({
      'content-type': 'text/markdown; charset=utf-8',
      'x-content-type-options': 'nosniff',
      etag: `"${createHash('sha256').update(text).digest('hex')}"`,
      'content-length': String(text.length),
    })
    const archive = `${prefix}/jobs/${id}/download-archive`
    expect((await call('GET', archive)).headers['content-disposition']).toBe(
      `attachment; filename="a _b_.zip"; filename*=UTF-8''%C3%A4%20%22b%22.zip`,
    )
    const part = async (range: string) => {
      const answer = await call('GET', archive, undefined, { range })
      return [answer.status, answer.headers['content-range'], answer.status === 206 ? answer.body.text : null]
    }
    expect(await part('bytes=6-9')).toEqual([206, 'bytes 6-9/15', 'reed'])
    expect(await part('bytes=-4')).toEqual([206, 'bytes 11-14/15', 'beds'])
    expect(await part('bytes=11-')).toEqual([206, 'bytes 11-14/15', 'beds'])
    expect(await part('bytes=15-')).toEqual([416, 'bytes */15', null])
    const head = await call('HEAD', archive)
    expect([head.status, head.headers['content-length'], head.body.text]).toEqual([200, '15', ''])
    expect(
      (await call('GET', archive, undefined, { 'if-none-match': String(whole.headers.etag) })).status,
    ).toBe(304)
    for (const path of ['../../etc/passwd', '..%2f..%2fetc%2fpasswd', 'Conf', '%00', '/etc/passwd']) {
      expect([path, (await api('GET', `/files/${id}/1/${path}`)).status]).toEqual([path, 404])
    }
    expect((await api('GET', `/files/${id}/2/Conf/de/%C3%A4%20b.md`)).status).toBe(404)
  })

  it('has no archive before it ended', async () => {
    const { job_id: id } = await newJob()
    const answer = await api('GET', `/jobs/${id}/download-archive`)
    expect([answer.status, answer.body.error_type]).toEqual([409, 'archive_not_ready'])
  })
})

describe('lists', () => {
  it.each([
    ...[
      'limit=0',
      'limit=-1',
      'limit=1e9',
      'limit=abc',
      'limit=1001',
      'status=x',
      'status[$ne]=a',
      'limit=5&limit=6',
    ],
    ...[
      'cursor=forged',
      `cursor=${Buffer.from('[1,2]').toString('base64url')}`,
      'unknown=1',
      'skip=1&cursor=WzEsImEiXQ',
      'sort=name',
    ],
  ])('refuse ?%s', async (query) => {
    const answer = await api('GET', `/jobs?${query}`)
    expect([query, answer.status, answer.body.error_type]).toEqual([query, 400, 'validation_error'])
  })

  it('page by cursor and by skip, count what the filter matches, and hold no results', async () => {
    const track = 'paged'
    for (let number = 0; number < 5; number++)
      await newJob({ parameters: session({ track, session: `T${number}` }) })
    const seen: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const answer: Answer = await api('GET', `/jobs?track=${track}&limit=2${next ? `&cursor=${next}` : ''}`)
      expect(answer.body.total).toBe(5)
      seen.push(...answer.body.jobs.map((job: { parameters: { session: string } }) => job.parameters.session))
      next = answer.body.next_cursor
    }
    expect(seen).toEqual(['T4', 'T3', 'T2', 'T1', 'T0'])
    const skipped = await api('GET', `/jobs?track=${track}&limit=2&skip=2&status=pending&q=t2`)
    expect(skipped.body).toMatchObject({ total: 1, jobs: [] })
    expect((await api('GET', `/jobs?track=${track}&q=T2`)).body.jobs[0]).not.toHaveProperty('results')
  })
})

describe('batches', () => {
  const three = () => ['a', 'b', 'c'].map((name) => ({ parameters: session({ session: name }) }))

  it('are made whole, with their jobs and counters', async () => {
    const answer = await api('POST', '/batches', { batch_id: 'whole', batch_name: 'Whole', jobs: three() })
    expect(answer.status).toBe(201)
    expect(answer.headers.location).toBe(`${prefix}/batches/whole`)
    expect(answer.body.job_ids).toHaveLength(3)
    expect(answer.body.batch).toMatchObject({
      batch_id: 'whole',
      status: 'pending',
      total_jobs: 3,
      pending_jobs: 3,
      isActive: true,
      archived: false,
    })
    const { jobs } = (await api('GET', '/jobs?batch_id=whole')).body
    expect(jobs.map((job: { parameters: { session: string } }) => job.parameters.session)).toEqual([
      'c',
      'b',
      'a',
    ])
    const stems = await Promise.all(
      answer.body.job_ids.map(async (id: string) => (await test.stack.jobs.get(id))?.file_stem),
    )
    expect(stems).toEqual(['talk', 'talk-2', 'talk-3'])
    const taken = await api('POST', '/batches', { batch_id: 'whole', jobs: three() })
    expect([taken.status, taken.body.error_type]).toEqual([409, 'conflict'])
    expect((await api('GET', '/jobs?batch_id=whole')).body.total).toBe(3)
  })

  it('are refused whole, with the place of each bad item', async () => {
    const before = (await api('GET', '/jobs')).body.total
    const jobs = [
      ...three(),
      { parameters: session({ url: 'http://10.0.0.1/' }) },
      { parameters: session({ url: 'http://[::1]/' }) },
    ]
    const answer = await api('POST', '/batches', { jobs })
    expect([answer.status, codes(answer)]).toEqual([
      400,
      ['jobs[3].parameters.url url_not_allowed', 'jobs[4].parameters.url url_not_allowed'],
    ])
    const shape = await api('POST', '/batches', {
      jobs: [...three(), { parameters: { event: 'x' } }, { nothing: 1 }],
    })
    expect(codes(shape)).toEqual(
      expect.arrayContaining(['jobs[3].parameters.session invalid_type', 'jobs[4].nothing unknown_key']),
    )
    expect((await api('GET', '/jobs')).body.total).toBe(before)
  })

  it('hold 1 to 2000 jobs', async () => {
    expect((await api('POST', '/batches', { jobs: [] })).status).toBe(400)
    const jobs = Array.from({ length: 2001 }, () => ({ parameters: session() }))
    const many = await api('POST', '/batches', { jobs })
    expect([many.status, many.body.error_type, codes(many)]).toEqual([413, 'too_large', ['jobs too_big']])
    expect((await api('POST', '/batches', { jobs: jobs.slice(1) })).status).toBe(201)
  })

  it.each(['job-x', 'fail-all', 'a/b', '-a', 'a'.repeat(101), ''])(
    'cannot be called %j',
    async (batch_id) => {
      expect((await api('POST', '/batches', { batch_id, jobs: three() })).status).toBe(400)
    },
  )

  it('are paused and go on by value, archived and brought back, deleted with their jobs', async () => {
    const { batch, job_ids } = (await api('POST', '/batches', { jobs: three() })).body
    const id = batch.batch_id
    const toggle = async (body?: object) =>
      (await api('POST', `/batches/${id}/toggle-active`, body)).body.batch.isActive
    expect([
      await toggle(),
      await toggle(),
      await toggle({ isActive: false }),
      await toggle({ isActive: false }),
    ]).toEqual([false, true, false, false])
    const held = (await test.stack.jobs.get(job_ids[0]))!
    expect(held.hold).toBe('paused')
    expect(
      await test.stack.orchestrator.transition(held, () => ({
        type: 'claim',
        run: 1,
        step: 'scrape',
        token: 't',
        lease_until: new Date(),
      })),
    ).toMatchObject({ reason: 'held' })
    expect(await toggle({ isActive: true })).toBe(true)
    expect((await test.stack.jobs.get(job_ids[0]))?.hold).toBeNull()
    expect((await api('POST', `/batches/${id}/toggle-active`, { active: true })).status).toBe(400)

    const listed = async (query: string) =>
      (await api('GET', `/batches?${query}`)).body.batches.some(
        (one: { batch_id: string }) => one.batch_id === id,
      )
    expect((await api('POST', `/batches/${id}/archive`)).body.batch).toMatchObject({
      archived: true,
      status: 'pending',
      total_jobs: 3,
    })
    expect([await listed(''), await listed('archived=true')]).toEqual([false, true])
    await api('POST', `/batches/${id}/archive`, { archived: false })
    expect([await listed('isActive=true'), await listed('isActive=false')]).toEqual([true, false])

    for (const job of job_ids.slice(1)) await api('POST', `/jobs/${job}/cancel`)
    expect((await api('GET', `/batches/${id}`)).body.batch).toMatchObject({
      status: 'processing',
      pending_jobs: 1,
      cancelled_jobs: 2,
      progress: { percent: 66 },
    })
    expect((await api('DELETE', `/jobs/${job_ids[0]}`)).status).toBe(200)
    expect((await api('GET', `/batches/${id}?wait=1`)).body.batch).toMatchObject({
      status: 'cancelled',
      total_jobs: 2,
    })
    expect((await api('DELETE', `/batches/${id}`)).body).toMatchObject({ status: 'success', deleted_jobs: 2 })
    expect((await api('GET', `/batches/${id}`)).status).toBe(404)
    expect((await api('GET', `/jobs/${job_ids[1]}`)).status).toBe(404)
  })
})

describe('submit and status', () => {
  it('take and find both kinds', async () => {
    const one = await api('POST', '/submit', { parameters: session() })
    expect([one.status, one.body.kind]).toEqual([201, 'job'])
    const many = await api('POST', '/submit', { jobs: [{ parameters: session() }] })
    expect([many.status, many.body.kind, many.body.job_ids.length]).toEqual([201, 'batch', 1])
    expect((await api('GET', `/status/${one.body.id}`)).body).toMatchObject({
      kind: 'job',
      state: 'pending',
      progress: { percent: 0 },
    })
    expect((await api('GET', `/status/${many.body.id}`)).body).toMatchObject({
      kind: 'batch',
      state: 'pending',
      batch: { total_jobs: 1 },
    })
    expect(codes(await api('POST', '/submit', { jobs: [{ parameters: {} }] }))).toContain(
      'jobs[0].parameters.url invalid_type',
    )
    expect((await api('POST', '/submit', { nothing: 1 })).status).toBe(400)
    expect((await api('GET', '/status/nothing')).status).toBe(404)
  })
})

describe('who asks', () => {
  it.each(['', 'a, b', '$ne', 'x'.repeat(10_000)])('is refused as %j', async (id) => {
    expect((await api('GET', '/jobs', undefined, { 'x-user-id': id })).status).toBe(400)
  })

  it('sees and changes what is theirs', async () => {
    const as = (id: string) => ({ 'x-user-id': id })
    expect((await api('POST', '/jobs', { parameters: session(), user_id: 'bob' }, as('ann'))).status).toBe(
      403,
    )
    const { job_id: id } = await newJob({}, as('ann'))
    const batch = (await api('POST', '/batches', { jobs: [{ parameters: session() }] }, as('ann'))).body.batch
      .batch_id
    const paths: [string, string][] = [
      ['GET', `/jobs/${id}`],
      ['GET', `/jobs/${id}/download-archive`],
      ['GET', `/files/${id}/1/x`],
      ['GET', `/status/${id}`],
      ['GET', `/status/${batch}`],
      ['GET', `/batches/${batch}`],
      ['POST', `/batches/${batch}/archive`],
      ['POST', `/batches/${batch}/toggle-active`],
      ['POST', `/${id}/restart`],
      ['POST', `/jobs/${id}/cancel`],
      ['DELETE', `/batches/${batch}`],
      ['DELETE', `/jobs/${id}`],
    ]
    for (const [method, path] of paths) {
      expect([path, (await api(method, path, undefined, as('eve'))).status]).toEqual([path, 403])
    }
    expect(
      (await api('GET', '/jobs', undefined, as('eve'))).body.jobs.map(
        (job: { job_id: string }) => job.job_id,
      ),
    ).not.toContain(id)
    expect(
      (await api('GET', '/jobs', undefined, as('ann'))).body.jobs.map(
        (job: { job_id: string }) => job.job_id,
      ),
    ).toContain(id)
    for (const [method, path] of paths) {
      const { status } = await api(method, path, undefined, as('ann'))
      expect([path, [200, 404, 409].includes(status)]).toEqual([path, true])
    }
  })

  it('is nobody behind a gateway without a header', async () => {
    const gateway = await testApp({ auth: 'header' })
    const inject = (method: 'GET' | 'POST', url: string, user?: string, payload?: object) =>
      gateway.app.inject({
        method,
        url: prefix + url,
        headers: user ? { 'x-user-id': user } : {},
        ...(payload ? { payload } : {}),
      })
    const own = (await inject('POST', '/jobs', 'ann', { parameters: session() })).json().job.job_id
    const nobodys = (await inject('POST', '/jobs', undefined, { parameters: session() })).json().job.job_id
    expect((await inject('GET', `/jobs/${own}`)).statusCode).toBe(403)
    expect((await inject('GET', `/jobs/${nobodys}`)).statusCode).toBe(200)
    expect((await inject('GET', '/jobs')).json().jobs.map((job: { job_id: string }) => job.job_id)).toEqual([
      nobodys,
    ])
    expect(
      (await inject('POST', '/jobs', undefined, { parameters: session(), user_id: 'ann' })).statusCode,
    ).toBe(403)
    await gateway.close()
  })
})

describe('the service', () => {
  it('says 404, and 405 with what is allowed', async () => {
    const missing = await call('GET', '/nothing')
    expect([missing.status, missing.body.error_type]).toEqual([404, 'not_found'])
    const method = await api('PUT', '/jobs', {})
    expect([method.status, method.body.error_type, method.headers.allow]).toEqual([
      405,
      'method_not_allowed',
      'GET, HEAD, POST',
    ])
    expect((await api('GET', '/jobs/..%2f..%2fetc')).status).toBe(404)
    expect((await api('GET', `/jobs/${'x'.repeat(300)}`)).status).toBe(404)
  })

  it('describes every route of its own', async () => {
    const document = (await call('GET', '/openapi.json')).body
    const operations = Object.entries<Record<string, { operationId: string }>>(document.paths).flatMap(
      ([path, methods]) => Object.values(methods).map((operation) => [path, operation.operationId]),
    )
    const ids = operations.map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(
      expect.arrayContaining(
        'createJob listJobs getJob deleteJob restartJob cancelJob downloadJobArchive createBatch listBatches getBatch deleteBatch archiveBatch toggleBatchActive submit getStatus getFile'.split(
          ' ',
        ),
      ),
    )
  })

  it('accepts work without Redis', async () => {
    const { app, close } = await testApp({ redisUrl: 'redis://127.0.0.1:9' })
    const answer = await app.inject({
      method: 'POST',
      url: `${prefix}/jobs`,
      payload: { parameters: session() },
    })
    expect(answer.statusCode).toBe(201)
    expect((await app.inject({ url: `${prefix}/jobs/${answer.json().job.job_id}` })).statusCode).toBe(200)
    const ready = await app.inject({ url: '/readyz' })
    expect([ready.statusCode, ready.json().checks.redis.ok]).toEqual([200, false])
    await close()
  })

  it('says 503 within 3 s without MongoDB, and stays alive', async () => {
    const { app, close } = await testApp({ mongodbUri: 'mongodb://127.0.0.1:9/x', waitUntilReady: false })
    for (const request of [
      { url: `${prefix}/jobs` },
      { method: 'POST' as const, url: `${prefix}/jobs`, payload: { parameters: session() } },
    ]) {
      const started = performance.now()
      const answer = await app.inject(request)
      expect([answer.statusCode, answer.json().error_type]).toEqual([503, 'unavailable'])
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
      expect(answer.body).not.toMatch(/127\.0\.0\.1|ECONN|mongo/i)
      expect(performance.now() - started).toBeLessThan(3_000)
    }
    expect((await app.inject({ url: '/livez' })).statusCode).toBe(200)
    expect((await app.inject({ url: '/readyz' })).statusCode).toBe(503)
    await close()
  })
})
