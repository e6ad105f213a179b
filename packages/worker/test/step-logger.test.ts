import { jobLogLimits } from '@async-events/core'
import { connectMongo, createJobLogStore, defineModels } from '@async-events/mongo'
import { createLogger } from '@async-events/runtime'
import { testDatabaseUri } from '@async-events/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStepLogger } from '../src/step-logger.ts'

const mongo = connectMongo(testDatabaseUri(), { appName: 'test', log: { warn: () => {} } })
const models = defineModels(mongo.connection)
const store = createJobLogStore(models)
const deps = {
  jobLogs: store,
  log: createLogger({ name: 'test', level: 'silent' }),
  clock: { now: () => new Date('2026-02-01T10:00:00Z') },
}
beforeAll(async () => {
  await mongo.tried
  // A log is kept only of a job that is there.
  await models.jobs.collection.insertMany([{ _id: 'job-1' }, { _id: 'job-2' }] as never[])
})
afterAll(() => mongo.close())
const open = (job_id: string) => openStepLogger(deps, { job_id, run: 1, step: 'scrape' })

it('keeps what a step says in order, and one attempt adds to what the one before said', async () => {
  const first = open('job-1')
  first.info({ bytes: 3 }, 'one')
  first.warn({}, 'two')
  await first.close()
  const second = open('job-1')
  second.error({}, 'three')
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
  log.info({}, 'x'.repeat(10_000))
  log.info({ text: 'y'.repeat(10_000) }, 'much')
  for (let index = 0; index < 1_000; index++) log.info({}, `line ${index}`)
  await log.close()
  const lines = await store.ofRun('job-2', 1)
  expect(lines.length).toBe(300)
  for (const line of lines)
    expect(Buffer.byteLength(JSON.stringify(line))).toBeLessThanOrEqual(jobLogLimits.lineBytes)
  expect(lines[1]?.data).toEqual({ cut: true })
  const many = Array.from({ length: 900 }, (_, index) => ({ ...lines[2]!, message: `more ${index}` }))
  await store.append('job-2', 1, many)
  const kept = await store.ofRun('job-2', 1)
  expect([kept.length, kept.at(-1)?.message]).toEqual([jobLogLimits.lines, 'more 899'])
})

it('of a job that was removed meanwhile nothing is kept', async () => {
  const log = open('job-gone')
  log.info({}, 'stopped')
  await log.close()
  expect(await store.ofRun('job-gone', 1)).toEqual([])
})

it('a database that is away fails no step', async () => {
  const log = openStepLogger(
    { ...deps, jobLogs: { ...store, append: () => Promise.reject(new Error('away')) } },
    { job_id: 'job-3', run: 1, step: 'scrape' },
  )
  log.info({}, 'lost')
  await log.close()
  expect(await store.ofRun('job-3', 1)).toEqual([])
})
