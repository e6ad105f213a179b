/** Webhooks as clients see them: what is accepted, the log, replay, the test event. U01 to U04 of docs/bad-inputs.md. */
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { readWebhookSecret, signWebhook, webhookIdOf } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`
const serviceSecret = `whsec_${Buffer.alloc(24, 2).toString('base64')}`
const received: { headers: IncomingHttpHeaders; raw: string }[] = []
let answer: RequestListener = (_request, response) => void response.writeHead(204).end()
let port = 0
const receiver = createServer(async (request, response) => {
  received.push({
    headers: request.headers,
    raw: Buffer.concat(await Array.fromAsync(request)).toString(),
  })
  answer(request, response)
})

let test: TestApp
beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const address = receiver.address()
  port = typeof address === 'object' && address ? address.port : 0
  test = await testApp({ fetchAllow: `127.0.0.1:${port}`, webhookSecret: serviceSecret })
})
afterAll(async () => {
  await test?.close()
  receiver.close()
})
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)
const url = 'https://hooks.example.org/talks'
const submit = (webhook: unknown) => call('POST', 'jobs', { body: { parameters: session(), webhook } })

describe('a webhook of a job', () => {
  it.each([
    ['nothing but its URL', { url }],
    ['all there is', { url, headers: { Authorization: 'Bearer x' }, events: ['job.step'], secret }],
  ])('may be %s', async (_what, webhook) => {
    const created = await submit(webhook)
    expect(created.status).toBe(201)
    expect(JSON.stringify(created.body)).not.toMatch(/whsec_|Bearer/)
  })

  it.each([
    ['U01 another scheme', { url: 'ftp://example.org/' }, 'webhook.url'],
    ['U01 credentials', { url: 'https://user:pass@example.org/' }, 'webhook.url'],
    ['U01 too long', { url: `https://example.org/${'a'.repeat(2048)}` }, 'webhook.url'],
    ['U01 no URL', { url: 'example' }, 'webhook.url'],
    ['U02 loopback', { url: 'http://127.0.0.1/' }, 'webhook.url'],
    ['U02 loopback in hex', { url: 'http://0x7f.1/' }, 'webhook.url'],
    ['U02 metadata', { url: 'http://169.254.169.254/' }, 'webhook.url'],
    ['U02 a local name', { url: 'http://redis:6379/' }, 'webhook.url'],
    ['no URL at all', {}, 'webhook.url'],
    ['a key it has not', { url, method: 'PUT' }, 'webhook.method'],
    ['an event that is not told', { url, events: ['job.started'] }, 'webhook.events[0]'],
    ['Host', { url, headers: { Host: 'x' } }, 'webhook.headers.Host'],
    ['Content-Length', { url, headers: { 'Content-Length': '1' } }, 'webhook.headers.Content-Length'],
    ['a hop-by-hop header', { url, headers: { connection: 'x' } }, 'webhook.headers.connection'],
    ['our own headers', { url, headers: { 'Webhook-Id': 'x' } }, 'webhook.headers.Webhook-Id'],
    ['a header twice', { url, headers: { 'X-A': '1', 'x-a': '2' } }, 'webhook.headers.x-a'],
    ['a line break in a header', { url, headers: { 'X-A': 'a\r\nX-B: b' } }, 'webhook.headers.X-A'],
    ['a space in a name', { url, headers: { 'X A': 'a' } }, 'webhook.headers.X A'],
    ['a short secret', { url, secret: `whsec_${Buffer.alloc(23).toString('base64')}` }, 'webhook.secret'],
    ['a long secret', { url, secret: `whsec_${Buffer.alloc(65).toString('base64')}` }, 'webhook.secret'],
    ['another secret', { url, secret: 'hunter2' }, 'webhook.secret'],
  ])('may not be: %s', async (_what, webhook, path) => {
    const refused = await submit(webhook)
    expect([refused.status, refused.body.error_type]).toEqual([400, 'validation_error'])
    expect(refused.body.details.map((detail: { path: string }) => detail.path)).toContain(path)
  })

  it('may have 20 headers and not one more', async () => {
    const headers = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`X-${index}`, 'x']))
    expect((await submit({ url, headers: headers(20) })).status).toBe(201)
    expect((await submit({ url, headers: headers(21) })).status).toBe(400)
  })

  it('U02: the URL of a batch is checked as well', async () => {
    const body = { jobs: [{ parameters: session() }], webhook: { url: 'http://localhost/' } }
    const refused = await call('POST', 'batches', { body })
    expect([refused.status, refused.body.details[0].code]).toEqual([400, 'url_not_allowed'])
  })
})

describe('what is shown of a webhook', () => {
  const shown = async (app: TestApp, webhook: object) => {
    const ask = callOf(app.app)
    const job = (await ask('POST', 'jobs', { body: { parameters: session(), webhook } })).body.job
    const body = { jobs: [{ parameters: session() }], webhook }
    const { batch } = (await ask('POST', 'batches', { body })).body
    const listed = (await ask('GET', 'batches?limit=1')).body.batches[0]
    return [job, batch, listed].map((one) => one.webhook.signed)
  }

  it('says that the service signs it when it has no secret of its own', async () => {
    expect(await shown(test, { url })).toEqual([true, true, true])
  })
  it('says that nothing signs it when there is no secret at all', async () => {
    const plain = await testApp()
    try {
      expect(await shown(plain, { url })).toEqual([false, false, false])
      expect(await shown(plain, { url, secret })).toEqual([true, true, true])
    } finally {
      await plain.close()
    }
  })
})

