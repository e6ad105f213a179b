import { Client, ScheduleUnreadableError } from '@async-events/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { type Source, startSource } from './start-source.ts'
import { type TestApp, testApp } from './test-app.ts'

const event = (id: string, inner: string) =>
  `<event guid="${id}"><start>10:00</start><duration>00:30</duration>${inner}</event>`
const schedule = `<?xml version="1.0"?><schedule>
<conference><title>Reed Camp</title><time_zone_name>Europe/Berlin</time_zone_name></conference>
<day index="1" date="2024-02-03"><room name="A">
${event('g1', '<title>Reeds</title><track>Birds</track><url>https://reed.example/1</url><links><link href="https://cdn.reed.example/1.mp4">Video recording (mp4)</link></links>')}
${event('g2', '<title>Otters</title><track>Water</track><url>https://reed.example/2</url><attachments><attachment type="slides" href="https://cdn.reed.example/2.pdf"/></attachments>')}
${event('g3', '<title></title>')}
${event('g4', '<title>CANCELLED: Eels</title><url>https://reed.example/4</url>')}
${event('g5', '<title>Inside</title><track>Birds</track><url>http://127.0.0.1:1/5</url>')}
${event('g6', '<title>Half inside</title><track>Birds</track><url>https://reed.example/6</url><links><link href="http://10.0.0.1/6.mp4">Video recording</link></links>')}
</room></day></schedule>`

let test: TestApp
let source: Source
let origin: string
const asked: string[] = []
beforeAll(async () => {
  source = await startSource((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/schedule.xml') response.end(schedule)
    else if (request.url === '/away') response.writeHead(302, { location: 'http://10.0.0.1/' }).end()
    else response.writeHead(404).end()
  })
  origin = source.origin
  test = await testApp({ fetchAllow: source.host })
})
afterAll(async () => {
  await test?.close()
  source?.close()
})
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)
const imported = (body: object, options: CallOptions = {}) =>
  call('POST', 'batches/import', { ...options, body })

