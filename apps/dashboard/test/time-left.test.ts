import { expect, it } from 'vitest'
import { type EstimatedJob, meanDurations, timeLeft } from '../src/estimate/time-left.ts'
import { stepRow } from './job-row.ts'

const now = Date.UTC(2026, 4, 2, 8, 0, 0)
const ago = (seconds: number): string => new Date(now - seconds * 1000).toISOString()

const scrape = { id: 'scrape', name: 'scrape', queue: 'scrape' } as const
const audio = { id: 'audio', name: 'audio', queue: 'audio' } as const
const done = (step: typeof scrape | typeof audio, seconds: number) =>
  stepRow({ ...step, status: 'completed', duration_ms: seconds * 1000 })
const ended = (seconds: number): EstimatedJob => ({
  status: 'completed',
  steps: [done(scrape, 2), done(audio, seconds)],
})
const waiting: EstimatedJob = { status: 'pending', steps: [stepRow(scrape), stepRow(audio)] }

it('is nothing once all have ended', () => {
  expect(timeLeft([ended(10)], 0, now)).toBe(0)
  expect(timeLeft([], 0, now)).toBe(0)
})

it('is not known before anything has run', () => {
  expect(timeLeft([waiting], 0, now)).toBeNull()
  expect(timeLeft([ended(10)], 5, now)).toBeNull()
})

it('is what the longest queue has left, by the means of its processors', () => {
  // audio takes 20 s on average, and one runs at a time: three of them.
  expect(timeLeft([ended(10), ended(30), waiting, waiting, waiting], 0, now)).toBe(60_000)
})

it('shares the work among as many workers as run now, and counts what runs as begun', () => {
  const running = (seconds: number): EstimatedJob => ({
    status: 'processing',
    steps: [done(scrape, 2), stepRow({ ...audio, status: 'running', started_at: ago(seconds) })],
  })
  // 10 s and 15 s are left of the two that run, and 20 s of each that waits: 65 s for two workers.
  expect(timeLeft([ended(20), running(10), running(5), waiting, waiting], 0, now)).toBe(32_500)
})

it('never falls below the steps of one job, which follow each other', () => {
  const two: EstimatedJob = {
    status: 'processing',
    steps: [
      stepRow({ ...scrape, status: 'running', started_at: ago(1) }),
      stepRow({ ...audio, status: 'blocked' }),
    ],
  }
  expect(timeLeft([ended(20), two], 0, now)).toBe(21_000)
})

it('counts a step that takes longer than others did as about to end', () => {
  const late: EstimatedJob = {
    status: 'processing',
    steps: [done(scrape, 2), stepRow({ ...audio, status: 'running', started_at: ago(500) })],
  }
  expect(timeLeft([ended(20), late], 0, now)).toBe(0)
})

it('takes jobs that were not seen for such as those that wait', () => {
  expect(timeLeft([ended(20), waiting], 9, now)).toBe(200_000)
})

it('learns nothing from the cache, or from what failed', () => {
  const cached = stepRow({ ...audio, status: 'completed', duration_ms: 5, cached: true })
  const failed = stepRow({ ...scrape, status: 'failed', duration_ms: 900 })
  expect(meanDurations([{ status: 'failed', steps: [cached, failed] }, ended(10)])).toEqual(
    new Map([
      ['scrape', 2000],
      ['audio', 10_000],
    ]),
  )
})
