import { type KeyScope, newApiKey } from '@async-events/core'
import { testDatabaseUri } from '@async-events/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type CallOptions, callOf } from './call.ts'
import { completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

const mongodbUri = testDatabaseUri()
let test: TestApp
/** The same database behind a gateway that names the caller. */
let behindGateway: TestApp
/** The same again, for holders of keys. */
let withKeys: TestApp
const keys = new Map<string, string>()
let gateway: TestApp['app']
beforeAll(async () => {
  test = await testApp({ mongodbUri })
  behindGateway = await testApp({ mongodbUri, dataDir: test.dataDir, auth: 'header' })
  gateway = behindGateway.app
  withKeys = await testApp({ mongodbUri, dataDir: test.dataDir, auth: 'api-key', wrongKeysPerMinute: 1_000 })
  for (const [who, user_id] of Object.entries(users)) {
    if (user_id === undefined) continue
    const made = newApiKey({ name: who, user_id, scopes: ['read', 'write', 'admin'] }, new Date())
    await test.stack.apiKeys.insert(made.key)
    keys.set(who, made.text)
  }
})
afterAll(async () => {
  await Promise.all([behindGateway?.close(), withKeys?.close()])
  await test?.close()
})
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

/** Each route of the API, with what it needs of a caller (`keys`: see keys.test.ts). A new route without a row fails the first test. */
const rows: [string, string, 'read' | 'write' | 'admin' | 'list' | 'create' | 'keys'][] = [
  ['POST', 'jobs', 'create'],
  ['POST', 'jobs/plan', 'create'],
  ['GET', 'jobs', 'list'],
  ['GET', 'jobs/:job_id', 'read'],
  ['DELETE', 'jobs/:job_id', 'write'],
  ['POST', 'jobs/:job_id/cancel', 'write'],
  ['POST', 'jobs/:job_id/plan', 'write'],
  ['POST', ':job_id/restart', 'write'],
  ['GET', 'jobs/:job_id/transcript', 'read'],
  ['PUT', 'jobs/:job_id/transcript', 'write'],
  ['DELETE', 'jobs/:job_id/transcript', 'write'],
  ['GET', 'jobs/:job_id/download-archive', 'read'],
  ['GET', 'files/*', 'read'],
  ['GET', 'jobs/:job_id/events', 'read'],
  ['GET', 'jobs/:job_id/logs', 'read'],
  ['GET', 'batches/:batch_id/events', 'read'],
  ['GET', 'status/:id', 'read'],
  ['POST', 'submit', 'create'],
  ['POST', 'batches', 'create'],
  ['POST', 'batches/plan', 'create'],
  ['POST', 'batches/import', 'create'],
  ['GET', 'batches', 'list'],
  ['GET', 'batches/:batch_id', 'read'],
  ['DELETE', 'batches/:batch_id', 'write'],
  ['POST', 'batches/:batch_id/archive', 'write'],
  ['POST', 'batches/:batch_id/toggle-active', 'write'],
  ['POST', 'batches/:batch_id/restart', 'write'],
  ['POST', 'batches/:batch_id/cancel', 'write'],
  ['POST', 'batches/:batch_id/refresh', 'write'],
  ['POST', 'batches/fail-all', 'list'],
  ['GET', 'batches/:batch_id/download-archive', 'read'],
  ['GET', 'batches/:batch_id/site.zip', 'read'],
  ['GET', 'batches/:batch_id/vault.zip', 'read'],
  ['GET', 'batches/:batch_id/export.zip', 'read'],
  ['GET', 'search', 'list'],
  ['GET', 'templates', 'list'],
  ['GET', 'templates/:template_name', 'list'],
  ['PUT', 'templates/:template_name', 'create'],
  ['DELETE', 'templates/:template_name', 'list'],
  ['POST', 'templates/preview', 'create'],
  ['POST', 'uploads', 'create'],
  ['GET', 'uploads', 'list'],
  // Nobody lends an upload.
  ['GET', 'uploads/:upload_id', 'admin'],
  ['DELETE', 'uploads/:upload_id', 'admin'],
  ['POST', 'keys', 'keys'],
  ['GET', 'keys', 'keys'],
  ['DELETE', 'keys/:key_id', 'keys'],
  // The same of the service for everybody, and the caller himself.
  ['GET', 'system', 'list'],
  ['GET', 'jobs/:job_id/deliveries', 'read'],
  ['GET', 'batches/:batch_id/deliveries', 'read'],
  ['POST', 'deliveries/:delivery_id/replay', 'write'],
  ['POST', 'jobs/:job_id/deliveries/replay', 'write'],
  ['POST', 'batches/:batch_id/deliveries/replay', 'write'],
  ['PATCH', 'jobs/:job_id/webhook', 'write'],
  ['PATCH', 'batches/:batch_id/webhook', 'write'],
  ['POST', 'webhooks/test', 'create'],
  ['PATCH', 'jobs/:job_id/access', 'admin'],
  ['PATCH', 'batches/:batch_id/access', 'admin'],
]
const needsRight = rows.filter(([, , need]) => need === 'read' || need === 'write' || need === 'admin')

it('every route has a row', async () => {
  const document = (await call('GET', '/openapi.json')).body
  const described = Object.entries<Record<string, unknown>>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const ours = described.filter((route) => route.includes('/api/event-job/'))
  const expected = rows.map(
    ([method, path]) => `${method} /api/event-job/${path.replace(/:(\w+)/g, '{$1}').replace('*', '{path}')}`,
  )
  expect(ours.sort()).toEqual(expected.sort())
})

type Mode = 'open' | 'header' | 'api-key'
type Who = 'operator' | 'owner' | 'reader' | 'writer' | 'other' | 'anonymous' | 'bad key'
const users: Record<Who, string | undefined> = {
  operator: undefined,
  owner: 'ann',
  reader: 'rob',
  writer: 'wil',
  other: 'eve',
  anonymous: undefined,
  'bad key': undefined,
}
/** Who can be told apart in each mode: an operator only in `open`, a bad key only where keys are asked for. */
const callers: Record<Mode, Who[]> = {
  open: ['other', 'reader', 'writer', 'owner', 'operator'],
  header: ['anonymous', 'other', 'reader', 'writer', 'owner'],
  'api-key': ['anonymous', 'bad key', 'other', 'reader', 'writer', 'owner'],
}

/** A request as this caller makes it in this mode. */
function as(who: Who, mode: Mode): (method: string, path: string, options?: CallOptions) => Promise<Answer> {
  const app = { open: test, header: behindGateway, 'api-key': withKeys }[mode].app
  const user = users[who]
  const identity: CallOptions =
    mode !== 'api-key'
      ? user === undefined
        ? {}
        : { user }
      : who === 'anonymous'
        ? {}
        : {
            headers: {
              authorization: `Bearer ${who === 'bad key' ? `ae_${'0'.repeat(16)}_${'x'.repeat(43)}` : keys.get(who)}`,
            },
          }
  return (method, path, options = {}) => callOf(app)(method, path, { ...options, ...identity })
}

interface Belongings {
  job: string
  batch: string
  file: string
  delivery: string
  upload: string
}

/** A finished job of ann and a batch of hers, both lent to rob and wil. */
async function belongings(): Promise<Belongings> {
  const options = { user: 'ann' }
  const body = {
    parameters: session({ video_transcript: 'x' }),
    webhook: { url: 'https://hooks.example.org/' },
  }
  const job = (await call('POST', 'jobs', { ...options, body })).body.job.job_id
  await completeJob(test.stack, job)
  const batch = (await call('POST', 'batches', { ...options, body: { jobs: [{ parameters: session() }] } }))
    .body.batch.batch_id
  const lent = { read_access: ['ann', 'rob'], write_access: ['ann', 'wil'] }
  for (const path of [`jobs/${job}/access`, `batches/${batch}/access`])
    expect((await call('PATCH', path, { ...options, body: lent })).status).toBe(200)
  const file = (await test.stack.results.get(job, 1))?.files[0]?.path ?? ''
  const [delivery] = await test.stack.deliveries.ofJob(job, {}, { limit: 1, skip: 0, after: null })
  return {
    job,
    batch,
    file: `${job}/1/${file.split('/').map(encodeURIComponent).join('/')}`,
    delivery: delivery?.id ?? '',
    upload: await uploadOf('ann'),
  }
}

async function uploadOf(user: string): Promise<string> {
  const part = 'content-disposition: form-data; name="file"; filename="x.txt"'
  const { body } = await call('POST', 'uploads', {
    user,
    raw: `--b\r\n${part}\r\n\r\nx\r\n--b--\r\n`,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  })
  return body.upload_id
}

const allowed: Record<'read' | 'write' | 'admin', Who[]> = {
  read: ['operator', 'owner', 'reader'],
  write: ['operator', 'owner', 'writer'],
  admin: ['operator', 'owner'],
}
const refusal = (who: Who, mode: Mode): [number, string] => {
  if (mode !== 'api-key') return [403, 'permission_denied']
  return who === 'anonymous' || who === 'bad key' ? [401, 'unauthorized'] : [404, 'not_found']
}

describe.each(['open', 'header', 'api-key'] as const)('API_AUTH=%s', (mode) => {
  it.each(needsRight)('%s %s', async (method, path, need) => {
    const right = need as 'read' | 'write' | 'admin'
    const body: CallOptions =
      right === 'admin' && method === 'PATCH'
        ? { body: { visibility: 'public' } }
        : path.endsWith('/webhook')
          ? { body: { url: null } }
          : method === 'PUT'
            ? { raw: 'WEBVTT\n\n00:00.000 --> 00:01.000\nx\n', headers: { 'content-type': 'text/vtt' } }
            : {}
    let things: Belongings | null = null
    for (const who of callers[mode]) {
      const now: Belongings = things ?? (await belongings())
      const { job, batch, file, delivery, upload } = now
      // A stream is answered whole once it has ended.
      if (path.endsWith('batch_id/events')) await call('POST', `batches/${batch}/cancel`)
      const concrete = path
        .replace(':job_id', job)
        .replace(':delivery_id', delivery)
        .replace(':batch_id', batch)
        .replace(':upload_id', upload)
        .replace(':id', job)
        .replace('*', file)
        .replace(/export\.zip$/, 'export.zip?target=youtube')
      const answer = await as(who, mode)(method, concrete, body)
      if (allowed[right].includes(who)) {
        expect([who, [200, 202, 409].includes(answer.status)]).toEqual([who, true])
        things = null
        continue
      }
      expect([who, answer.status, answer.body.error_type]).toEqual([who, ...refusal(who, mode)])
      expect(answer.raw.toString()).not.toContain('ann')
      // Nothing happened.
      expect((await test.stack.jobs.get(job))?.deleted_at).toBeNull()
      expect(await test.stack.batches.get(batch)).toMatchObject({
        deleted_at: null,
        archived: false,
        isActive: true,
      })
      things = now
    }
  })
})

describe('api keys', () => {
  const get = (headers: Record<string, string | string[]>) => callOf(withKeys.app)('GET', 'jobs', { headers })
  const bearer = (text: string) => ({ authorization: `Bearer ${text}` })
  async function make(scopes: KeyScope[], user = 'ann'): Promise<{ id: string; text: string }> {
    const { key, text } = newApiKey({ name: 'test', user_id: user, scopes }, new Date())
    await test.stack.apiKeys.insert(key)
    return { id: key.id, text }
  }

  it('every route below the prefix wants one; health and documentation do not', async () => {
    for (const [method, path] of rows) {
      const answer = await callOf(withKeys.app)(method, path.replace(/[:*]\w*/g, 'x'))
      expect([method, path, answer.status]).toEqual([method, path, 401])
      expect(answer.headers['www-authenticate']).toContain('Bearer')
    }
    for (const path of ['/livez', '/openapi.json', '/'])
      expect((await callOf(withKeys.app)('GET', path)).status).toBe(200)
  })

  it.each([
    [''],
    ['Basic YW5uOng='],
    ['Bearer'],
    ['Bearer x'],
    ['Bearer ae_0000000000000000_'],
    [`Bearer ae_${'0'.repeat(16)}_${'A'.repeat(43)}`],
  ])('%j opens nothing', async (authorization) => {
    expect((await get({ authorization })).status).toBe(401)
  })

  it('a wrong secret of a known key and a revoked key open nothing', async () => {
    const { id, text } = await make(['read'])
    expect((await get(bearer(text))).status).toBe(200)
    expect((await get(bearer(`${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`))).status).toBe(401)
    await test.stack.apiKeys.revoke(id, new Date())
    expect((await get(bearer(text))).status).toBe(401)
  })

  it('does what its scopes say', async () => {
    const job = (await call('POST', 'jobs', { user: 'ann', body: { parameters: session() } })).body.job.job_id
    const statuses = async (scopes: KeyScope[]) => {
      const { text } = await make(scopes)
      const ask = (method: string, path: string, body?: object) =>
        callOf(withKeys.app)(method, path, { headers: bearer(text), ...(body ? { body } : {}) })
      return [
        (await ask('GET', `jobs/${job}`)).status,
        (await ask('POST', 'jobs', { parameters: session() })).status,
        (await ask('PATCH', `jobs/${job}/access`, { read_access: ['ann'] })).status,
      ]
    }
    expect(await statuses(['read'])).toEqual([200, 403, 403])
    expect(await statuses(['write'])).toEqual([403, 201, 403])
    expect(await statuses(['read', 'write', 'admin'])).toEqual([200, 201, 200])
  })

  it('speaks for another user only with the scope for it', async () => {
    const seen = async (scopes: KeyScope[]) => {
      const { text } = await make(scopes)
      const answer = await callOf(withKeys.app)('POST', 'jobs', {
        headers: bearer(text),
        user: 'eve',
        body: { parameters: session() },
      })
      return answer.body.job?.user_id ?? answer.body.error_type
    }
    expect(await seen(['read', 'write'])).toBe('permission_denied')
    expect(await seen(['read', 'write', 'impersonate'])).toBe('eve')
  })

  it('its secret is nowhere in the database', async () => {
    const { text } = await make(['read'])
    expect(
      JSON.stringify(await test.stack.apiKeys.list({}, { limit: 1000, skip: 0, after: null })),
    ).not.toContain(text.slice('ae_'.length + 17))
  })
})

it('lists show each caller what is theirs, whatever they filter by', async () => {
  const { job, batch } = await belongings()
  const nobodys = (await call('POST', 'jobs', { body: { parameters: session() } })).body.job.job_id
  const seen = async (who: Who, query = '') => {
    const user = users[who]
    const ask = callOf(who === 'anonymous' ? gateway : test.app)
    const options = user === undefined ? {} : { user }
    const jobs = (await ask('GET', `jobs?limit=1000${query}`, options)).body.jobs as { job_id: string }[]
    const batches = (await ask('GET', `batches?limit=1000${query}`, options)).body.batches as {
      batch_id: string
    }[]
    const ids = [...jobs.map((one) => one.job_id), ...batches.map((one) => one.batch_id)]
    return [job, batch, nobodys].map((id) => ids.includes(id))
  }
  expect(await seen('operator')).toEqual([true, true, true])
  expect(await seen('owner')).toEqual([true, true, true])
  expect(await seen('reader')).toEqual([true, true, true])
  expect(await seen('other')).toEqual([false, false, true])
  expect(await seen('anonymous')).toEqual([false, false, true])
  expect(await seen('other', '&user_id=ann')).toEqual([false, false, false])
  expect(await seen('anonymous', '&user_id=ann')).toEqual([false, false, false])
  expect(await seen('owner', '&user_id=ann')).toEqual([true, true, false])
})

it('what somebody makes is theirs; only an operator makes it for others', async () => {
  const make = async (app: TestApp['app'], user: string | undefined, user_id: string | undefined) => {
    const answers = []
    for (const [path, body] of [
      ['jobs', { parameters: session() }],
      ['submit', { parameters: session() }],
      ['batches', { jobs: [{ parameters: session() }] }],
      ['submit', { jobs: [{ parameters: session() }] }],
    ] as const)
      answers.push(await callOf(app)('POST', path, { ...(user ? { user } : {}), body: { ...body, user_id } }))
    const results = answers.map(({ status, body }) =>
      status === 201 ? (body.job ?? body.batch).user_id : body.error_type,
    )
    expect(new Set(results).size, JSON.stringify(results)).toBe(1)
    return results[0]
  }
  expect(await make(test.app, undefined, undefined)).toBeNull()
  expect(await make(test.app, undefined, 'bob')).toBe('bob')
  expect(await make(test.app, 'ann', undefined)).toBe('ann')
  expect(await make(test.app, 'ann', 'ann')).toBe('ann')
  expect(await make(test.app, 'ann', 'bob')).toBe('permission_denied')
  expect(await make(gateway, undefined, undefined)).toBeNull()
  expect(await make(gateway, undefined, 'bob')).toBe('permission_denied')
})
