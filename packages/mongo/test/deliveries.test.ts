import { type Delivery, type NewEvent, newJobId } from '@async-events/core'
import { describe, expect, it } from 'vitest'
import { createDeliveryStore, createEventLog, createResultStore } from '../src/index.ts'
import { buildDelivery } from './build-delivery.ts'
import { openTestModels } from './open-test-models.ts'

const models = openTestModels()
const deliveries = createDeliveryStore(models)
const events = createEventLog(models)
const results = createResultStore(models)

const t0 = new Date('2026-03-01T10:00:00Z')
const at = (seconds: number): Date => new Date(t0.getTime() + seconds * 1000)
const page = { limit: 100, skip: 0, after: null }

const delivery = (id: string, change: Partial<Delivery> = {}): Delivery =>
  buildDelivery({ id, job_id: id.split('.')[0]!, at: t0, created_at: t0, next_at: t0, ...change })
const stored = async (one: Delivery): Promise<Delivery> => {
  await deliveries.insert([one])
  return one
}
const attempt = (answer: string) => ({
  at: t0,
  status: 500,
  duration_ms: 3,
  answer,
  error: { code: 'webhook_refused', message: 'no' },
  signed: true,
})
const due = ({ id, host, next_at }: Delivery) => ({ id, host, next_at: next_at ?? t0 })
const again = { state: 'pending' as const, attempts: 1, next_at: at(5), ended_at: null }
const ended = { state: 'delivered' as const, attempts: 1, next_at: null, ended_at: at(1) }

describe('deliveries', () => {
  it('come back as they went in; what is there already stays as it is', async () => {
    const one = await stored(delivery('j1.1.job', { data: { run: 1, error: { code: 'x' } } }))
    await deliveries.insert([
      { ...one, attempts: 7, data: {} },
      delivery('j1.2.job', { job_id: 'j1' }),
      { ...one, host: 'other' },
    ])
    expect(await deliveries.get('j1.1.job')).toEqual(one)
    expect(await deliveries.get('j1.2.job')).not.toBeNull()
    expect(await deliveries.get('nothing')).toBeNull()
  })

  it('are claimed by one, however many try', async () => {
    const one = await stored(delivery('claim.1.job'))
    const claims = await Promise.all(
      Array.from({ length: 10 }, (_, index) => deliveries.claim(due(one), `t${index}`, at(60))),
    )
    const won = claims.filter((claim) => claim !== null)
    expect(won).toEqual([{ ...one, token: won[0]?.token, next_at: at(60) }])
  })

  it('are written by the holder of the token only', async () => {
    const one = await stored(delivery('zombie.1.job'))
    await deliveries.claim(due(one), 'first', at(60))
    // The lease is over: somebody else takes it.
    expect(await deliveries.claim({ ...due(one), next_at: at(60) }, 'second', at(120))).not.toBeNull()
    expect(await deliveries.finish(one.id, 'first', attempt('late'), ended)).toBe(false)
    await deliveries.release(one.id, 'first', t0)
    expect(await deliveries.get(one.id)).toMatchObject({ token: 'second', next_at: at(120), log: [] })
    expect(await deliveries.finish(one.id, 'second', attempt('mine'), again)).toBe(true)
    expect(await deliveries.get(one.id)).toEqual({ ...one, ...again, log: [attempt('mine')] })
    await deliveries.claim({ ...due(one), next_at: at(5) }, 'third', at(70))
    await deliveries.release(one.id, 'third', at(6))
    expect(await deliveries.get(one.id)).toMatchObject({ token: null, next_at: at(6), attempts: 1 })
  })

  it('keep their last twenty tries', async () => {
    const one = await stored(delivery('log.1.job'))
    for (let round = 1; round <= 23; round++) {
      const next_at = (await deliveries.get(one.id))?.next_at ?? t0
      await deliveries.claim({ ...due(one), next_at }, 't', at(60))
      await deliveries.finish(one.id, 't', attempt(String(round)), again)
    }
    const log = (await deliveries.get(one.id))?.log.map((entry) => entry.answer)
    expect([log?.length, log?.[0], log?.at(-1)]).toEqual([20, '4', '23'])
  })

  it('that are due come oldest first, without those of the named hosts, never one that has ended', async () => {
    const when = new Date('2020-01-01T00:00:00Z')
    const sooner = (seconds: number): Date => new Date(when.getTime() - seconds * 1000)
    const make = (id: string, host: string, next_at: Date) => stored(delivery(id, { host, next_at }))
    await make('due.1.job', 'a', sooner(1))
    await make('due.2.job', 'b', sooner(3))
    await make('due.3.job', 'a', sooner(2))
    await make('due.4.job', 'c', new Date(when.getTime() + 1))
    const finished = await make('due.5.job', 'a', sooner(4))
    await deliveries.claim(due(finished), 't', sooner(4))
    await deliveries.finish(finished.id, 't', attempt('done'), ended)
    const ids = async (hosts: string[], limit = 10) =>
      (await deliveries.due(when, hosts, limit)).map((one) => one.id)
    expect(await ids([])).toEqual(['due.2.job', 'due.3.job', 'due.1.job'])
    expect(await ids([], 1)).toEqual(['due.2.job'])
    expect(await ids(['a'])).toEqual(['due.2.job'])
    expect(await ids(['a', 'b'])).toEqual([])
    expect(await deliveries.due(when, [], 1)).toEqual([{ id: 'due.2.job', host: 'b', next_at: sooner(3) }])
  })

  it('are opened again with all their tries, unless they are being tried', async () => {
    const one = await stored(delivery('again.1.job'))
    await deliveries.claim(due(one), 't', at(60))
    expect(await deliveries.reopen(one.id, 'h', at(2))).toMatchObject({ token: 't', next_at: at(60) })
    await deliveries.finish(one.id, 't', attempt('x'), { ...ended, state: 'failed', attempts: 10 })
    expect(await deliveries.get(one.id)).toMatchObject({ state: 'failed', next_at: null, host: '' })
    const open = { state: 'pending', attempts: 0, next_at: at(2), host: 'h', ended_at: null }
    expect(await deliveries.reopen(one.id, 'h', at(2))).toMatchObject({ ...open, log: [attempt('x')] })
    expect(await deliveries.reopen('nothing', 'h', at(2))).toBeNull()
  })

  it('are listed newest first, by job and by batch, with a cursor', async () => {
    for (let seq = 1; seq <= 5; seq++)
      await stored(
        delivery(`list.${seq}.job`, {
          batch_id: 'lb',
          created_at: at(Math.floor(seq / 2)),
          ...(seq === 3 ? { state: 'failed' as const } : {}),
        }),
      )
    await stored(
      delivery('lb.1.batch', { endpoint: 'batch', job_id: null, batch_id: 'lb', created_at: at(9) }),
    )
    const order = ['list.5.job', 'list.4.job', 'list.3.job', 'list.2.job', 'list.1.job']
    const ids = (found: Delivery[]) => found.map((one) => one.id)
    expect(ids(await deliveries.ofJob('list', {}, page))).toEqual(order)
    expect(ids(await deliveries.ofBatch('lb', {}, page))).toEqual(['lb.1.batch', ...order])
    expect(ids(await deliveries.ofBatch('lb', { state: 'failed' }, page))).toEqual(['list.3.job'])
    const first = await deliveries.ofJob('list', {}, { ...page, limit: 2 })
    const rest = await deliveries.ofJob('list', {}, { ...page, after: first.at(-1)! })
    expect(ids([...first, ...rest])).toEqual(order)
  })

  it('go with their job and batch, and when they are old; never before they have ended', async () => {
    const old = new Date('2019-01-01T00:00:00Z')
    await stored(delivery('old.1.job', { created_at: old, state: 'delivered', next_at: null, ended_at: old }))
    await stored(delivery('old.2.job', { created_at: old, job_id: 'old' }))
    await stored(delivery('new.1.job', { state: 'failed', next_at: null }))
    expect(await deliveries.removeBefore(at(-1))).toBe(1)
    expect(await deliveries.get('old.1.job')).toBeNull()
    expect(await deliveries.get('old.2.job')).not.toBeNull()
    expect(await deliveries.get('new.1.job')).not.toBeNull()
    await deliveries.removeOfJob('old')
    expect(await deliveries.get('old.2.job')).toBeNull()
    await deliveries.removeOfBatch('lb')
    expect(await deliveries.ofBatch('lb', {}, page)).toEqual([])
  })
})

