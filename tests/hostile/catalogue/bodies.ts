import { randomUUID } from 'node:crypto'
import type { RequestCase } from '../case.ts'
import { leaksOf } from '../clean-answer.ts'
import type { HostileService } from '../hostile-service.ts'
import { sayRaw } from '../say-raw.ts'
import { session } from './sessions.ts'

/** A few of each row against the real process; the API's own tests have them all. */

const prefix = '/api/event-job'
const json = { 'content-type': 'application/json' }

interface Ask {
  method?: string
  path?: string
  headers?: Record<string, string>
  body?: string | Buffer
}

/** The status and type of the answer, which is an envelope that says nothing of the inside. */
async function ask(
  { service, paths }: HostileService,
  { method = 'POST', path = 'jobs', headers = json, body }: Ask,
) {
  const answer = await fetch(`${service.url}${prefix}/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  })
  const text = await answer.text()
  const leaks = answer.status >= 400 ? leaksOf(text, paths, String(body ?? path)) : []
  if (leaks.length > 0) throw new Error(`the answer says too much: ${leaks.join(', ')}`)
  const said = JSON.parse(text) as { error_type?: string; request_id?: string; details?: { path: string }[] }
  return { ...said, status: answer.status, headers: answer.headers }
}

const refusals = (
  row: string,
  name: string,
  status: number,
  type: string,
  asks: (ask: Parameters<RequestCase['ask']>[1]) => Ask[],
): RequestCase => ({
  row,
  name,
  ask: async (hostile, place) => {
    for (const one of asks(place)) {
      const answer = await ask(hostile, one)
      if (answer.status !== status || answer.error_type !== type)
        throw new Error(`${JSON.stringify(one).slice(0, 200)} got ${answer.status} ${answer.error_type}`)
    }
  },
})

const raw = (row: string, name: string, request: string, status: number, type: string): RequestCase => ({
  row,
  name,
  ask: async ({ service, paths }) => {
    const answer = await sayRaw(service.url, request)
    const { error_type } = JSON.parse(answer.body) as { error_type?: string }
    const leaks = leaksOf(answer.body, paths)
    if (answer.status !== status || error_type !== type || leaks.length > 0)
      throw new Error(`got ${answer.status} ${error_type} ${leaks.join(', ')}`)
  },
})

const job = (change: object) => ({ body: JSON.stringify(change) })

export const bodyCases: readonly RequestCase[] = [
  refusals('B01', 'bodies that are no object of JSON', 400, 'validation_error', () =>
    ['', '{"parameters":', 'null', '[]', '"x"', Buffer.from([0x22, 0xff, 0xfe, 0x22])].map((body) => ({
      body,
    })),
  ),
  refusals('B01', 'another content type', 415, 'unsupported_media_type', () =>
    ['text/plain', 'application/x-www-form-urlencoded', 'nonsense'].map((type) => ({
      headers: { 'content-type': type },
      body: '{}',
    })),
  ),
  refusals('B02', 'keys and values of another kind', 400, 'validation_error', (place) => {
    const good = session(place)
    return [
      job({ ...good, webhok: {} }),
      ...[null, ['a'], 123, { $ne: null }, true].map((url) =>
        job({ parameters: { ...good.parameters, url } }),
      ),
      { body: JSON.stringify(good).replace('{', '{"__proto__":{"x":1},') },
      { body: JSON.stringify(good).replace('"parameters":{', '"parameters":{"__proto__":{"x":1},') },
      job({ parameters: { ...good.parameters, $where: '1' } }),
    ]
  }),
  refusals('B03', 'characters that nobody sees in names', 400, 'validation_error', (place) =>
    ['a\0b', 'a\ud800b', 'a\u202eb', 'a\u0007b', 'a\nb'].map((name) =>
      job(session(place, { session: name })),
    ),
  ),
  refusals('B04', 'a body over the limit', 413, 'too_large', (place) => [
    job(session(place, { video_transcript: 'x'.repeat(1_200_000) })),
  ]),
  refusals('B04', 'batches of none, and with bad items', 400, 'validation_error', (place) => [
    { path: 'batches', body: '{"jobs":[]}' },
    {
      path: 'batches',
      body: JSON.stringify({ jobs: [session(place), session(place, { url: 'file:///x' })] }),
    },
  ]),
  refusals('B04', 'nested 5000 deep', 400, 'validation_error', (place) => [
    {
      body: JSON.stringify(session(place, { more: 'REED' })).replace(
        '"REED"',
        '['.repeat(5_000) + ']'.repeat(5_000),
      ),
    },
  ]),
  refusals('B05', 'queries that are none', 400, 'validation_error', () =>
    [
      'limit=0',
      'limit=-1',
      'limit=1e9',
      'limit=abc',
      'limit=1&limit=2',
      'status[$ne]=a',
      'nope=1',
      'cursor=WzEsMl0',
    ].map((query) => ({
      method: 'GET',
      headers: {},
      path: `jobs?${query}`,
    })),
  ),
  refusals('B06', 'X-User-ID that is none', 400, 'validation_error', () =>
    ['', 'a'.repeat(10_000), 'a, b', '$ne', '../x'].map((id) => ({
      method: 'GET',
      headers: { 'x-user-id': id },
    })),
  ),
  raw(
    'B06',
    'X-User-ID sent twice',
    `GET {jobs} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nX-User-ID: a\r\nX-User-ID: b\r\n\r\n`,
    400,
    'validation_error',
  ),
  refusals('B07', 'an Idempotency-Key of 256 characters', 400, 'validation_error', (place) => [
    { headers: { ...json, 'idempotency-key': 'k'.repeat(256) }, ...job(session(place)) },
  ]),
  {
    row: 'B07',
    name: 'a key used with another body; 50 at once make one job',
    ask: async (hostile, place) => {
      const headers = { ...json, 'idempotency-key': randomUUID() }
      const body = JSON.stringify(session(place, { session: 'One of fifty' }))
      const answers = await Promise.all(Array.from({ length: 50 }, () => ask(hostile, { headers, body })))
      const made = new Set(
        answers.flatMap((answer) => ('job' in answer ? [(answer.job as { job_id: string }).job_id] : [])),
      )
      const odd = answers.filter(({ status }) => ![200, 201, 409].includes(status))
      if (made.size !== 1 || odd.length > 0)
        throw new Error(`${made.size} jobs, ${odd.map(({ status }) => status)}`)
      const other = await ask(hostile, { headers, body: body.replace('One of fifty', 'Another') })
      if (other.status !== 422) throw new Error(`another body got ${other.status}`)
    },
  },
  refusals('B08', 'paths and ids that are none', 404, 'not_found', () =>
    ['jobs/..%2f..%2fetc', `jobs/${'x'.repeat(200)}`, 'jobs/%zz', 'jobs/job-%00', 'nope'].map((path) => ({
      method: 'GET',
      headers: {},
      path,
    })),
  ),
  {
    row: 'B08',
    name: 'an unknown method',
    ask: async (hostile) => {
      const answer = await ask(hostile, { method: 'PATCH', headers: {}, path: 'jobs/job-1' })
      if (answer.status !== 405 || !answer.headers.get('allow')) throw new Error(`got ${answer.status}`)
    },
  },
  raw('B09', 'slow headers', `GET {jobs} HTTP/1.1\r\nHost: {host}\r\n`, 408, 'request_timeout'),
  raw(
    'B09',
    '2000 headers',
    `GET {jobs} HTTP/1.1\r\nHost: {host}\r\n${Array.from({ length: 2_000 }, (_, each) => `X-${each}: x\r\n`).join('')}\r\n`,
    431,
    'headers_too_large',
  ),
  raw(
    'B09',
    'two lengths',
    `POST {jobs} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`,
    400,
    'validation_error',
  ),
  {
    ...raw(
      'B09',
      'a slow body',
      `POST {jobs} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{`,
      408,
      'request_timeout',
    ),
    slow: true,
  },
  {
    row: 'B10',
    name: 'a page of another origin, and a name that is not ours',
    ask: async (hostile, place) => {
      const body = JSON.stringify(session(place))
      const foreign = await ask(hostile, { headers: { ...json, origin: 'https://evil.example' }, body })
      if (foreign.status !== 403) throw new Error(`another origin got ${foreign.status}`)
      const answer = await sayRaw(
        hostile.service.url,
        'GET {jobs} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      )
      if (answer.status !== 421) throw new Error(`another name got ${answer.status}`)
    },
  },
]
