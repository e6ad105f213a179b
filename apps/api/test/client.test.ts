/** The generated client against listening APIs, over a network that breaks. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ApiError, type BatchNews, Client, type JobNews, NotFoundError } from '@async-events/client'
import { newApiKey } from '@async-events/core'
import { testDatabaseUri, testPrefix, until } from '@async-events/testkit'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { documentChecker } from './call.ts'
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.ts'
import { archiveBytes, completeJob, documentText } from './finish-job.ts'
import { type TestApp, testApp } from './test-app.ts'

const shared = { mongodbUri: testDatabaseUri(), queuePrefix: testPrefix() }
/** Whose stack does what workers do; it never listens. */
let test: TestApp
/** The process that clients reach, which is replaced once. */
let api: TestApp
let proxy: CuttingProxy
let client: Client
beforeAll(async () => {
  test = await testApp(shared)
  await test.app.ready()
  proxy = await startCuttingProxy()
  client = new Client({ baseUrl: proxy.origin, fetch: checked })
  proxy.lead(await startApi())
})
afterAll(async () => {
  await proxy?.close()
  await api?.close()
  await test?.close()
})

async function startApi(): Promise<number> {
  api = await testApp({ ...shared, dataDir: test.dataDir })
  return Number(new URL(await api.app.listen({ host: '127.0.0.1', port: 0 })).port)
}

/** Holds what comes over the wire to the OpenAPI document too; the frames of streams are held to it one by one below. */
const checked: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) return response
  const body = Buffer.from(await response.clone().arrayBuffer())
  const { pathname, search } = new URL(String(input))
  const headers = Object.fromEntries(response.headers)
  documentChecker(test.app).conforms(init?.method ?? 'GET', pathname + search, response.status, headers, body)
  return response
}

const parameters = {
  event: 'Conf',
  session: 'Talk',
  url: 'https://talks.example.org/1',
  filename: 'talk.md',
  track: 'main',
  video_transcript: 'x',
}
const makeJob = async (): Promise<string> => (await client.createJob({ body: { parameters } })).job.job_id
const makeBatch = (count: number) =>
  client.createBatch({
    body: {
      jobs: Array.from({ length: count }, (_, index) => ({
        parameters: { ...parameters, session: `t${index}` },
      })),
    },
  })
async function endBatch(id: string, jobs: string[]): Promise<void> {
  for (const job of jobs) await completeJob(test.stack, job)
  await test.stack.orchestrator.settleBatch(id)
  await test.stack.orchestrator.idle()
}

