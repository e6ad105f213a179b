import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Dispatch, WorkerNote } from '@async-events/core'
import { startEmbedded } from '@async-events/embedded'
import { testPrefix, testRedisAddress, testRedisUrl, testRedisUrlThrough, until } from '@async-events/testkit'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { afterEach, expect, it } from 'vitest'
import { consumeSteps, type DispatchData, openStepQueue, openWorkerRegistry } from '../src/index.ts'

const log = { warn: () => {} }
const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

function queueOn(redisUrl: string, prefix: string) {
  const queue = openStepQueue({ redisUrl, prefix, log })
  open.push(queue)
  return queue
}
function consume(
  redisUrl: string,
  prefix: string,
  handle: (data: DispatchData) => Promise<{ again_in_ms: number } | null>,
  onStop = (_: string[]) => {},
) {
  const consumer = consumeSteps({
    redisUrl,
    prefix,
    queue: 'scrape',
    concurrency: 1,
    handle,
    onStop,
    onWedged: () => {},
    log,
  })
  open.push(consumer)
  return consumer
}
const dispatch = (job: string, more: Partial<Dispatch> = {}): Dispatch => ({
  id: `${job}.1.scrape.0.0`,
  queue: 'scrape',
  job_id: job,
  run: 1,
  step: 'scrape',
  delay_ms: 0,
  priority: 50_000,
  ...more,
})

type RelayMode = 'pass' | 'silent' | 'refused'

/** Something between a client and Redis that can go silent in the middle of it; what was said meanwhile is lost. */
async function startRelay(initial: RelayMode): Promise<{ url: string; set(mode: RelayMode): void }> {
  const { host, port: target } = testRedisAddress()
  let mode = initial
  const sockets = new Set<Socket>()
  const relay = createServer((socket) => {
    const server = connect(target, host)
    for (const [one, other] of [[socket, server] as const, [server, socket] as const]) {
      sockets.add(one)
      one.on('error', () => {})
      one.on('data', (chunk) => mode === 'pass' && other.write(chunk))
      one.on('close', () => other.destroy())
    }
    if (mode === 'refused') socket.destroy()
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  const { port } = relay.address() as AddressInfo
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  open.push({
    close: async () => {
      endAll()
      await new Promise((resolve) => relay.close(resolve))
    },
  })
  return {
    url: testRedisUrlThrough(port),
    set(next) {
      mode = next
      if (next === 'pass') endAll() // whoever has waited in vain connects again
    },
  }
}

it('delivers in the order of priority, each message once, and ignores one it holds', async () => {
  const prefix = testPrefix()
  const queue = queueOn(testRedisUrl(), prefix)
  await queue.publish([
    dispatch('late', { priority: 90_000 }),
    dispatch('middle'),
    dispatch('urgent', { priority: 10_000 }),
  ])
  await queue.publish([dispatch('middle'), dispatch('middle', { priority: 10_000 })])
  const seen: string[] = []
  consume(testRedisUrl(), prefix, async ({ job_id }) => {
    seen.push(job_id)
    return null
  })
  await until(() => seen.length >= 3, 10_000, 'three messages')
  // A fourth would be a second "middle"; a last one behind it shows that there is none.
  await queue.publish([dispatch('end', { priority: 99_000 })])
  await until(() => seen.includes('end'), 10_000, 'the end')
  expect(seen).toEqual(['urgent', 'middle', 'late', 'end'])
  // Handled, it is forgotten: the same id is accepted again.
  await queue.publish([dispatch('middle')])
  await until(() => seen.length === 5, 10_000, 'the same message again')
})

it('waits as long as a message says, and delivers once more what is put off', async () => {
  const prefix = testPrefix()
  const queue = queueOn(testRedisUrl(), prefix)
  const times: number[] = []
  consume(testRedisUrl(), prefix, async () => {
    times.push(performance.now())
    return times.length === 1 ? { again_in_ms: 300 } : null
  })
  const started = performance.now()
  await queue.publish([dispatch('later', { delay_ms: 400 })])
  await until(() => times.length === 2, 10_000, 'both deliveries')
  expect(times[0]! - started).toBeGreaterThanOrEqual(390)
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(290)
})

it('tells every consumer to stop, and lets the handler finish when it is closed', async () => {
  const prefix = testPrefix()
  const queue = queueOn(testRedisUrl(), prefix)
  const stopped: string[] = []
  let finish: (() => void) | null = null
  let done = false
  const consumer = consume(
    testRedisUrl(),
    prefix,
    async () => {
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      done = true
      return null
    },
    (ids) => stopped.push(...ids),
  )
  await queue.publish([dispatch('slow')])
  const end = await until(() => finish, 10_000, 'the handler has begun')
  await until(
    async () => {
      await queue.announceStop(['slow'])
      return stopped.includes('slow')
    },
    10_000,
    'the stop arrives',
  )
  const closing = consumer.close()
  end()
  await closing
  expect(done).toBe(true)
})

it('knows that Redis lost its data until that was mended, and takes lost messages again', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'async-events-queue-'))
  const own = await startEmbedded({ dataDir, mongo: false, path: process.env.PATH })
  try {
    const queue = queueOn(own.redisUrl ?? '', testPrefix())
    expect(await queue.wasLost()).toBe(true)
    await queue.markKept()
    expect(await queue.wasLost()).toBe(false)
    const prefix = testPrefix()
    const second = queueOn(own.redisUrl ?? '', prefix)
    await second.publish([dispatch('lost')])
    const redis = new Redis(own.redisUrl ?? '')
    await redis.flushall()
    redis.disconnect()
    expect(await queue.wasLost()).toBe(true)
    await second.publish([dispatch('lost')])
    const seen: string[] = []
    consume(own.redisUrl ?? '', prefix, async ({ job_id }) => {
      seen.push(job_id)
      return null
    })
    await until(() => seen.length === 1, 10_000, 'the message')
    await Promise.all(open.splice(0).map((one) => one.close()))
  } finally {
    await own.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
})

