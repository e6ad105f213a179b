import type { Job } from '@async-events/core'
import { until } from '@async-events/testkit/until'
import { expect } from 'vitest'
import type { Place } from './place.ts'

export const post = (url: string, path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/event-job/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
export const jobsIn = (place: Place, query: object) =>
  place.db
    .collection<Job & { _id: string }>('jobs')
    .find(query as never)
    .toArray()
export const allEnd = (place: Place, query: object, count: number) =>
  until(
    async () => {
      const found = await jobsIn(place, query)
      return found.length === count && found.every((job) => job.status === 'completed') && found
    },
    90_000,
    `${count} jobs are completed`,
  )

/** Each event once, without a gap, and one end. */
export async function expectWholeLog(place: Place, job: string): Promise<void> {
  const events = await until(
    async () => {
      const found = await place.db.collection('events').find({ job_id: job }).sort({ seq: 1 }).toArray()
      return found.at(-1)?.type === 'job.completed' && found
    },
    20_000,
    'the log tells of the end',
  )
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
  expect(events.filter((event) => event.type === 'job.completed')).toHaveLength(1)
}
