import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DataFileInUse, startEmbeddedMongo } from '../src/index.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'embedded-mongo-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Started = { child: ChildProcess; uri: string; errors: () => string }

async function start(file: string): Promise<Started> {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, DATA_FILE: file, PORT: '0', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { ready, uri } = JSON.parse(line) as { ready: boolean; uri: string }
  expect(ready).toBe(true)
  return { child, uri, errors: () => errors }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(child, 'exit')
  child.kill(signal)
  return (await exit)[0] as number | null
}

describe('the process', () => {
  it('loses no acknowledged write when it is killed', async () => {
    const file = join(folder, 'killed.sqlite')
    const acknowledged = new Set<string>()
    let increments = 0
    for (let round = 0; round < 4; round++) {
      const { child, uri } = await start(file)
      const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 1000 }).connect()
      const jobs = client.db('t').collection<{ _id: string; n?: number }>('jobs')
      if (round === 0) await jobs.createIndex({ n: 1 })
      const found = new Set((await jobs.find({}, { projection: { _id: 1 } }).toArray()).map((doc) => doc._id))
      for (const id of acknowledged) expect(found).toContain(id)
      expect((await jobs.findOne({ _id: 'counter' }))?.n ?? 0).toBeGreaterThanOrEqual(increments)
      expect(await jobs.countDocuments({ n: { $gte: 0 } })).toBe(
        (await jobs.find().toArray()).filter((doc) => doc.n !== undefined).length,
      )

      let isOver = false
      const lanes = Array.from({ length: 8 }, async (_, lane) => {
        for (let i = 0; !isOver; i++) {
          const _id = `${round}-${lane}-${i}`
          try {
            await jobs.insertOne({ _id, n: i })
            acknowledged.add(_id)
            if (lane === 0) {
              await jobs.updateOne({ _id: 'counter' }, { $inc: { n: 1 } }, { upsert: true })
              increments++
            }
          } catch {
            return
          }
        }
      })
      await expect.poll(() => acknowledged.size, { timeout: 10_000 }).toBeGreaterThan((round + 1) * 150)
      await end(child, 'SIGKILL')
      isOver = true
      await Promise.all(lanes)
      await client.close()
    }
    expect(increments).toBeGreaterThan(10)
  })

  it('answers what is in flight on SIGTERM, and prints nothing but its line', async () => {
    const file = join(folder, 'stopped.sqlite')
    const { child, uri, errors } = await start(file)
    const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 1000 }).connect()
    const jobs = client.db('t').collection('jobs')
    for (let i = 0; i < 3; i++)
      await jobs.insertMany(Array.from({ length: 5000 }, (_, k) => ({ a: k, text: 'x'.repeat(1000) })))
    await client.db('t').command({ ping: 1 })
    const search = jobs.find({ $expr: { $eq: ['$a', 4999] } }, { projection: { a: 1 } }).toArray()
    // Both are sent before this ping is answered, and the search takes many turns of the server.
    await client.db('t').command({ ping: 1 })
    const code = await end(child, 'SIGTERM')
    expect(await search).toHaveLength(3)
    await client.close()
    expect(code).toBe(0)
    expect(errors().replaceAll(/^.*collection scan.*\n/gm, '')).toBe('')
    const again = await start(file)
    const second = await new MongoClient(again.uri).connect()
    expect(await second.db('t').collection('jobs').countDocuments()).toBe(15_000)
    await second.close()
    expect(await end(again.child, 'SIGINT')).toBe(0)
  })

  it('owns its file alone', async () => {
    const file = join(folder, 'owned.sqlite')
    const { child } = await start(file)
    await expect(startEmbeddedMongo({ file })).rejects.toThrow(DataFileInUse)
    const rival = spawn(process.execPath, [main], {
      env: { ...process.env, DATA_FILE: file, PORT: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    rival.stderr.on('data', (chunk) => {
      said += chunk
    })
    const [code] = await once(rival, 'close')
    expect(code).toBe(1)
    expect(said).toContain('another process owns the data file')
    await end(child, 'SIGTERM')
    const owner = await startEmbeddedMongo({ file })
    await owner.close()
  })

  it('names every mistake in its settings', async () => {
    const child = spawn(process.execPath, [main], {
      env: { ...process.env, DATA_FILE: '', PORT: 'x', EMBEDDED_SYNC: 'no' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    expect((await once(child, 'close'))[0]).toBe(1)
    for (const name of ['DATA_FILE', 'PORT', 'EMBEDDED_SYNC']) expect(said).toContain(name)
  })
})
