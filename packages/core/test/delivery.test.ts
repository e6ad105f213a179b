import { describe, expect, it, test } from 'vitest'
import {
  afterAttempt,
  type Batch,
  createLanes,
  deliveriesOf,
  deliveriesOfBatch,
  isReservedHeader,
  type JobEventType,
  readWebhookSecret,
  retryWaitsMs,
  type StoredWebhook,
  signWebhook,
  webhookEventTypes,
  webhookIdOf,
} from '../src/index.ts'
import { at, buildJob, t0 } from './job-builder.ts'

const webhook = (events: string[] | null = null): StoredWebhook => ({
  url: 'https://example.org:8443/hook',
  include_markdown: true,
  include_metadata: true,
  events,
  secret: null,
  headers: null,
})
const endedBatch: Batch = {
  id: 'wetland.conf',
  schema_version: 1,
  batch_name: 'Wetland Conf',
  creation: 'c',
  status: 'completed',
  generation: 1,
  isActive: true,
  pause_version: 0,
  archived: false,
  revision: 1,
  user_id: null,
  access_control: { visibility: 'public', read_access: [], write_access: [], admin_access: [] },
  metadata: {},
  trace: null,
  webhook: webhook(),
  use_cache: null,
  source: null,
  created_at: t0,
  updated_at: t0,
  completed_at: t0,
  deleted_at: null,
}
const told = (events: string[] | null, entries: [JobEventType, object?][]) =>
  deliveriesOf(
    {
      ...buildJob({}),
      webhook: webhook(events),
      outbox: entries.map(([type, data = {}], index) => ({
        seq: index + 1,
        type,
        at: t0,
        data: { run: 2, ...data },
      })),
    },
    at(1),
  )

describe('what a webhook is told', () => {
  const all: [JobEventType, object?][] = [
    ['job.created'],
    ['job.started'],
    ['job.step', { status: 'running' }],
    ['job.step', { status: 'retrying' }],
    ['job.step', { status: 'completed' }],
    ['job.step', { status: 'failed' }],
    ['job.step', { status: 'skipped' }],
    ['job.completed'],
    ['job.failed'],
    ['job.cancelled'],
    ['job.restarted'],
    ['job.deleted'],
  ]

  it('the ends, unless it names what it wants', () => {
    expect(told(null, all).map((one) => one.type)).toEqual(['job.completed', 'job.failed', 'job.cancelled'])
    expect(told(['job.failed'], all).map((one) => one.type)).toEqual(['job.failed'])
    expect(told([], all)).toEqual([])
    expect(told(['batch.completed', 'job.created', 'x'], all)).toEqual([])
  })

  it('each settled step once, when it asks for steps', () => {
    expect(told(['job.step'], all).map((one) => one.data.status)).toEqual(['completed', 'failed', 'skipped'])
  })

  it('under an id of the event, due at once', () => {
    expect(told(null, [['job.started'], ['job.completed']])).toEqual([
      {
        id: webhookIdOf('job', 'job-1', 2),
        endpoint: 'job',
        job_id: 'job-1',
        batch_id: null,
        type: 'job.completed',
        run: 2,
        seq: 2,
        at: t0,
        data: { run: 2 },
        host: 'example.org:8443',
        state: 'pending',
        attempts: 0,
        next_at: at(1),
        token: null,
        log: [],
        created_at: at(1),
        ended_at: null,
      },
    ])
  })

  it('under an id that is opaque, one for each event and receiver', () => {
    const event = (seq: number) => ({
      job_id: 'wetland.conf',
      batch_id: 'wetland.conf',
      seq,
      type: 'batch.completed' as const,
      at: t0,
      data: {},
    })
    const batch = (creation: string): Batch => ({ ...endedBatch, creation })
    const ids = [
      ...told(null, [['job.completed'], ['job.failed']]),
      ...deliveriesOfBatch(batch('a'), event(1), t0),
      ...deliveriesOfBatch(batch('a'), event(2), t0),
      // Another batch under the id of a deleted one: receivers would take its end for a repetition.
      ...deliveriesOfBatch(batch('b'), event(1), t0),
    ].map(({ id }) => id)
    expect(ids).toEqual(ids.map(() => expect.stringMatching(/^msg_[0-9a-f]{32}$/)))
    expect(new Set(ids).size).toBe(5)
    expect(deliveriesOfBatch(batch('a'), event(1), at(9))[0]?.id).toBe(ids[2])
  })

  it('nothing of a deleted job, nothing without a webhook', () => {
    const outbox = [{ seq: 1, type: 'job.completed' as const, at: t0, data: {} }]
    const job = { ...buildJob({}), outbox }
    expect(deliveriesOf({ ...job, webhook: webhook() }, t0)).toHaveLength(1)
    expect(deliveriesOf({ ...job, webhook: webhook(), deleted_at: t0 }, t0)).toEqual([])
    expect(deliveriesOf(job, t0)).toEqual([])
  })

  test('a URL that cannot be read holds up nothing', () => {
    const outbox = [{ seq: 1, type: 'job.completed' as const, at: t0, data: {} }]
    const broken = { ...webhook(), url: 'no url' }
    expect(deliveriesOf({ ...buildJob({}), outbox, webhook: broken }, t0)).toMatchObject([{ host: '' }])
  })

  test('every type has its place', () => expect(webhookEventTypes).toHaveLength(5))
})

