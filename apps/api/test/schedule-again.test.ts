import { refreshBatches } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Body, type CallOptions, callOf } from './call.ts'
import { completeJob, finishStep } from './finish-job.ts'
import { type Source, startSource } from './start-source.ts'
import { type TestApp, testApp } from './test-app.ts'

interface Event {
  id: string
  title?: string
  start?: string
  room?: string
  slides?: string
  video?: string
}

const eventXml = ({ id, title = `Talk ${id}`, start = '10:00', slides, video }: Event) =>
  `<event guid="${id}"><start>${start}</start><duration>00:30</duration><title>${title}</title><track>Birds</track>
<url>https://reed.example/${id}</url>${video ? `<links><link href="${video}">Video recording (mp4)</link></links>` : ''}
<attachments>${slides ? `<attachment type="slides" href="${slides}"/>` : ''}</attachments></event>`

const scheduleOf = (events: Event[]) => {
  const rooms = [...new Set(events.map(({ room = 'A' }) => room))]
  const inRoom = (name: string) => events.filter(({ room = 'A' }) => room === name)
  return `<?xml version="1.0"?><schedule>
<conference><title>Reed Camp</title><time_zone_name>Europe/Berlin</time_zone_name></conference>
<day index="1" date="2024-02-03">${rooms.map((name) => `<room name="${name}">${inRoom(name).map(eventXml).join('')}</room>`).join('')}</day></schedule>`
}

let test: TestApp
let source: Source
let origin: string
/** What the server answers at present; null: it is away. */
let served: string | null = null
beforeAll(async () => {
  source = await startSource((_, response) => {
    if (served === null) response.writeHead(404).end()
    else response.end(served)
  })
  origin = source.origin
  test = await testApp({ fetchAllow: source.host })
})
afterAll(async () => {
  await test?.close()
  source?.close()
})
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

/** Jobs of these events that need no recording. */
const spoken = { video_transcript: 'said' }
const imported = (batch_id: string, events: Event[], more: object = {}, options: CallOptions = {}) =>
  call('POST', 'batches/import', {
    ...options,
    body: { batch_id, schedule: scheduleOf(events), defaults: spoken, ...more },
  })
async function jobsOf(batch: string): Promise<Record<string, Body>> {
  const { body } = await call('GET', `jobs?batch_id=${batch}&limit=100`)
  return Object.fromEntries(body.jobs.map((job: Body) => [job.external_id, job]))
}
const changesOf = ({ body }: { body: Body }) =>
  Object.fromEntries(body.changes.sessions.map((one: Body) => [one.external_id, one]))
const countsOf = ({ body }: { body: Body }) => {
  const { sessions: _, ...counts } = body.changes
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0))
}