describe('single calls', () => {
  it('a job is created once for a key', async () => {
    const header = { 'idempotency-key': crypto.randomUUID(), 'x-use-cache': false }
    const body = { parameters, external_id: 'talk-1', priority: 2 }
    const [first, second] = [
      await client.createJob({ header, body }),
      await client.createJob({ header, body }),
    ]
    expect(second.job.job_id).toBe(first.job.job_id)
    expect(first.job).toMatchObject({
      external_id: 'talk-1',
      priority: 2,
      use_cache: false,
      status: 'pending',
    })
    const refused = client.createJob({ header, body: { parameters } })
    await expect(refused).rejects.toMatchObject({ status: 422, type: 'idempotency_mismatch' })
  })

  it('lists by filters, numbers and flags, page by page', async () => {
    const { batch, job_ids } = await makeBatch(3)
    const query = { batch_id: batch.batch_id, limit: 2 }
    const page = await client.listJobs({ query })
    expect([page.total, page.jobs.length, typeof page.next_cursor]).toEqual([3, 2, 'string'])
    const rest = await client.listJobs({ query: { ...query, cursor: page.next_cursor ?? '' } })
    const seen = [...page.jobs, ...rest.jobs].map((job) => job.job_id)
    expect(seen.sort()).toEqual(job_ids.toSorted())
    await client.toggleBatchActive({ path: { batch_id: batch.batch_id }, body: { isActive: false } })
    const { batches } = await client.listBatches({ query: { isActive: false, archived: false } })
    expect(batches.map((one) => one.batch_id)).toContain(batch.batch_id)
  })

  it('submits either, and reads either by its id', async () => {
    const job = await client.submit({ body: { parameters } })
    const batch = await client.submit({ body: { jobs: [{ parameters }] } })
    expect([job.kind, batch.kind]).toEqual(['job', 'batch'])
    // The kind tells the compiler what there is.
    if (job.kind === 'job') expect(job.job.job_id).toBe(job.id)
    const status = await client.getStatus({ path: { id: batch.id } })
    expect(status.kind === 'batch' && status.batch.total_jobs).toBe(1)
  })

  it('errors say what they are', async () => {
    const missing = await client.getJob({ path: { job_id: 'job-nope' } }).catch((error: unknown) => error)
    expect(missing).toBeInstanceOf(ApiError)
    expect(missing).toBeInstanceOf(NotFoundError)
    expect(missing).toMatchObject({
      name: 'NotFoundError',
      status: 404,
      type: 'not_found',
      message: 'There is no job with this id.',
      details: [],
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      retryAfter: null,
    })
    const body = { jobs: [{ parameters }, { parameters: { ...parameters, url: 'http://127.0.0.1/' } }] }
    await expect(client.createBatch({ body })).rejects.toMatchObject({
      status: 400,
      type: 'validation_error',
      details: [{ path: 'jobs[1].parameters.url', code: 'url_not_allowed', message: expect.any(String) }],
    })
  })

  it('an answer that is no envelope is an error all the same', async () => {
    const gateway = new Client({
      baseUrl: proxy.origin,
      maxRetries: 0,
      fetch: async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
    })
    await expect(gateway.listJobs()).rejects.toMatchObject({
      status: 502,
      type: 'unavailable',
      requestId: null,
    })
  })

  it('names are sent as they are, whatever they hold', async () => {
    const asked: string[] = []
    const spy = new Client({
      baseUrl: 'http://api.example.org',
      fetch: async (input) => {
        asked.push(String(input))
        return Response.json({})
      },
    })
    await spy.getJob({ path: { job_id: '../a b?c#d' }, query: { wait: 0 } })
    await spy.getFile({ path: { path: 'job-1/1/Ünï & co/x#1.md' } })
    expect(asked).toEqual([
      'http://api.example.org/api/event-job/jobs/..%2Fa%20b%3Fc%23d?wait=0',
      'http://api.example.org/api/event-job/files/job-1/1/%C3%9Cn%C3%AF%20%26%20co/x%231.md',
    ])
    await expect(spy.getJob({ path: { job_id: '..' } })).rejects.toThrow('is no name')
    await expect(spy.getFile({ path: { path: 'job-1/../x' } })).rejects.toThrow('is no name')
    expect(asked).toHaveLength(2)
  })
})

describe('files', () => {
  it('the archive comes with its name and size', async () => {
    const id = await makeJob()
    await expect(client.download(id)).rejects.toMatchObject({ status: 409, type: 'archive_not_ready' })
    await completeJob(test.stack, id)
    const { filename, bytes, body } = await client.download(id)
    expect([filename, bytes]).toEqual(['Reed “beds” & pätience.zip', archiveBytes.length])
    expect(await read(body)).toEqual(archiveBytes)
  })

  it('one ZIP of a batch', async () => {
    const { batch, job_ids } = await makeBatch(1)
    await endBatch(batch.batch_id, job_ids)
    const { filename, bytes, body } = await client.download(batch.batch_id)
    expect([filename, bytes]).toEqual([`${batch.batch_id}.zip`, null])
    expect((await read(body)).subarray(0, 2).toString()).toBe('PK')
  })

  it('what results name is fetched by its address or by its path', async () => {
    const id = await makeJob()
    await completeJob(test.stack, id)
    const { job } = await client.getJob({ path: { job_id: id } })
    const url = job.results?.markdown_url ?? ''
    expect(await (await client.fetchFile(url)).text()).toBe(documentText)
    const path = `${id}/1/${job.results?.markdown_file}`
    expect(await (await client.getFile({ path: { path } })).text()).toBe(documentText)
    const asset = job.results?.assets[0]
    expect((await client.fetchFile(asset?.url ?? '')).headers.get('etag')).toBe(`"${asset?.sha256}"`)
  })

  it('credentials do not leave for another host', async () => {
    const asked: string[] = []
    const spy = new Client({
      baseUrl: 'http://api.example.org',
      apiKey: 'secret',
      fetch: async (input) => {
        asked.push(String(input))
        return new Response('')
      },
    })
    for (const url of ['https://evil.example/x', '//evil.example/x', 'http://api.example.org:81/x'])
      await expect(spy.fetchFile(url)).rejects.toThrow('is not the API')
    expect(asked).toEqual([])
  })
})

