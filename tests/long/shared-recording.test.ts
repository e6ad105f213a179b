import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient } from '../e2e/api-client.ts'
import { type Service, startService } from '../e2e/service.ts'
import { type DayRecording, startDayRecording } from '../harness/day-recording.ts'

/** Two hours. */
const day = { talks: 120, secondsEach: 60, slideSeconds: 20, withCaptions: false }
/** Of them ten, far apart: a minute of speech each takes a recogniser long enough. */
const chosen = Array.from({ length: 10 }, (_, at) => at * 12 + 1)

let recording: DayRecording
let service: Service
beforeAll(async () => {
  recording = await startDayRecording(day)
  service = await startService({ env: { FETCH_ALLOW: recording.host } })
}, 600_000)
afterAll(async () => {
  await service?.stop()
  await recording?.close()
})

/** Most memory that a process and its children ever had; megabytes. */
function peakOf(app: string): number {
  const status = readFileSync(`/proc/${service.pidOf(app)}/status`, 'utf8')
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024)
}

it('ten sessions cut from one recording of two hours fetch it once', { timeout: 1_800_000 }, async () => {
  const client = apiClient(service.url)
  const began = performance.now()
  const id = await client.submitSessions(chosen.map((talk) => recording.session(talk)))
  await client.waitForBatch(id, { timeoutMs: 1_700_000 })
  const seconds = Math.round((performance.now() - began) / 1000)
  const fetched = recording.requests.filter((path) => path === '/day.mp4').length
  const jobs = await client.jobsOf(id)
  const stepsOf = (name: string) => jobs.flatMap(({ steps }) => steps.filter((step) => step.name === name))
  const most = (name: string): number => Math.max(...stepsOf(name).map(({ duration_ms }) => duration_ms ?? 0))
  console.log(
    `${Math.round(recording.bytes / 1e6)} MB fetched ${fetched} time(s); ${seconds} s in all; longest video step ${most('video')} ms, audio ${most('audio')} ms; peak of worker-video ${peakOf('worker-video')} MB, worker-audio ${peakOf('worker-audio')} MB`,
  )
  expect(fetched).toBe(1)
  expect(stepsOf('video').filter(({ cached }) => !cached)).toHaveLength(1)
  for (const { job_id } of jobs) {
    const { status, parameters, results, warnings } = await client.waitForJob(job_id)
    expect([status, warnings.map(({ code }) => code)]).toEqual(['completed', []])
    const start = day.secondsEach * Number(/\d+$/.exec(String(parameters.session))?.[0])
    expect(results?.structured_data).toMatchObject({
      recording: { duration: 60, video_start: start },
      slides: [{ times: [{ start: 0, end: 20 }] }, {}, { times: [{ start: 40, end: 60 }] }],
    })
    const segments = results?.transcript?.segments ?? []
    expect(segments.length).toBeGreaterThan(0)
    expect(segments.at(-1)?.end).toBeLessThanOrEqual(60)
  }
})
