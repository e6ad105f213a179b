/** API keys made, listed and revoked over the API: who may, and what a key cannot give. */
import { type ApiKey, type KeyScope, keyUseEveryMs, newApiKey } from '@async-events/core'
import { testDatabaseUri, until } from '@async-events/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { type TestApp, testApp } from './test-app.ts'

const mongodbUri = testDatabaseUri()
let open: TestApp
let behindGateway: TestApp
let test: TestApp
const lines: string[] = []
beforeAll(async () => {
  test = await testApp({ mongodbUri, auth: 'api-key', logTo: (line) => lines.push(line) })
  open = await testApp({ mongodbUri, dataDir: test.dataDir })
  behindGateway = await testApp({ mongodbUri, dataDir: test.dataDir, auth: 'header' })
})
afterAll(async () => {
  await Promise.all([open?.close(), behindGateway?.close()])
  await test?.close()
})

/** A key in the database, as the command makes it. */
async function have(scopes: KeyScope[], user_id = 'ann'): Promise<{ id: string; text: string }> {
  const { key, text } = newApiKey({ name: '', user_id, scopes }, new Date())
  await test.stack.apiKeys.insert(key)
  return { id: key.id, text }
}
const call = (text: string, method: string, path: string, options: CallOptions = {}) =>
  callOf(test.app)(method, path, {
    ...options,
    headers: { ...options.headers, authorization: `Bearer ${text}` },
  })
const page = { limit: 1000, skip: 0, after: null }
const stored = async (id: string): Promise<ApiKey | null> => test.stack.apiKeys.get(id)

let admin: { id: string; text: string }
beforeEach(async () => {
  for (const { id } of await test.stack.apiKeys.list({ revoked: false }, page))
    await test.stack.apiKeys.revoke(id, new Date())
  admin = await have(['read', 'write', 'admin'])
})

it('a key is made, opens, is listed without its secret, and revoked', async () => {
  const body = { name: 'build server', scopes: ['read', 'write', 'read'] }
  const made = await call(admin.text, 'POST', 'keys', { body })
  expect([made.status, made.body.key]).toMatchObject([
    201,
    { name: 'build server', user_id: 'ann', scopes: ['read', 'write'], used_at: null, revoked_at: null },
  ])
  expect(made.headers['cache-control']).toBe('no-store')
  const { api_key, key } = made.body
  expect((await call(api_key, 'GET', 'jobs')).status).toBe(200)
  const { raw, body: listed } = await call(admin.text, 'GET', 'keys')
  expect(listed.keys.map((one: { key_id: string }) => one.key_id)).toContain(key.key_id)
  const secret = api_key.slice('ae_'.length + 17)
  expect(raw.toString()).not.toContain(secret)
  expect(raw.toString()).not.toContain((await stored(key.key_id))?.hash)

  const revoked = await call(admin.text, 'DELETE', `keys/${key.key_id}`)
  expect([revoked.status, revoked.body.key.revoked_at]).toEqual([200, expect.any(String)])
  expect((await call(api_key, 'GET', 'jobs')).status).toBe(401)
  const again = await call(admin.text, 'DELETE', `keys/${key.key_id}`)
  expect([again.status, again.body.message]).toEqual([200, 'The key had been revoked before.'])
  expect(lines.join('')).toContain('an api key was made')
  expect(lines.join('')).not.toContain(secret)
})

it('pages of keys come newest first, or oldest first', async () => {
  const ids = [admin.id]
  for (let index = 0; index < 4; index++) ids.unshift((await have(['read'])).id)
  const listed = async (query: string) => {
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const path = `keys?limit=2&user_id=ann${query}${cursor === '' ? '' : `&cursor=${cursor}`}`
      const { body } = await call(admin.text, 'GET', path)
      seen.push(...body.keys.map((one: { key_id: string }) => one.key_id))
      cursor = body.next_cursor
    }
    return seen
  }
  const newest = await listed('')
  expect(newest.slice(0, 5).toSorted()).toEqual(ids.toSorted())
  // Those that were made within one millisecond come in any order, the same each time.
  const madeAt = await Promise.all(newest.map(async (id) => (await stored(id))?.created_at.getTime() ?? 0))
  expect(madeAt).toEqual(madeAt.toSorted((one, other) => other - one))
  expect(await listed('&sort=created_at')).toEqual(newest.toReversed())
})

