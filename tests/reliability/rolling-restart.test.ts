/** The service as a cluster runs it: several of each app behind a balancer that tries nothing twice, replaced one by one. */

import { Agent } from 'node:http'
import type { Job } from '@async-events/core'
import { repeat } from '@async-events/testkit/repeat'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SlowPages, startSlowPages } from '../e2e/slow-pages.ts'
import { startTcpBalancer, type TcpBalancer } from '../harness/tcp-balancer.ts'
import { type App, killApps, startApi, startApp } from './app.ts'
import { ask } from './ask.ts'
import { makePlace, type Place } from './place.ts'

type Api = App & { url: string }

let pages: SlowPages
let place: Place
let balancer: TcpBalancer
const apis: Api[] = []
beforeAll(async () => {
  pages = await startSlowPages(300)
  // Longer than the balancer needs to see it, also where the machine is so busy that probes time out.
  place = await makePlace({ FETCH_ALLOW: pages.host, API_DRAIN: '5s' })
  apis.push(await startApi(place.env), await startApi(place.env))
  balancer = await startTcpBalancer(() => apis.filter((api) => api.isRunning).map((api) => api.url))
})
afterAll(async () => {
  await balancer?.close()
  await killApps()
  await place?.close()
  await pages?.close()
})

it('replaces two of each app, one after the other, and no request fails', async () => {
  const workers = new Map<string, App>()
  const names = ['keeper', 'worker-scrape', 'worker-transform']
  for (const name of names)
    for (const number of [1, 2]) workers.set(`${name} ${number}`, startApp(name, place.env))

  const keeping = new Agent({ keepAlive: true })
  const single = new Agent({ keepAlive: false })
  const failures: string[] = []
  let answered = 0
  let accepted = 0
  const clients = [0, 1, 2, 3].map((number) => {
    let turn = number
    return repeat(async () => {
      turn += 1
      const agent = turn % 2 === 0 ? keeping : single
      const url = `http://127.0.0.1:${balancer.port}/api/event-job/jobs`
      const isPost = turn % 16 === 0
      const body = { external_id: `roll-${number}-${turn}`, parameters: pages.sessions(turn + 1).at(-1) }
      try {
        const answer = isPost
          ? await ask(agent, url, 'POST', body)
          : await ask(agent, `${url}?limit=5`, 'GET')
        if (answer.status >= 400) failures.push(`${answer.status} ${answer.body.slice(0, 200)}`)
        else answered += 1
        if (isPost && answer.status === 201) accepted += 1
      } catch (error) {
        failures.push(`${isPost ? 'POST' : 'GET'} ${error}`)
      }
    }, 40)
  })
  await until(() => accepted >= 2, 60_000, 'there is work')

  const end = async (app: App): Promise<void> => {
    app.signal('SIGTERM')
    expect(await app.ended).toEqual({ code: 0, signal: null })
  }
  for (const old of [...apis]) {
    // As a Deployment with a surge of one: the new one is ready before the next old one goes.
    apis.push(await startApi(place.env))
    await until(() => balancer.ready.length === 3, 10_000, 'the new one is ready')
    await end(old)
    apis.splice(apis.indexOf(old), 1)
  }
  for (const [key, old] of workers) {
    await old.says(key.startsWith('keeper') ? '"keeper started"' : '"worker started"')
    const next = startApp(key.split(' ')[0] ?? '', place.env)
    await end(old)
    workers.set(key, next)
  }
  await Promise.all(clients.map((client) => client.stop()))
  expect(failures).toEqual([])
  expect(answered).toBeGreaterThan(100)

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
  for (const agent of [keeping, single]) agent.destroy()
}, 180_000)