it('says within 3 s that Redis is away', async () => {
  const queue = queueOn('redis://127.0.0.1:9', testPrefix())
  const started = performance.now()
  await expect(queue.publish([dispatch('x')])).rejects.toMatchObject({ code: 'unavailable' })
  await expect(queue.check()).rejects.toMatchObject({ code: 'unavailable' })
  expect(performance.now() - started).toBeLessThan(3_500)
})

it.each(['silent', 'refused'] as const)(
  'first used while Redis is %s, it works as soon as Redis is there',
  async (how) => {
    const relay = await startRelay(how)
    const queue = queueOn(relay.url, testPrefix())
    await expect(queue.publish([dispatch('first')])).rejects.toMatchObject({ code: 'unavailable' })
    await expect(queue.waiting()).rejects.toMatchObject({ code: 'unavailable' })
    relay.set('pass')
    await until(
      async () => (await queue.publish([dispatch('first')]).catch(() => false)) !== false,
      10_000,
      'it is published',
    )
    expect((await queue.waiting()).scrape).toBe(1)
  },
)

it('keeps to the database that the URL names', async () => {
  const url = new URL(testRedisUrl())
  url.pathname = '/3'
  const prefix = testPrefix()
  const seen: string[] = []
  consume(url.href, prefix, async ({ job_id }) => {
    seen.push(job_id)
    return null
  })
  await queueOn(url.href, prefix).publish([dispatch('third')])
  await until(() => seen.length === 1, 10_000, 'it consumes')
  const keysIn = async (database: string): Promise<number> => {
    url.pathname = database
    const redis = new Redis(url.href)
    const keys = await redis.keys(`${prefix.replace(/[{}]/g, '?')}*`)
    redis.disconnect()
    return keys.length
  }
  expect(await keysIn('/3')).toBeGreaterThan(0)
  expect(await keysIn('/4')).toBe(0)
})

