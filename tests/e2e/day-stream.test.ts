import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ordinaryDay } from '../../packages/processors/test/day-cases.ts'
import { makeDay } from '../../packages/processors/test/make-day.ts'
import { apiClient, finishedOf } from './api-client.ts'
import { type Service, startService } from './service.ts'

let folder: string
let server: Server
let origin: string
let service: Service
const requests: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'async-events-day-stream-'))
  const file = makeDay(folder, ordinaryDay.scenes, 'day')
  server = createServer((request, response) => {
    const path = request.url ?? ''
    requests.push(path)
    if (path === '/day.mp4') {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': statSync(file).size })
      pipeline(createReadStream(file), response).catch(() => {})
    } else if (/^\/talk\/\d$/.test(path)) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      response.end(
        `<title>Talk ${path}</title><main><p>Reeds, mud and geese are what this talk is about.</p></main>`,
      )
    } else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  origin = `http://${host}`
  service = await startService({ env: { FETCH_ALLOW: host, TRANSCRIPT_ENGINE: 'none' } })
}, 240_000)
afterAll(async () => {
  await service?.stop()
  server?.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

/** As a programme has them: in whole minutes. */
const times = ['09:01,09:03', '09:04,09:06', '09:06,09:08']

it('a schedule and the recording of its day become a document for each talk', {
  timeout: 240_000,
}, async () => {
  const client = apiClient(service.url)
  const rows = ordinaryDay.talks.map(
    ({ title }, talk) => `${title},Old Mill,2026-05-02,${times[talk]},${origin}/talk/${talk}`,
  )
  const { batch, import: read } = await client.importBatch({
    body: {
      schedule: ['title,room,date,start,end,url', ...rows].join('\n'),
      time_zone: 'Europe/Brussels',
      defaults: { event: 'Wetland Conf 2026', source_language: 'en', target_language: 'en' },
      recordings: [
        { url: `${origin}/day.mp4`, room: 'Old Mill', starts_at: '2026-05-02T09:00', within: 400 },
      ],
    },
  })
  expect(read).toMatchObject({ kept: 3, with_recording: 3, problem_count: 0 })
  const id = batch?.batch_id ?? ''
  const ended = async () => finishedOf(await client.batch(id)) === 3
  await until(ended, 200_000, 'the documents are there')

  const jobs = await Promise.all(
    (await client.jobsOf(id)).map(async ({ job_id }) => (await client.getJob({ path: { job_id } })).job),
  )
  for (const [talk, { start, end }] of ordinaryDay.truth.entries()) {
    const job = jobs.find(({ parameters }) => parameters.session === ordinaryDay.talks[talk]?.title)
    expect(job?.status).toBe('completed')
    expect(job?.warnings.map(({ code }) => code)).not.toContain('boundaries_uncertain')
    const { recording } = job!.results!.structured_data as { recording: Record<string, number> }
    expect(Math.abs((recording.video_start ?? 0) - start)).toBeLessThanOrEqual(5)
    expect(recording.video_end).toBeGreaterThanOrEqual(end - 1)
    expect(recording.video_end).toBeLessThanOrEqual(end + 15)
  }
  // Fetched once and listened to once.
  expect(requests.filter((path) => path === '/day.mp4')).toHaveLength(1)
  const listened = jobs.flatMap(({ steps }) =>
    steps.filter((step) => step.name === 'boundaries' && !step.cached),
  )
  expect(listened).toHaveLength(1)
})
