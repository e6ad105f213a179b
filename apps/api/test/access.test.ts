import { testDatabaseUri } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

const mongodbUri = testDatabaseUri()
let test: TestApp
/** The same database behind a gateway that names the caller. */
let behindGateway: TestApp
let gateway: TestApp['app']
beforeAll(async () => {
  test = await testApp({ mongodbUri })
  behindGateway = await testApp({ mongodbUri, auth: 'header' })
  gateway = behindGateway.app
})
afterAll(async () => {
  await Promise.all([test?.close(), behindGateway?.close()])
})
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

/** Each route of the API, with what it needs of a caller. A new route without a row fails the first test. */
const rows: [string, string, 'read' | 'write' | 'admin' | 'list' | 'create'][] = [
  ['POST', 'jobs', 'create'],
  ['GET', 'jobs', 'list'],
  ['GET', 'jobs/:job_id', 'read'],
  ['DELETE', 'jobs/:job_id', 'write'],
  ['POST', 'jobs/:job_id/cancel', 'write'],
  ['POST', ':job_id/restart', 'write'],
  ['GET', 'jobs/:job_id/download-archive', 'read'],
  ['GET', 'files/*', 'read'],
  ['GET', 'jobs/:job_id/events', 'read'],
  ['GET', 'batches/:batch_id/events', 'read'],
  ['GET', 'status/:id', 'read'],
  ['POST', 'submit', 'create'],
  ['POST', 'batches', 'create'],
  ['GET', 'batches', 'list'],
  ['GET', 'batches/:batch_id', 'read'],
  ['DELETE', 'batches/:batch_id', 'write'],
  ['POST', 'batches/:batch_id/archive', 'write'],
  ['POST', 'batches/:batch_id/toggle-active', 'write'],
  ['POST', 'batches/:batch_id/restart', 'write'],
  ['POST', 'batches/:batch_id/cancel', 'write'],
  ['POST', 'batches/fail-all', 'list'],
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
    ([method, path]) => `${method} /api/event-job/${path.replace(/:(\w+)/g, '{$1}').replace('*', '{*}')}`,
  )
  expect(ours.sort()).toEqual(expected.sort())
})

type Who = 'operator' | 'owner' | 'reader' | 'writer' | 'other' | 'anonymous'
const users: Record<Who, string | undefined> = {
  operator: undefined,
  owner: 'ann',
  reader: 'rob',
  writer: 'wil',
  other: 'eve',
  anonymous: undefined,
}

/** A finished job of ann and a batch of hers, both lent to rob and wil. */
async function belongings(): Promise<{ job: string; batch: string; file: string }> {
  const options = { user: 'ann' }
  const job = (
    await call('POST', 'jobs', { ...options, body: { parameters: session({ video_transcript: 'x' }) } })
  ).body.job.job_id
  await completeJob(test.stack, job)
  const batch = (await call('POST', 'batches', { ...options, body: { jobs: [{ parameters: session() }] } }))
    .body.batch.batch_id
  const lent = { read_access: ['ann', 'rob'], write_access: ['ann', 'wil'] }
  for (const path of [`jobs/${job}/access`, `batches/${batch}/access`])
    expect((await call('PATCH', path, { ...options, body: lent })).status).toBe(200)
  const file = (await test.stack.results.get(job, 1))?.files[0]?.path ?? ''
  return { job, batch, file: `${job}/1/${file.split('/').map(encodeURIComponent).join('/')}` }
}

const allowed: Record<'read' | 'write' | 'admin', Who[]> = {
  read: ['operator', 'owner', 'reader'],
  write: ['operator', 'owner', 'writer'],
  admin: ['operator', 'owner'],
}

it.each(needsRight)('%s %s', async (method, path, need) => {
  for (const who of ['other', 'anonymous', 'reader', 'writer', 'owner', 'operator'] as Who[]) {
    const { job, batch, file } = await belongings()
    // A stream is answered whole once it has ended.
    if (path.endsWith('batch_id/events')) await call('POST', `batches/${batch}/cancel`)
    const concrete = path
      .replace(':job_id', job)
      .replace(':batch_id', batch)
      .replace(':id', job)
      .replace('*', file)
    const user = users[who]
    const app = who === 'anonymous' ? gateway : test.app
    const body = need === 'admin' ? { body: { visibility: 'public' } } : {}
    const answer = await callOf(app)(method, concrete, user === undefined ? body : { user, ...body })
    const mayDo = allowed[need as 'read' | 'write' | 'admin'].includes(who)
    if (mayDo) expect([who, [200, 409].includes(answer.status)]).toEqual([who, true])
    else {
      expect([who, answer.status, answer.body.error_type]).toEqual([who, 403, 'permission_denied'])
      expect(answer.raw.toString()).not.toContain('ann')
      // Nothing happened.
      expect((await test.stack.jobs.get(job))?.deleted_at).toBeNull()
      expect(await test.stack.batches.get(batch)).toMatchObject({
        deleted_at: null,
        archived: false,
        isActive: true,
      })
    }
  }
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
