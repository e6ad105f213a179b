import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import { MongoClient } from 'mongodb'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Embedded, type EmbeddedOptions, startEmbedded } from '../src/index.ts'

let dataDir: string
let running: Embedded[] = []
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'embedded data-'))
})
afterEach(async () => {
  await Promise.all(running.map((embedded) => embedded.stop()))
  running = []
  await rm(dataDir, { recursive: true, force: true })
})

async function start(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, path: process.env.PATH, ...options })
  running.push(embedded)
  return embedded
}

async function withRedis<T>(embedded: Embedded, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(embedded.redisUrl!)
  // It connects again by itself; without a listener each failed try is printed.
  redis.on('error', () => {})
  try {
    return await use(redis)
  } finally {
    redis.disconnect()
  }
}

async function withMongo<T>(embedded: Embedded, use: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(embedded.mongodbUri!, { serverSelectionTimeoutMS: 5_000 })
  try {
    return await use(client)
  } finally {
    await client.close()
  }
}

/** A zombie waits for its parent and is no running process. */
async function isRunning(pid: number | null): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return status !== null && !/\) Z /.test(status)
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await wait(20)
}

it('starts both servers, and their data survives a restart', async () => {
  const first = await start()
  expect(first.mongodbUri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\/async-events$/)
  await withRedis(first, (redis) => redis.set('key', 'value'))
  await withMongo(first, async (client) => {
    expect(client.db().databaseName).toBe('async-events')
    await client.db().collection('jobs').insertOne({ name: 'kept' })
  })
  const { redis, mongo } = first.pids
  await first.stop()
  expect(first.pids).toEqual({ redis: null, mongo: null })
  expect(await isRunning(redis)).toBe(false)
  expect(await isRunning(mongo)).toBe(false)

  const second = await start()
  expect(await withRedis(second, (client) => client.get('key'))).toBe('value')
  expect(
    await withMongo(second, (client) => client.db().collection('jobs').countDocuments({ name: 'kept' })),
  ).toBe(1)
})

it('configures Redis as a queue needs it', async () => {
  const embedded = await start({ mongo: false })
  expect(embedded.mongodbUri).toBeNull()
  await withRedis(embedded, async (redis) => {
    const settings = await redis.config(
      'GET',
      'appendonly',
      'appendfsync',
      'maxmemory-policy',
      'save',
      'bind',
    )
    expect(settings).toEqual(
      expect.arrayContaining([
        'appendonly',
        'yes',
        'appendfsync',
        'everysec',
        'noeviction',
        'save',
        '',
        '127.0.0.1',
      ]),
    )
  })
})

it('brings a killed server back on the same port, with its data', async () => {
  const warnings: string[] = []
  const log = {
    debug: () => {},
    warn: (_: object, message: string) => warnings.push(message),
    error: () => {},
  }
  const embedded = await start({ log })
  await withRedis(embedded, (redis) => redis.set('key', 'value'))
  await withMongo(embedded, (client) => client.db().collection('jobs').insertOne({ name: 'kept' }))
  const before = embedded.pids
  process.kill(before.redis!, 'SIGKILL')
  process.kill(before.mongo!, 'SIGKILL')
  await until(async () => !(await isRunning(before.redis)) && !(await isRunning(before.mongo)))

  expect(await withRedis(embedded, (redis) => redis.get('key'))).toBe('value')
  await withMongo(embedded, async (client) => {
    expect(await client.db().collection('jobs').countDocuments({ name: 'kept' })).toBe(1)
  })
  expect(embedded.pids.redis).not.toBe(before.redis)
  expect(embedded.pids.mongo).not.toBe(before.mongo)
  expect(warnings).toHaveLength(2)
})

it('leaves nothing running when its process is killed, and starts again on the same folder at once', async () => {
  const script = fileURLToPath(new URL('./embedded.process.ts', import.meta.url))
  const parent = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(parent.stdout, 'data')
  const pids = JSON.parse(String(line)) as { redis: number; mongo: number }
  expect(await isRunning(pids.redis)).toBe(true)
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  const embedded = await start()
  await withRedis(embedded, (redis) => redis.ping())
  await until(async () => !(await isRunning(pids.redis)) && !(await isRunning(pids.mongo)))
})

it('starts Redis without data it cannot read, and keeps that aside', async () => {
  const first = await start({ mongo: false })
  await withRedis(first, (redis) => redis.set('key', 'value'))
  await first.stop()
  const folder = join(dataDir, 'redis', 'data', 'appendonlydir')
  const file = (await readdir(folder)).find((name) => name.endsWith('.incr.aof'))
  await writeFile(join(folder, file!), 'this is no append-only file\n'.repeat(10))

  const second = await start({ mongo: false })
  expect(await withRedis(second, (redis) => redis.get('key'))).toBeNull()
  expect(await readdir(join(dataDir, 'redis'))).toContainEqual(expect.stringMatching(/^unreadable-/))
})

it('says how to install Redis where it is missing, and leaves nothing running', async () => {
  const failure = startEmbedded({ dataDir, path: '/nowhere' })
  await expect(failure).rejects.toMatchObject({ code: 'unavailable', retryable: false })
  await expect(failure).rejects.toThrow('sudo apt-get install -y redis-server')
  // The database did start and has to be gone: its lock is free, so this one gets it.
  await start({ redis: false })
})

it('shows what a server wrote that does not start', async () => {
  await writeFile(join(dataDir, 'mongo'), 'a file where a folder should be')
  await expect(start({ redis: false })).rejects.toThrow(/EEXIST|ENOTDIR/)
  await rm(join(dataDir, 'mongo'))
  const first = await start({ redis: false })
  await first.stop()
  await rm(join(dataDir, 'mongo', 'data.sqlite'))
  await writeFile(join(dataDir, 'mongo', 'data.sqlite'), 'this is no database'.repeat(1_000))
  await expect(start({ redis: false })).rejects.toThrow(/embedded-mongo did not start:[\s\S]*not a database/)
})
