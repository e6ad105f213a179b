/**
 * Requests made from the OpenAPI document, valid ones and spoiled ones. Whatever comes in, the answer is one that the
 * document describes, never a 5xx, and tells nothing of the inside. `FUZZ_RUNS` (cases of each kind for each operation)
 * and `FUZZ_SEED` make longer and other runs: `FUZZ_RUNS=2000 npm test -- apps/api/test/fuzz.test.ts`.
 */
import { createServer } from 'node:http'
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type CallOptions, callOf, documentChecker, prefix } from './call.ts'
import type { Checker, Document, Operation } from './conforms.ts'
import { completeJob } from './finish-job.ts'
import type { Known } from './fuzz/arbitrary-of.ts'
import {
  knownValues,
  multipart,
  mutatedRequest,
  type Planned,
  type Target,
  validRequest,
} from './fuzz/request-of.ts'
import { session, type TestApp, testApp } from './test-app.ts'

const numRuns = Number(process.env.FUZZ_RUNS ?? 6)
const seed = Number(process.env.FUZZ_SEED ?? 20_260_502)

/** Takes webhooks, and has a schedule. */
const receiver = createServer((request, response) => {
  if (request.url?.endsWith('.csv')) response.end('title,url\nTalk,https://talks.example.org/1\n')
  else response.writeHead(204).end()
})
let test: TestApp
let document: Document
let checker: Checker
let known: Known
let receiverUrl = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const address = receiver.address()
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  receiverUrl = `http://${host}/hook`
  // Nothing else can be reached: what is asked for goes to this receiver or nowhere.
  test = await testApp({ fetchAllow: host })
  await test.app.ready()
  document = test.app.swagger() as unknown as Document
  checker = documentChecker(test.app)
  const [form] = fc.sample(multipart, { numRuns: 1, seed })
  const upload = await call('POST', 'uploads', {
    raw: form?.bytes ?? '',
    headers: { 'content-type': form?.type ?? '' },
  })
  known = knownValues(receiverUrl, upload.body.upload_id)
})
afterAll(async () => {
  await test?.close()
  receiver.close()
})
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

// Collected before the app is there; the contract test holds the file to what is served.
const { default: committed } = await import('../../../docs/openapi.json', { with: { type: 'json' } })
const operations = Object.entries((committed as unknown as Document).paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
  })),
)
/** It goes through every batch there is: while there are few. */
const first = 'failAllBatches'
operations.sort((a, b) => Number(b.id === first) - Number(a.id === first))

/** What a fault would let out: stacks, paths, and words of drivers. */
const inside =
  /node_modules|\/(packages|apps)\/[a-z]|\.ts:\d|\n {4}at |Mongo[A-Z]|mongodb:\/\/|redis:\/\/|E11000|ECONN|CastError|ZodError|SyntaxError|TypeError|RangeError|BSON/

/** What operations work on. */
class Things {
  #made = new Map<string, Promise<string>>()

