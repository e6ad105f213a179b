/** What a receiver is told, and what each kind of receiver gets: contract.md section 6; U02 to U05a of docs/bad-inputs.md. */
import { jobWebhookBody, keepJobs, newBatchId, newJobId, retryWaitsMs, webhookIdOf } from '@async-events/core'
import { buildBatch, buildJob, completeJob, documentText, pagePlan, until } from '@async-events/testkit'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Receiver, startReceiver } from './receiver.ts'
import { deliverDue, openWebhookBench, sealer, type WebhookBench } from './webhook-bench.ts'

let bench: WebhookBench
let receiver: Receiver
/** Stands for everything private: nobody may ever connect to it. */
let canary: Receiver
const opened: Receiver[] = []

beforeAll(async () => {
  bench = await openWebhookBench()
  canary = await startReceiver()
})
beforeEach(async () => {
  bench.ahead = 0
  receiver = await another()
})
afterEach(async () => {
  // What a test left due is no business of the next.
  for (const one of await bench.stack.deliveries.due(new Date('2100-01-01'), [], 1000)) {
    await bench.stack.deliveries.claim(one, 'swept', one.next_at)
    const ended = { state: 'stopped' as const, attempts: 0, next_at: null, ended_at: null }
    await bench.stack.deliveries.finish(one.id, 'swept', null, ended)
  }
  await Promise.all(opened.splice(0).map((one) => one.close()))
})
afterAll(async () => {
  const dialled = canary?.connections()
  await bench?.close()
  await canary?.close()
  expect(dialled).toBe(0)
})

async function another(): Promise<Receiver> {
  const one = await startReceiver()
  opened.push(one)
  return one
}
const courier = (options: Parameters<WebhookBench['courier']>[0] = {}) =>
  bench.courier({ allow: opened.map((one) => one.host), ...options })
const hook = (change = {}) => bench.webhook(`${receiver.origin}/hook?x=1`, change)
const secretOf = (byte: number): string => `whsec_${Buffer.alloc(32, byte).toString('base64')}`
const verified = (secret: string, { raw, headers }: Receiver['received'][number]): unknown =>
  new Webhook(secret).verify(raw, headers as Record<string, string>)

/** A job run to its end as workers do it. */
async function completed(change: object): Promise<string> {
  // Its page is gone, so it must not need one.
  const plan = { ...pagePlan, transform: { ...pagePlan.transform!, needs_content: false } }
  const job = buildJob({ external_id: 'ext-1', metadata: { order: '4711' }, ...change }, plan)
  job.parameters = { ...job.parameters, speakers: ['Ann', 'Bob'], target_language: 'de' }
  await bench.stack.jobs.insert([job])
  await completeJob(bench.stack, job.id)
  return job.id
}

