import type { BatchNews } from '@async-events/client'
import { expect, it } from 'vitest'
import { JobBook } from '../src/views/batch/job-book.ts'
import { jobRow, stepRow } from './job-row.ts'

const begin = Date.UTC(2026, 4, 2, 8, 0, 0)
const at = (seconds: number): string => new Date(begin + seconds * 1000).toISOString()
const labels = { external_id: null, metadata: {}, batch_id: 'b', pos: 1 }
const step = (
  seconds: number,
  status: 'running' | 'completed',
  id = 'scrape',
  job_id = 'job-1',
): BatchNews => ({
  id: String(seconds),
  type: 'job.step',
  data: {
    ...labels,
    seq: seconds,
    type: 'job.step',
    job_id,
    timestamp: at(seconds),
    run: 1,
    step: id,
    status,
    attempt: 1,
  },
})
const job = (
  seconds: number,
  type: 'job.started' | 'job.completed' | 'job.deleted' | 'job.restarted',
): BatchNews => ({
  id: String(seconds),
  type,
  data: { ...labels, seq: seconds, type, job_id: 'job-1', timestamp: at(seconds), run: 1 },
})
const row = (change = {}) => jobRow({ steps: [stepRow()], ...change })

it('follows a job through its events', () => {
  const book = new JobBook()
  book.putPage(0, [row()])
  expect(book.putNews([job(1, 'job.started'), step(2, 'running')])).toBe(true)
  expect(book.rows()[0]).toMatchObject({
    status: 'processing',
    step: 'scrape',
    startedAt: at(1),
    steps: [{ status: 'running', started_at: at(2) }],
  })
  book.putNews([step(5, 'completed'), job(6, 'job.completed')])
  expect(book.rows()[0]).toMatchObject({
    status: 'completed',
    percent: 100,
    endedAt: at(6),
    steps: [{ status: 'completed', duration_ms: 3000 }],
  })
  book.putNews([job(9, 'job.restarted')])
  expect(book.rows()[0]).toMatchObject({ status: 'pending', startedAt: null, endedAt: null })
  book.putNews([job(10, 'job.deleted')])
  expect(book.rows()).toEqual([])
})

it('changes nothing by events that the list knew', () => {
  const book = new JobBook()
  const newer = row({ status: 'completed', seq: 60 })
  book.putPage(0, [newer])
  expect(book.putNews([job(1, 'job.started')])).toBe(false)
  expect(book.rows()[0]).toBe(newer)
})

it('keeps events that come before their page, and what they told over an older answer', () => {
  const book = new JobBook()
  expect(book.putNews([job(1, 'job.started')])).toBe(false)
  book.putPage(0, [row()])
  expect(book.rows()[0]?.status).toBe('processing')
  // Asked for before the event, answered after it.
  book.putPage(0, [row({ warnings: ['ocr_failed'] })])
  expect(book.rows()[0]).toMatchObject({ status: 'processing', warnings: ['ocr_failed'] })
})

it('forgets jobs that are no longer on their page', () => {
  const book = new JobBook()
  book.putPage(0, [row(), row({ id: 'job-2' })])
  book.putPage(1, [row({ id: 'job-3' })])
  // The next page moves up.
  book.putPage(0, [row({ id: 'job-2' }), row({ id: 'job-3' })])
  book.putPage(1, [])
  expect(book.rows().map(({ id }) => id)).toEqual(['job-2', 'job-3'])
  book.putPage(1, [row({ id: 'job-4' })])
  book.endBefore(1)
  expect(book.rows().map(({ id }) => id)).toEqual(['job-2', 'job-3'])
})

it('names each page whose jobs have changed once', () => {
  const book = new JobBook()
  book.putPage(0, [row()])
  book.putPage(1, [row({ id: 'job-2' })])
  expect(book.takeStale()).toBeNull()
  book.putNews([step(1, 'running', 'scrape', 'job-2'), step(2, 'completed', 'scrape', 'job-2')])
  expect([book.takeStale(), book.takeStale()]).toEqual([1, null])
})

it('replaces rows, and keeps the order of the list', () => {
  const book = new JobBook()
  const [first, second] = [row(), row({ id: 'job-2' })]
  book.putPage(0, [first, second])
  book.putNews([job(1, 'job.started')])
  const rows = book.rows()
  expect([rows[0] === first, rows[1] === second, rows.map(({ id }) => id)]).toEqual([
    false,
    true,
    ['job-1', 'job-2'],
  ])
})
