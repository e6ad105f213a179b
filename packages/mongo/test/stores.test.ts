import { advance, type Job, type JobLabels, noJobs, templateId } from '@async-events/core'
import { buildBatch, buildJob, testDatabaseUri } from '@async-events/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  connectMongo,
  createBatchStore,
  createEventLog,
  createIndexes,
  createJobStore,
  createResultStore,
  createTemplateStore,
  defineModels,
} from '../src/index.ts'

const uri = testDatabaseUri()
const log = { warn: () => {} }
const mongo = connectMongo(uri, { appName: 'test', log })
const models = defineModels(mongo.connection)
const jobs = createJobStore(models)
const batches = createBatchStore(models)
const events = createEventLog(models)
const results = createResultStore(models)

beforeAll(async () => {
  await mongo.tried
  await createIndexes(models)
})
afterAll(async () => {
  await mongo.connection.db?.dropDatabase()
  await mongo.close()
})

const page = { limit: 100, skip: 0, after: null }
const all = { owner: { kind: 'all' as const } }
const soon = (seconds: number): Date => new Date(Date.now() + seconds * 1000)

async function stored(overrides: Partial<Job> = {}): Promise<Job> {
  const job = buildJob(overrides)
  await jobs.insert([job])
  return job
}
function claimed(job: Job, token = 't'): Job {
  const result = advance(
    job,
    { type: 'claim', run: 1, step: 'scrape', token, lease_until: soon(20) },
    new Date(),
  )
  if (!result.ok) throw new Error(result.reason)
  return result.job
}