it('closes in time while Redis is silent, and begins with nothing that comes meanwhile', async () => {
  const relay = await startRelay('pass')
  const prefix = testPrefix()
  const seen: string[] = []
  const consumer = consume(relay.url, prefix, async ({ job_id }) => {
    seen.push(job_id)
    return null
  })
  const queue = queueOn(testRedisUrl(), prefix)
  await queue.publish([dispatch('before')])
  await until(() => seen.length === 1, 10_000, 'it consumes')
  relay.set('silent')
  const began = performance.now()
  const closing = consumer.close()
  await queue.publish([dispatch('after')])
  await closing
  // It hangs on a question that would have had 12 s.
  expect(performance.now() - began).toBeLessThan(8_000)
  // That goes on with what came meanwhile.
  relay.set('pass')
  const other: string[] = []
  consume(testRedisUrl(), prefix, async ({ job_id }) => {
    other.push(job_id)
    return null
  })
  await until(() => other.includes('after'), 60_000, 'another consumer has it')
  expect(seen).toEqual(['before'])
}, 90_000)

it('a consumer that gets nothing though work waits and slots are free is told to be wedged; others are not', async () => {
  const prefix = testPrefix()
  const queue = queueOn(testRedisUrl(), prefix)
  const waits: string[] = []
  const watched = (name: string, given: Pick<Parameters<typeof consumeSteps>[0], 'prefix' | 'handle'>) =>
    open.push(
      consumeSteps({
        redisUrl: testRedisUrl(),
        queue: 'scrape',
        concurrency: 1,
        onStop: () => {},
        onWedged: () => void waits.push(name),
        wedgedAfterMs: 900,
        log,
        ...given,
      }),
    )
  // A queue that hands nothing out, as to a consumer that is deaf: its messages wait all the same.
  const deaf = new Queue('scrape', { connection: { url: testRedisUrl() }, prefix })
  open.push(deaf)
  await deaf.pause()
  await queue.publish([dispatch('waits')])
  watched('deaf', { prefix, handle: async () => null })
  // Nothing waits for this one, and the only slot of that one is taken.
  watched('idle', { prefix: testPrefix(), handle: async () => null })
  const busyPrefix = testPrefix()
  const done = Promise.withResolvers<null>()
  watched('busy', { prefix: busyPrefix, handle: () => done.promise })
  await queueOn(testRedisUrl(), busyPrefix).publish([dispatch('first'), dispatch('second')])
  await until(() => waits.length >= 3, 15_000, 'the deaf one is noticed, again and again')
  expect(new Set(waits)).toEqual(new Set(['deaf']))
  done.resolve(null)
})

it('knows the workers that said lately that they are there', async () => {
  const [redisUrl, prefix] = [testRedisUrl(), testPrefix()]
  const registry = openWorkerRegistry({ redisUrl, prefix })
  const now = new Date('2026-05-02T08:01:00.000Z')
  const note = (id: string, queue: WorkerNote['queue'], silentSeconds: number): WorkerNote => ({
    id,
    queue,
    slots: 2,
    processors: { [queue]: 3 },
    engines: [{ kind: 'ocr', name: 'tesseract', languages: ['deu', 'eng'], advice: null }],
    started_at: new Date('2026-05-02T08:00:00.000Z'),
    seen_at: new Date(now.getTime() - silentSeconds * 1000),
  })
  const [video, pdf] = [note('a', 'video', 5), note('b', 'pdf', 20)]
  for (const one of [video, pdf, note('c', 'audio', 60)]) await registry.note(one)
  // Of a worker of another version.
  const redis = new Redis(redisUrl)
  await redis.hset(`${prefix}:workers`, 'd', '{"id":"d"}')
  expect(await registry.seen(now)).toEqual([pdf, video])
  expect((await redis.hkeys(`${prefix}:workers`)).sort()).toEqual(['a', 'b', 'd'])
  await registry.forget('a')
  expect(await registry.seen(now)).toEqual([pdf])
  redis.disconnect()
  registry.close()
})
