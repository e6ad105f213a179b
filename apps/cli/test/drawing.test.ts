import type { JobNews } from '@async-events/client'
import pc from 'picocolors'
import stringWidth from 'string-width'
import { expect, it } from 'vitest'
import { type BatchView, partDone } from '../src/watch/batch-view.ts'
import { drawBatch } from '../src/watch/draw-batch.ts'
import { drawJob } from '../src/watch/draw-job.ts'
import { type JobView, nextJobView } from '../src/watch/job-view.ts'

const colours = pc.createColors(false)
const now = Date.parse('2026-02-04T10:01:05Z')
const batch: BatchView = {
  name: 'Wetland Conf',
  isPaused: false,
  startedAt: '2026-02-04T10:00:00Z',
  counters: {
    total_jobs: 10,
    pending_jobs: 5,
    processing_jobs: 2,
    completed_jobs: 2,
    failed_jobs: 1,
    cancelled_jobs: 0,
  },
  running: [
    { id: 'job-1', name: 'Reed beds and patience', percent: 50, step: 'audio', message: '3 of 10 minutes' },
    {
      id: 'job-2',
      name: '東京の湿地について話す長い長い題名の講演',
      percent: 7,
      step: 'scrape',
      message: '',
    },
  ],
}

it('draws a batch as a line for each running job and the total', () => {
  expect(drawBatch(batch, { columns: 80, rows: 24, now, colours })).toEqual([
    'Wetland Conf',
    '  Reed beds and patience           [########........]  50 % 3 of 10 minutes',
    '  東京の湿地について話す長い長い…  [#...............]   7 % scrape',
    '[#####...........] 2 of 10 completed, 1 failed, 2 running, 5 waiting  1:05',
  ])
  expect(partDone(batch)).toBeCloseTo(0.357)
})

it('fits every terminal', () => {
  const running = Array.from({ length: 40 }, (_, at) => ({ ...batch.running[at % 2]!, id: `job-${at}` }))
  for (let columns = 10; columns < 120; columns += 1)
    for (const rows of [3, 5, 10, 24]) {
      const lines = drawBatch({ ...batch, running }, { columns, rows, now, colours })
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThan(columns)
      // The cursor stands on a line of its own
      expect(lines.length).toBeLessThan(rows + 1)
    }
  expect(drawBatch({ ...batch, running }, { columns: 80, rows: 10, now, colours })).toContain('  and 34 more')
})

const job: JobView = {
  name: 'Reed beds',
  percent: 10,
  message: '',
  run: 2,
  startedAt: '2026-02-04T10:01:00Z',
  steps: [
    { id: 'scrape', status: 'completed', remark: '', durationMs: 1234 },
    { id: 'audio', status: 'blocked', remark: '', durationMs: null },
  ],
}
const step = (change: object): JobNews => ({
  id: '7',
  type: 'job.step',
  data: {
    type: 'job.step',
    job_id: 'job-1',
    timestamp: '2026-02-04T10:01:01Z',
    batch_id: null,
    external_id: null,
    metadata: {},
    seq: 7,
    pos: null,
    run: 2,
    step: 'audio',
    status: 'running',
    attempt: 1,
    ...change,
  },
})

it('a job at work: its steps, what the running one says, and one bar', () => {
  const running = nextJobView(job, step({}))
  const told = nextJobView(running, {
    id: null,
    type: 'progress',
    data: { job_id: 'job-1', status: 'processing', step: 'audio', percent: 42, message: '3 of 10 minutes' },
  })
  expect(drawJob(told, { columns: 60, rows: 24, now, colours })).toEqual([
    'Reed beds',
    '  ✓ scrape  1.2 s',
    '  ▸ audio   3 of 10 minutes',
    '  [##########..............]  42 %  0:05',
  ])
})

it('events of an earlier run change nothing, and a step that is new is shown', () => {
  expect(nextJobView(job, step({ run: 1, status: 'failed' }))).toBe(job)
  const more = nextJobView(job, step({ step: 'pdf-2', status: 'skipped', reason: 'no_slides' }))
  expect(more.steps.at(-1)).toEqual({ id: 'pdf-2', status: 'skipped', remark: 'no_slides', durationMs: null })
})
