import { newApiKey } from '@async-events/core'
import { testDatabaseUri, testPrefix, until } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callOf } from './call.ts'
import { completeJob, finishStep } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

/** Two processes of the API over the same servers. */
let apps: [TestApp, TestApp]
let origins: string[]
let shared: { mongodbUri: string; queuePrefix: string }
const later = '2090-01-01T00:00:00Z'
beforeAll(async () => {
  shared = { mongodbUri: testDatabaseUri(), queuePrefix: testPrefix() }
  apps = [await testApp(shared), await testApp(shared)]
  origins = await Promise.all(apps.map(({ app }) => app.listen({ host: '127.0.0.1', port: 0 })))
})
afterAll(async () => {
  for (const one of apps) await one.close()
})
const call: ReturnType<typeof callOf> = (...args) => callOf(apps[0].app)(...args)

interface Event {
  id: number | null
  type: string
  data: Record<string, unknown>
}

interface Stream {
  status: number
  contentType: string | null
  events: Event[]
  /** Resolves when the server has ended it. */
  ended: Promise<void>
  cut(): void
}

async function follow(path: string, { from = 0, at = 0 } = {}): Promise<Stream> {
  const controller = new AbortController()
  const answer = await fetch(`${origins[at]}/api/event-job/${path}`, {
    signal: controller.signal,
    headers: from > 0 ? { 'last-event-id': String(from) } : {},
  })
  const events: Event[] = []
  const ended = (async () => {
    let text = ''
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      const frames = text.split('\n\n')
      text = frames.pop() ?? ''
      for (const frame of frames) {
        const fields = new Map(
          frame
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        )
        if (!fields.has('event')) continue
        const id = fields.get('id')
        events.push({
          id: id === undefined ? null : Number(id),
          type: fields.get('event') ?? '',
          data: JSON.parse(fields.get('data') ?? 'null'),
        })
      }
    }
    expect(text).toBe('')
  })()
  ended.catch(() => {})
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type'),
    events,
    ended,
    cut: () => controller.abort(),
  }
}
const logged = (stream: Stream): Event[] => stream.events.filter(({ id }) => id !== null)

it('a job: every event once with its number, progress without one, and the end', async () => {
  const { body } = await call('POST', 'jobs', { body: { parameters: session({ video_transcript: 'x' }) } })
  const id: string = body.job.job_id
  const stream = await follow(`jobs/${id}/events`)
  expect([stream.status, stream.contentType]).toEqual([200, 'text/event-stream; charset=utf-8'])
  await until(() => logged(stream).length > 0, 5_000, 'the first event')
  await completeJob(apps[1].stack, id)
  await stream.ended
  const events = logged(stream)
  expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index + 1))
  expect(events[0]).toMatchObject({ type: 'job.created', data: { job_id: id, type: 'job.created', seq: 1 } })
  expect(events.at(-1)).toMatchObject({ type: 'job.completed' })
  expect(stream.events.filter(({ type }) => type === 'progress').at(-1)?.data).toMatchObject({
    job_id: id,
    status: 'completed',
    percent: 100,
  })

  const again = await follow(`jobs/${id}/events`, { from: events.length - 2 })
  await again.ended
  expect(logged(again).map((event) => event.id)).toEqual([events.length - 1, events.length])
  // All is told: a browser that comes back once more is told to stay away.
  expect((await follow(`jobs/${id}/events`, { from: events.length })).status).toBe(204)
})

it('a batch: cut ten times and followed in two processes, every event comes once and in order', async () => {
  const jobs = Array.from({ length: 12 }, (_, index) => ({
    parameters: session({ session: `t${index}`, video_transcript: 'x' }),
  }))
  const { body } = await call('POST', 'batches', { body: { jobs } })
  const id: string = body.batch.batch_id
  const seen: Event[] = []
  let cuts = 0
  const waiting = [...(body.job_ids as string[])]
  const finish = async (count: number) => {
    for (const jobId of waiting.splice(0, count)) await completeJob(apps[0].stack, jobId)
  }
  for (let ended = false; !ended; ) {
    const stream = await follow(`batches/${id}/events`, { from: seen.at(-1)?.id ?? 0, at: cuts % 2 })
    // The end of one job is some events; they are met in the middle.
    const working = finish(cuts < 10 ? 1 : waiting.length)
    if (cuts < 10) {
      await until(() => logged(stream).length >= 2 + (cuts % 3), 10_000, 'some events')
      stream.cut()
      await stream.ended.catch(() => {})
      cuts += 1
    } else {
      await stream.ended
      ended = true
    }
    await working
    seen.push(...logged(stream))
  }
  const log = await apps[0].stack.events.ofBatch(id, 0, 1000)
  expect(seen.map((event) => event.id)).toEqual(log.map(({ pos }) => pos))
  expect(seen.map((event) => event.data.seq)).toEqual(log.map(({ seq }) => seq))
  expect(seen.at(-1)?.type).toBe('batch.completed')
  expect(cuts).toBe(10)
}, 60_000)

