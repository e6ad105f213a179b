import type { Job, JobFilter, Page } from '@async-events/core'
import { buildJob } from '@async-events/testkit'
import { expect, it } from 'vitest'
import { countJobs } from '../src/views/count-jobs.ts'
import { listJobs } from '../src/views/job-items.ts'

const filter: JobFilter = { owner: { kind: 'all' } }
const page: Page = { limit: 50, skip: 0, after: null }

function openStore(stored: Job[]) {
  const read: string[][] = []
  const jobs = {
    heads: async () => stored.map(({ id, revision, created_at }) => ({ id, revision, created_at })),
    those: async (_: JobFilter, ids: readonly string[]) => {
      read.push([...ids])
      return stored.filter(({ id, deleted_at }) => ids.includes(id) && deleted_at === null)
    },
  }
  return { read, list: listJobs({ jobs, pipelines: {}, signsWebhooks: false }) }
}

it('a page that is asked for again reads what has changed', async () => {
  const [one, two] = [buildJob({ id: 'job-1', revision: 3 }), buildJob({ id: 'job-2', revision: 1 })]
  const { read, list } = openStore([one, two])
  expect((await list(filter, page)).jobs.map(({ job_id }) => job_id)).toEqual(['job-1', 'job-2'])
  Object.assign(two, { revision: 2, job_name: 'Reed beds' })
  expect((await list(filter, page)).jobs.map(({ job_name }) => job_name)).toEqual([one.job_name, 'Reed beds'])
  await list(filter, page)
  expect(read).toEqual([['job-1', 'job-2'], ['job-2']])
})

it('a large item is read each time; who left the list meanwhile is not shown', async () => {
  const large = buildJob({ id: 'job-1', parameters: { video_transcript: 'x'.repeat(20_000) } })
  const gone = buildJob({ id: 'job-2', deleted_at: new Date() })
  const { read, list } = openStore([large, gone])
  for (const _ of [1, 2])
    expect((await list(filter, page)).jobs.map(({ job_id }) => job_id)).toEqual(['job-1'])
  expect(read).toEqual([
    ['job-1', 'job-2'],
    ['job-1', 'job-2'],
  ])
})

it('the total of a long list is kept for two seconds, that of a short one is counted', async () => {
  let [stored, time] = [9_999, 0]
  const count = countJobs({ jobs: { count: async () => stored } }, () => time)
  expect(await count(filter)).toBe(9_999)
  stored = 10_000
  expect(await count(filter)).toBe(10_000)
  stored = 10_001
  time = 1_999
  expect(await count(filter)).toBe(10_000)
  expect(await count({ ...filter, user_id: 'ann' })).toBe(10_001)
  time = 2_001
  expect(await count(filter)).toBe(10_001)
})
