import type { JobRow, StepRow } from '../src/views/batch/job-row.ts'

/** A row of a batch as the tests need it. */
export const jobRow = (change: Partial<JobRow> = {}): JobRow => ({
  id: 'job-1',
  name: 'Talk',
  fullName: change.name ?? 'Talk',
  status: 'pending',
  step: null,
  percent: 0,
  warnings: [],
  mark: null,
  error: null,
  createdAt: '2026-05-02T08:00:00.000Z',
  startedAt: null,
  endedAt: null,
  seq: 0,
  steps: [],
  ...change,
})

export const stepRow = (change: Partial<StepRow> = {}): StepRow => ({
  id: 'scrape',
  name: 'scrape',
  queue: 'scrape',
  status: 'blocked',
  started_at: null,
  completed_at: null,
  duration_ms: null,
  cached: false,
  ...change,
})