describe('what is sent', () => {
  it('the end of a job, signed, under the id of its event', async () => {
    const secret = secretOf(1)
    const headers = { Authorization: 'Bearer t', 'X-Team': 'wetlands' }
    const id = await completed({
      webhook: hook({ secret: sealer.seal(secret), headers: sealer.seal(JSON.stringify(headers)) }),
    })
    await deliverDue(courier())

    expect(receiver.received).toHaveLength(1)
    const [got] = receiver.received
    const job = await bench.stack.jobs.get(id)
    expect(jobWebhookBody.strict().parse(got!.body)).toEqual({
      type: 'job.completed',
      timestamp: job?.completed_at?.toISOString(),
      seq: job?.seq,
      status: 'success',
      job_id: id,
      batch_id: null,
      external_id: 'ext-1',
      metadata: { order: '4711' },
      event: {
        name: 'Conf',
        session: 'Talk',
        url: 'https://talks.example.org/1',
        track: 'track',
        speakers: ['Ann', 'Bob'],
      },
      result: {
        markdown_content: documentText,
        markdown_file: 'Wetland Conf 2026/de/wetlands/reed-beds.md',
        markdown_url: `https://events.example.org/api/event-job/files/${id}/1/Wetland%20Conf%202026/de/wetlands/reed-beds.md`,
        archive_url: `https://events.example.org/api/event-job/jobs/${id}/download-archive`,
        metadata: {
          run: 1,
          language: 'de',
          template: 'Session_de',
          engine: 'test',
          structured_data: { a: 1 },
          archive_filename: 'Reed “beds” & pätience.zip',
          archive_bytes: 1000,
          archive_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          warnings: [{ step: 'scrape', code: 'source_not_found', message: 'source_not_found' }],
        },
      },
      error: null,
    })
    expect(got).toMatchObject({
      path: '/hook?x=1',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'async-events-test',
        authorization: 'Bearer t',
        'x-team': 'wetlands',
        'webhook-id': webhookIdOf('job', id, job?.seq ?? 0),
        'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
      },
    })
    expect(verified(secret, got!)).toEqual(got!.body)
    expect(() => verified(secretOf(2), got!)).toThrow()

    const [delivery, ...others] = await bench.stack.deliveries.ofJob(
      id,
      {},
      { limit: 9, skip: 0, after: null },
    )
    expect(others).toEqual([])
    expect(delivery).toMatchObject({ state: 'delivered', attempts: 1, next_at: null, run: 1 })
    expect(delivery?.log).toEqual([
      {
        at: expect.any(Date),
        status: 204,
        duration_ms: expect.any(Number),
        answer: '',
        error: null,
        signed: true,
      },
    ])
    await deliverDue(courier())
    expect(receiver.received).toHaveLength(1)
  })

  it('the trace of the job, unless the webhook has a header of its own', async () => {
    const parent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`
    const trace = { parent, state: 'rojo=1' }
    const own = `00-${'12'.repeat(16)}-${'34'.repeat(8)}-00`
    await bench.tell(hook(), { trace })
    await bench.tell(hook({ headers: sealer.seal(JSON.stringify({ Traceparent: own })) }), { trace })
    await bench.tell(hook())
    await deliverDue(courier())
    const seen = receiver.received.map(({ headers }) => [headers.traceparent, headers.tracestate])
    expect(seen.sort()).toEqual(
      [
        [parent, 'rojo=1'],
        [own, undefined],
        [undefined, undefined],
      ].sort(),
    )
  })

  it('no document and no metadata, when they are not wanted', async () => {
    await completed({ webhook: hook({ include_markdown: false, include_metadata: false }) })
    await deliverDue(courier())
    expect(Object.keys(receiver.received[0]!.body.result)).toEqual([
      'markdown_file',
      'markdown_url',
      'archive_url',
    ])
  })

  it('a document over 1 MB by its URL only', async () => {
    const id = await completed({ webhook: hook() })
    const results = (await bench.stack.results.get(id, 1))!
    const sent = async (content: string) => {
      const body = { ...results.body, markdown_content: content }
      await bench.stack.results.put({ ...results, body })
      await deliverDue(courier())
      const delivery = await bench.stack.deliveries.ofJob(id, {}, { limit: 1, skip: 0, after: null })
      await bench.stack.deliveries.reopen(delivery[0]!.id, receiver.host, bench.now())
      return receiver.received.at(-1)!.body.result
    }
    expect((await sent('ä'.repeat(500_000))).markdown_content).toHaveLength(500_000)
    expect(await sent(`${'ä'.repeat(500_000)}x`)).toMatchObject({
      markdown_content: null,
      markdown_url: expect.stringContaining('/files/'),
    })
  })

  it('a failed job with its error, a cancelled one without', async () => {
    await bench.tell(hook())
    const at = bench.now()
    await bench.tell(hook(), {
      status: 'cancelled',
      outbox: [{ seq: 2, type: 'job.cancelled', at, data: { run: 1 } }],
    })
    await deliverDue(courier())
    const bodies = receiver.received.map(({ body }) => body).sort((a, b) => (a.type < b.type ? -1 : 1))
    expect(bodies).toMatchObject([
      { type: 'job.cancelled', status: 'error', result: null, error: null },
      { type: 'job.failed', status: 'error', result: null, error: { code: 'no_content', retryable: false } },
    ])
    for (const body of bodies) jobWebhookBody.strict().parse(body)
  })

  it('each settled step once, to whom asks for it', async () => {
    const id = await completed({ webhook: hook({ events: ['job.step', 'job.completed'] }) })
    await bench.stack.orchestrator.follow((await bench.stack.jobs.get(id))!)
    await deliverDue(courier())
    const told = receiver.received.map(({ body }) => [
      body.type,
      body.status,
      body.step?.id,
      body.step?.status,
    ])
    expect(told.sort()).toEqual(
      [
        ['job.step', 'error', 'scrape', 'failed'],
        ['job.step', 'success', 'transform', 'completed'],
        ['job.step', 'success', 'archive', 'completed'],
        ['job.completed', 'success', undefined, undefined],
      ].sort(),
    )
    for (const { body } of receiver.received) jobWebhookBody.strict().parse(body)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(4)
  })

  it('both secrets of the service sign while one replaces the other; none: unsigned, and the log says so', async () => {
    const both = [secretOf(7), secretOf(8)]
    const signed = await bench.tell(hook())
    await deliverDue(courier({ secrets: both }))
    for (const secret of both) expect(verified(secret, receiver.received[0]!)).toBeTruthy()
    expect((await bench.read(signed)).log[0]?.signed).toBe(true)

    // Its own one wins.
    await bench.tell(hook({ secret: sealer.seal(secretOf(9)) }))
    await deliverDue(courier({ secrets: both }))
    expect(verified(secretOf(9), receiver.received[1]!)).toBeTruthy()
    expect(() => verified(both[0]!, receiver.received[1]!)).toThrow()

    const unsigned = await bench.tell(hook())
    await deliverDue(courier())
    expect(receiver.received[2]?.headers).not.toHaveProperty('webhook-signature')
    expect((await bench.read(unsigned)).log[0]?.signed).toBe(false)
  })

  it('nothing that was sealed with another key; it is tried again', async () => {
    const id = await bench.tell(hook({ secret: { key_id: 'x', nonce: '', data: '' } }))
    await deliverDue(courier())
    expect(receiver.connections()).toBe(0)
    expect(await bench.read(id)).toMatchObject({
      state: 'pending',
      log: [{ error: { code: 'secret_unreadable' } }],
    })
  })
})

describe('a batch', () => {
  it('tells its own webhook when it has ended, once a generation; its jobs tell theirs', async () => {
    const id = newBatchId()
    const { orchestrator, batches, jobs, deliveries } = bench.stack
    const webhook = hook()
    const place = { batch_id: id, creation: 'c' }
    const list = [0, 1].map((batch_place) => buildJob({ ...place, batch_place, webhook }))
    await jobs.insert(list)
    const made = buildBatch({
      id,
      batch_name: 'Reeds',
      metadata: { customer: 'reeds' },
      webhook,
      created_at: bench.now(),
    })
    const { creation } = made
    await batches.insert(made)
    for (const job of list) await orchestrator.transition(job, () => ({ type: 'cancel' }))
    await orchestrator.settleBatch(id)
    await orchestrator.idle()
    await deliverDue(courier())
    const batchEvents = () => receiver.received.filter(({ body }) => body.type === 'batch.completed')
    expect(receiver.received.map(({ body }) => body.type).sort()).toEqual([
      'batch.completed',
      'job.cancelled',
      'job.cancelled',
    ])
    expect(batchEvents()).toMatchObject([
      {
        headers: { 'webhook-id': webhookIdOf('batch', id, creation, 1) },
        body: {
          seq: 1,
          status: 'error',
          batch_id: id,
          batch_name: 'Reeds',
          metadata: { customer: 'reeds' },
          counts: { total: 2, pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 2 },
          archive_url: null,
        },
      },
    ])

    // A crash between the event and the stored status: the same once more, under the same id.
    const batch = (await batches.get(id))!
    await batches.settle(batch, { status: 'processing', generation: 0, completed_at: null }, bench.now())
    await orchestrator.settleBatch(id)
    await deliverDue(courier())
    expect(batchEvents()).toHaveLength(1)

    await batches.settle(
      (await batches.get(id))!,
      { status: 'processing', generation: 1, completed_at: null },
      bench.now(),
    )
    await orchestrator.settleBatch(id)
    await deliverDue(courier())
    expect(batchEvents().map(({ headers }) => headers['webhook-id'])).toEqual([
      webhookIdOf('batch', id, creation, 1),
      webhookIdOf('batch', id, creation, 2),
    ])
    expect(await deliveries.ofBatch(id, {}, { limit: 9, skip: 0, after: null })).toHaveLength(4)
  })
})

describe('a receiver that', () => {
  const outcome = async (id: string) => {
    const { state, attempts, next_at, log } = await bench.read(id)
    const last = log.at(-1)
    const wait = next_at && last ? next_at.getTime() - last.at.getTime() : null
    return { state, attempts, wait, status: last?.status, code: last?.error?.code }
  }
  const within = (wait: number | null, ms: number) => {
    expect(wait).toBeGreaterThanOrEqual(ms)
    // The time that the try itself took.
    expect(wait).toBeLessThan(ms + 2_000)
  }

  it('fails is tried ten times, later and later, always under one id, then the delivery has failed', async () => {
    receiver.answer = (_request, response) => void response.writeHead(500).end(`no\u0000${'x'.repeat(900)}`)
    const id = await bench.tell(hook({ secret: sealer.seal(secretOf(1)) }))
    const one = courier()
    for (const [index, wait] of retryWaitsMs.entries()) {
      await deliverDue(one)
      const now = await outcome(id)
      expect(now).toMatchObject({
        state: 'pending',
        attempts: index + 1,
        status: 500,
        code: 'webhook_refused',
      })
      within(now.wait, wait)
      await deliverDue(one)
      expect(receiver.received).toHaveLength(index + 1)
      bench.ahead += wait + 2_000
    }
    await deliverDue(one)
    expect(await outcome(id)).toMatchObject({ state: 'failed', attempts: 10, wait: null })
    bench.ahead += 30 * 86_400_000
    await deliverDue(one)
    expect(receiver.received).toHaveLength(10)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([id]))
    expect(new Set(receiver.received.map(({ raw }) => raw)).size).toBe(1)
    const times = receiver.received.map(({ headers }) => Number(headers['webhook-timestamp']))
    expect(times).toEqual([...new Set(times)].sort())
    const { log } = await bench.read(id)
    expect(log).toHaveLength(10)
    expect(log[0]?.answer).toHaveLength(500)
    expect(log[0]?.answer?.startsWith('no\ufffdxxx')).toBe(true)

    // By hand it goes on, under the same id.
    receiver.answer = (_request, response) => void response.writeHead(200).end()
    await bench.stack.deliveries.reopen(id, receiver.host, bench.now())
    await deliverDue(one)
    expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(id)
    expect(await outcome(id)).toMatchObject({ state: 'delivered', attempts: 1 })
  })

  it('takes the second try is delivered, and a signature of that time verifies', async () => {
    receiver.answer = (_request, response) => {
      response.writeHead(receiver.received.length === 1 ? 503 : 200).end()
    }
    const id = await bench.tell(hook({ secret: sealer.seal(secretOf(1)) }))
    await deliverDue(courier())
    bench.ahead = 7_000
    await deliverDue(courier())
    expect(await outcome(id)).toMatchObject({ state: 'delivered', attempts: 2 })
    for (const got of receiver.received) expect(verified(secretOf(1), got)).toEqual(got.body)
  })

  it('hangs is given up, and holds up nobody meanwhile (U05)', async () => {
    const quick = await another()
    receiver.answer = () => {}
    const hanging = await Promise.all(Array.from({ length: 30 }, () => bench.tell(hook())))
    const id = await bench.tell(bench.webhook(`${quick.origin}/`))
    const one = courier({ timeoutMs: 3_000 })
    await one.pass()
    await until(() => quick.received.length === 1, 2_500, 'the other one was told')
    expect((await bench.read(hanging[0]!)).state).toBe('pending')
    await until(async () => (await bench.read(id)).state === 'delivered', 2_500, 'it counts as delivered')
    expect(receiver.connections()).toBe(4)
    await until(() => receiver.connections() > 4, 10_000, 'the next ones have their turn')
    expect(receiver.open()).toBeLessThanOrEqual(4)
    const first = (await Promise.all(hanging.map(outcome))).find(({ attempts }) => attempts === 1)
    expect(first).toMatchObject({ state: 'pending', status: null, code: 'timeout' })
    await one.stop(0)
  })

  it('drips its answer has answered (U05)', async () => {
    receiver.answer = (_request, response) => void response.writeHead(200).write('half')
    const id = await bench.tell(hook())
    await deliverDue(courier({ timeoutMs: 300 }))
    expect(await outcome(id)).toMatchObject({ state: 'delivered', status: 200 })
    expect((await bench.read(id)).log[0]?.answer).toBe('half')
  })

  it('cuts the connection is tried again (U05)', async () => {
    receiver.answer = (request) => void request.socket.resetAndDestroy()
    const id = await bench.tell(hook())
    await deliverDue(courier())
    const now = await outcome(id)
    expect(now).toMatchObject({ state: 'pending', attempts: 1, status: null, code: 'bad_response' })
    within(now.wait, 5_000)
  })

  it('redirects, to a private address or anywhere, is not followed (U04)', async () => {
    receiver.answer = (_request, response) => {
      response.writeHead(302, { location: `${canary.origin}/secret` }).end()
    }
    const id = await bench.tell(hook())
    await deliverDue(courier())
    expect(await outcome(id)).toMatchObject({ state: 'pending', status: 302, code: 'webhook_redirected' })
    expect((await bench.read(id)).log[0]?.error?.message).toContain('not followed')
    expect(canary.connections()).toBe(0)
  })

  it('answers 410 hears no more', async () => {
    receiver.answer = (_request, response) => void response.writeHead(410).end()
    const id = await bench.tell(hook())
    await deliverDue(courier())
    expect(await outcome(id)).toMatchObject({
      state: 'stopped',
      attempts: 1,
      wait: null,
      code: 'webhook_gone',
    })
    bench.ahead = 86_400_000
    await deliverDue(courier())
    expect(receiver.received).toHaveLength(1)
  })

  it.each([
    [429, '7200', 7_200_000],
    [503, '600', 600_000],
    [503, String(10 * 86_400), 86_400_000],
    [429, '1', 5_000],
    // Only of these two the header says when to come back.
    [500, '7200', 5_000],
  ])('answers %i with Retry-After: %s', async (status, after, wait) => {
    receiver.answer = (_request, response) => void response.writeHead(status, { 'retry-after': after }).end()
    const id = await bench.tell(hook())
    await deliverDue(courier())
    const now = await outcome(id)
    expect(now).toMatchObject({ state: 'pending', status })
    within(now.wait, wait)
  })

  it('is at a private address is never dialled, and not tried again (U02, U03)', async () => {
    const named = bench.webhook(`http://hooks.example.org:${canary.host.split(':')[1]}/`)
    const ids = [
      await bench.tell(named),
      // As if it had been allowed when it was submitted.
      await bench.tell(bench.webhook(`${canary.origin}/`)),
    ]
    const resolve = async () => ['93.184.216.34', '127.0.0.1']
    await deliverDue(courier({ resolve }))
    expect(await outcome(ids[0]!)).toMatchObject({
      state: 'failed',
      attempts: 1,
      code: 'destination_not_allowed',
    })
    expect(await outcome(ids[1]!)).toMatchObject({ state: 'failed', attempts: 1, code: 'url_not_allowed' })
    expect(canary.connections()).toBe(0)
  })

  it('has a name that cannot be looked up now is tried again (U05a)', async () => {
    const id = await bench.tell(bench.webhook('http://hooks.example.org/'))
    const resolve = async () => {
      throw Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' })
    }
    await deliverDue(courier({ resolve }))
    expect(await outcome(id)).toMatchObject({ state: 'pending', attempts: 1, code: 'host_not_found' })
  })
})