  /** @param isShared for requests that change nothing */
  async idFor(
    name: string,
    { is }: { is: 'ended' | 'live' | 'unknown' },
    isShared: boolean,
  ): Promise<string> {
    if (is === 'unknown' && name === 'template_name') return 'Unknown_en'
    if (is === 'unknown')
      return name === 'batch_id' ? 'batch-nope' : 'job-00000000-0000-7000-8000-000000000000'
    const role = `${name} ${is}`
    const made = (isShared && this.#made.get(role)) || this.#make(name, is)
    this.#made.set(role, made)
    return made
  }

  async #make(name: string, is: 'ended' | 'live'): Promise<string> {
    if (name === 'batch_id') {
      // Of one that has ended a talk has its document: archives and sites have something in them.
      const finished = is === 'ended' ? [{ parameters: session({ video_transcript: 'x' }) }] : []
      // One that goes on came from a schedule, which can be read again.
      const schedule = { schedule_url: receiverUrl.replace('/hook', '/talks.csv'), defaults: { event: 'C' } }
      const { body } =
        is === 'live'
          ? await call('POST', 'batches/import', { body: schedule })
          : await call('POST', 'batches', { body: { jobs: [...finished, { parameters: session() }] } })
      const id: string = body.batch.batch_id
      if (is === 'ended') {
        await completeJob(test.stack, body.job_ids[0])
        await call('POST', `batches/${id}/cancel`)
        await test.stack.orchestrator.settleBatch(id)
        await test.stack.orchestrator.idle()
      }
      return id
    }
    if (name === 'upload_id') {
      const [form] = fc.sample(multipart, { numRuns: 1, seed })
      const headers = { 'content-type': form?.type ?? '' }
      return (await call('POST', 'uploads', { raw: form?.bytes ?? '', headers })).body.upload_id
    }
    if (name === 'template_name') {
      const own = is === 'ended' ? 'Ended_en' : 'Live_en'
      await call('PUT', `templates/${own}`, { body: { source: '# {{session}}\n' } })
      return own
    }
    if (name === 'key_id') {
      const body = { scopes: ['read'], user_id: 'ann' }
      const { key_id } = (await call('POST', 'keys', { body })).body.key
      if (is === 'ended') await call('DELETE', `keys/${key_id}`)
      return key_id
    }
    const needsResult = is === 'ended' || name === 'delivery_id' || name === 'path'
    const { body } = await call('POST', 'jobs', {
      body: {
        parameters: session({ video_transcript: 'x' }),
        ...(needsResult ? { webhook: { url: receiverUrl } } : {}),
      },
    })
    const id: string = body.job.job_id
    if (needsResult) await completeJob(test.stack, id)
    if (name === 'delivery_id') {
      const [delivery] = (await call('GET', `jobs/${id}/deliveries`)).body.deliveries
      return delivery.delivery_id
    }
    if (name === 'path') {
      const file = (await test.stack.results.get(id, 1))?.files[is === 'ended' ? 0 : 1]?.path ?? ''
      return `${id}/1/${file}`
    }
    return id
  }
}

interface Sent {
  method: string
  url: string
  options: CallOptions
}