const read = async (body: ReadableStream<Uint8Array>): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(body as AsyncIterable<Uint8Array>))

describe('waiting', () => {
  it('for a job, over a cut connection', async () => {
    const id = await makeJob()
    const before = proxy.sent()
    const waiting = client.waitForJob(id)
    await until(() => proxy.sent() > before, 5_000, 'it asks')
    proxy.cut()
    await completeJob(test.stack, id)
    expect(await waiting).toMatchObject({ job_id: id, status: 'completed', results: { run: 1 } })
  })

  it('for a batch', async () => {
    const { batch, job_ids } = await makeBatch(2)
    const waiting = client.waitForBatch(batch.batch_id)
    await endBatch(batch.batch_id, job_ids)
    expect(await waiting).toMatchObject({
      status: 'completed',
      completed_jobs: 2,
      progress: { percent: 100 },
    })
  })

  it('no longer than asked for, and not at all for what is not there', async () => {
    const id = await makeJob()
    await expect(client.waitForJob(id, { timeoutMs: 300 })).rejects.toMatchObject({ name: 'TimeoutError' })
    const controller = new AbortController()
    const waiting = client.waitForJob(id, { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    await expect(client.waitForJob('job-nope')).rejects.toMatchObject({ status: 404 })
  })

  it('a service that is away is waited for, and no wait outlives the caller', async () => {
    const id = await makeJob()
    await completeJob(test.stack, id)
    const port = proxy.lead(null)
    proxy.cut()
    const controller = new AbortController()
    const given = client.waitForJob(id, { signal: controller.signal })
    const waiting = client.waitForJob(id)
    controller.abort(new Error('enough'))
    await expect(given).rejects.toThrow('enough')
    proxy.lead(port)
    expect((await waiting).status).toBe('completed')
  })
})

describe('watching', () => {
  function expectDescribed(news: JobNews | BatchNews, schema: 'JobStreamData' | 'BatchStreamData'): void {
    const problem = documentChecker(test.app).problemOf({ $ref: `#/components/schemas/${schema}` }, news.data)
    expect(problem, JSON.stringify(news)).toBeNull()
  }

  it('a job, to its end', async () => {
    const id = await makeJob()
    const seen: JobNews[] = []
    let done: Promise<unknown> | null = null
    for await (const news of client.watchJob(id)) {
      expectDescribed(news, 'JobStreamData')
      seen.push(news)
      done ??= completeJob(test.stack, id)
    }
    await done
    const numbered = seen.filter((news) => news.id !== null)
    expect(numbered.map((news) => Number(news.id))).toEqual(numbered.map((_, index) => index + 1))
    expect(numbered.at(-1)?.type).toBe('job.completed')
    // The type of news tells the compiler what it holds.
    const failed = seen.flatMap((news) =>
      news.type === 'job.step' && news.data.error ? [news.data.step] : [],
    )
    expect(failed).toEqual(['scrape'])
    const percents = seen.flatMap((news) => (news.type === 'progress' ? [news.data.percent] : []))
    expect(percents).toEqual(percents.toSorted((a, b) => a - b))
    expect(percents.at(-1)).toBe(100)

    // Known already: nothing more comes.
    const last = numbered.at(-1)?.id ?? ''
    expect(await Array.fromAsync(client.watchJob(id, { after: last }))).toEqual([])
    const again = await Array.fromAsync(client.watchJob(id, { after: '3' }))
    expect(again.find((news) => news.id !== null)?.id).toBe('4')
  })

  it('a batch over ten cuts and a restart of the API: every event once and in order', async () => {
    const { batch, job_ids } = await makeBatch(14)
    const seen: BatchNews[] = []
    let cuts = 0
    const watching = (async () => {
      for await (const news of client.watchBatch(batch.batch_id)) {
        expectDescribed(news, 'BatchStreamData')
        seen.push(news)
      }
    })()
    watching.catch(() => {})
    const numbered = () => seen.filter((news) => news.id !== null)
    await until(() => seen.length > 0, 10_000, 'the first news')
    for (const [index, id] of job_ids.entries()) {
      if (index === 7) {
        // The API ends as it does at a SIGTERM; another process takes its place a moment later.
        proxy.lead(null)
        const closing = api.close()
        await completeJob(test.stack, id)
        await closing
        proxy.lead(await startApi())
        continue
      }
      const before = numbered().length
      await completeJob(test.stack, id)
      await until(() => numbered().length > before, 20_000, `news of job ${index}`)
      if (cuts < 10) {
        proxy.cut()
        cuts += 1
      }
    }
    await test.stack.orchestrator.settleBatch(batch.batch_id)
    await test.stack.orchestrator.idle()
    await watching
    const log = await test.stack.events.ofBatch(batch.batch_id, 0, 1000)
    expect(cuts).toBe(10)
    expect(numbered().map((news) => Number(news.id))).toEqual(log.map(({ pos }) => pos))
    expect(numbered().map((news) => news.type)).toEqual(log.map(({ type }) => type))
    const end = numbered().at(-1)
    expect(end?.type === 'batch.completed' && end.data.counts).toMatchObject({ completed: 14, failed: 0 })
  }, 60_000)
})

it('a stream that falls silent is opened anew behind the last event', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const asked: (string | null)[] = []
    const silent = new Client({
      baseUrl: 'http://api.example.org',
      fetch: async (_url, init) => {
        asked.push(new Headers(init?.headers).get('last-event-id'))
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            controller.enqueue(Buffer.from(`id: ${asked.length}\nevent: job.started\ndata: {"run":1}\n\n`))
            init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason))
          },
        })
        return new Response(body)
      },
    })
    const news = silent.watchJob('job-1')
    expect((await news.next()).value).toEqual({ id: '1', type: 'job.started', data: { run: 1 } })
    const next = news.next()
    await vi.advanceTimersByTimeAsync(44_000)
    expect(asked).toEqual([null])
    await vi.advanceTimersByTimeAsync(2_000)
    expect((await next).value).toMatchObject({ id: '2' })
    expect(asked).toEqual([null, '1'])
    await news.return()
  } finally {
    vi.useRealTimers()
  }
})