describe('nothing is lost, nothing doubled', () => {
  it('a crash between the event and its delivery', async () => {
    const { orchestrator, deliveries, jobs, events } = bench.stack
    const insert = deliveries.insert
    deliveries.insert = async () => {
      throw new Error('crash')
    }
    const jobId = newJobId()
    const id = await bench.tell(hook(), { id: jobId })
    deliveries.insert = insert
    expect(await events.ofJob(jobId, 0, 10)).toHaveLength(1)
    expect(await deliveries.get(id)).toBeNull()
    const job = (await jobs.get(jobId))!
    expect([job.outbox.length, job.wake_at !== null]).toEqual([1, true])

    // The keeper finds it, twice even.
    await orchestrator.follow(job)
    await deliverDue(courier())
    await orchestrator.follow(job)
    await deliverDue(courier())
    expect((await jobs.get(jobId))?.outbox).toEqual([])
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([id])
  })

  it('two keepers deliver each once', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => bench.tell(hook())))
    const both = [courier(), courier()]
    await Promise.all(both.map((one) => one.pass()))
    await until(
      async () =>
        (await Promise.all(ids.map(bench.read))).every((delivery) => delivery.state === 'delivered'),
      10_000,
      'all are delivered',
    )
    await Promise.all(both.map((one) => one.idle()))
    expect(receiver.received.map(({ headers }) => headers['webhook-id']).sort()).toEqual(ids.sort())
  })

  it('a keeper that froze in a try: another one delivers after the lease, its late answer changes nothing', async () => {
    const late = Promise.withResolvers<void>()
    receiver.answer = (_request, response) => {
      if (receiver.received.length === 1) void late.promise.then(() => response.writeHead(500).end())
      else response.writeHead(200).end()
    }
    const id = await bench.tell(hook())
    const frozen = courier()
    await frozen.pass()
    await until(() => receiver.received.length === 1, 3_000, 'the first one is at it')
    await deliverDue(courier())
    expect(receiver.received).toHaveLength(1)
    bench.ahead = 61_000
    await deliverDue(courier())
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id])
    const delivered = await bench.read(id)
    expect(delivered).toMatchObject({ state: 'delivered', attempts: 1 })
    late.resolve()
    await frozen.idle()
    expect(await bench.read(id)).toEqual(delivered)
  })

  it('a keeper that stops gives back what it is at, without a try counted', async () => {
    receiver.answer = (_request, response) => {
      if (receiver.received.length > 1) response.writeHead(200).end()
    }
    const id = await bench.tell(hook())
    const stopping = courier()
    await stopping.pass()
    await until(() => receiver.received.length === 1, 3_000, 'it is at it')
    await stopping.stop(50)
    expect(await bench.read(id)).toMatchObject({ state: 'pending', attempts: 0, token: null, log: [] })
    await stopping.pass()
    expect(receiver.received).toHaveLength(1)
    await deliverDue(courier())
    expect(await bench.read(id)).toMatchObject({ state: 'delivered', attempts: 1 })
  })

  it('a database that fails in the middle: the delivery is tried again', async () => {
    const id = await bench.tell(hook())
    const broken = courier({
      change: {
        jobs: {
          get: async () => {
            throw new Error('away')
          },
        },
      },
    })
    await deliverDue(broken)
    expect(await bench.read(id)).toMatchObject({ state: 'pending', attempts: 0, token: null })
    bench.ahead = 31_000
    await deliverDue(courier())
    expect(await bench.read(id)).toMatchObject({ state: 'delivered' })
  })

  it('much that is due to one does not hide what is due to another', async () => {
    const quick = await another()
    receiver.answer = () => {}
    const { deliveries } = bench.stack
    const like = await bench.read(await bench.tell(hook()))
    await deliveries.insert(Array.from({ length: 450 }, (_, index) => ({ ...like, id: `many.${index}.job` })))
    await bench.tell(bench.webhook(`${quick.origin}/`))
    const one = courier()
    await one.pass()
    await until(() => quick.received.length === 1, 4_000, 'the other one was told')
    expect(receiver.open()).toBeLessThanOrEqual(4)
    await one.stop(0)
  })
})

describe('nobody is told', () => {
  it('of a job that was deleted meanwhile', async () => {
    const id = await bench.tell(hook())
    const jobId = (await bench.read(id)).job_id!
    const job = (await bench.stack.jobs.get(jobId))!
    await bench.stack.orchestrator.transition(job, () => ({ type: 'delete' }))
    await deliverDue(courier())
    expect(await bench.read(id)).toMatchObject({ state: 'stopped', attempts: 0, log: [] })
    expect(receiver.connections()).toBe(0)
    await until(
      async () => {
        await keepJobs(bench.stack)
        return (await bench.stack.deliveries.get(id)) === null
      },
      10_000,
      'what is left of it goes',
    )
  })

  it('without a webhook, and that costs no query', async () => {
    const { deliveries } = bench.stack
    const insert = deliveries.insert
    let asked = 0
    deliveries.insert = async (list) => {
      asked += 1
      return insert(list)
    }
    await completed({ webhook: null })
    await completed({ webhook: hook({ events: [] }) })
    expect(asked).toBe(0)
    deliveries.insert = insert
  })
})