describe('an import into the batch of an earlier one', () => {
  const before: Event[] = [
    { id: 'stays' },
    { id: 'moves' },
    { id: 'later' },
    { id: 'slides' },
    { id: 'renamed', title: 'Otters' },
    { id: 'cancelled' },
    { id: 'gone' },
  ]
  const after: Event[] = [
    { id: 'stays' },
    { id: 'moves', start: '11:00', room: 'B' },
    { id: 'later', start: '14:00' },
    { id: 'slides', slides: 'https://cdn.reed.example/2.pdf' },
    { id: 'renamed', title: 'Otters, at last' },
    { id: 'cancelled', title: 'CANCELLED: Talk cancelled' },
    { id: 'new', start: '16:00' },
  ]
  const batch = 'diff-import'
  let first: Record<string, Body>

  beforeAll(async () => {
    expect((await imported(batch, before)).status).toBe(201)
    first = await jobsOf(batch)
    for (const id of ['stays', 'moves', 'slides', 'renamed']) await completeJob(test.stack, first[id].job_id)
    const corrected = await call('PUT', `jobs/${first.moves.job_id}/transcript`, {
      raw: 'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nBy hand.\n',
      headers: { 'content-type': 'text/vtt' },
    })
    expect(corrected.status).toBe(202)
    await completeJob(test.stack, first.moves.job_id)
    first = await jobsOf(batch)
  })

  it('says what it would do, and stores nothing', async () => {
    const dry = await imported(batch, after, { dry_run: true })
    expect(dry.status).toBe(200)
    expect(countsOf(dry)).toEqual({
      ...{ added: 1, changed: 2, moved: 2, cancelled: 1, removed: 1 },
      unchanged: 1,
    })
    expect(dry.body.message).toMatch(/^Nothing was stored: 1 added, 2 changed, 2 moved/)
    expect(await jobsOf(batch)).toEqual(first)
  })

  it('changes exactly what has changed, and runs only what reads it', async () => {
    const done = await imported(batch, after)
    expect(done.status).toBe(200)
    expect(countsOf(done)).toEqual({
      ...{ added: 1, changed: 2, moved: 2, cancelled: 1, removed: 1 },
      unchanged: 1,
    })
    const told = changesOf(done)
    expect(told.moves).toMatchObject({
      change: 'moved',
      moved_from: { day: '2024-02-03', starttime: '10:00', endtime: '10:30', room: 'A' },
      moved_to: { day: '2024-02-03', starttime: '11:00', endtime: '11:30', room: 'B' },
      steps: ['transform', 'archive'],
      kept: [],
    })
    // Its document was not written yet.
    expect(told.later).toMatchObject({ change: 'moved', steps: [] })
    expect(told.slides).toMatchObject({ change: 'changed', fields: ['attachments_url'] })
    expect(told.slides.steps).toEqual(expect.arrayContaining(['pdf-1', 'transform', 'archive']))
    expect(told.slides.steps).not.toContain('scrape')
    expect(told.renamed.fields).toEqual(expect.arrayContaining(['session']))

    const now = await jobsOf(batch)
    expect(now.stays).toEqual(first.stays)
    expect(now.moves).toMatchObject({
      status: 'pending',
      run: { number: first.moves.run.number + 1 },
      parameters: { starttime: '11:00', extra: { room: 'B' } },
      correction: first.moves.correction,
      schedule: { state: 'scheduled', moved_from: { starttime: '10:00', room: 'A' } },
    })
    expect(now.moves.correction).not.toBeNull()
    expect(now.later).toMatchObject({ run: { number: 1 }, parameters: { starttime: '14:00' } })
    expect(now.renamed.job_name).toBe('Reed Camp - Birds - Otters, at last')
    for (const [id, state] of [
      ['cancelled', 'cancelled'],
      ['gone', 'removed'],
    ] as const)
      expect(now[id]).toMatchObject({
        status: first[id].status,
        run: first[id].run,
        parameters: first[id].parameters,
        schedule: { state },
      })
    expect(now.new).toMatchObject({ batch_id: batch, status: 'pending', parameters: { starttime: '16:00' } })
    expect(done.body.job_ids).toEqual([now.new.job_id])
    expect(done.body.batch.total_jobs).toBe(before.length + 1)
    // What it wrote is read by the run.
    await completeJob(test.stack, now.moves.job_id)
    const { raw } = await call('GET', `jobs/${now.moves.job_id}/transcript`)
    expect(raw.toString()).toContain('By hand.')
  })

  it('does nothing the second time', async () => {
    const settled = await jobsOf(batch)
    const again = await imported(batch, after)
    expect(countsOf(again)).toEqual({ unchanged: before.length + 1 })
    expect(again.body.message).toBe('Nothing has changed.')
    expect(await jobsOf(batch)).toEqual(settled)
  })

  it('takes back what is in the schedule again', async () => {
    const back = await imported(batch, [
      ...after.filter(({ id }) => id !== 'cancelled'),
      { id: 'cancelled' },
      { id: 'gone' },
    ])
    expect(countsOf(back)).toEqual({ returned: 2, unchanged: before.length - 1 })
    expect((await jobsOf(batch)).gone.schedule.state).toBe('scheduled')
  })
})