describe('jobs', () => {
  it('come back as they went in, every field of them', async () => {
    const job = await stored({
      external_id: 'x-1',
      metadata: { customer: 'ünit', constructor: '', '1': 'x' },
      user_id: 'ann',
      not_before: soon(5),
      warnings: [{ step: 's', code: 'c', message: 'ü' }],
    })
    expect(await jobs.get(job.id)).toEqual(job)
    const bare = await stored({ wake_at: null })
    expect(await jobs.get(bare.id)).toEqual(bare)
    expect(await jobs.get('job-nothing')).toBeNull()
  })

  it('tell what clients know them by, also those of an earlier version', async () => {
    const [labelled, bare, old] = [
      await stored({ external_id: 'x-2', metadata: { order: '4711' } }),
      await stored(),
      await stored(),
    ]
    await models.jobs.updateOne({ _id: old.id }, { $unset: { metadata: 1 } })
    const none: JobLabels = { external_id: null, metadata: {} }
    expect(await jobs.labels([labelled.id, bare.id, old.id, 'job-nothing'])).toEqual(
      new Map<string, JobLabels>([
        [labelled.id, { external_id: 'x-2', metadata: { order: '4711' } }],
        [bare.id, none],
        [old.id, none],
      ]),
    )
    expect((await jobs.get(old.id))?.metadata).toEqual({})
    const batch = buildBatch()
    await batches.insert(batch)
    await models.batches.updateOne({ _id: batch.id }, { $unset: { metadata: 1 } })
    expect(await batches.get(batch.id)).toEqual(batch)
  })

  it('of an earlier version have the webhook of their batch when it is equal to it', async () => {
    const [webhook, other] = ['a', 'b'].map((name) => ({
      url: `https://hooks.example.org/${name}`,
      include_markdown: true,
      include_metadata: true,
      events: null,
      secret: { key_id: 'k', nonce: 'n', data: name },
      headers: null,
    }))
    if (!webhook || !other) throw new Error('two')
    const place = { batch_id: 'of-an-earlier-version', creation: 'c' }
    const [follows, equal, differs, owns] = [
      await stored({ ...place, webhook }),
      await stored({ ...place, webhook }),
      await stored({ ...place, webhook: other }),
      await stored({ ...place, webhook, own_webhook: true }),
    ]
    for (const { id } of [equal, differs])
      await models.jobs.updateOne({ _id: id }, { $unset: { own_webhook: 1 } })
    const changed = await jobs.setWebhookOfBatch({ id: place.batch_id, webhook }, null, new Date())
    expect(changed.sort()).toEqual([follows.id, equal.id].sort())
    const now = await jobs.receivers([follows.id, equal.id, differs.id, owns.id])
    expect([follows, equal, differs, owns].map(({ id }) => now.get(id)?.webhook)).toEqual([
      null,
      null,
      other,
      webhook,
    ])
  })

  it('are written only by who read the latest transition', async () => {
    const job = await stored()
    const first = await jobs.write(job, claimed(job, 'first'))
    expect(first?.steps.scrape?.token).toBe('first')
    expect(await jobs.write(job, claimed(job, 'second'))).toBeNull()
    expect(await jobs.get(job.id)).toEqual(first)
    expect(first).toMatchObject({ rev: 2, revision: 2, status: 'processing' })
    expect(first?.outbox.map((entry) => entry.seq)).toEqual([1, 2, 3])
  })

  it('are not claimed on hold, even when the claimer read them before', async () => {
    const job = await stored({ batch_id: 'held', creation: 'c', hold_version: 1 })
    await jobs.hold({ id: 'held', creation: 'c' }, 'paused', 2, new Date())
    expect(await jobs.write(job, claimed(job), { notHeld: true })).toBeNull()
    await jobs.hold({ id: 'held', creation: 'c' }, null, 3, new Date())
    expect((await jobs.write(job, claimed(job), { notHeld: true }))?.status).toBe('processing')
  })

  it('do not lose a lease that was extended after it was read as over', async () => {
    const [before, running] = pair(await stored())
    const read = await jobs.write(before, running)
    if (!read) throw new Error('not claimed')
    const ended = {
      ...structuredClone(read),
      rev: read.rev + 1,
      steps: {
        ...read.steps,
        scrape: { ...read.steps.scrape!, status: 'ready' as const, token: null, lease_until: null },
      },
    }
    const lease = { job_id: read.id, run: 1, step: 'scrape', token: 't' }
    expect(await jobs.heartbeat(lease, { lease_until: soon(90) })).toBe(true)
    expect(await jobs.write(read, ended, { sameLeases: true })).toBeNull()
    const again = (await jobs.get(read.id))!
    expect(await jobs.write(again, ended, { sameLeases: true })).toMatchObject({
      steps: { scrape: { status: 'ready', token: null } },
    })
  })

  it('keep what a heartbeat wrote while another step’s transition was computed', async () => {
    const job = await jobs.write(...pair(await stored()))
    if (!job) throw new Error('not claimed')
    const lease = { job_id: job.id, run: 1, step: 'scrape', token: 't' }
    expect(await jobs.heartbeat(lease, { lease_until: soon(60), percent: 40, message: 'half' })).toBe(true)
    expect(await jobs.heartbeat(lease, { lease_until: soon(60), percent: 30 })).toBe(true)
    expect(await jobs.heartbeat({ ...lease, token: 'other' }, { lease_until: soon(90) })).toBe(false)
    expect(await jobs.heartbeat({ ...lease, run: 2 }, { lease_until: soon(90) })).toBe(false)
    const after = {
      ...job,
      rev: job.rev + 1,
      revision: job.revision + 1,
      warnings: [{ step: 'x', code: 'c', message: 'm' }],
    }
    const written = await jobs.write(job, after)
    expect(written?.steps.scrape).toMatchObject({ percent: 40, message: 'half' })
    expect(written?.steps.scrape?.lease_until?.getTime()).toBeGreaterThan(Date.now() + 30_000)
    expect(written?.revision).toBe(job.revision + 3)
  })
  const pair = (job: Job): [Job, Job] => [job, claimed(job)]

  it('lose relayed outbox entries, and wake when the acknowledged state is still the latest', async () => {
    const job = await stored()
    await jobs.acknowledge(job, { relayed_seq: 1, wake_at: soon(30) })
    expect(await jobs.get(job.id)).toMatchObject({ outbox: [], wake_at: expect.any(Date) })
    const next = await jobs.write(job, claimed(job))
    await jobs.acknowledge(job, { relayed_seq: 2, wake_at: null })
    const after = await jobs.get(job.id)
    expect(after?.outbox.map((entry) => entry.seq)).toEqual([3])
    expect(after?.wake_at).toEqual(next?.wake_at)
  })

  it('are due in the order of their time, at most so many, and terminal ones never', async () => {
    const long = new Date(Date.now() - 1e9)
    const [second, first] = [
      await stored({ wake_at: new Date(long.getTime() + 1) }),
      await stored({ wake_at: long }),
    ]
    await stored({ wake_at: null })
    expect((await jobs.due(new Date(long.getTime() + 1), 10)).map((job) => job.id)).toEqual([
      first?.id,
      second?.id,
    ])
    expect((await jobs.due(new Date(), 1)).map((job) => job.id)).toEqual([first?.id])
    const waking = await Array.fromAsync(jobs.waking())
    expect(waking.map((job) => job.id)).toEqual(expect.arrayContaining([first?.id, second?.id]))
  })

  it('of a batch appear when it is released, and an older hold never wins', async () => {
    const creating = await stored({ batch_id: 'rel', creation: 'c', hold: 'creating', wake_at: null })
    await stored({ batch_id: 'rel', creation: 'another', hold: 'creating', wake_at: null })
    const unreleased = async () => Object.fromEntries(await jobs.unreleased([{ id: 'rel', creation: 'c' }]))
    expect((await jobs.counts(['rel'])).get('rel')).toEqual(noJobs)
    expect(await unreleased()).toEqual({ rel: 1 })
    expect(await jobs.list({ ...all, batch_id: 'rel' }, page)).toEqual([])
    expect(await jobs.abandoned(soon(1))).toContain('rel')
    await jobs.hold({ id: 'rel', creation: 'c' }, 'paused', 2, new Date())
    await jobs.hold({ id: 'rel', creation: 'c' }, null, 1, new Date())
    expect(await jobs.get(creating.id)).toMatchObject({ hold: 'paused', hold_version: 2 })
    expect((await jobs.counts(['rel'])).get('rel')).toEqual({ ...noJobs, pending: 1 })
    expect(await unreleased()).toEqual({})
  })

  it('of another attempt to create the same batch are never released', async () => {
    const other = await stored({ batch_id: 'two', creation: 'other', hold: 'creating', wake_at: null })
    const own = await stored({ batch_id: 'two', creation: 'c', hold: 'creating', wake_at: null })
    await jobs.hold({ id: 'two', creation: 'c' }, null, 1, new Date())
    expect([(await jobs.get(own.id))?.hold, (await jobs.get(other.id))?.hold]).toEqual([null, 'creating'])
    expect((await jobs.counts(['two'])).get('two')).toEqual({ ...noJobs, pending: 1 })
  })

  it('are counted by state; deleted ones nowhere', async () => {
    const list = await Promise.all([0, 1, 2].map((place) => stored({ batch_id: 'cnt', batch_place: place })))
    const [gone, started] = [list[0]!, list[1]!]
    await jobs.write(started, claimed(started))
    const deleted = advance(gone, { type: 'delete' }, new Date())
    if (deleted.ok) await jobs.write(gone, deleted.job)
    expect((await jobs.counts(['cnt', 'none'])).get('cnt')).toEqual({ ...noJobs, pending: 1, processing: 1 })
    expect((await jobs.counts(['none'])).get('none')).toEqual(noJobs)
    expect(await Promise.all(['cnt', 'none', 'rel'].map(jobs.isAnyProcessing))).toEqual([true, false, false])
    expect(await jobs.count({ ...all, batch_id: 'cnt' })).toBe(2)
    expect((await Array.fromAsync(jobs.unfinished('cnt'))).map((job) => job.batch_place)).toEqual([1, 2])
    await jobs.remove(gone.id)
    expect(await jobs.get(gone.id)).toBeNull()
  })

  it('are listed newest first; filters combine; a cursor meets each exactly once while more arrive', async () => {
    const base = Date.now() - 1e7
    const made = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        stored({
          batch_id: 'lst',
          created_at: new Date(base + Math.floor(index / 3)),
          user_id: index % 2 === 0 ? 'ann' : 'bob',
          external_id: `e-${index % 3}`,
          job_name: `Talk (${index}) a.b`,
          parameters: { event: 'Conf', track: index < 6 ? 'A' : 'B' },
        }),
      ),
    )
    const expected = [...made].sort(
      (a, b) => b.created_at.getTime() - a.created_at.getTime() || (a.id < b.id ? 1 : -1),
    )
    const seen: string[] = []
    for (let after: { created_at: Date; id: string } | null = null; ; ) {
      const found = await jobs.list({ ...all, batch_id: 'lst' }, { limit: 5, skip: 0, after })
      seen.push(...found.map((job) => job.id))
      after = found.at(-1) ?? null
      if (found.length < 5) break
      await stored({ batch_id: 'lst' })
    }
    expect(seen).toEqual(expected.map((job) => job.id))
    const count = (filter: object) => jobs.count({ ...all, batch_id: 'lst', ...filter })
    expect(await count({ track: 'A', user_id: 'ann' })).toBe(3)
    expect(await count({ external_id: 'e-1' })).toBe(4)
    expect(await count({ q: '(7) A.B' })).toBe(1)
    expect(await count({ q: '(7) axb' })).toBe(0)
    expect(await count({ event: 'Conf', track: 'B', status: ['failed'] })).toBe(0)
    expect(await count({ status: ['pending', 'failed'] })).toBe(await count({}))
    // From the first time on, before the second.
    const between = { created_after: new Date(base + 1), created_before: new Date(base + 3) }
    expect(await count(between)).toBe(6)

    const up: string[] = []
    for (let after: { created_at: Date; id: string } | null = null; ; ) {
      const filter = { ...all, batch_id: 'lst', ...between }
      const found = await jobs.list(filter, { limit: 4, skip: 0, oldestFirst: true, after })
      up.push(...found.map((job) => job.id))
      after = found.at(-1) ?? null
      if (found.length < 4) break
    }
    const times = [base + 1, base + 2]
    expect(up).toEqual(
      expected
        .filter((job) => times.includes(job.created_at.getTime()))
        .map((job) => job.id)
        .reverse(),
    )
  })

  it('are shown to whom they belong', async () => {
    const shared = await stored({ batch_id: 'own', user_id: 'ann' })
    await models.jobs.collection.updateOne(
      { _id: shared.id as never },
      { $set: { 'access_control.read_access': ['ann', 'rob'] } },
    )
    await stored({ batch_id: 'own' })
    const seenBy = (owner: Parameters<typeof jobs.count>[0]['owner']) =>
      jobs.count({ owner, batch_id: 'own' })
    expect(await seenBy({ kind: 'all' })).toBe(2)
    expect(await seenBy({ kind: 'ownerless' })).toBe(1)
    expect(await seenBy({ kind: 'reader', user_id: 'ann' })).toBe(2)
    expect(await seenBy({ kind: 'reader', user_id: 'rob' })).toBe(2)
    expect(await seenBy({ kind: 'reader', user_id: 'eve' })).toBe(1)
  })
})