describe('POST /batches/import', () => {
  it('makes a batch of the sessions of a schedule', async () => {
    const answer = await imported({
      schedule,
      defaults: { target_language: 'en', event: 'unused' },
      priority: 3,
    })
    expect(answer.status).toBe(201)
    expect(answer.body.import).toMatchObject({
      format: 'schedule-xml',
      title: 'Reed Camp',
      time_zone: 'Europe/Berlin',
      ...{ events: 6, kept: 3, filtered: 0, off: 1, left_out: 2 },
      ...{ with_recording: 2, with_slides: 1, with_captions: 0 },
      tracks: ['Birds', 'Water'],
      days: ['2024-02-03'],
    })
    expect(
      answer.body.import.problems.map((one: { code: string; line: number; left_out: boolean }) => [
        one.line,
        one.code,
        one.left_out,
      ]),
    ).toEqual([
      [6, 'no_title', true],
      [8, 'url_not_allowed', true],
      [9, 'url_not_allowed', false],
    ])
    expect(answer.headers.location).toBe(`/api/event-job/batches/${answer.body.batch.batch_id}`)
    expect(answer.body.batch).toMatchObject({ batch_name: 'Reed Camp', total_jobs: 3 })
    const { body } = await call('GET', `jobs/${answer.body.job_ids[0]}`)
    expect(body.job).toMatchObject({
      external_id: 'g1',
      priority: 3,
      parameters: {
        event: 'Reed Camp',
        session: 'Reeds',
        url: 'https://reed.example/1',
        track: 'Birds',
        day: '2024-02-03',
        starttime: '10:00',
        endtime: '10:30',
        video_url: 'https://cdn.reed.example/1.mp4',
        target_language: 'en',
        extra: { room: 'A', starts_at: '2024-02-03T10:00:00+01:00', schedule_id: 'g1' },
      },
    })
  })

  it('says what it would do, and stores nothing', async () => {
    const before = await call('GET', 'batches')
    const body = { schedule, filter: { track: 'birds', has_recording: true } }
    const answers = [
      await imported({ ...body, dry_run: true }),
      await call('POST', 'batches/import?dry_run=true', { body }),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(answer.body.import).toMatchObject({ events: 6, kept: 2, filtered: 2, off: 1, left_out: 1 })
      expect(answer.body.plan.jobs.map((one: { job_name: string }) => one.job_name)).toEqual([
        'Reed Camp - Birds - Reeds',
        'Reed Camp - Birds - Half inside',
      ])
      expect(answer.body.plan.jobs[0].plan.steps.length).toBeGreaterThan(3)
    }
    const nothing = await imported({ schedule, filter: { track: ['Fish'] }, dry_run: true })
    expect(nothing.body).toMatchObject({ batch: null, import: { kept: 0 }, job_ids: [] })
    expect((await call('GET', 'batches')).body.total).toBe(before.body.total)
  })

  it('fetches a schedule by the rules for all sources', async () => {
    const answer = await imported({ schedule_url: `${origin}/schedule.xml`, dry_run: true })
    expect(answer.body.import).toMatchObject({ format: 'schedule-xml', kept: 3 })
    const refusals = [
      [`${origin}/missing`, 422, 'schedule_unreadable', 'source_not_found'],
      [`${origin}/away`, 422, 'schedule_unreadable', 'destination_not_allowed'],
      ['http://10.0.0.1/schedule.xml', 400, 'validation_error', 'url_not_allowed'],
      ['http://localhost:1/', 400, 'validation_error', 'url_not_allowed'],
    ] as const
    for (const [schedule_url, status, type, code] of refusals) {
      const refused = await imported({ schedule_url })
      expect([schedule_url, refused.status, refused.body.error_type, refused.body.details[0]]).toEqual([
        schedule_url,
        status,
        type,
        expect.objectContaining({ path: 'schedule_url', code }),
      ])
    }
  })

  it('reads an upload of its owner, in any encoding', async () => {
    const bytes = Buffer.from(schedule.replace('Reeds', 'Röhricht'), 'utf16le')
    const client = new Client({
      baseUrl: 'http://127.0.0.1',
      userId: 'ann',
      fetch: (url, init) => injected(url, init),
    })
    const { upload_id } = await client.upload(new Blob([bytes]), { filename: 'schedule.xml' })
    const answer = await imported({ upload_id, dry_run: true }, { user: 'ann' })
    expect(answer.body.plan.jobs[0].job_name).toBe('Reed Camp - Birds - Röhricht')
    expect((await imported({ upload_id }, { user: 'bob' })).status).toBe(403)
    expect((await imported({ upload_id: 'upload-none' })).status).toBe(404)
  })

  it.each([
    ['nothing to read', {}, 'schedule_url', 'required'],
    ['two sources', { schedule, schedule_url: 'https://reed.example/' }, 'schedule_url', 'too_many'],
    ['a filter that keeps nothing', { schedule, filter: { track: 'Fish' } }, 'filter', 'nothing_kept'],
    ['an empty schedule', { schedule: '<schedule></schedule>' }, 'schedule', 'nothing_kept'],
    [
      'an unknown template',
      { schedule, defaults: { template: 'No such' } },
      'defaults.template',
      'invalid_template',
    ],
    ['a default with a bad key', { schedule, defaults: { $where: 1 } }, 'defaults.$where', 'bad_key'],
    ['an unknown format', { schedule, format: 'docx' }, 'format', 'invalid_value'],
    ['an unknown filter', { schedule, filter: { tracks: 'x' } }, 'filter.tracks', 'unknown_key'],
    ['a reserved id', { schedule, batch_id: 'import' }, 'batch_id', 'invalid'],
  ])('refuses %s', async (_what, body, path, code) => {
    const { status, body: answer } = await imported(body)
    expect([status, answer.error_type]).toEqual([400, 'validation_error'])
    expect(answer.details[0]).toMatchObject({ path, code })
  })

  it.each([
    ['words', 'unknown_format'],
    ['<!DOCTYPE s [<!ENTITY a "b">]><schedule>&a;</schedule>', 'unreadable'],
    ['['.repeat(1_000), 'unreadable'],
  ])('cannot read %j', async (text, code) => {
    const { status, body } = await imported({ schedule: text })
    expect([status, body.error_type, body.details[0].code]).toEqual([422, 'schedule_unreadable', code])
    await expect(
      new Client({ baseUrl: 'http://127.0.0.1', fetch: injected }).importBatch({
        body: { schedule: text },
      }),
    ).rejects.toBeInstanceOf(ScheduleUnreadableError)
  })

  it('imports once per key, and keeps to an id that is taken', async () => {
    const headers = { 'idempotency-key': 'import-1' }
    const body = { schedule, batch_id: 'reed-camp' }
    const first = await imported(body, { headers })
    const again = await imported(body, { headers })
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect(again.body.job_ids).toEqual(first.body.job_ids)
    expect((await imported(body)).body.changes).toMatchObject({ added: 0, unchanged: 3, sessions: [] })
    expect((await imported({ schedule }, { headers })).status).toBe(422)
  })
})

/** The client against the app without a socket. */
async function injected(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const request = new Request(url, init)
  const answer = await test.app.inject({
    method: request.method as 'GET',
    url: new URL(request.url).pathname + new URL(request.url).search,
    headers: Object.fromEntries(request.headers),
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return new Response(answer.rawPayload, {
    status: answer.statusCode,
    headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
  })
}