describe('what people have changed', () => {
  it('stays, and is told', async () => {
    const batch = 'by-hand'
    await imported(batch, [{ id: 'a' }, { id: 'b' }])
    const { a, b } = await jobsOf(batch)
    await completeJob(test.stack, a.job_id)
    const parameters = { attachments_url: ['https://mine.example/a.pdf'], starttime: '09:00' }
    await call('POST', `${a.job_id}/restart`, { body: { parameters } })
    // Deleted on purpose: an import does not bring it back.
    await call('DELETE', `jobs/${b.job_id}`)
    const done = await imported(batch, [
      { id: 'a', start: '12:00', slides: 'https://cdn.reed.example/a.pdf' },
      { id: 'b', start: '13:00' },
    ])
    expect(countsOf(done)).toEqual({ changed: 1, dropped: 1 })
    expect(changesOf(done).a.kept.toSorted()).toEqual(['attachments_url', 'starttime'])
    const now = await jobsOf(batch)
    expect(Object.keys(now)).toEqual(['a'])
    expect(now.a.parameters).toMatchObject({ ...parameters, endtime: '12:30' })
    expect(
      countsOf(
        await imported(batch, [
          { id: 'a', start: '12:00', slides: 'https://cdn.reed.example/a.pdf' },
          { id: 'b', start: '13:00' },
        ]),
      ),
    ).toEqual({ unchanged: 1, dropped: 1 })
  })

  it('a cancelled job takes the news, and runs no more', async () => {
    const batch = 'stopped'
    await imported(batch, [{ id: 'a' }])
    const { a } = await jobsOf(batch)
    await call('POST', `jobs/${a.job_id}/cancel`)
    const done = await imported(batch, [{ id: 'a', start: '12:00' }])
    expect(changesOf(done).a).toMatchObject({ change: 'moved', steps: [] })
    expect((await jobsOf(batch)).a).toMatchObject({
      status: 'cancelled',
      run: { number: 1 },
      parameters: { starttime: '12:00' },
    })
  })

  it('says why a job cannot have the news', async () => {
    const batch = 'at-odds'
    await imported(batch, [{ id: 'a' }])
    const { a } = await jobsOf(batch)
    await completeJob(test.stack, a.job_id)
    await call('POST', `${a.job_id}/restart`, { body: { parameters: { video_end: 10 } } })
    const again = () => imported(batch, [{ id: 'a' }], { defaults: { ...spoken, video_start: 20 } })
    for (const done of [await again(), await again()])
      expect(changesOf(done).a).toMatchObject({
        change: 'refused',
        message: expect.stringContaining('video_end'),
      })
  })
})

describe('a run that goes on', () => {
  it('is replaced where it has read what has changed, and its worker can write nothing', async () => {
    const batch = 'running'
    await imported(batch, [{ id: 'a' }])
    const { a } = await jobsOf(batch)
    const job = await test.stack.jobs.get(a.job_id)
    const mine = { run: 1, step: 'scrape', token: 'mine' }
    const claimed = await test.stack.orchestrator.transition(job!, () => ({
      type: 'claim',
      ...mine,
      lease_until: new Date(Date.now() + 20_000),
    }))
    expect(claimed.ok).toBe(true)
    const url = {
      defaults: { ...spoken },
      schedule: scheduleOf([{ id: 'a' }]).replace('reed.example/a', 'reed.example/new'),
    }
    const done = await imported(batch, [], url)
    expect(changesOf(done).a).toMatchObject({ change: 'changed', fields: ['url'] })
    expect(changesOf(done).a.steps).toContain('scrape')
    const late = await test.stack.orchestrator.transition(claimed.job, () => ({
      type: 'commit',
      ...mine,
      output: {},
      empty: false,
      cached: false,
      warnings: [],
      plan: null,
    }))
    expect(late).toMatchObject({ ok: false, reason: 'lost' })
    expect((await jobsOf(batch)).a).toMatchObject({ status: 'pending', run: { number: 2 } })
    await finishStep(test.stack, a.job_id, 'scrape', { code: 'source_not_found' })
  })
})