async function requestFrom(
  { id, method, path }: (typeof operations)[number],
  planned: Planned,
  things: Things,
): Promise<Sent> {
  const isShared = method === 'GET'
  const isStream = path.endsWith('/events')
  const ids: Record<string, string> = {}
  for (const [name, target] of Object.entries(planned.targets))
    ids[name] =
      'is' in target ? await things.idFor(name, endable(target, isStream), isShared) : textOf(target)
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const given = planned.targets[name]
    const value = ids[name] ?? ''
    if (given && 'raw' in given) return value
    return name === 'path' ? value.split('/').map(encode).join('/') : encode(value)
  })
  // Nothing works here, so that what is made does not end.
  const isWaiting =
    method === 'POST' ||
    Object.values(planned.targets).some((target) => !('is' in target) || target.is !== 'ended')
  const pairs = planned.query.map(([name, value]): [string, string] =>
    // Whoever waits for something that does not come waits for a minute.
    name === 'wait' && /^\d+$/.test(value) && Number(value) <= 60 && (isWaiting || knows(planned.query))
      ? [name, '0']
      : [name, value],
  )
  const query = [
    ...pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`),
    ...(planned.rawQuery === '' ? [] : [planned.rawQuery]),
  ].join('&')
  const { body } = planned
  const headers = {
    ...planned.headers,
    ...(body && 'bytes' in body ? { 'content-type': body.type } : {}),
  }
  return {
    method,
    url: query === '' ? filled : `${filled}?${query}`,
    options: {
      headers,
      ...(body === null
        ? {}
        : 'bytes' in body
          ? { raw: body.bytes }
          : { body: id === 'testWebhook' || id === 'importBatch' ? staysHere(body.json) : body.json }),
    },
  }
}

/**
 * No schema can say which jobs there are and which template is of which kind, that an upload is for its owner's jobs,
 * that a batch has one owner, that an end is after its start, whether there is a webhook that can be changed, that what goes
 * with a webhook cannot be changed by the same request, what a schedule holds, and that the operator is no user who has keys.
 */
const isBeyondSchemas = ({ body }: Answer): boolean =>
  body.details?.every(
    ({ path, code, message }: { path: string; code: string; message: string }) =>
      code === 'required' ||
      code === 'nothing_kept' ||
      message.includes('stands alone') ||
      /\.(upload_id|user_id|video_end|video_fit(\.others\[\d+\])?\.end|jobs|batch_id)$/.test(path) ||
      (path.endsWith('.template') && message.includes('of the kind')),
  ) ?? false
const knows = (query: [string, string][]): boolean => query.some(([name]) => name === 'since')
const textOf = (target: Target): string =>
  'text' in target ? target.text : 'raw' in target ? target.raw : ''
const encode = (text: string): string => encodeURIComponent(text.toWellFormed())
/** A stream of something that goes on does not end. */
const endable = (target: { is: 'ended' | 'live' | 'unknown' }, isStream: boolean) =>
  isStream && target.is === 'live' ? { is: 'ended' as const } : target

/** These operations dial the URL that they are given. */
const staysHere = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'string' && /^\s*https?:/i.test(inner) ? receiverUrl : inner,
  )

async function send({ method, url, options }: Sent): Promise<Answer> {
  const answer = await call(method, url, options)
  const text = answer.raw.toString()
  if (answer.status >= 500) throw new Error(`${answer.status}: ${text.slice(0, 500)}`)
  if (answer.status >= 400 && answer.body?.status !== 'error' && method !== 'HEAD') throw new Error(text)
  const isOurs = answer.body !== null && !url.startsWith('/openapi.json')
  const told = isOurs ? inside.exec(text)?.[0] : undefined
  if (told !== undefined) throw new Error(`tells of the inside: ${told}: ${text.slice(0, 500)}`)
  if (text.includes(test.dataDir)) throw new Error(`tells a path: ${text.slice(0, 500)}`)
  return answer
}

/** What the document says of a request: null when it is valid. */
function problemOf(operation: Operation, planned: Planned): string | null {
  for (const { name, in: place, schema } of operation.parameters ?? []) {
    const values =
      place === 'query' ? planned.query.filter(([given]) => given === name).map(([, value]) => value) : []
    if (schema.type === 'array') {
      // By commas, or the parameter several times.
      const items = values.flatMap((value) => value.split(','))
      const wrong = values.length === 0 ? null : checker.problemOf(schema, items)
      if (wrong !== null) return `${name}: ${wrong}`
      continue
    }
    if (values.length > 1) return `${name} is there twice`
    const [value] = values
    if (value === undefined) continue
    const read = schema.type === 'integer' && /^-?\d+$/.test(value) ? Number(value) : value
    const problem = checker.problemOf(
      schema,
      schema.type === 'boolean' ? read === 'true' || (read !== 'false' && read) : read,
    )
    if (problem !== null) return `${name}: ${problem}`
  }
  const { body } = planned
  const schema = operation.requestBody?.content['application/json']?.schema
  if (!schema || body === null || !('json' in body)) return null
  if (body.json === null && !operation.requestBody?.required) return null
  // As it travels: a number that is too large, a broken character.
  return checker.problemOf(schema, JSON.parse(JSON.stringify(body.json)))
}

describe.each(operations)('$id', (one) => {
  const operationOf = (): Operation => document.paths[one.path]?.[one.method.toLowerCase()] as Operation

  it('valid requests', async () => {
    const operation = operationOf()
    const things = new Things()
    let good = 0
    const tryOne = async (planned: Planned): Promise<void> => {
      const request = await requestFrom(one, planned, things)
      const answer = await send(request)
      if (answer.status < 300) good += 1
      // What the document allows is not called malformed.
      if ([400, 413, 415].includes(answer.status) && !isBeyondSchemas(answer))
        throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
    }
    const requests = validRequest(document, operation, known)
    await fc.assert(fc.asyncProperty(requests, tryOne), { numRuns, seed, ...examplesOf(operation) })
    // Few valid requests meet something that is there and allows it: some go on until one does.
    for (const planned of fc.sample(requests, { numRuns: 100, seed })) {
      if (good > 0) break
      await tryOne(planned)
    }
    expect(good, 'requests that were answered with success').toBeGreaterThan(0)
  }, 600_000)

  it('spoiled requests', async () => {
    const operation = operationOf()
    const things = new Things()
    await fc.assert(
      fc.asyncProperty(mutatedRequest(document, operation, known), async (planned) => {
        const answer = await send(await requestFrom(one, planned, things))
        const problem = answer.status < 300 ? problemOf(operation, planned) : null
        if (problem !== null) throw new Error(`${answer.status} for what is not valid: ${problem}`)
        expect({}).not.toHaveProperty('polluted')
      }),
      { numRuns: numRuns * 3, seed },
    )
  }, 600_000)
})

/** The document's own examples come first. */
function examplesOf(operation: Operation): { examples?: [Planned][] } {
  const schema = operation.requestBody?.content['application/json']?.schema
  if (!schema || operation.parameters?.some(({ in: place }) => place === 'path')) return {}
  const found = schema.$ref ? document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] : schema
  return {
    examples: (found?.examples ?? []).map((json) => [
      { targets: {}, query: [], rawQuery: '', headers: {}, body: { json: json as never } },
    ]),
  }
}

describe('what is no request', () => {
  let port = 0
  beforeAll(async () => {
    port = Number(new URL(await test.app.listen({ host: '127.0.0.1', port: 0 })).port)
  })

  /** Everything that comes back until the server closes. */
  const exchange = (bytes: Buffer): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
      const chunks: Buffer[] = []
      socket.on('data', (chunk) => chunks.push(chunk))
      socket.on('close', () => resolve(Buffer.concat(chunks).toString()))
      socket.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNRESET' ? null : reject(error),
      )
      socket.setTimeout(20_000, () =>
        reject(new Error(`no end of ${JSON.stringify(bytes.toString('latin1'))}`)),
      )
    })

  const requestLine = fc
    .tuple(
      fc.constantFrom('GET', 'POST', 'get', 'GÉT', '', 'PRI', 'CONNECT', 'OPTIONS', 'TRACE', 'QUERY'),
      fc.constantFrom(
        `${prefix}/jobs`,
        '/livez',
        '*',
        'http://evil.example/',
        '//x',
        '/%',
        '/\u0000',
        ' ',
        '/'.repeat(20_000),
      ),
      fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'x', ''),
    )
    .map((parts) => parts.join(' '))
  const headerLines = fc.array(
    fc.constantFrom(
      'Host: x',
      'Host: localhost',
      'Host: a\r\nHost: b',
      'Content-Length: 5',
      'Content-Length: -1',
      'Content-Length: 5\r\nContent-Length: 6',
      'Transfer-Encoding: chunked',
      'Transfer-Encoding: chunked\r\nContent-Length: 3',
      'Transfer-Encoding: nonsense',
      'Expect: 100-continue',
      'Expect: nonsense',
      'Upgrade: websocket\r\nConnection: upgrade',
      'no colon',
      ': no name',
      'X-Header: \u0001',
      `X-Long: ${'x'.repeat(20_000)}`,
      'Connection: close',
    ),
    { maxLength: 4 },
  )
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((found) => Buffer.from(found)),
    fc
      .tuple(
        requestLine,
        headerLines,
        fc.constantFrom('', 'hello', '5\r\nhello\r\n0\r\n\r\n', '{"a":', 'zz\r\n'),
      )
      .map(([first, lines, body]) =>
        Buffer.from(`${[first, ...lines].join('\r\n')}\r\n\r\n${body}`, 'latin1'),
      ),
  )

  it('is answered in the envelope, or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (given) => {
        const answer = await exchange(given)
        for (const [, status = '', head = '', body = ''] of answer.matchAll(
          /^HTTP\/1\.1 (\d{3})[^\r]*\r\n([\s\S]*?)\r\n\r\n([\s\S]*?)(?=HTTP\/1\.1 \d{3} |$)/gm,
        )) {
          expect(inside.exec(body), answer).toBeNull()
          if (Number(status) < 400) continue
          expect(Number(status), answer).toBeLessThan(500)
          expect(head.toLowerCase(), answer).toContain('x-request-id: ')
          if (body !== '') expect(JSON.parse(body), answer).toMatchObject({ status: 'error' })
        }
      }),
      { numRuns: numRuns * 5, seed },
    )
    expect((await call('GET', '/livez')).status).toBe(200)
  }, 600_000)
})
