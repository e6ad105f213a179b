/** Workers that die, freeze, hang or are told to stop in the middle of a step, as real processes. */

import { readdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { testRedisAddress, testRedisUrlThrough } from '@async-events/testkit'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SlowPages, startSlowPages } from '../e2e/slow-pages.ts'
import { startTcpProxy } from '../harness/tcp-proxy.ts'
import { type App, killApps, startApp } from './app.ts'
import { type OwnService, openOwnService } from './own-service.ts'

let pages: SlowPages
const services: OwnService[] = []
let opening: Promise<unknown> = Promise.resolve()
beforeAll(async () => {
  pages = await startSlowPages(10)
})
afterAll(async () => {
  await killApps()
  await Promise.all(services.map((service) => service.close()))
  await pages?.close()
})

const preload = `--import=${join(import.meta.dirname, 'replace-scrape.mjs')}`

/** A service of its own: the tests of this file mostly wait, and do so at the same time. */
async function openService(more: Record<string, string> = {}) {
  // One after the other: a machine that starts everything at once is late with all of it.
  const mine = opening.then(() =>
    openOwnService({ FETCH_ALLOW: pages.host, WORKER_CONCURRENCY: '4', ...more }),
  )
  opening = mine
  const service = await mine
  services.push(service)
  const { place } = service
  return {
    ...service,
    startWorker: (misbehaves = '') =>
      startApp('worker-scrape', { ...place.env, NODE_OPTIONS: preload, MISBEHAVES: misbehaves }),
    /** Submits a session whose page has this address. */
    submit: (path: string) =>
      service.submit({ ...pages.sessions(1)[0], url: `http://${pages.host}/${path}` }),
    scrapeOf: async (id: string) => {
      const job = await service.read(id)
      if (!job.steps.scrape) throw new Error('no such step')
      return { ...job.steps.scrape, job }
    },
  }
}
/** Processes that work in this folder, by /proc. */
function childrenIn(folder: string): string[] {
  return readdirSync('/proc').filter((entry) => {
    try {
      return /^\d+$/.test(entry) && readlinkSync(`/proc/${entry}/cwd`).startsWith(folder)
    } catch {
      return false // it has ended, or is another user's
    }
  })
}
const startedLine = (id: string) => (line: string) => line.includes('"started"') && line.includes(id)
const hasStarted = async (worker: App, id: string): Promise<void> => {
  await worker.says('"worker started"')
  await until(() => worker.lines.some(startedLine(id)), 60_000, 'the worker has taken the step')
}

it.concurrent('a step that kills its worker fails after three deaths with worker_crashed; its neighbours finish', async () => {
  const service = await openService()
  const workers = { running: true }
  // As a supervisor does.
  const keepUp = async (): Promise<void> => {
    while (workers.running) await service.startWorker().ended
  }
  const supervised = keepUp()
  const before = await Promise.all(Array.from({ length: 4 }, (_, index) => service.submit(`talks/${index}`)))
  const poison = await service.submit('kill/1')
  const after = await Promise.all(
    Array.from({ length: 4 }, (_, index) => service.submit(`talks/${index + 9}`)),
  )
  const ended = await until(
    async () => {
      const step = await service.scrapeOf(poison)
      return step.status === 'failed' && step
    },
    150_000,
    'the poison job fails',
  )
  expect(ended).toMatchObject({ crashes: 3, attempts: 0, error: { code: 'worker_crashed' } })
  for (const id of [...before, ...after])
    await until(async () => (await service.scrapeOf(id)).status === 'completed', 30_000, 'neighbours finish')
  workers.running = false
  await killApps(service.place.dataDir)
  await supervised
})

it.concurrent('a worker that froze past its lease writes nothing when it goes on: another has done the step', async () => {
  const service = await openService()
  const gate = join(service.place.dataDir, 'gate')
  const frozen = service.startWorker(gate)
  const id = await service.submit('gate/1')
  await hasStarted(frozen, id)
  frozen.signal('SIGSTOP')
  const other = service.startWorker()
  const done = await until(
    async () => {
      const step = await service.scrapeOf(id)
      return step.status === 'completed' && step
    },
    60_000,
    'the other worker does the step',
  )
  expect(done).toMatchObject({ crashes: 1, attempts: 0 })
  expect(other.lines.some(startedLine(id))).toBe(true)
  writeFileSync(gate, '')
  frozen.signal('SIGCONT')
  // It has heard of its loss when it takes the next step; by then it has had its chance to write.
  other.signal('SIGTERM')
  await other.ended
  const next = await service.submit('talks/1')
  await hasStarted(frozen, next)
  await until(async () => (await service.scrapeOf(next)).status === 'completed', 30_000, 'it works on')
  const { job, ...step } = await service.scrapeOf(id)
  const { job: jobBefore, ...stepBefore } = done
  expect(step).toEqual(stepBefore)
  expect([job.rev, job.seq]).toEqual([jobBefore.rev, jobBefore.seq])
})

it.concurrent('a step that blocks the event loop past its lease is done by another worker, and its commit is refused', async () => {
  const service = await openService()
  const blocking = service.startWorker('27000')
  const id = await service.submit('block/1')
  await hasStarted(blocking, id)
  service.startWorker()
  const done = await until(
    async () => {
      const step = await service.scrapeOf(id)
      return step.status === 'completed' && step
    },
    60_000,
    'the other worker does the step',
  )
  await blocking.says('the step was no longer ours; its result is dropped', 60_000)
  expect((await service.scrapeOf(id)).completed_at).toEqual(done.completed_at)
  expect(done.crashes).toBe(1)
})

it.each(['here', 'away'])('cancel ends a running ffmpeg within 5 s, with Redis %s', async (redis) => {
  const proxy = await startTcpProxy(testRedisAddress())
  try {
    const service = await openService({ REDIS_URL: testRedisUrlThrough(proxy.port) })
    const worker = service.startWorker()
    const id = await service.submit('child/1')
    await hasStarted(worker, id)
    const mark = join(service.place.dataDir, 'work')
    await until(() => childrenIn(mark).length > 0, 20_000, 'ffmpeg runs')
    if (redis === 'away') proxy.set('drop')
    const told = performance.now()
    expect((await service.cancel(id)).status).toBe('cancelled')
    await until(() => childrenIn(mark).length === 0, 10_000, 'ffmpeg is gone')
    expect(performance.now() - told).toBeLessThan(5_000)
    expect((await service.scrapeOf(id)).job.status).toBe('cancelled')
  } finally {
    await proxy.close()
  }
})