describe('two imports at once', () => {
  it('do each change once', async () => {
    const batch = 'at-once'
    await imported(batch, [{ id: 'a' }, { id: 'b' }])
    const { a } = await jobsOf(batch)
    await completeJob(test.stack, a.job_id)
    const events = [
      { id: 'a', start: '11:00' },
      { id: 'b' },
      ...Array.from({ length: 20 }, (_, at) => ({ id: `n${at}` })),
    ]
    const answers = await Promise.all([1, 2, 3].map(() => imported(batch, events)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(answers.flatMap(({ body }) => body.job_ids)).toHaveLength(20)
    expect(answers.map(({ body }) => body.changes.moved).reduce((sum, one) => sum + one)).toBe(1)
    const now = await jobsOf(batch)
    expect(Object.keys(now)).toHaveLength(22)
    expect(now.a.run.number).toBe(2)
    expect(new Set(Object.values(now).map(({ parameters }) => parameters.filename)).size).toBe(22)
  })

  it('adds to a paused batch what waits', async () => {
    const batch = 'paused'
    await imported(batch, [{ id: 'a' }])
    await call('POST', `batches/${batch}/toggle-active`, { body: { isActive: false } })
    await imported(batch, [{ id: 'a' }, { id: 'b' }])
    const { b } = await jobsOf(batch)
    expect((await test.stack.jobs.get(b.job_id))?.hold).toBe('paused')
    await call('POST', `batches/${batch}/toggle-active`, { body: { isActive: true } })
    expect((await test.stack.jobs.get(b.job_id))?.hold).toBeNull()
  })
})

describe('what cannot be imported into', () => {
  it.each([
    ['another name', { batch_name: 'Other' }, 'batch_name'],
    ['other metadata', { metadata: { a: 'b' } }, 'metadata'],
    ['another webhook', { webhook: { url: 'https://hooks.example/x' } }, 'webhook'],
  ])('%s of the batch is refused', async (_what, more, path) => {
    await imported('named', [{ id: 'a' }])
    const answer = await imported('named', [{ id: 'a' }], more)
    expect([answer.status, answer.body.details?.[0]?.path]).toEqual([400, path])
  })

  it('a batch of jobs, or of somebody else', async () => {
    const parameters = { event: 'C', session: 'S', url: 'https://x.example/', filename: 'x.md', track: 'T' }
    await call('POST', 'batches', { body: { batch_id: 'of-jobs', jobs: [{ parameters }] } })
    expect((await imported('of-jobs', [{ id: 'a' }])).status).toBe(409)
    await imported('of-ann', [{ id: 'a' }], {}, { user: 'ann' })
    expect((await imported('of-ann', [{ id: 'a' }], {}, { user: 'bob' })).status).toBe(409)
    expect(
      (await imported('of-ann', [{ id: 'a' }, { id: 'b' }], {}, { user: 'ann' })).body.changes.added,
    ).toBe(1)
    expect((await call('POST', 'batches/of-ann/refresh', { user: 'bob' })).status).toBe(403)
    expect((await call('POST', 'batches/of-ann/refresh', { user: 'ann' })).status).toBe(409)
  })

  it('a schedule that is broken marks nothing as removed', async () => {
    await imported('broken', [{ id: 'a' }, { id: 'b' }])
    const whole = scheduleOf([{ id: 'a' }, { id: 'b' }])
    const half = whole.slice(0, whole.indexOf('guid="b"'))
    const done = await imported('broken', [], { schedule: half })
    expect(done.body.import.problems.map(({ code }: Body) => code)).toContain('malformed')
    expect((await jobsOf('broken')).b.schedule.state).toBe('scheduled')
  })
})

describe('refresh', () => {
  const batch = 'refreshed'
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const pass = async (afterMs: number) => {
    const clock = { now: () => new Date(Date.now() + afterMs) }
    return refreshBatches({ ...test.stack, ...test.importing, clock: { ...test.stack.clock, ...clock } })
  }
  const scheduleOfBatch = async () => (await call('GET', `batches/${batch}`)).body.batch.schedule

  it('imports again by itself until its end, and tells what went wrong', async () => {
    served = scheduleOf([{ id: 'a' }])
    const made = await call('POST', 'batches/import', {
      body: {
        ...{ batch_id: batch, schedule_url: `${origin}/s.xml`, defaults: spoken },
        refresh: { every: 600, until },
      },
    })
    expect(made.body.batch.schedule).toMatchObject({
      schedule_url: `${origin}/s.xml`,
      refresh: { every: 600, until, failures: 0, last_error: null },
    })
    served = scheduleOf([{ id: 'a' }, { id: 'b' }])
    expect(await pass(0)).toBe(0)
    // Two keepers: one of them does it.
    await Promise.all([pass(601_000), pass(601_000)])
    expect(Object.keys(await jobsOf(batch)).toSorted()).toEqual(['a', 'b'])
    served = null
    expect(await pass(1_300_000)).toBe(1)
    expect((await scheduleOfBatch()).refresh).toMatchObject({
      failures: 1,
      last_error: { code: 'schedule_unreadable', message: expect.stringContaining('could not be fetched') },
    })
    served = scheduleOf([{ id: 'a', start: '12:00' }, { id: 'b' }])
    await pass(2_000_000)
    expect((await jobsOf(batch)).a.parameters.starttime).toBe('12:00')
    expect((await scheduleOfBatch()).refresh).toMatchObject({ failures: 0, last_error: null })
    await pass(3_590_000)
    expect((await scheduleOfBatch()).refresh.next_at).toBeNull()
    expect(await pass(10_000_000)).toBe(0)
  })

  it('takes the options of the import, of which there may be none', async () => {
    served = scheduleOf([{ id: 'a' }, { id: 'b', title: 'Otters' }])
    for (const options of [{}, { filter: { q: 'otters' }, include_off: true, time_zone: 'Europe/Berlin' }]) {
      const body = { schedule_url: `${origin}/s.xml`, ...options }
      const made = await call('POST', 'batches/import', { body })
      const { body: again } = await call('POST', `batches/${made.body.batch.batch_id}/refresh`)
      expect(again.changes).toMatchObject({ unchanged: made.body.job_ids.length, sessions: [] })
    }
  })

  it.each([
    [
      'a page that says that something is wrong',
      '<!doctype html><p>Sorry! <a href="/talk/1">Back</a> <a href="/talk/2">Home</a></p>',
    ],
    ['an empty schedule', '<schedule><conference><title>Reed Camp</title></conference></schedule>'],
  ])('%s in place of the schedule changes nothing', async (_what, text) => {
    served = scheduleOf([{ id: 'a' }])
    const { body: made } = await call('POST', 'batches/import', { body: { schedule_url: `${origin}/s.xml` } })
    const { batch_id } = made.batch
    const before = await jobsOf(batch_id)
    served = text
    const refused = await call('POST', `batches/${batch_id}/refresh`)
    expect([400, 422]).toContain(refused.status)
    expect(await jobsOf(batch_id)).toEqual(before)
  })

  it('on demand, and ended by null', async () => {
    served = scheduleOf([{ id: 'a', start: '13:00' }, { id: 'b' }])
    const dry = await call('POST', `batches/${batch}/refresh?dry_run=true`)
    const done = await call('POST', `batches/${batch}/refresh`, { headers: { 'idempotency-key': 'r1' } })
    const replayed = await call('POST', `batches/${batch}/refresh`, { headers: { 'idempotency-key': 'r1' } })
    expect([countsOf(dry), countsOf(done), countsOf(replayed)]).toEqual([
      { moved: 1, unchanged: 1 },
      { moved: 1, unchanged: 1 },
      { moved: 1, unchanged: 1 },
    ])
    const body = { batch_id: batch, schedule_url: `${origin}/s.xml`, defaults: spoken, refresh: null }
    const ended = await call('POST', 'batches/import', { body })
    expect(ended.body.batch.schedule.refresh).toBeNull()
    const sent = await imported('sent', [{ id: 'a' }], { refresh: { every: 600, until } })
    expect(sent.body.details[0]).toMatchObject({ path: 'refresh' })
  })
})
