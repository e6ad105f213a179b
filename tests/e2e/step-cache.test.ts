import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Job, SessionParameters } from '@async-events/client'
import { type SampleConference, sampleFolder, startSampleConference } from '@async-events/demo/sample-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DayRecording, lineAt, startDayRecording } from '../harness/day-recording.ts'
import { apiClient, type TestClient } from './api-client.ts'
import { type Service, startService } from './service.ts'

const day = { talks: 10, secondsEach: 30, slideSeconds: 10, withCaptions: true }
let conference: SampleConference
let recording: DayRecording
let service: Service
let client: TestClient
beforeAll(async () => {
  conference = await startSampleConference()
  recording = await startDayRecording(day)
  // Nothing counts as unchanged without being asked.
  const FETCH_ALLOW = `${new URL(conference.origin).host},${recording.host}`
  service = await startService({ env: { FETCH_ALLOW, WORKER_CACHE_MAX_AGE: '0s' } })
  client = apiClient(service.url)
})
afterAll(async () => {
  await service?.stop()
  await recording?.close()
  await conference?.close()
})

async function runBatch(): Promise<Job[]> {
  const text = readFileSync(join(sampleFolder, 'sessions.json'), 'utf8')
  const sessions = JSON.parse(text.replaceAll('{origin}', conference.origin)) as SessionParameters[]
  // A recording with captions and slides, and slides alone: quick, and every kind of step but recognition of speech.
  const chosen = sessions.filter(({ filename }) => /^(Reed beds|Moore)/.test(filename))
  expect(chosen).toHaveLength(2)
  const id = await client.submitSessions(chosen)
  await client.waitForBatch(id, { timeoutMs: 90_000 })
  return Promise.all((await client.jobsOf(id)).map(({ job_id }) => client.waitForJob(job_id)))
}

it('a second identical batch decodes nothing again, and asks for each URL once at most', async () => {
  const first = await runBatch()
  const asked = conference.requests().length
  const second = await runBatch()
  for (const job of second) {
    expect(job.status).toBe('completed')
    expect(job.steps.filter(({ status, cached }) => status === 'completed' && !cached)).toEqual([])
  }
  expect(first.some(({ steps }) => steps.some(({ cached }) => cached))).toBe(false)
  const again = conference.requests().slice(asked)
  expect(again.length).toBeGreaterThan(0)
  expect(again.toSorted()).toEqual([...new Set(again)].toSorted())
  // The same documents, to the last byte.
  const hashes = (jobs: Job[]): string[] => jobs.map(({ results }) => results?.archive_sha256 ?? '').sort()
  expect(hashes(second)).toEqual(hashes(first))
})

it('ten sessions cut from one recording fetch it once, though none reads what the cache has of before', async () => {
  const sessions = Array.from({ length: day.talks }, (_, talk) => recording.session(talk))
  const { batch } = await client.createBatch({
    body: { use_cache: false, jobs: sessions.map((parameters) => ({ parameters })) },
  })
  await client.waitForBatch(batch.batch_id, { timeoutMs: 120_000 })
  expect(recording.requests.filter((path) => path === '/day.mp4')).toHaveLength(1)
  expect(recording.requests.filter((path) => path === '/day.vtt')).toHaveLength(1)

  const jobs = await client.jobsOf(batch.batch_id)
  const made = jobs.flatMap(({ steps }) => steps.filter(({ name, cached }) => name === 'video' && !cached))
  expect(made).toHaveLength(1)
  for (const { job_id } of jobs) {
    const job = await client.waitForJob(job_id)
    expect([job.status, job.warnings]).toEqual(['completed', []])
    const talk = Number(/\d+$/.exec(String(job.parameters.session))?.[0])
    const start = talk * day.secondsEach
    const lines = [0, 1, 2].map((line) => ({
      at: 10 * line,
      text: lineAt(start / day.slideSeconds + line),
    }))
    const { transcript, markdown_content, structured_data } = job.results ?? {}
    expect(transcript?.segments).toMatchObject(
      lines.map(({ at, text }) => ({ start: at + 1, end: at + 9, text })),
    )
    const link = `${recording.url}#t=${start}`
    expect(markdown_content).toContain(`[0:01](${recording.url}#t=${start + 1}) ${lines[0]?.text}`)
    expect(markdown_content).toContain(`[0:00–0:10](${link})`)
    expect(markdown_content).toContain(`](${link},${start + day.secondsEach}) (0:30)`)
    expect(structured_data).toMatchObject({
      recording: { duration: 30, video_start: start, video_end: start + day.secondsEach },
      slides: [{ times: [{ start: 0, end: 10 }] }, {}, { times: [{ start: 20, end: 30 }] }],
    })
  }
})
