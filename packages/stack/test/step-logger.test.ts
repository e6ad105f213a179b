import { jobLogLimits } from '@async-events/core'
import { connectMongo, createJobLogStore, defineModels } from '@async-events/mongo'
import { createLogger } from '@async-events/runtime'
import { testDatabaseUri } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openStepLogger } from '../src/step-logger.ts'

const mongo = connectMongo(testDatabaseUri(), { appName: 'test', log: { warn: () => {} } })
const store = createJobLogStore(defineModels(mongo.connection))
const deps = {
  jobLogs: store,
  log: createLogger({ name: 'test', level: 'silent' }),
  clock: { now: () => new Date('2026-02-01T10:00:00Z') },
}
beforeAll(() => mongo.tried)
afterAll(() => mongo.close())
const open = (job_id: string) => openStepLogger(deps, { job_id, run: 1, step: 'scrape' })

it('keeps what a step says in order, and one attempt adds to what the one before said', async () => {
  const first = open('job-1')
  first.info('one', { bytes: 3 })
  first.warn('two')
  await first.close()
  const second = open('job-1')
  second.error('three')
  await second.close()
  const lines = await store.ofRun('job-1', 1)
  expect(lines.map(({ level, message }) => [level, message])).toEqual([
    ['info', 'one'],
    ['warn', 'two'],
    ['error', 'three'],
  ])
  expect(lines[0]).toMatchObject({ step: 'scrape', data: { bytes: 3 }, at: deps.clock.now() })
  expect(await store.ofRun('job-1', 2)).toEqual([])
})

it('is bounded: lines of a run, of an attempt, and bytes of a line', async () => {
  const log = open('job-2')
  log.info('x'.repeat(10_000))
  log.info('much', { text: 'y'.repeat(10_000) })
  for (let index = 0; index < 1_000; index++) log.info(`line ${index}`)
  await log.close()
  const lines = await store.ofRun('job-2', 1)
  expect(lines.length).toBe(300)
  for (const line of lines)
    expect(Buffer.byteLength(JSON.stringify(line))).toBeLessThanOrEqual(jobLogLimits.lineBytes)
  expect(lines[1]?.data).toEqual({ cut: true })
  const many = Array.from({ length: 900 }, (_, index) => ({ ...lines[2]!, message: `more ${index}` }))
  await store.append('job-2', 1, many, false)
  const kept = await store.ofRun('job-2', 1)
  expect([kept.length, kept.at(-1)?.message]).toEqual([jobLogLimits.lines, 'more 899'])
})

it('what comes long after begins no log: the job may be gone', async () => {
  const late = { job_id: 'job-4', run: 1, step: 'scrape' }
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    const frozen = openStepLogger(deps, late)
    frozen.info('before')
    vi.advanceTimersByTime(16_000)
    await frozen.close()
    expect(await store.ofRun('job-4', 1)).toEqual([])
    const slow = openStepLogger(deps, late)
    slow.info('in time')
    await slow.close()
    frozen.info('later')
    await frozen.close()
    expect((await store.ofRun('job-4', 1)).map(({ message }) => message)).toEqual(['in time', 'later'])
  } finally {
    vi.useRealTimers()
  }
})

it('a database that is away fails no step', async () => {
  const log = openStepLogger(
    { ...deps, jobLogs: { ...store, append: () => Promise.reject(new Error('away')) } },
    { job_id: 'job-3', run: 1, step: 'scrape' },
  )
  log.info('lost')
  await log.close()
  expect(await store.ofRun('job-3', 1)).toEqual([])
})
