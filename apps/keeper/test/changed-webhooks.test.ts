/** What receivers get after a webhook was changed, with the payload `thin`, and when all that failed is sent again. */
import {
  type AppError,
  newBatchId,
  replayBatchDeliveries,
  type StoredWebhook,
  thinBatchWebhookBody,
  thinJobWebhookBody,
  updateBatchWebhook,
  updateJobWebhook,
  type WebhookChange,
  webhookIdOf,
} from '@async-events/core'
import { buildBatch, buildJob, completeJob, pagePlan } from '@async-events/testkit'
import { checkUrl, parseFetchAllow } from '@async-events/web'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Receiver, startReceiver } from './receiver.ts'
import { deliverDue, openWebhookBench, sealer, type WebhookBench } from './webhook-bench.ts'

let bench: WebhookBench
let first: Receiver
let second: Receiver
beforeAll(async () => {
  bench = await openWebhookBench()
})
beforeEach(async () => {
  bench.ahead = 0
  first = await startReceiver()
  second = await startReceiver()
})
afterEach(async () => {
  await first.close()
  await second.close()
})
afterAll(() => bench?.close())

const operator = { kind: 'operator' as const }
const secretOf = (byte: number): string => `whsec_${Buffer.alloc(32, byte).toString('base64')}`
const courier = () => bench.courier({ allow: [first.host, second.host] })
const hook = (change: Partial<StoredWebhook> = {}) => bench.webhook(`${first.origin}/hook`, change)
const changeDeps = () => ({
  ...bench.stack,
  sealer,
  clock: { now: bench.now },
  checkUrl: (url: string) => void checkUrl(url, { allow: parseFetchAllow(`${first.host},${second.host}`) }),
})
const jobOf = async (deliveryId: string): Promise<string> => (await bench.read(deliveryId)).job_id ?? ''
const change = async (deliveryId: string, wished: WebhookChange) =>
  updateJobWebhook(changeDeps(), await jobOf(deliveryId), wished, operator)
const refuse = (receiver: Receiver) => {
  receiver.answer = (_request, response) => void response.writeHead(500).end()
}

describe('a changed webhook', () => {
  it('gets at once what waited for the old one, with the new secret and without its headers', async () => {
    refuse(first)
    const headers = sealer.seal(JSON.stringify({ Authorization: 'Bearer of-the-first' }))
    const id = await bench.tell(hook({ secret: sealer.seal(secretOf(1)), headers }))
    await deliverDue(courier())
    expect(await bench.read(id)).toMatchObject({ state: 'pending', attempts: 1 })
    await deliverDue(courier())
    expect(first.received).toHaveLength(1)

    const job = await change(id, { url: `${second.origin}/new?key=k`, secret: secretOf(2) })
    expect(job.webhook).toMatchObject({ url: `${second.origin}/new`, headers: null })
    expect(await bench.read(id)).toMatchObject({ state: 'pending', attempts: 0, host: second.host })
    await deliverDue(courier())
    expect(await bench.read(id)).toMatchObject({ state: 'delivered', attempts: 1 })
    const [got] = second.received
    expect(got).toMatchObject({ path: '/new?key=k', headers: { 'webhook-id': id } })
    expect(got?.headers).not.toHaveProperty('authorization')
    expect(new Webhook(secretOf(2)).verify(got!.raw, got!.headers as Record<string, string>)).toBeTruthy()
    expect(first.received).toHaveLength(1)
  })

  it('keeps what is not stated, its headers on the same origin, too', async () => {
    const headers = sealer.seal(JSON.stringify({ 'X-Team': 'wetlands' }))
    const id = await bench.tell(
      hook({ secret: sealer.seal(secretOf(1)), headers, query: sealer.seal('?a=1') }),
    )
    await change(id, { url: `${first.origin}/other` })
    await change(id, { payload: 'thin' })
    await deliverDue(courier())
    const [got] = first.received
    expect(got).toMatchObject({ path: '/other', headers: { 'x-team': 'wetlands' } })
    expect(new Webhook(secretOf(1)).verify(got!.raw, got!.headers as Record<string, string>)).toBeTruthy()
    expect(thinJobWebhookBody.strict().safeParse(got!.body).success).toBe(true)
  })

  it('null is the default again', async () => {
    const id = await bench.tell(
      hook({ secret: sealer.seal(secretOf(1)), headers: sealer.seal('{"X-A":"1"}'), events: ['job.failed'] }),
    )
    const { webhook } = await change(id, {
      secret: null,
      headers: null,
      events: null,
      include_markdown: null,
    })
    expect(webhook).toMatchObject({ secret: null, headers: null, events: null, include_markdown: true })
    await deliverDue(courier())
    expect(first.received[0]?.headers).not.toHaveProperty('webhook-signature')
  })

  it('that was removed, or wants other events, is told nothing more', async () => {
    const removed = await bench.tell(hook())
    const other = await bench.tell(hook())
    expect((await change(removed, { url: null })).webhook).toBeNull()
    await change(other, { events: ['job.completed'] })
    await deliverDue(courier())
    for (const id of [removed, other])
      expect(await bench.read(id)).toMatchObject({ state: 'stopped', attempts: 0, log: [] })
    expect(first.connections()).toBe(0)
    await expect(change(removed, { payload: 'thin' })).rejects.toThrow('url')
    expect((await change(removed, { url: `${second.origin}/` })).webhook?.url).toBe(`${second.origin}/`)
  })

  it.each<[string, WebhookChange, string]>([
    ['U02: a private address', { url: 'http://127.0.0.1:1/' }, 'url'],
    ['U02: a local name', { url: 'http://redis:6379/' }, 'url'],
    ['U01: another scheme', { url: 'ftp://example.org/' }, 'url'],
    ['what goes with the webhook', { url: null, secret: null }, 'secret'],
  ])('%s is refused, and nothing changes', async (_what, wished, path) => {
    const id = await bench.tell(hook())
    const before = await bench.stack.jobs.get(await jobOf(id))
    const error = await change(id, wished).then(
      () => null,
      (thrown: AppError) => thrown,
    )
    expect([error?.code, error?.details.map((one) => one.path)]).toEqual(['validation_error', [path]])
    expect(await bench.stack.jobs.get(await jobOf(id))).toEqual(before)
  })
})