describe('the log', () => {
  async function told(user = 'ann') {
    const body = {
      batch_id: `b-${crypto.randomUUID()}`,
      jobs: [
        { parameters: session({ video_transcript: 'x' }) },
        { parameters: session({ video_transcript: 'y' }) },
      ],
      webhook: { url },
    }
    const { batch, job_ids } = (await call('POST', 'batches', { user, body })).body
    for (const id of job_ids) await completeJob(test.stack, id)
    await test.stack.orchestrator.settleBatch(batch.batch_id)
    await test.stack.orchestrator.idle()
    return { batch: batch.batch_id as string, jobs: job_ids as string[] }
  }
  const batchDelivery = async (id: string): Promise<string> =>
    webhookIdOf('batch', id, (await test.stack.batches.get(id))?.creation ?? '', 1)
  /** As a keeper leaves it. */
  async function fail(id: string): Promise<void> {
    const { stack } = test
    const next_at = (await stack.deliveries.get(id))?.next_at ?? new Date()
    await stack.deliveries.claim({ id, host: '', next_at }, 't', next_at)
    const at = new Date()
    const error = { code: 'webhook_refused', message: 'The receiver answered 500' }
    await stack.deliveries.finish(
      id,
      't',
      { at, status: 500, duration_ms: 12, answer: 'oops', error, signed: false },
      { state: 'failed', attempts: 10, next_at: null, ended_at: at },
    )
  }

  it('shows the deliveries of a job', async () => {
    const { jobs, batch } = await told()
    const list = () => call('GET', `jobs/${jobs[0]}/deliveries`, { user: 'ann' })
    const [delivery] = (await list()).body.deliveries
    const seq = (await test.stack.jobs.get(jobs[0]!))?.seq ?? 0
    const id = webhookIdOf('job', jobs[0]!, seq)
    expect(delivery).toMatchObject({
      delivery_id: id,
      job_id: jobs[0],
      batch_id: batch,
      type: 'job.completed',
      run: 1,
      seq,
      state: 'pending',
      attempts: 0,
      ended_at: null,
      log: [],
    })
    await fail(id)
    expect((await list()).body).toEqual({
      status: 'success',
      deliveries: [
        {
          ...delivery,
          state: 'failed',
          attempts: 10,
          next_at: null,
          ended_at: expect.any(String),
          log: [
            {
              at: expect.any(String),
              status: 500,
              duration_ms: 12,
              answer: 'oops',
              error: { code: 'webhook_refused', message: 'The receiver answered 500' },
              signed: false,
            },
          ],
        },
      ],
      next_cursor: null,
    })
  })

  it('shows those of a batch and its jobs, newest first, by state and page by page', async () => {
    const { batch, jobs } = await told()
    const list = async (query = '') =>
      (await call('GET', `batches/${batch}/deliveries${query}`, { user: 'ann' })).body
    const all = (await list()).deliveries
    expect(all.map((one: { type: string }) => one.type)).toEqual([
      'batch.completed',
      'job.completed',
      'job.completed',
    ])
    const ofBatch = await batchDelivery(batch)
    expect(all[0]).toMatchObject({ delivery_id: ofBatch, job_id: null, run: null, seq: 1 })
    const page = await list('?limit=2')
    const rest = await list(`?limit=2&cursor=${page.next_cursor}`)
    expect([...page.deliveries, ...rest.deliveries]).toEqual(all)
    expect(rest.next_cursor).toBeNull()
    await fail(ofBatch)
    expect((await list('?state=failed')).deliveries).toHaveLength(1)
    expect((await list('?state=delivered')).deliveries).toEqual([])

    // Whoever may read the batch and not this job any more sees the others.
    await call('PATCH', `batches/${batch}/access`, {
      user: 'ann',
      body: { read_access: ['ann', 'rob'] },
    })
    await call('PATCH', `jobs/${jobs[0]}/access`, { user: 'ann', body: { read_access: ['ann'] } })
    const seen = (await call('GET', `batches/${batch}/deliveries`, { user: 'rob' })).body.deliveries
    expect(seen.map((one: { job_id: string | null }) => one.job_id)).toEqual([null, jobs[1]])
  })

  it.each(['?state=lost', '?limit=0', '?cursor=x', '?type=job.failed', '?skip=1&cursor=x'])(
    'B05: %s is refused',
    async (query) => {
      const { jobs } = await told()
      expect((await call('GET', `jobs/${jobs[0]}/deliveries${query}`, { user: 'ann' })).status).toBe(400)
    },
  )

  it('a delivery is sent again when asked for, with all its tries', async () => {
    const { batch } = await told()
    const id = await batchDelivery(batch)
    await fail(id)
    const replayed = await call('POST', `deliveries/${id}/replay`, { user: 'ann' })
    expect([replayed.status, replayed.body.delivery]).toMatchObject([
      202,
      { delivery_id: id, state: 'pending', attempts: 0, ended_at: null },
    ])
    const due = await test.stack.deliveries.due(new Date(Date.now() + 5_000), [], 1000)
    expect(due).toContainEqual({
      id,
      host: 'hooks.example.org',
      next_at: new Date(replayed.body.delivery.next_at),
    })
    // While it is tried it is not taken away from who tries it.
    await test.stack.deliveries.claim(due.find((one) => one.id === id)!, 'busy', new Date('2100-01-01'))
    expect((await call('POST', `deliveries/${id}/replay`, { user: 'ann' })).status).toBe(202)
    expect(await test.stack.deliveries.get(id)).toMatchObject({ token: 'busy' })
  })

  it('a delivery that is not there, or whose job is gone, is not found', async () => {
    const { jobs } = await told()
    const [one] = (await call('GET', `jobs/${jobs[0]}/deliveries`, { user: 'ann' })).body.deliveries
    await call('DELETE', `jobs/${jobs[0]}`, { user: 'ann' })
    for (const id of [one.delivery_id, 'job-x.1.job', 'x', '..%2f..', 'x'.repeat(300)]) {
      const missing = await call('POST', `deliveries/${id}/replay`, { user: 'ann' })
      expect([id, missing.status, missing.body.message]).toEqual([
        id,
        404,
        'There is no delivery with this id.',
      ])
    }
    expect((await call('GET', `jobs/${jobs[0]}/deliveries`, { user: 'ann' })).status).toBe(404)
  })
})

