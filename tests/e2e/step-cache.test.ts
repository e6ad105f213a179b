import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Job, SessionParameters } from '@async-events/client'
import { type SampleConference, sampleFolder, startSampleConference } from '@async-events/demo/sample-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, type TestClient } from './api-client.ts'
import { type Service, startService } from './service.ts'

let conference: SampleConference
let service: Service
let client: TestClient
beforeAll(async () => {
  conference = await startSampleConference()
  // Nothing counts as unchanged without being asked.
  const { host } = new URL(conference.origin)
  service = await startService({ env: { FETCH_ALLOW: host, WORKER_CACHE_MAX_AGE: '0s' } })
  client = apiClient(service.url)
})
afterAll(async () => {
  await service?.stop()
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