/** A batch with two jobs that have its webhook and one with its own, all told of a failure. */
async function toldBatch(webhook: StoredWebhook, own: StoredWebhook) {
  const id = newBatchId()
  const batch = buildBatch({ id, webhook, created_at: bench.now() })
  await bench.stack.batches.insert(batch)
  const place = { batch_id: id, creation: batch.creation }
  const deliveries = [
    await bench.tell(webhook, { ...place, batch_place: 0 }),
    await bench.tell(webhook, { ...place, batch_place: 1 }),
    await bench.tell(own, { ...place, batch_place: 2, own_webhook: true }),
  ]
  await bench.stack.orchestrator.settleBatch(id)
  return { id, deliveries, ended: webhookIdOf('batch', id, batch.creation, 1) }
}

describe('the webhook of a batch', () => {
  it('is also that of its jobs without their own', async () => {
    refuse(first)
    const { id, deliveries, ended } = await toldBatch(hook(), bench.webhook(`${first.origin}/own`))
    const [one = '', two = '', three = ''] = deliveries
    // Its own from now on, though equal.
    await change(two, {})
    const changed = await updateBatchWebhook(changeDeps(), id, { url: `${second.origin}/` }, operator)
    expect(changed.webhook?.url).toBe(`${second.origin}/`)
    const urls = await Promise.all(
      deliveries.map(async (delivery) => (await bench.stack.jobs.get(await jobOf(delivery)))?.webhook?.url),
    )
    expect(urls).toEqual([`${second.origin}/`, `${first.origin}/hook`, `${first.origin}/own`])
    await deliverDue(courier())
    const states = await Promise.all(
      [one, two, three, ended].map(async (one) => (await bench.read(one)).state),
    )
    expect(states).toEqual(['delivered', 'pending', 'pending', 'delivered'])

    await updateBatchWebhook(changeDeps(), id, { url: null }, operator)
    const left = await Promise.all(
      deliveries.map(async (delivery) => (await bench.stack.jobs.get(await jobOf(delivery)))?.webhook?.url),
    )
    expect(left).toEqual([undefined, `${first.origin}/hook`, `${first.origin}/own`])
  })
})