describe('batches', () => {
  it('take an id once', async () => {
    expect(await batches.insert(buildBatch({ id: 'once', batch_name: 'once' }))).toBe(true)
    expect(await batches.insert(buildBatch({ id: 'once', batch_name: 'other' }))).toBe(false)
    expect((await batches.get('once'))?.batch_name).toBe('once')
  })
  it('flip as often as they are told, each time with a higher version', async () => {
    await batches.insert(buildBatch({ id: 'flip' }))
    await Promise.all(Array.from({ length: 6 }, () => batches.setActive('flip', undefined, new Date())))
    expect(await batches.get('flip')).toMatchObject({ isActive: true, pause_version: 7 })
    await batches.setActive('flip', false, new Date())
    expect(await batches.setActive('flip', false, new Date())).toMatchObject({
      isActive: false,
      pause_version: 9,
    })
    expect(await batches.setActive('nothing', false, new Date())).toBeNull()
  })
  it('settle only from the state that was read', async () => {
    await batches.insert(buildBatch({ id: 'set' }))
    const read = (await batches.get('set'))!
    const next = { status: 'completed' as const, generation: 1, completed_at: new Date() }
    expect(await batches.settle(read, next, new Date())).toBe(true)
    expect(await batches.settle(read, next, new Date())).toBe(false)
  })
  it('are listed without deleted ones, archived ones by wish', async () => {
    await batches.insert(buildBatch({ id: 'arch', user_id: 'zoe' }))
    await batches.insert(buildBatch({ id: 'gone', user_id: 'zoe' }))
    await batches.setArchived('arch', true, new Date())
    expect(await batches.setDeleted('gone', new Date())).toBe(true)
    expect(await batches.setDeleted('gone', new Date())).toBe(false)
    const count = (archived: boolean) => batches.count({ ...all, user_id: 'zoe', archived })
    expect([await count(true), await count(false)]).toEqual([1, 0])
    expect((await batches.changedSince(new Date(Date.now() - 60_000))).map((batch) => batch.id)).toContain(
      'gone',
    )
    expect((await batches.unsettled(1000)).map((batch) => batch.id)).not.toContain('gone')
  })
})

