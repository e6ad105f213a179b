import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Batch, SessionParameters } from '@async-events/client'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, finishedOf, sumOf } from './api-client.ts'
import { root, type Service, startService } from './service.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service?.stop())

/** A real conference where its data is at hand, else one of the same size; nothing of either can be reached. */
function sessions(): SessionParameters[] {
  const fixture = join(root, '..', 'shared', 'fixtures', 'fosdem-2025-sessions.json')
  if (existsSync(fixture)) return JSON.parse(readFileSync(fixture, 'utf8'))
  console.log('the FOSDEM sessions are not here: a made-up conference of the same size takes their place')
  return Array.from({ length: 1093 }, (_, index) => ({
    event: 'Big Conf',
    session: `Talk ${index}`,
    url: `https://talks.conference.invalid/talk/${index}`,
    filename: `Talk-${index % 1000}.md`,
    track: `Track ${index % 40}`,
    speakers: null,
  }))
}

it('takes a conference of 1093 sessions in one request and ends every job', async () => {
  const client = apiClient(service.url)
  const given = sessions()
  const id = await client.submitSessions(given)
  const seen: Batch[] = []
  await until(
    async () => {
      const batch = await client.batch(id)
      expect(sumOf(batch)).toBe(given.length)
      expect(batch.total_jobs).toBe(given.length)
      const last = seen.at(-1)
      if (last) expect(finishedOf(batch)).toBeGreaterThanOrEqual(finishedOf(last))
      seen.push(batch)
      return finishedOf(batch) === given.length
    },
    150_000,
    'every job ends',
  )
  expect(seen.length).toBeGreaterThan(5) // they ended one after the other, watched
  const batch = seen.at(-1)
  expect(batch).toMatchObject({ status: 'failed', failed_jobs: given.length })
  const jobs = await client.jobsOf(id)
  expect(jobs).toHaveLength(1000)
  expect(new Set(jobs.map((job) => job.error?.code))).toSatisfy((codes: Set<string>) =>
    [...codes].every((code) => code === 'host_not_found' || code === 'dns_error'),
  )
})
