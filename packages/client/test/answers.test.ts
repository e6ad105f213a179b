import { describe, expect, it } from 'vitest'
import { answerUrl, baseOf } from '../src/address.ts'
import { errorClasses } from '../src/errors/error-classes.ts'
import { ApiError, Client, ConnectionError, NotFoundError } from '../src/index.ts'
import { failure, refused, scripted } from './scripted.ts'

describe('errors', () => {
  it.each(Object.entries(errorClasses))('%s has a class of its own', async (type, Class) => {
    const { client } = scripted([failure(418, type, { 'x-request-id': 'r-2' })], { maxRetries: 0 })
    const error = await client.listJobs().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Class)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ name: Class.name, type, message: 'No.', requestId: 'r-1', details: [] })
  })

  it('a type of a later version is an ApiError', async () => {
    const { client } = scripted([failure(409, 'moon_is_full')])
    const error = await client.listJobs().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'ApiError', type: 'moon_is_full', status: 409 })
  })

  it.each([
    [401, 'UnauthorizedError'],
    [404, 'NotFoundError'],
    [413, 'TooLargeError'],
    [500, 'InternalError'],
    [504, 'UnavailableError'],
  ])('%i of a gateway is known by its status', async (status, name) => {
    const page = new Response('<h1>nginx</h1>', { status, headers: { 'x-request-id': 'gw-1' } })
    const { client } = scripted([page], { maxRetries: 0 })
    const error = await client.listJobs().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name, status, requestId: 'gw-1', body: null })
  })

  it('what is no JSON came from somebody else, and is not asked again', async () => {
    const { client, asked } = scripted([new Response('<h1>Sign in</h1>')])
    await expect(client.listJobs()).rejects.toMatchObject({
      name: 'UnexpectedAnswerError',
      message: expect.stringContaining('is baseUrl the address of the service?'),
    })
    expect(asked).toHaveLength(1)
  })

  it('a redirected POST would arrive as a GET: it is an error', async () => {
    const moved = new Response(null, { status: 301, headers: { location: 'https://api.example.org/x' } })
    const { client, asked } = scripted([moved])
    const body = {
      parameters: { event: 'e', session: 's', url: 'https://x.example', filename: 'f', track: 't' },
    }
    await expect(client.createJob({ body })).rejects.toMatchObject({
      status: 301,
      message: 'The service redirects to https://api.example.org/x: give that as baseUrl.',
    })
    expect(asked).toHaveLength(1)
  })

  it('a broken connection says where to, why, and what fetch said', async () => {
    const cause = refused()
    const { client } = scripted([cause], { maxRetries: 0 })
    const error = await client.getStatus({ path: { id: 'a b' } }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).not.toBeInstanceOf(NotFoundError)
    expect(error).toMatchObject({
      message: 'GET http://api.example.org/api/event-job/status/a%20b: connect ECONNREFUSED 127.0.0.1:1',
      cause,
    })
  })
})

