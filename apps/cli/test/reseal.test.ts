import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSealer, type Sealer, type StoredWebhook } from '@async-events/core'
import {
  connectMongo,
  createBatchStore,
  createIndexes,
  createJobStore,
  createSealedStore,
  defineModels,
} from '@async-events/mongo'
import { buildBatch, buildJob, testDatabaseUri } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runKeys } from '../src/keys.ts'

const uri = testDatabaseUri()
const mongo = connectMongo(uri, { appName: 'test', log: { warn: () => {} } })
const models = defineModels(mongo.connection)
const jobs = createJobStore(models)
const batches = createBatchStore(models)
let dataDir: string
beforeAll(async () => {
  await mongo.tried
  await createIndexes(models)
  dataDir = await mkdtemp(join(tmpdir(), 'async-events-reseal-'))
})
afterAll(async () => {
  await mongo.close()
  await rm(dataDir, { recursive: true })
})

const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64')
const [before, after, lost] = [key(1), key(2), key(9)]

const webhook = (sealer: Sealer, mark: string): StoredWebhook => ({
  url: 'https://hooks.example.org/x',
  query: sealer.seal(`?token=${mark}`),
  include_markdown: true,
  include_metadata: true,
  events: null,
  secret: sealer.seal(`secret of ${mark}`),
  headers: sealer.seal(JSON.stringify({ 'x-mark': mark })),
})
const opened = (keys: string, stored: StoredWebhook | null | undefined): string[] => {
  const sealer = createSealer(keys)
  return [stored?.query, stored?.secret, stored?.headers].map((sealed) => (sealed ? sealer.open(sealed) : ''))
}
const plain = (mark: string) => [`?token=${mark}`, `secret of ${mark}`, JSON.stringify({ 'x-mark': mark })]

async function reseal(SECRETS_KEY: string | undefined, more: Record<string, string> = {}) {
  const lines: string[] = []
  const env = { MONGODB_URI: uri, DATA_DIR: dataDir, ...(SECRETS_KEY ? { SECRETS_KEY } : {}), ...more }
  const code = await runKeys(['reseal'], env, (line) => lines.push(line))
  return { code, text: lines.join('\n') }
}

it('encrypts every stored secret with the first key, and does nothing the second time', async () => {
  const old = createSealer(before)
  const ofBatch = webhook(old, 'batch')
  const batch = buildBatch({ webhook: ofBatch })
  await batches.insert(batch)
  const member = buildJob({ batch_id: batch.id, creation: batch.creation, webhook: ofBatch })
  const single = buildJob({ webhook: webhook(old, 'job'), own_webhook: true })
  const without = buildJob()
  const current = buildJob({ webhook: webhook(createSealer(after), 'new'), own_webhook: true })
  await jobs.insert([member, single, without, current])

  const first = await reseal(`${after},${before}`)
  expect(first).toMatchObject({ code: 0, text: expect.stringContaining('9 stored secrets') })
  const read = async (id: string) => (await jobs.get(id))?.webhook
  expect(opened(after, await read(single.id))).toEqual(plain('job'))
  expect(opened(after, (await batches.get(batch.id))?.webhook)).toEqual(plain('batch'))
  // What a job has of its batch is known by being equal.
  expect(await read(member.id)).toEqual((await batches.get(batch.id))?.webhook)
  expect(await read(current.id)).toEqual(current.webhook)
  expect(await read(without.id)).toBeNull()
  expect((await jobs.get(single.id))?.rev).toBe(single.rev)

  const stored = await read(single.id)
  expect(await reseal(`${after},${before}`)).toMatchObject({
    code: 0,
    text: expect.stringContaining('0 stored secrets'),
  })
  expect(await read(single.id)).toEqual(stored)
})

it('goes on where it was stopped, and gives the jobs of a batch the same as their batch', async () => {
  const ofBatch = webhook(createSealer(before), 'half')
  const batch = buildBatch({ webhook: ofBatch })
  await batches.insert(batch)
  const members = [0, 1].map(() =>
    buildJob({ batch_id: batch.id, creation: batch.creation, webhook: ofBatch }),
  )
  await jobs.insert(members)
  // Stopped after its first field: as the process leaves it that is killed there.
  const sealer = createSealer(`${after},${before}`)
  const store = createSealedStore(models)
  for await (const secret of store.sealedByOthers(sealer.keyId)) {
    await store.replace(secret, sealer.reseal(secret.sealed))
    break
  }
  expect(await reseal(`${after},${before}`)).toMatchObject({
    code: 0,
    text: expect.stringContaining('8 stored'),
  })
  const told = (await batches.get(batch.id))?.webhook
  expect(opened(after, told)).toEqual(plain('half'))
  for (const { id } of members) expect((await jobs.get(id))?.webhook).toEqual(told)
})

it('replaces nothing that was written meanwhile', async () => {
  const sealer = createSealer(`${after},${before}`)
  const job = buildJob({ webhook: webhook(createSealer(before), 'first'), own_webhook: true })
  await jobs.insert([job])
  const store = createSealedStore(models)
  const changed = webhook(createSealer(after), 'second')
  let kept = 0
  for await (const secret of store.sealedByOthers(sealer.keyId)) {
    if (kept === 0) await jobs.setWebhook(job.id, changed, new Date())
    kept += 1
    expect(await store.replace(secret, sealer.reseal(secret.sealed))).toBe(false)
  }
  expect(kept).toBe(3)
  expect((await jobs.get(job.id))?.webhook).toEqual(changed)
})

it('names what no configured key opens, keeps it, and reads the key that npm start keeps', async () => {
  const job = buildJob({ webhook: webhook(createSealer(lost), 'gone'), own_webhook: true })
  await jobs.insert([job])
  expect((await reseal(undefined)).text).toContain('set SECRETS_KEY')
  await writeFile(join(dataDir, 'secrets.key'), `${after},${before}\n`)
  const told = await reseal(undefined)
  expect(told.code).toBe(1)
  expect(told.text).toContain(job.id)
  expect(told.text).not.toContain('gone')
  expect((await jobs.get(job.id))?.webhook).toEqual(job.webhook)
  expect((await reseal(`${after},${lost}`)).code).toBe(0)
})
