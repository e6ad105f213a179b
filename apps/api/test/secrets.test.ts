/** Secrets that clients and operators give are never stored as they are, answered, sent to others or logged. */
import { createServer } from 'node:http'
import { createCourier, createSealer, newApiKey } from '@async-events/core'
import { connectMongo, defineModels } from '@async-events/mongo'
import { testDatabaseUri, until } from '@async-events/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type CallOptions, callOf } from './call.ts'
import { completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

const signing = `whsec_${Buffer.from('SIGNING-secret-of-the-webhook-0001').toString('base64')}`
const serviceSigning = `whsec_${Buffer.from('SERVICE-secret-of-the-webhook-0002').toString('base64')}`
const secrets = {
  signing,
  serviceSigning,
  authorization: 'AUTHORIZATION-secret-0003',
  header: 'HEADER "secret" 0004',
  query: 'QUERY-secret/0005',
  idempotencyKey: 'IDEMPOTENCY-key-0006',
  mongo: 'MONGO-password-0007',
  redis: 'REDIS-password-0008',
  s3: 'S3-secret-0009',
  apiKey: '', // made below
  wrongKey: 'a'.repeat(43),
  sealKey: Buffer.alloc(32, 9).toString('base64'),
}

/** How a secret could be spelled without being hidden. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ]
}
/** Names of the secrets that a text holds in any spelling. */
const told = (text: string): string[] =>
  Object.entries(secrets).flatMap(([name, secret]) =>
    spellings(secret).some((spelling) => text.includes(spelling)) ? [name] : [],
  )

/** A receiver that says what it was sent, and refuses it. */
const heard: string[] = []
const receiver = createServer(async (request, response) => {
  const echo = JSON.stringify({ url: request.url, headers: request.headers })
  heard.push(echo + Buffer.concat(await Array.fromAsync(request)).toString())
  response.writeHead(request.url?.startsWith('/moved') ? 302 : 500, {
    location: `https://x.example${request.url}`,
  })
  response.end(echo)
})

const databaseUri = testDatabaseUri()
const lines: string[] = []
const answers: string[] = []
let test: TestApp
let webhook: object
let authorization = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const address = receiver.address()
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  test = await testApp({
    auth: 'api-key',
    mongodbUri: databaseUri,
    fetchAllow: host,
    webhookSecret: serviceSigning,
    secretsKey: secrets.sealKey,
    logTo: (line) => lines.push(line),
  })
  const { key, text } = newApiKey(
    { name: 'laptop', user_id: 'ann', scopes: ['read', 'write', 'admin'] },
    new Date(),
  )
  await test.stack.apiKeys.insert(key)
  secrets.apiKey = text.slice(20)
  authorization = `Bearer ${text}`
  webhook = {
    url: `http://${host}/hook/path?token=${encodeURIComponent(secrets.query)}&plain=1`,
    headers: { Authorization: `Bearer ${secrets.authorization}`, 'X-Team': secrets.header },
    secret: signing,
    events: ['job.completed', 'job.step', 'batch.completed'],
  }
})
afterAll(async () => {
  await test?.close()
  receiver.close()
})

async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
  const answer = await callOf(test.app)(method, path, {
    ...options,
    headers: { authorization, ...options.headers },
  })
  answers.push(JSON.stringify(answer.headers) + answer.raw.toString())
  return answer
}

it('it would be seen, in every spelling', () => {
  for (const [name, secret] of Object.entries(secrets))
    for (const spelling of spellings(secret)) expect(told(`x${spelling}y`)).toContain(name)
  expect(told('nothing of it')).toEqual([])
})