describe('only an admin key', () => {
  it.each<KeyScope[]>([
    ['read'],
    ['write'],
    ['read', 'write'],
    ['impersonate'],
    ['read', 'write', 'impersonate'],
  ])('not one with %s, %s, %s', async (...scopes) => {
    const { text, id } = await have(scopes)
    for (const [method, path, body] of [
      ['POST', 'keys', { scopes: ['read'] }],
      ['GET', 'keys', undefined],
      ['GET', 'keys?limit=1', undefined],
      ['DELETE', `keys/${id}`, undefined],
    ] as const) {
      const refused = await call(text, method, path, body ? { body } : {})
      expect([method, refused.status, refused.body.error_type]).toEqual([method, 403, 'permission_denied'])
    }
    expect((await stored(id))?.revoked_at).toBeNull()
  })
})

describe('a key gives no more than it has', () => {
  it('not a scope', async () => {
    const { text } = await have(['read', 'admin'])
    for (const scopes of [['write'], ['read', 'impersonate']]) {
      const refused = await call(text, 'POST', 'keys', { body: { scopes } })
      expect([refused.status, refused.body.error_type]).toEqual([403, 'permission_denied'])
    }
    expect((await call(text, 'POST', 'keys', { body: { scopes: ['read', 'admin'] } })).status).toBe(201)
  })

  it('not another user, whose keys it neither sees nor revokes', async () => {
    const { id } = await have(['read'], 'bob')
    const refused = await call(admin.text, 'POST', 'keys', { body: { scopes: ['read'], user_id: 'bob' } })
    expect([refused.status, refused.body.error_type]).toEqual([403, 'permission_denied'])
    const { keys } = (await call(admin.text, 'GET', 'keys?limit=1000')).body
    expect(new Set(keys.map((one: { user_id: string }) => one.user_id))).toEqual(new Set(['ann']))
    expect((await call(admin.text, 'GET', 'keys?user_id=bob')).body.keys).toEqual([])
    for (const unknown of [id, '0'.repeat(16), 'x'.repeat(400), '$ne'])
      expect((await call(admin.text, 'DELETE', `keys/${unknown}`)).status).toBe(404)
    expect((await stored(id))?.revoked_at).toBeNull()
  })

  it('but with impersonate the keys of all', async () => {
    const { text } = await have(['read', 'admin', 'impersonate'], 'ops')
    const made = await call(text, 'POST', 'keys', { body: { scopes: ['read'], user_id: 'bob' } })
    expect([made.status, made.body.key.user_id]).toEqual([201, 'bob'])
    const spoken = await call(text, 'POST', 'keys', { user: 'eve', body: { scopes: ['read'] } })
    expect(spoken.body.key.user_id).toBe('eve')
    const { keys } = (await call(text, 'GET', 'keys?user_id=bob&limit=1')).body
    expect(keys.map((one: { key_id: string }) => one.key_id)).toEqual([made.body.key.key_id])
    expect((await call(text, 'DELETE', `keys/${made.body.key.key_id}`)).status).toBe(200)
  })
})

describe('the last key that can manage', () => {
  const revoke = (text: string, id: string) => call(text, 'DELETE', `keys/${id}`)

  it('stays over the API, also when others of the user are no admins', async () => {
    await have(['read', 'write', 'impersonate'])
    await have(['admin'], 'bob')
    const refused = await revoke(admin.text, admin.id)
    expect([refused.status, refused.body.error_type]).toEqual([409, 'conflict'])
    expect((await stored(admin.id))?.revoked_at).toBeNull()
    // The operator takes it all the same.
    expect((await callOf(open.app)('DELETE', `keys/${admin.id}`)).status).toBe(200)
  })

  it.each<[string, KeyScope[], string]>([
    ['another of the user', ['admin'], 'ann'],
    ['one for all users', ['admin', 'impersonate'], 'ops'],
  ])('may go when there is %s', async (_what, scopes, user) => {
    await have(scopes, user)
    expect((await revoke(admin.text, admin.id)).status).toBe(200)
    expect((await call(admin.text, 'GET', 'keys')).status).toBe(401)
  })
})