it('goes on through a restart, and ends when the job is deleted', async () => {
  const { body } = await call('POST', 'jobs', { body: { parameters: session({ video_transcript: 'x' }) } })
  const id: string = body.job.job_id
  const stream = await follow(`jobs/${id}/events`)
  await finishStep(apps[0].stack, id, 'scrape', { code: 'source_not_found' })
  await until(() => logged(stream).some(({ type }) => type === 'job.step'), 5_000, 'a step')
  await call('DELETE', `jobs/${id}`)
  await stream.ended
  expect(stream.events.some(({ type }) => type === 'job.completed')).toBe(false)
})

it.each([['-1'], ['abc'], ['1.5'], ['9'.repeat(20)]])('Last-Event-ID %s is refused', async (given) => {
  const { body } = await call('POST', 'jobs', { body: { parameters: session() } })
  const path = `jobs/${body.job.job_id}/events`
  const answer = await call('GET', path, { headers: { 'last-event-id': given } })
  expect([answer.status, answer.body.error_type]).toEqual([400, 'validation_error'])
})

it('a right that is taken away ends the stream', async () => {
  const made = await call('POST', 'jobs', { user: 'ann', body: { parameters: session() } })
  const id: string = made.body.job.job_id
  await call('PATCH', `jobs/${id}/access`, { user: 'ann', body: { visibility: 'public' } })
  const answer = await fetch(`${origins[0]}/api/event-job/jobs/${id}/events`, {
    headers: { 'x-user-id': 'eve' },
  })
  expect(answer.status).toBe(200)
  await call('PATCH', `jobs/${id}/access`, { user: 'ann', body: { visibility: 'private' } })
  expect(await answer.text()).toContain('job.created')
})

it('a key that is revoked ends the stream, which tells nothing more', async () => {
  const keyed = await testApp({ auth: 'api-key', ...shared })
  const origin = await keyed.app.listen({ host: '127.0.0.1', port: 0 })
  const { key, text } = newApiKey({ name: 'test', user_id: 'ann', scopes: ['read', 'write'] }, new Date())
  await keyed.stack.apiKeys.insert(key)
  const headers = { authorization: `Bearer ${text}` }
  const made = await callOf(keyed.app)('POST', 'jobs', { headers, body: { parameters: session() } })
  const answer = await fetch(`${origin}/api/event-job/jobs/${made.body.job.job_id}/events`, { headers })
  await keyed.stack.apiKeys.revoke(key.id, new Date())
  expect(await answer.text()).toContain('job.created')
  await keyed.close()
}, 20_000)

it('last_event_id of a job and of a batch is where a stream goes on', async () => {
  const jobs = ['a', 'b'].map((name) => ({ parameters: session({ session: name }), not_before: later }))
  const { body } = await call('POST', 'batches', { body: { jobs } })
  const [first, second] = body.job_ids
  const path = `batches/${body.batch.batch_id}`
  await call('POST', `jobs/${first}/cancel`)
  const read = async (what: string) => (await call('GET', what)).body
  const look = async () => (await read(path)).batch.last_event_id === '2'
  await until(look, 5_000, 'the events of the first job')
  const listed = (await read(`jobs?batch_id=${body.batch.batch_id}&sort=created_at`)).jobs
  expect(listed.map((one: { last_event_id: string }) => one.last_event_id)).toEqual(['2', '1'])
  const ofBatch = await follow(`${path}/events`, { from: 2 })
  const ofJob = await follow(`jobs/${second}/events`, { from: 1 })
  await call('POST', `jobs/${second}/cancel`)
  await Promise.all([ofBatch.ended, ofJob.ended])
  expect(logged(ofBatch).map(({ id, type }) => [id, type])).toEqual([
    // Written with its job, and told with the next change of it.
    [3, 'job.created'],
    [4, 'job.cancelled'],
    [5, 'batch.completed'],
  ])
  expect(logged(ofJob).map(({ id, type }) => [id, type])).toEqual([[2, 'job.cancelled']])
  expect((await read(path)).batch.last_event_id).toBe('5')
  expect((await read(`jobs/${second}`)).job.last_event_id).toBe('2')
})
