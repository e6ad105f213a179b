import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { queueNames } from '@async-events/core'
import { casesOf } from '@async-events/testkit/long-form'
import { isRunning } from '@async-events/testkit/processes'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient } from './api-client.ts'
import { type Service, startService } from './service.ts'

type Parameters = Record<'event' | 'session' | 'url' | 'filename' | 'track', string>

const dataDir = mkdtempSync(join(tmpdir(), 'async-events-start-'))
let service: Service
const named: string[] = []

const start = () => startService({ dataDir, env: { NODE_COMPILE_CACHE: join(dataDir, 'compiled') } })

beforeAll(async () => {
  service = await start()
})
afterAll(async () => {
  await service?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

it('shows its dashboard and its documentation', async () => {
  const page = await fetch(`${service.url}/`)
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect((await fetch(`${service.url}/docs`)).status).toBe(200)
})

it('serves the sample conference, for examples without a network, and lets jobs fetch nothing else of itself', async () => {
  const samples = `${service.url}/samples/`
  const overview = await (await fetch(samples)).text()
  expect(overview).toContain('<a href="talks/reed-beds.html">Reed beds and patience</a>')
  expect((await fetch(`${samples}talks/no-such-talk.html`)).status).toBe(404)
  expect((await fetch(`${samples}..%2f..%2fpackage.json`)).status).toBe(404)
  const batch = (await (await fetch(`${samples}batch.json`)).json()) as { jobs: { parameters: Parameters }[] }
  expect(batch.jobs).toHaveLength(8)
  const talk = batch.jobs.find(({ parameters }) => parameters.url === `${samples}talks/reed-beds.html`)
  if (!talk) throw new Error('the talk is missing')

  const client = apiClient(service.url)
  const { job } = await client.createJob({ body: talk })
  named.push(talk.parameters.session)
  const ended = await client.waitForJob(job.job_id)
  expect([ended.status, ended.warnings]).toEqual(['completed', []])
  expect(ended.results?.attachments_url).toEqual([`${samples}slides/reed-beds.pdf`])

  for (const path of ['/api/event-job/jobs', '/samples/../metrics', '/samples'])
    await expect(
      client.createJob({ body: { parameters: { ...talk.parameters, url: `${service.url}${path}` } } }),
    ).rejects.toMatchObject({ status: 400 })
})

it('shows the metrics of all its processes on one page', async () => {
  const processes = ['api', 'keeper', ...queueNames.map((name) => `worker-${name}`)].sort()
  const page = async () => (await fetch(`${service.url}/metrics`)).text()
  const shown = (text: string, metric: string) =>
    [...text.matchAll(new RegExp(`^${metric}\\{process="([^"]+)"[^}]*\\} \\d`, 'gm'))]
      .map(([, name]) => name)
      .sort()
  // A worker may still be starting.
  await expect
    .poll(async () => shown(await page(), 'process_resident_memory_bytes'), { timeout: 30_000 })
    .toEqual(processes)
  const text = await page()
  expect(shown(text, 'async_events_process_up')).toEqual(processes)
  // Of the database one process tells.
  expect(new Set(shown(text, 'async_events_steps'))).toEqual(new Set(['keeper']))
  expect(text.match(/^# TYPE async_events_steps /gm)).toHaveLength(1)
})

it('keeps for the next start what Node has compiled, as an app is started again in half the time then', () => {
  const compiled = join(dataDir, 'compiled')
  expect(service.envOf('worker-scrape').NODE_COMPILE_CACHE).toBe(compiled)
  expect(readdirSync(compiled, { recursive: true }).length).toBeGreaterThan(100)
})

it.each(casesOf<NodeJS.Signals>(['SIGTERM', 'SIGINT', 'SIGKILL'], ['SIGTERM', 'SIGKILL']))(
  'leaves no process after %s and finds its data again',
  async (signal) => {
    const parameters = {
      event: 'e',
      session: signal,
      url: 'https://talks.example.org/1',
      filename: 'x.md',
      track: 't',
    }
    await apiClient(service.url).createJob({ body: { parameters } })
    named.push(signal)
    const pids = service.pids()
    expect(pids.length).toBeGreaterThan(6)
    const code = await service.kill(signal)
    if (signal !== 'SIGKILL') expect(code).toBe(0)
    await until(() => !pids.some(isRunning), 15_000, 'every process is gone')

    service = await start()
    const { jobs } = await apiClient(service.url).listJobs()
    expect(jobs.map((job) => job.parameters.session).sort()).toEqual([...named].sort())
  },
)