describe('addresses', () => {
  it.each([
    ['http://127.0.0.1:5000', 'http://127.0.0.1:5000'],
    ['http://127.0.0.1:5000/', 'http://127.0.0.1:5000'],
    ['https://example.org/events', 'https://example.org/events'],
    ['https://example.org/events//', 'https://example.org/events'],
    ['https://example.org/events/api/event-job/', 'https://example.org/events'],
    ['http://127.0.0.1:5000/api/event-job', 'http://127.0.0.1:5000'],
    ['https://example.org/events?x=1#y', 'https://example.org/events'],
  ])('baseUrl %s', async (given, base) => {
    expect(baseOf(given)).toBe(base)
    const { client, asked } = scripted([Response.json({})], { baseUrl: given })
    await client.getJob({ path: { job_id: 'job-1' } })
    await client.livez()
    expect(asked.map(({ url }) => url)).toEqual([`${base}/api/event-job/jobs/job-1`, `${base}/livez`])
  })

  it.each(['', 'localhost:5000', '/events', 'ftp://example.org', 'file:///x'])('refuses %j', (baseUrl) => {
    expect(() => new Client({ baseUrl })).toThrow('baseUrl must be an http(s) address')
  })

  it.each([
    [
      'https://example.org',
      '/api/event-job/files/a%20b.md',
      'https://example.org/api/event-job/files/a%20b.md',
    ],
    [
      'https://example.org/events',
      '/api/event-job/files/x',
      'https://example.org/events/api/event-job/files/x',
    ],
    [
      'https://example.org/events',
      '/events/api/event-job/files/x',
      'https://example.org/events/api/event-job/files/x',
    ],
    [
      'https://example.org/api',
      '/api/event-job/files/x?y=1',
      'https://example.org/api/api/event-job/files/x?y=1',
    ],
    [
      'https://example.org/events',
      'https://example.org/api/event-job/files/x',
      'https://example.org/events/api/event-job/files/x',
    ],
  ])('under %s the URL %s of an answer is %s', async (baseUrl, url, expected) => {
    expect(answerUrl(baseOf(baseUrl), url).href).toBe(expected)
    const { client, asked } = scripted([new Response('x')], { baseUrl })
    expect(client.urlOf(url)).toBe(expected)
    await client.fetchFile(url)
    const { body } = await client.download(url)
    expect(await new Response(body).text()).toBe('x')
    expect(asked.map((one) => one.url)).toEqual([expected, expected])
  })

  it('credentials and headers go along, and never to another host', async () => {
    const { client, asked } = scripted([new Response('x')], {
      apiKey: 'k',
      userId: 'ann',
      headers: { 'x-gateway': 'g' },
    })
    await client.fetchFile('/api/event-job/files/x')
    expect(Object.fromEntries(asked[0]?.headers ?? [])).toEqual({
      authorization: 'Bearer k',
      'x-user-id': 'ann',
      'x-gateway': 'g',
    })
    await expect(client.download('https://evil.example/api/event-job/files/x')).rejects.toThrow(
      'is not the API',
    )
    await expect(client.download('..')).rejects.toThrow('is no name')
    expect(asked).toHaveLength(1)
  })

  it('several values of a parameter are sent as several', async () => {
    const { client, asked } = scripted([Response.json({})])
    await client.getJob({ path: { job_id: 'job-1' }, query: { wait: 0 } })
    expect(new URL(asked[0]?.url ?? '').search).toBe('?wait=0')
  })
})

describe('pages', () => {
  const page = (ids: string[], next_cursor: string | null) =>
    Response.json({ jobs: ids.map((job_id) => ({ job_id })), next_cursor, total: 5 })

  it('are fetched when they are needed, with the filter', async () => {
    const { client, asked } = scripted([page(['1', '2'], 'a'), page([], 'b'), page(['3'], null)])
    const seen: string[] = []
    for await (const { job_id } of client.jobs({ status: ['failed'], pageSize: 2 })) {
      seen.push(job_id)
      expect(asked.length).toBe(seen.length < 3 ? 1 : 3)
    }
    expect(seen).toEqual(['1', '2', '3'])
    expect(asked.map(({ url }) => new URL(url).search)).toEqual([
      '?status=failed&limit=2',
      '?status=failed&limit=2&cursor=a',
      '?status=failed&limit=2&cursor=b',
    ])
  })

  it('of batches, deliveries and keys likewise', async () => {
    const every = Response.json({ batches: [1], deliveries: [2], keys: [3], next_cursor: null })
    const { client, asked } = scripted([every])
    const lists = [
      client.batches({ archived: true, status: ['failed', 'cancelled'] }),
      client.deliveries('job-1', { pageSize: 5 }),
      client.deliveries('mine', { state: 'failed' }),
      client.keys(),
    ]
    const found = await Promise.all(lists.map((list) => Array.fromAsync<unknown>(list)))
    expect(found).toEqual([[1], [2], [2], [3]])
    expect(asked.map(({ url }) => url.replace('http://api.example.org/api/event-job/', '')).sort()).toEqual([
      'batches/mine/deliveries?state=failed',
      'batches?archived=true&status=failed&status=cancelled',
      'jobs/job-1/deliveries?limit=5',
      'keys',
    ])
  })

  it('no more are fetched once the caller has enough, or has aborted', async () => {
    const { client, asked } = scripted([page(['1', '2'], 'a')])
    for await (const { job_id } of client.jobs()) if (job_id === '2') break
    expect(asked).toHaveLength(1)
    const controller = new AbortController()
    const all = client.jobs({}, { signal: controller.signal })
    await all.next()
    await all.next()
    controller.abort('enough')
    await expect(all.next()).rejects.toBe('enough')
    expect(asked).toHaveLength(2)
  })
})