describe('the event log', () => {
  it('numbers a batch without a gap, keeps the order of each job and ignores what it has', async () => {
    const others = [1, 2].map(() => connectMongo(uri, { appName: 'test', log }))
    await Promise.all(others.map((other) => other.tried))
    const logs = [events, ...others.map((other) => createEventLog(defineModels(other.connection)))]
    const event = (job: string, seq: number) => ({
      job_id: job,
      seq,
      batch_id: 'log',
      type: 'job.step' as const,
      at: new Date(),
      data: { seq },
    })
    await Promise.all(
      Array.from({ length: 24 }, async (_, index) => {
        const job = `j${index % 8}`
        const appender = logs[index % 3]!
        // As the relay does: always the whole outbox, so the same entry arrives several times.
        for (let last = 1; last <= 5; last++)
          await appender.append(Array.from({ length: last }, (_, seq) => event(job, seq + 1)))
      }),
    )
    const found = await events.ofBatch('log', 0, 1000)
    expect(found.map((entry) => entry.pos)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
    for (const [, own] of Map.groupBy(found, (entry) => entry.job_id))
      expect(own.map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5])
    expect((await events.positions(['log', 'empty'])).get('log')).toBe(40)
    expect((await events.ofBatch('log', 38, 10)).map((entry) => entry.pos)).toEqual([39, 40])
    expect((await events.ofJob('j0', 3, 10)).map((entry) => entry.seq)).toEqual([4, 5])
    await Promise.all(others.map((other) => other.close()))
  })
  it('takes events of a single job', async () => {
    const single = {
      job_id: 'alone',
      seq: 1,
      batch_id: null,
      type: 'job.created' as const,
      at: new Date(),
      data: {},
    }
    await events.append([single])
    await events.append([single, { ...single, seq: 2 }])
    expect((await events.ofJob('alone', 0, 10)).map((entry) => [entry.seq, entry.pos])).toEqual([
      [1, null],
      [2, null],
    ])
    await events.removeOfJob('alone')
    expect(await events.ofJob('alone', 0, 10)).toEqual([])
  })
})