it('everything that a client can do with them', async () => {
  const body = { parameters: session({ video_transcript: 'x' }), webhook }
  const key = { 'idempotency-key': secrets.idempotencyKey }
  const created = await call('POST', 'jobs', { body, headers: key })
  expect(created.status).toBe(201)
  expect((await call('POST', 'jobs', { body, headers: key })).headers['idempotent-replayed']).toBe('true')
  expect((await call('POST', 'jobs', { body: { ...body, job_name: 'x' }, headers: key })).status).toBe(422)
  const id: string = created.body.job.job_id
  const batch = await call('POST', 'batches', {
    body: { jobs: [body], webhook },
    headers: { 'idempotency-key': `${secrets.idempotencyKey}-2` },
  })
  expect(batch.status).toBe(201)
  const batchId: string = batch.body.batch.batch_id
  expect((await call('POST', 'submit', { body })).status).toBe(201)
  // What is wrong is told by its path, not by its value.
  for (const change of [
    { secret: `${signing}!` },
    { headers: { 'X-Team': `${secrets.header}\n` } },
    { url: `http://127.0.0.1:1/?token=${encodeURIComponent(secrets.query)}` },
    { url: `ftp://x.example/?token=${encodeURIComponent(secrets.query)}` },
    { url: `http://ann:${secrets.authorization}@x.example/` },
    { events: [secrets.authorization] },
  ])
    expect(
      (await call('POST', 'jobs', { body: { ...body, webhook: { ...webhook, ...change } } })).status,
    ).toBe(400)
  expect((await call('POST', 'jobs', { raw: `{"webhook":{"secret":"${signing}"` })).status).toBe(400)

  await completeJob(test.stack, id)
  await completeJob(test.stack, batch.body.job_ids[0])
  await test.stack.orchestrator.settleBatch(batchId)
  await test.stack.orchestrator.idle()
  const courier = createCourier({
    ...test.stack,
    publicUrl: '',
    send: test.sendWebhook,
    clock: test.stack.clock,
    random: () => 0,
  })
  const count = async () =>
    (await test.stack.deliveries.ofJob(id, {}, { limit: 50, skip: 0, after: null })).length
  await until(async () => (await count()) > 0, 5_000, 'there are deliveries')
  await courier.pass()
  await courier.idle()
  // They were used for what they are there for.
  for (const secret of [secrets.authorization, encodeURIComponent(secrets.query)])
    expect(heard.join()).toContain(secret)
  expect(heard.join()).toContain('v1,')

  const moved = { ...webhook, url: String((webhook as { url: string }).url).replace('/hook', '/moved') }
  for (const tried of [webhook, moved]) {
    const tested = await call('POST', 'webhooks/test', { body: tried })
    expect([tested.status, tested.body.delivered]).toEqual([200, false])
    expect(tested.body.result.answer).toContain('[redacted]')
  }
  for (const path of [
    'jobs',
    `jobs/${id}`,
    `jobs/${id}/logs`,
    `jobs/${id}/deliveries`,
    `jobs/${id}/events`,
    `status/${id}`,
    'batches',
    `batches/${batchId}`,
    `batches/${batchId}/deliveries`,
    `batches/${batchId}/events`,
    `status/${batchId}`,
    'templates',
    'nope',
    '/readyz',
    '/metrics',
    '/openapi.json',
  ])
    await call('GET', path)
  const deliveries = await call('GET', `jobs/${id}/deliveries`)
  expect(deliveries.body.deliveries[0].log[0].answer).toContain('[redacted]')
  expect((await call('GET', `jobs/${id}`)).body.job.webhook.url).toMatch(/\/hook\/path$/)
  const restarted = await call('POST', `${id}/restart`, { body: {} })
  expect(restarted.status).toBe(200)
  // A driver that says more than it should.
  const { get } = test.stack.results
  const text = `failed at mongodb://ann:${secrets.mongo}@db.example/x with {"authorization":"Bearer ${secrets.authorization}"} for ${signing} and ${authorization.slice(7)} and https://x.example/?a=1&token=${encodeURIComponent(secrets.query)}`
  const cause = Object.assign(new Error(text), {
    config: { password: secrets.redis, headers: { authorization } },
  })
  Object.assign(test.stack.results, {
    get: async () => {
      throw new Error(text, { cause })
    },
  })
  expect((await call('GET', `jobs/${id}`)).status).toBe(500)
  Object.assign(test.stack.results, { get })
  for (const given of [`Bearer ae_0123456789abcdef_${secrets.wrongKey}`, `Basic ${secrets.authorization}`])
    expect((await call('GET', 'jobs', { headers: { authorization: given } })).status).toBe(401)
})