describe('after a try', () => {
  const failed = (status: number | null, code = 'webhook_refused') => ({
    status,
    error: { code, message: '' },
  })
  const wait = (attempts: number, random: number, retryAfterMs: number | null = null, code?: string) => {
    const next = afterAttempt(attempts, failed(500, code), retryAfterMs, t0, random)
    return next.next_at && next.next_at.getTime() - t0.getTime()
  }

  it('waits longer and longer, spread by a tenth, and gives up after ten', () => {
    const hours = (n: number) => n * 3_600_000
    expect(retryWaitsMs).toEqual([
      5_000,
      300_000,
      1_800_000,
      ...[hours(2), hours(5), hours(10), hours(14), hours(20), hours(24)],
    ])
    for (const [index, ms] of retryWaitsMs.entries()) {
      expect(wait(index + 1, 0)).toBe(ms * 0.9)
      expect(wait(index + 1, 0.5)).toBe(ms)
      expect(wait(index + 1, 0.999_999)).toBeLessThanOrEqual(ms * 1.1)
    }
    expect(afterAttempt(10, failed(500), null, t0, 0)).toEqual({ state: 'failed', next_at: null })
  })

  it('waits at least as long as the receiver asks, up to a day', () => {
    expect(wait(1, 0.5, 120_000)).toBe(120_000)
    expect(wait(2, 0.5, 1_000)).toBe(300_000)
    expect(wait(1, 0.5, 99 * 86_400_000)).toBe(86_400_000)
  })

  it('ends at once with success, with 410, and where nothing may be sent', () => {
    expect(afterAttempt(1, { status: 204, error: null }, null, t0, 0).state).toBe('delivered')
    expect(afterAttempt(1, failed(410), null, t0, 0)).toEqual({ state: 'stopped', next_at: null })
    for (const code of ['destination_not_allowed', 'url_not_allowed'])
      expect(afterAttempt(1, failed(null, code), null, t0, 0)).toEqual({ state: 'failed', next_at: null })
    for (const code of ['host_not_found', 'dns_error', 'timeout', 'bad_response', 'tls_error'])
      expect(afterAttempt(1, failed(null, code), null, t0, 0).state).toBe('pending')
  })
})

describe('signatures', () => {
  it('are those of the Standard Webhooks libraries', () => {
    const key = readWebhookSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')!
    const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    const sign = (keys: Buffer[]) =>
      signWebhook(keys, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}')
    expect(sign([key])).toBe(signature)
    expect(sign([key, key])).toBe(`${signature} ${signature}`)
  })

  it.each([
    [23, false],
    [24, true],
    [64, true],
    [65, false],
  ])('a secret of %i bytes: %s', (bytes, isOne) => {
    const key = readWebhookSecret(`whsec_${Buffer.alloc(bytes, 255).toString('base64')}`)
    expect(key?.length ?? null).toBe(isOne ? bytes : null)
  })

  it.each([
    '',
    'whsec_',
    Buffer.alloc(32).toString('base64'),
    `whsec_${Buffer.alloc(32).toString('base64').slice(0, -1)}`,
    `whsec_${Buffer.alloc(32, 255).toString('base64url')}`,
    `whsec_ ${Buffer.alloc(32).toString('base64')}`,
    `whpk_${Buffer.alloc(32).toString('base64')}`,
  ])('%j is no secret', (text) => expect(readWebhookSecret(text)).toBeNull())
})

it.each([
  ['Host', true],
  ['CONTENT-LENGTH', true],
  ['transfer-encoding', true],
  ['Connection', true],
  ['Upgrade', true],
  ['webhook-id', true],
  ['Webhook-Anything', true],
  ['Authorization', false],
  ['X-Webhook-Token', false],
  ['user-agent', false],
])('a webhook may not set %s: %s', (name, isReserved) => expect(isReservedHeader(name)).toBe(isReserved))

describe('lanes', () => {
  function lanes(atOnce: number, perLane: number) {
    const running: string[] = []
    const ends = new Map<string, () => void>()
    let free = 0
    const made = createLanes<string>({
      atOnce,
      perLane,
      onFree: () => {
        free += 1
      },
      run: (item) =>
        new Promise((resolve) => {
          running.push(item)
          ends.set(item, () => {
            running.splice(running.indexOf(item), 1)
            resolve()
          })
        }),
    })
    const end = async (item: string) => {
      ends.get(item)?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    return { ...made, running, end, free: () => free }
  }

  it('give each at most its share, and the rest to the others', async () => {
    const { add, running, end, waiting, size } = lanes(5, 2)
    for (const item of ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'd1', 'd2']) add(item[0]!, item)
    expect(running).toEqual(['a1', 'a2', 'b1', 'c1', 'd1'])
    expect([waiting(), size()]).toEqual([['a', 'd'], 3])
    await end('c1')
    expect(running).toEqual(['a1', 'a2', 'b1', 'd1', 'd2'])
    await end('a1')
    expect(running).toContain('a3')
  })

  it('take turns when all places are taken', async () => {
    const { add, running, end } = lanes(1, 1)
    for (const item of ['a1', 'a2', 'a3', 'b1', 'b2']) add(item[0]!, item)
    const order: string[] = []
    while (running.length > 0) {
      order.push(running[0]!)
      await end(running[0]!)
    }
    expect(order).toEqual(['a1', 'a2', 'b1', 'a3', 'b2'])
  })

  it('say when one has nothing waiting any more; forget what waits when told', async () => {
    const { add, running, end, clear, idle, free, size } = lanes(1, 1)
    for (const item of ['a1', 'a2', 'a3']) add('a', item)
    await end('a1')
    expect(free()).toBe(0)
    clear()
    expect(size()).toBe(0)
    await end('a2')
    await idle()
    expect([running, free()]).toEqual([[], 1])
  })
})