it('results are kept by run and name the artifacts they need', async () => {
  const key = `public/sha256/${'a'.repeat(64)}`
  const kept = {
    id: 'job-r.1',
    job_id: 'job-r',
    run: 1,
    rev: 7,
    created_at: new Date(),
    files: [{ path: 'a.md', key, bytes: 1, sha256: 'a'.repeat(64), media_type: 'text/markdown' }],
    markdown_path: 'a.md',
    archive: null,
    body: { markdown_content: 'x' },
  }
  await results.put(kept)
  await results.put(kept)
  expect(await results.get('job-r', 1)).toEqual(kept)
  expect(await results.get('job-r', 2)).toBeNull()
  expect(await results.getFiles('job-r', 1)).toEqual({ files: kept.files, markdown_path: 'a.md' })
  expect(await results.getFiles('job-r', 2)).toBeNull()
  // What a zombie computed from an earlier state replaces nothing; a later state does.
  await results.put({ ...kept, rev: 6, body: { markdown_content: 'stale' } })
  expect(await results.get('job-r', 1)).toEqual(kept)
  await results.put({ ...kept, rev: 8 })
  expect((await results.get('job-r', 1))?.rev).toBe(8)
  expect((await Array.fromAsync(results.artifacts())).map((found) => found.key)).toContain(key)
  await results.removeOfJob('job-r')
  expect(await results.get('job-r', 1)).toBeNull()
})