describe('who asks', () => {
  it('a user by name, or the holder of an api key', async () => {
    const ann = new Client({ baseUrl: proxy.origin, userId: 'ann', fetch: checked })
    const { job } = await ann.createJob({ body: { parameters } })
    expect(job.user_id).toBe('ann')
    const eve = new Client({ baseUrl: proxy.origin, userId: 'eve', fetch: checked })
    await expect(eve.getJob({ path: { job_id: job.job_id } })).rejects.toMatchObject({
      status: 403,
      type: 'permission_denied',
    })
    await expect(eve.watchJob(job.job_id).next()).rejects.toMatchObject({ status: 403 })

    const guarded = await testApp({ ...shared, dataDir: test.dataDir, auth: 'api-key' })
    const baseUrl = await guarded.app.listen({ host: '127.0.0.1', port: 0 })
    const { key, text } = newApiKey({ name: 'ann', user_id: 'ann', scopes: ['read'] }, new Date())
    await test.stack.apiKeys.insert(key)
    const holder = new Client({ baseUrl, apiKey: text, fetch: checked })
    expect((await holder.getJob({ path: { job_id: job.job_id } })).job.job_id).toBe(job.job_id)
    await expect(holder.createJob({ body: { parameters } })).rejects.toMatchObject({ status: 403 })
    const nobody = new Client({ baseUrl, fetch: checked })
    await expect(nobody.listJobs()).rejects.toMatchObject({ status: 401, type: 'unauthorized' })
    await guarded.close()
  })
})

it('nothing is any or unknown but what the contract leaves open', () => {
  const folder = join(import.meta.dirname, '../../../packages/client/src')
  const source = ['types.ts', 'operations.ts']
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
    .replace(/\/\*\*.*?\*\//gs, '')
  const declared = source.split(/^export /m)
  const open = declared.filter((text) => /\bunknown\b/.test(text)).map((text) => text.split(' ', 2)[1])
  expect(open.sort()).toEqual([
    // What a sentence rests on differs between a talk and a summary of talks; a fact is text, number or list.
    'Evidence',
    'Fact',
    // What a step says next to its message.
    'JobLogLine',
    // What a restart merges in may be any part of the parameters.
    'JobRestart',
    'OpenApiDocument',
    // Its defaults may be any of the parameters.
    'ScheduleImport',
    // `extra` is whatever a template wants.
    'SessionParameters',
    // Parts of the structured data, which only the archive's schema describes whole.
    'SlideData',
    // Of a session, for its template; of answers, what a later version may add.
    'StatedParameters',
    'StatedSource',
    'StatedVideoFit',
    'StructuredData',
    'TalkPart',
  ])
  expect(source).not.toMatch(/\bany\b/)
})