describe('all that failed', () => {
  const failAll = async (ids: string[]) => {
    for (const id of ids) {
      const next_at = (await bench.read(id)).next_at ?? bench.now()
      await bench.stack.deliveries.claim({ id, host: '', next_at }, 't', next_at)
      await bench.stack.deliveries.finish(id, 't', null, {
        state: 'failed',
        attempts: 10,
        next_at: null,
        ended_at: bench.now(),
      })
    }
  }

  it('is sent again under the same ids, each to its receiver', async () => {
    const { id, deliveries, ended } = await toldBatch(hook(), bench.webhook(`${second.origin}/own`))
    const [one = '', two = '', three = ''] = deliveries
    await failAll([one, three, ended])
    const deps = { ...bench.stack, clock: { now: bench.now } }
    expect(await replayBatchDeliveries(deps, id, operator)).toEqual({ replayed: 3, more: false })
    expect(await replayBatchDeliveries(deps, id, operator)).toEqual({ replayed: 0, more: false })
    await deliverDue(courier())
    const idsAt = (receiver: Receiver) => receiver.received.map(({ headers }) => headers['webhook-id']).sort()
    expect(idsAt(first)).toEqual([one, two, ended].sort())
    expect(idsAt(second)).toEqual([three])
  })

  it('a thousand of them at a time', async () => {
    const { id, deliveries } = await toldBatch(hook(), hook())
    const like = await bench.read(deliveries[0]!)
    const failed = { ...like, state: 'failed' as const, attempts: 10, next_at: null, ended_at: bench.now() }
    await bench.stack.deliveries.insert(
      Array.from({ length: 1_150 }, (_, index) => ({ ...failed, id: `${id}-${index}` })),
    )
    const deps = { ...bench.stack, clock: { now: bench.now } }
    expect(await replayBatchDeliveries(deps, id, operator)).toEqual({ replayed: 1_000, more: true })
    expect(await replayBatchDeliveries(deps, id, operator)).toEqual({ replayed: 150, more: false })
    await bench.stack.deliveries.removeOfBatch(id)
  })
})

describe('a thin payload', () => {
  it('says of a job that it has ended, and where to ask', async () => {
    const plan = { ...pagePlan, transform: { ...pagePlan.transform!, needs_content: false } }
    const job = buildJob(
      { webhook: hook({ payload: 'thin' }), external_id: 'e', metadata: { order: '4711' } },
      plan,
    )
    job.parameters = { ...job.parameters, speakers: ['Ann'], target_language: 'de' }
    await bench.stack.jobs.insert([job])
    await completeJob(bench.stack, job.id)
    await deliverDue(courier())
    const stored = await bench.stack.jobs.get(job.id)
    const base = 'https://events.example.org/api/event-job'
    expect(thinJobWebhookBody.strict().parse(first.received[0]?.body)).toEqual({
      type: 'job.completed',
      timestamp: stored?.completed_at?.toISOString(),
      seq: stored?.seq,
      status: 'success',
      job_id: job.id,
      batch_id: null,
      external_id: 'e',
      metadata: { order: '4711' },
      revision: stored?.revision,
      urls: {
        job: `${base}/jobs/${job.id}`,
        markdown: `${base}/files/${job.id}/1/Wetland%20Conf%202026/de/wetlands/reed-beds.md`,
        archive: `${base}/jobs/${job.id}/download-archive`,
      },
    })
  })

  it('tells nothing of what went wrong, in jobs and batches', async () => {
    const { id } = await toldBatch(hook({ payload: 'thin' }), hook({ payload: 'thin', events: [] }))
    await deliverDue(courier())
    const bodies = first.received.map(({ body }) => body).sort((a, b) => (a.type < b.type ? -1 : 1))
    const [batch, ...jobs] = bodies
    expect(jobs).toHaveLength(2)
    for (const job of jobs) {
      expect(thinJobWebhookBody.strict().parse(job)).toMatchObject({
        status: 'error',
        urls: { markdown: null, archive: null },
      })
      expect(JSON.stringify(job)).not.toContain('No source')
    }
    const stored = await bench.stack.batches.get(id)
    const position = (await bench.stack.events.positions([id])).get(id) ?? 0
    expect(thinBatchWebhookBody.strict().parse(batch)).toMatchObject({
      batch_id: id,
      status: 'error',
      revision: (stored?.revision ?? 0) + position,
      urls: { batch: `https://events.example.org/api/event-job/batches/${id}`, archive: null },
    })
  })
})