describe('the test event', () => {
  const testing = (webhook: object) =>
    call('POST', 'webhooks/test', { user: 'ann', body: { url: `http://127.0.0.1:${port}/`, ...webhook } })

  it('is sent as everything else is, and its outcome told', async () => {
    answer = (_request, response) => void response.writeHead(200).end('got it')
    const { status, body } = await testing({ secret, headers: { 'X-Team': 'wetlands' } })
    expect([status, body]).toEqual([
      200,
      {
        status: 'success',
        delivered: true,
        webhook_id: expect.stringMatching(/^test-/),
        result: {
          at: expect.any(String),
          status: 200,
          duration_ms: expect.any(Number),
          answer: 'got it',
          error: null,
          signed: true,
        },
        message: 'The receiver took it.',
      },
    ])
    const { headers, raw } = received.at(-1)!
    expect(JSON.parse(raw)).toMatchObject({ type: 'webhook.test', status: 'success' })
    const timestamp = Number(headers['webhook-timestamp'])
    expect(headers).toMatchObject({
      'x-team': 'wetlands',
      'webhook-id': body.webhook_id,
      'webhook-signature': signWebhook([readWebhookSecret(secret)!], body.webhook_id, timestamp, raw),
    })
  })

  it('is sent once for an Idempotency-Key', async () => {
    const body = { url: `http://127.0.0.1:${port}/hook` }
    const headers = { 'idempotency-key': `test-${crypto.randomUUID()}` }
    const before = received.length
    const first = await call('POST', 'webhooks/test', { body, headers })
    const second = await call('POST', 'webhooks/test', { body, headers })
    expect([second.status, second.raw.equals(first.raw)]).toEqual([200, true])
    expect(received).toHaveLength(before + 1)
  })

  it('is signed by the service when it brings no secret', async () => {
    await testing({})
    const { headers, raw } = received.at(-1)!
    const key = readWebhookSecret(serviceSecret)!
    expect(headers['webhook-signature']).toBe(
      signWebhook([key], String(headers['webhook-id']), Number(headers['webhook-timestamp']), raw),
    )
  })

  it.each([
    [500, {}, 'webhook_refused'],
    [410, {}, 'webhook_gone'],
    [302, { location: 'http://127.0.0.1:1/' }, 'webhook_redirected'],
  ])('a receiver that answers %i', async (status, headers, code) => {
    answer = (_request, response) => void response.writeHead(status, headers).end('no')
    const told = await testing({})
    expect(told.status).toBe(200)
    expect(told.body).toMatchObject({ delivered: false, result: { status, error: { code } } })
  })

  it('a receiver that cuts the connection', async () => {
    answer = (request) => void request.socket.resetAndDestroy()
    expect((await testing({})).body).toMatchObject({
      delivered: false,
      result: { status: null, answer: null, error: { code: 'bad_response' } },
    })
  })

  it.each([
    ['U01', { url: 'ftp://example.org/' }, 'url'],
    ['U02', { url: 'http://127.0.0.1:1/' }, 'url'],
    ['U02', { url: 'http://[::1]/' }, 'url'],
    ['a header that is ours', { headers: { host: 'x' } }, 'headers.host'],
    ['a key it has not', { x: 1 }, 'x'],
  ])('%s: is refused', async (_row, webhook, path) => {
    const before = received.length
    const refused = await testing(webhook)
    expect([refused.status, refused.body.details[0].path]).toEqual([400, path])
    expect(received).toHaveLength(before)
  })
})