describe('where keys are not asked for', () => {
  it('API_AUTH=open: the operator makes keys for anybody, a named user none', async () => {
    const ask = callOf(open.app)
    const made = await ask('POST', 'keys', { body: { scopes: ['read', 'admin'], user_id: 'bob' } })
    expect([made.status, made.body.message]).toEqual([201, expect.stringContaining('API_AUTH=api-key')])
    expect((await call(made.body.api_key, 'GET', 'jobs')).status).toBe(200)
    expect((await ask('POST', 'keys', { body: { scopes: ['read'] } })).body.details).toMatchObject([
      { path: 'user_id', code: 'required' },
    ])
    const [newest] = (await ask('GET', 'keys?user_id=bob&limit=1')).body.keys
    expect(newest.key_id).toBe(made.body.key.key_id)
    for (const [method, path] of [
      ['POST', 'keys'],
      ['GET', 'keys'],
      ['DELETE', `keys/${made.body.key.key_id}`],
    ] as const) {
      const options = { user: 'bob', ...(method === 'POST' ? { body: { scopes: ['read'] } } : {}) }
      expect((await ask(method, path, options)).status).toBe(403)
    }
  })

  it.each([undefined, 'ann'])('API_AUTH=header: nobody does (X-User-ID %s)', async (user) => {
    const options = user === undefined ? {} : { user }
    const ask = callOf(behindGateway.app)
    expect((await ask('GET', 'keys', options)).status).toBe(403)
    expect((await ask('POST', 'keys', { ...options, body: { scopes: ['read'] } })).status).toBe(403)
  })
})

it.each<[object, string]>([
  [{}, 'scopes'],
  [{ scopes: [] }, 'scopes'],
  [{ scopes: ['all'] }, 'scopes[0]'],
  [{ scopes: ['read'], user_id: '$ne' }, 'user_id'],
  [{ scopes: ['read'], name: 'a\nb' }, 'name'],
  [{ scopes: ['read'], expires_at: '2030-01-01T00:00:00Z' }, 'expires_at'],
])('%j is refused', async (body, path) => {
  const refused = await call(admin.text, 'POST', 'keys', { body })
  expect([refused.status, refused.body.details?.[0]?.path]).toEqual([400, path])
})

describe('the last use', () => {
  it('is noted by the request, within a minute, and not each time', async () => {
    const { id, text } = await have(['read'])
    expect((await call(text, 'GET', 'jobs?limit=1')).status).toBe(200)
    await until(async () => (await stored(id))?.used_at != null, 5_000, 'the use was noted')
    const noted = (await stored(id))?.used_at
    for (let index = 0; index < 5; index++) await call(text, 'GET', 'jobs?limit=1')
    expect((await stored(id))?.used_at).toEqual(noted)
    const { keys } = (await call(admin.text, 'GET', 'keys?limit=1')).body
    expect(keys[0]).toMatchObject({ key_id: id, used_at: noted?.toISOString() })
  })

  it('is noted again after a minute; of two processes the later time stays', async () => {
    const { id, text } = await have(['read'])
    const early = new Date(Date.now() - keyUseEveryMs - 1_000)
    await test.stack.apiKeys.touch(id, early)
    await call(text, 'GET', 'jobs?limit=1')
    await until(async () => Number((await stored(id))?.used_at) > early.getTime(), 5_000, 'it was noted')
    const noted = (await stored(id))?.used_at
    await test.stack.apiKeys.touch(id, early)
    expect((await stored(id))?.used_at).toEqual(noted)
  })

  it('no request waits for it, or fails by it', async () => {
    const never = await testApp({
      mongodbUri,
      dataDir: test.dataDir,
      auth: 'api-key',
      change: (stack) => ({
        ...stack,
        apiKeys: { ...stack.apiKeys, touch: () => Promise.withResolvers<void>().promise },
      }),
    })
    const broken = await testApp({
      mongodbUri,
      dataDir: test.dataDir,
      auth: 'api-key',
      change: (stack) => ({
        ...stack,
        apiKeys: { ...stack.apiKeys, touch: () => Promise.reject(new Error('away')) },
      }),
    })
    try {
      const { text } = await have(['read'])
      const headers = { authorization: `Bearer ${text}` }
      for (const { app } of [never, broken])
        expect((await callOf(app)('GET', 'jobs?limit=1', { headers })).status).toBe(200)
    } finally {
      await never.close()
      await broken.close()
    }
  })
})