it('templates are kept by owner and name, in any case', async () => {
  const templates = createTemplateStore(models)
  const of = (scope: string, name: string, source: string) => {
    const now = new Date('2026-02-03T04:05:06.789Z')
    return { id: templateId(scope, name), scope, name, source, created_at: now, updated_at: now }
  }
  expect(await templates.put(of('u:ann', 'Straße_de', 'a'))).toBe(true)
  expect(await templates.put(of('u:ann', 'Brief', 'b'))).toBe(true)
  expect(await templates.put(of('u:ann', 'STRASSE_de', 'c'))).toBe(false)
  expect(await templates.put(of('public', 'Brief', 'd'))).toBe(true)
  expect(await templates.names('u:ann')).toEqual(['Brief', 'STRASSE_de'])
  expect(await templates.get('u:ann', 'brief')).toMatchObject({ name: 'Brief', source: 'b' })
  expect(await templates.get('u:ann', 'strasse_DE')).toMatchObject({ name: 'STRASSE_de', source: 'c' })
  expect(await templates.get('u:bob', 'Brief')).toBeNull()
  expect(await templates.remove('u:bob', 'Brief')).toBe(false)
  expect(await templates.remove('u:ann', 'BRIEF')).toBe(true)
  expect(await templates.names('u:ann')).toEqual(['STRASSE_de'])
  expect(await templates.get('public', 'Brief')).toMatchObject({ source: 'd' })
})

it('no query of ours reads a whole collection', async () => {
  const plans = [
    { wake_at: { $lte: new Date() } },
    { batch_id: 'b', listed: true, status: 'failed' },
    { listed: true, status: 'failed' },
    { listed: true, 'parameters.track': 't' },
    { user_id: 'ann', listed: true },
    { listed: true },
    { listed: true, status: { $in: ['failed', 'cancelled'] } },
    { listed: true, created_at: { $gte: new Date(0), $lt: new Date() } },
    { listed: true, status: { $in: ['failed', 'cancelled'] }, created_at: { $gte: new Date(0) } },
    { batch_id: 'b', listed: true, created_at: { $lt: new Date() } },
  ]
  const ofBatches = [
    { deleted_at: null, archived: false },
    { deleted_at: null, archived: false, created_at: { $gte: new Date(0), $lt: new Date() } },
    { deleted_at: null, archived: false, status: { $in: ['failed', 'cancelled'] } },
  ]
  for (const way of [-1, 1] as const) {
    const sort = { created_at: way, _id: way }
    const explained = [
      ...plans.map((filter) => models.jobs.collection.find(filter).sort(sort).limit(50).explain()),
      ...ofBatches.map((filter) => models.batches.collection.find(filter).sort(sort).limit(50).explain()),
    ]
    for (const [index, plan] of (await Promise.all(explained)).entries()) {
      expect(JSON.stringify(plan), `${index} ${way}`).toContain('IXSCAN')
      expect(JSON.stringify(plan), `${index} ${way}`).not.toContain('COLLSCAN')
    }
  }
})

it('a database that is away is told within 3 s, as unavailable', async () => {
  const away = connectMongo('mongodb://127.0.0.1:9/x', { appName: 'test', log, hasCallers: true })
  await away.tried
  const store = createJobStore(defineModels(away.connection))
  const started = performance.now()
  await expect(store.get('job-1')).rejects.toMatchObject({ code: 'unavailable' })
  await expect(away.check()).rejects.toMatchObject({ code: 'unavailable' })
  expect(performance.now() - started).toBeLessThan(3_000)
  await away.close()
})