describe('old events', () => {
  const event = (job_id: string, seq: number, when: Date, batch_id: string | null = null): NewEvent => ({
    job_id,
    seq,
    batch_id,
    type: 'job.step',
    at: when,
    data: {},
  })

  it('go, but the last one of each batch, after which its numbers go on', async () => {
    const cut = new Date('2026-01-31T00:00:00Z')
    const before = new Date('2026-01-30T23:59:59Z')
    const after = new Date('2026-01-31T00:00:01Z')
    const [old, young, single] = [newJobId(before), newJobId(after), newJobId(before)]
    for (let seq = 1; seq <= 600; seq++) await events.append([event(single, seq, before)])
    // An old job that ran again today.
    await events.append([event(single, 601, after)])
    await events.append([event(old, 1, before, 'eb'), event(old, 2, before, 'eb')])
    await events.append([event('eb', 1, before, 'eb')])
    await events.append([event('zb', 1, before, 'zb'), event('zb', 2, after, 'zb')])
    await events.append([event(young, 1, after)])

    expect(await events.removeBefore(cut)).toBe(603)
    expect((await events.ofJob(single, 0, 1000)).map((one) => one.seq)).toEqual([601])
    expect((await events.ofBatch('eb', 0, 10)).map((one) => [one.job_id, one.pos])).toEqual([['eb', 3]])
    expect((await events.ofBatch('zb', 0, 10)).map((one) => one.pos)).toEqual([2])
    expect(await events.ofJob(young, 0, 10)).toHaveLength(1)
    expect((await events.positions(['eb'])).get('eb')).toBe(3)
    await events.append([event('eb', 2, after, 'eb')])
    expect((await events.ofBatch('eb', 3, 10)).map((one) => one.pos)).toEqual([4])
    expect(await events.removeBefore(cut)).toBe(1)
  })
})

it('of results the asked parts are read', async () => {
  await results.put({
    id: 'job-p.1',
    job_id: 'job-p',
    run: 1,
    rev: 1,
    created_at: t0,
    files: [{ path: 'a', key: 'k', bytes: 1, sha256: 's', media_type: 't' }],
    markdown_path: 'a.md',
    archive: null,
    body: { markdown_content: 'x', web_text: 'y', structured_data: { a: { b: 1 } } },
  })
  const rest = {
    id: 'job-p.1',
    job_id: 'job-p',
    run: 1,
    rev: 1,
    created_at: t0,
    markdown_path: 'a.md',
    archive: null,
  }
  const body = { markdown_content: 'x', structured_data: { a: { b: 1 } } }
  expect(await results.getParts('job-p', 1, ['markdown_content', 'structured_data', 'engine'])).toEqual({
    ...rest,
    files: [],
    body,
  })
  expect(await results.getParts('job-p', 1, ['engine'])).toEqual({ ...rest, files: [], body: {} })
  expect(await results.getParts('job-p', 2, [])).toBeNull()
})