it('zero hits: in the database', async () => {
  const mongo = connectMongo(databaseUri, { appName: 'dump', log: { warn: () => {} } })
  await mongo.tried
  const dumped: Record<string, number> = {}
  for (const [name, model] of Object.entries(defineModels(mongo.connection))) {
    const documents = await model.collection.find({}).toArray()
    dumped[name] = documents.length
    for (const document of documents) expect([name, told(JSON.stringify(document))]).toEqual([name, []])
  }
  await mongo.close()
  for (const name of ['jobs', 'batches', 'deliveries', 'idempotency', 'api_keys', 'events', 'results'])
    expect([name, dumped[name]]).toEqual([name, expect.any(Number)])
  expect(
    Math.min(dumped.jobs!, dumped.batches!, dumped.deliveries!, dumped.idempotency!, dumped.api_keys!),
  ).toBeGreaterThan(0)
})

it('zero hits: in the answers', () => {
  expect(answers.length).toBeGreaterThan(30)
  for (const answer of answers)
    expect([told(answer), answer.slice(0, 2_000)]).toEqual([[], expect.any(String)])
})

it('zero hits: in the bodies that receivers get; a header and a query are theirs', () => {
  for (const text of heard)
    expect(told(text).filter((name) => !['authorization', 'header', 'query'].includes(name))).toEqual([])
})

it('zero hits: in the log, at every level', () => {
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) expect([told(line), line]).toEqual([[], line])
})

it('zero hits: in answers and log of a service whose servers cannot be reached', async () => {
  const own: string[] = []
  const dead = await testApp({
    mongodbUri: `mongodb://ann:${secrets.mongo}@127.0.0.1:1/x?serverSelectionTimeoutMS=100`,
    redisUrl: `redis://ann:${secrets.redis}@127.0.0.1:1`,
    environment: {
      ARTIFACTS_URL: 's3://bucket/x?endpoint=http://127.0.0.1:1&region=x&forcePathStyle=true',
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: secrets.s3,
    },
    waitUntilReady: false,
    logTo: (line) => own.push(line),
  })
  const callDead = callOf(dead.app)
  const ready = await callDead('GET', '/readyz')
  expect(ready.status).toBe(503)
  const created = await callDead('POST', 'jobs', {
    body: { parameters: session(), webhook: { ...webhook, url: 'https://hooks.example.org/x' } },
  })
  expect(created.status).toBe(503)
  const all = [ready.raw.toString(), created.raw.toString(), ...own]
  expect(own.length).toBeGreaterThan(0)
  for (const text of all) expect([told(text), text]).toEqual([[], text])
  expect(JSON.stringify(ready.body)).not.toMatch(/ECONN|127\.0\.0\.1|mongodb:|redis:/)
  await dead.close()
})

describe('the key that encrypts is exchanged', () => {
  const [old, next] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('hex')]

  it('the first one seals, each one opens what it sealed', () => {
    const before = createSealer(old).seal('x')
    const during = createSealer(`${next}, ${old}`)
    expect(during.open(before)).toBe('x')
    const after = during.seal('y')
    expect(createSealer(next).open(after)).toBe('y')
    expect(() => createSealer(old).open(after)).toThrow(
      expect.objectContaining({ code: 'secret_unreadable' }),
    )
    expect(() => createSealer(next).open(before)).toThrow(
      expect.objectContaining({ code: 'secret_unreadable' }),
    )
  })
})
