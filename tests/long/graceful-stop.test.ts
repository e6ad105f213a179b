/** A stop of each app under load, and a rolling restart of two APIs: nobody is told an error, nothing costs an attempt. */

import { Agent } from 'node:http'
import type { Job } from '@async-events/core'
import { repeat } from '@async-events/testkit/repeat'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SlowPages, startSlowPages } from '../e2e/slow-pages.ts'
import { type App, killApps, startApi, startApp } from '../reliability/app.ts'
import { ask } from '../reliability/ask.ts'
import { makePlace, type Place } from '../reliability/place.ts'

let pages: SlowPages
let place: Place
beforeAll(async () => {
  // Longer than a stopping worker waits: what it has in hand is given back.
  pages = await startSlowPages(4_000)
  place = await makePlace({ FETCH_ALLOW: pages.host, WORKER_CONCURRENCY: '8', SHUTDOWN_GRACE: '8000ms' })
})
afterAll(async () => {
  await killApps()
  await place?.close()
  await pages?.close()
})

it('SIGTERM to every app in turn under load: exit code 0 within the grace time, no error, no attempt burned', async () => {
  const apis = [await startApi(place.env), await startApi(place.env)] as [Api, Api]
  const apps = new Map<string, App>()
  for (const name of ['keeper', 'worker-scrape', 'worker-transform'])
    apps.set(name, startApp(name, place.env))

  const agent = new Agent({ keepAlive: true })
  let accepted = 0
  const failures: string[] = []
  const announced = { closes: 0 }
  /** As a client does that has two addresses: a connection that fails is tried at the other. */
  const client = (number: number) => {
    let turn = number
    return repeat(async () => {
      const external_id = `stop-${number}-${turn}`
      // About as many as the workers get done: more would only be waited for at the end.
      const isPost = turn % 24 === 0
      for (let tries = 0; ; tries++) {
        const api = apis[(turn + tries) % 2]?.url ?? ''
        const path = `${api}/api/event-job/jobs`
        try {
          const answer = await (isPost
            ? ask(agent, path, 'POST', { external_id, parameters: pages.sessions(turn + 1).at(-1) })
            : ask(agent, `${path}?limit=5`, 'GET'))
          if (answer.status >= 400) failures.push(`${answer.status} ${answer.body.slice(0, 200)}`)
          if (answer.connection === 'close') announced.closes += 1
          if (isPost && answer.status === 201) accepted += 1
          break
        } catch (error) {
          // Refused: the process is gone. Anything else would be a request that was cut in the middle.
          const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
          if (code !== 'ECONNREFUSED') failures.push(`${code} ${isPost ? 'POST' : 'GET'}`)
          if (tries > 20) throw error
        }
      }
      turn += 1
    }, 60)
  }
  const clients = [0, 1, 2, 3].map(client)
  await until(() => accepted >= 6, 60_000, 'there is work')

  const stop = async (app: App): Promise<void> => {
    const told = performance.now()
    app.signal('SIGTERM')
    const end = await app.ended
    expect([end, ...(end.code === 0 ? [] : app.lines.slice(-5))]).toEqual([{ code: 0, signal: null }])
    expect(performance.now() - told).toBeLessThan(9_000)
  }
  for (const place_ of [0, 1] as const) {
    await stop(apis[place_])
    apis[place_] = await startApi(place.env)
  }
  for (const name of ['worker-scrape', 'worker-transform', 'keeper', 'worker-scrape']) {
    const app = apps.get(name)
    if (!app) throw new Error(name)
    await app.says(name === 'keeper' ? '"keeper started"' : '"worker started"')
    if (name === 'worker-scrape')
      await until(() => app.lines.some((line) => line.includes('"msg":"started"')), 30_000, 'it is at a step')
    await stop(app)
    apps.set(name, startApp(name, place.env))
  }
  await Promise.all(clients.map((one) => one.stop()))
  expect(failures).toEqual([])
  expect(announced.closes).toBeGreaterThan(0)

  const jobs = await until(
    async () => {
      const found = await place.db.collection<Job & { _id: string }>('jobs').find().toArray()
      return found.every((job) => job.status === 'completed') && found
    },
    100_000,
    'everything that was accepted is done',
  )
  expect(jobs).toHaveLength(accepted)
  const steps = jobs.flatMap((job) => Object.values(job.steps))
  expect(steps.filter((step) => step.attempts + step.crashes > 0)).toEqual([])
  agent.destroy()
}, 180_000)

type Api = App & { url: string }
