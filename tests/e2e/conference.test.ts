import type { Batch, SessionParameters } from '@async-events/client'
import { isLongForm } from '@async-events/testkit/long-form'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, finishedOf, sumOf } from './api-client.ts'
import { type Service, startService } from './service.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service?.stop())

/** As many as FOSDEM has; in the short form fewer, which is still more than a page of the API and a pass of the keeper. */
const count = isLongForm ? 1_093 : 520

/** A conference whose pages nothing can reach. */
const sessions: SessionParameters[] = Array.from({ length: count }, (_, index) => ({
  event: 'Big Conf',
  session: `Talk ${index}`,
  url: `https://talks.conference.invalid/talk/${index}`,
  filename: `Talk-${index % 1000}.md`,
  track: `Track ${index % 40}`,
  speakers: null,
}))

it('takes a conference in one request and ends every job', async () => {
  const client = apiClient(service.url)
  const id = await client.submitSessions(sessions)
  const seen: Batch[] = []
  await until(
    async () => {
      const batch = await client.batch(id)
      expect(sumOf(batch)).toBe(sessions.length)
      expect(batch.total_jobs).toBe(sessions.length)
      const last = seen.at(-1)
      if (last) expect(finishedOf(batch)).toBeGreaterThanOrEqual(finishedOf(last))
      seen.push(batch)
      return finishedOf(batch) === sessions.length
    },
    150_000,
    'every job ends',
  )
  expect(seen.length).toBeGreaterThan(5) // they ended one after the other, watched
  const batch = seen.at(-1)
  expect(batch).toMatchObject({ status: 'failed', failed_jobs: sessions.length })
  const jobs = await client.jobsOf(id)
  expect(jobs).toHaveLength(Math.min(1_000, count))
  expect(new Set(jobs.map((job) => job.error?.code))).toSatisfy((codes: Set<string>) =>
    [...codes].every((code) => code === 'host_not_found' || code === 'dns_error'),
  )
})
