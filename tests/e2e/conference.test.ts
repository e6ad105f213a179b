import type { Batch, SessionParameters, Step } from '@async-events/client'
import { isLongForm } from '@async-events/testkit/long-form'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, finishedOf, sumOf } from './api-client.ts'
import { type Service, startService } from './service.ts'

/** Steps that a worker runs at a time. */
const slots = 4
let service: Service
beforeAll(async () => {
  service = await startService({ env: { WORKER_CONCURRENCY: String(slots) } })
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
  const { job: late } = await client.createJob({ body: { parameters: { ...sessions[0]!, session: 'Late' } } })
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
  const jobs = await Array.fromAsync(client.jobs({ batch_id: id }))
  expect(jobs).toHaveLength(count)
  expect(new Set(jobs.map((job) => job.error?.code))).toSatisfy((codes: Set<string>) =>
    [...codes].every((code) => code === 'host_not_found' || code === 'dns_error'),
  )

  // A single job that came after them waits for no more than three steps at each place of the worker.
  const { steps, created_at } = await client.waitForJob(late.job_id)
  const startOf = (of: readonly Step[]): string => of.find(({ id }) => id === 'scrape')?.started_at ?? ''
  const starts = jobs.map((job) => startOf(job.steps)).filter((start) => start > created_at)
  expect(starts.filter((start) => start < startOf(steps)).length).toBeLessThanOrEqual(3 * slots)
  expect(starts.filter((start) => start > startOf(steps)).length).toBeGreaterThan(count / 2)
})
