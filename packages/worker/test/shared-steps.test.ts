/** Steps that make the same outcome at the same time: one does, the others wait for it and hold nothing meanwhile. */
import {
  AppError,
  defineProcessor,
  type Job,
  type ProcessorContract,
  type Runner,
  type StepContext,
} from '@async-events/core'
import type { Stack } from '@async-events/stack'
import { buildJob, type OwnStack, openOwnStack, pagePipelines } from '@async-events/testkit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { type ExecuteDeps, executeStep } from '../src/index.ts'
import { keyOfStep } from '../src/run-processor.ts'

const contract = defineProcessor({
  name: 'scrape',
  summary: 'a step of this test',
  queue: 'scrape',
  version: 1,
  params: z.object({ url: z.string() }),
  reads: [],
  source: 'url',
  shared: true,
  engines: [],
  result: z.object({ said: z.string() }),
  timeoutMs: 10_000,
  weight: 1,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: ['timeout'],
})
let own: OwnStack
let stack: Stack
/** Makes the key of each test its own. */
let talk = 0
let runs = 0

beforeAll(async () => {
  own = await openOwnStack()
  stack = own.stack
})
afterAll(async () => {
  await own?.close()
})
beforeEach(() => {
  talk += 1
  runs = 0
})

type Run = (ctx: StepContext<typeof contract>) => Promise<{ output: { said: string } }>
const say: Run = async () => ({ output: { said: `${runs}` } })

async function insert(more: Partial<Job> = {}): Promise<Job> {
  const parameters = { url: `https://v.example/day-${talk}.mp4` }
  const job = buildJob({ parameters, created_at: stack.clock.now(), ...more })
  await stack.jobs.insert([job])
  return job
}

function depsOf(run: Run, more: Partial<ExecuteDeps> = {}) {
  const counted: Run = (ctx) => {
    runs += 1
    return run(ctx)
  }
  const processor = {
    contract: contract as unknown as ProcessorContract,
    run: counted as unknown as Runner<ProcessorContract>,
  }
  const deps: ExecuteDeps = {
    ...stack,
    pipelines: pagePipelines,
    processors: new Map([['scrape', processor]]),
    workRoot: own.workRoot,
    fetch: () => Promise.reject(new AppError('timeout')),
    openProxy: () => Promise.reject(new Error('nothing here dials by itself')),
    readPage: () => Promise.reject(new Error('no page is read here')),
    textModel: { name: 'none', fill: () => Promise.reject(new AppError('model_unavailable')) },
    findSpeechEngine: async () => ({ transcriber: null, advice: null }),
    findTool: () => null,
    templatesDir: null,
    metrics: { ended: () => {}, failed: () => {} },
    cacheMaxAgeMs: 60_000,
    suspects: new Set(),
    onStuck: () => {},
    ...more,
  }
  return { deps, processor }
}

const execute = (job: Job, run: Run = say, more: Partial<ExecuteDeps> = {}) =>
  executeStep(depsOf(run, more).deps, { job_id: job.id, run: 1, step: 'scrape' }, new Set())

const stored = async (job: Job): Promise<Job> => {
  const found = await stack.jobs.get(job.id)
  if (!found) throw new Error('the job is gone')
  return found
}
const stepOf = async (job: Job) => (await stored(job)).steps.scrape

/** A step that runs until it is told to go on. */
async function begin(job: Job, run: Run = say) {
  const gate = Promise.withResolvers<void>()
  const started = Promise.withResolvers<void>()
  const ended = execute(job, async (ctx) => {
    started.resolve()
    await gate.promise
    return run(ctx)
  })
  await started.promise
  return {
    finish: () => {
      gate.resolve()
      return ended
    },
  }
}

it.each([true, false])('ten jobs have one outcome, made once (use_cache=%s)', async (use_cache) => {
  const jobs = await Promise.all(Array.from({ length: 10 }, () => insert({ use_cache })))
  const [first, ...others] = jobs
  if (!first) throw new Error('there are ten')
  const running = await begin(first)
  for (const job of others) {
    const { rev } = await stored(job)
    expect((await execute(job))?.again_in_ms).toBeGreaterThanOrEqual(500)
    // Not even an event: it may look again for hours.
    expect((await stored(job)).rev).toBe(rev)
  }
  expect(await running.finish()).toBeNull()
  for (const job of others) expect(await execute(job)).toBeNull()
  expect(runs).toBe(1)
  expect((await stepOf(first))?.cached).toBe(false)
  for (const job of others)
    expect(await stepOf(job)).toMatchObject({ status: 'completed', cached: true, output: { said: '1' } })
})

it('of two that begin in the same moment one is given back, without an attempt', async () => {
  const jobs = [await insert(), await insert()]
  let all = Promise.all(jobs.map((job) => execute(job)))
  const again = await all
  for (const [at, job] of jobs.entries())
    if (again[at]) expect(await stepOf(job)).toMatchObject({ attempts: 0 })
  all = Promise.all(jobs.map((job) => execute(job)))
  await all
  for (const job of jobs) expect(await stepOf(job)).toMatchObject({ status: 'completed', attempts: 0 })
  expect(runs).toBe(1)
})

it('when the worker of one dies, another takes over as soon as its lease has run out', async () => {
  const [dead, other] = [await insert(), await insert()]
  const { deps, processor } = depsOf(say)
  const key = await keyOfStep(deps, processor, dead, 'scrape')
  const mine = { run: 1, step: 'scrape', token: 'of the dead' }
  const past = new Date(stack.clock.now().getTime() - 1)
  await stack.orchestrator.transition(dead, () => ({ type: 'claim', ...mine, lease_until: past }))
  const taken_at = stack.clock.now()
  await stack.claims.take(key, { job_id: dead.id, step: 'scrape', token: mine.token, taken_at }, null)
  expect(await execute(other)).not.toBeNull()
  await stack.orchestrator.transition(await stored(dead), () => ({ type: 'expire' }))
  expect(await execute(other)).toBeNull()
  expect(runs).toBe(1)
  expect(await execute(dead)).toBeNull()
  expect(await stepOf(dead)).toMatchObject({ cached: true, crashes: 1 })
})

it('when one fails, the next one tries itself', async () => {
  const [failing, other] = [await insert(), await insert()]
  const running = await begin(failing, () => Promise.reject(new AppError('source_not_found')))
  expect(await execute(other)).not.toBeNull()
  await running.finish()
  expect(await stepOf(failing)).toMatchObject({ status: 'failed' })
  expect(await execute(other)).toBeNull()
  expect(await stepOf(other)).toMatchObject({ status: 'completed', cached: false })
  expect(runs).toBe(2)
})

it('when the job of one is cancelled, another takes over', async () => {
  const [cancelled, other] = [await insert(), await insert()]
  const running = await begin(cancelled)
  await stack.orchestrator.transition(await stored(cancelled), () => ({ type: 'cancel' }))
  const second = await begin(other)
  await running.finish()
  expect(await second.finish()).toBeNull()
  expect(await stepOf(other)).toMatchObject({ status: 'completed', cached: false })
})

it('use_cache=false does not take what was begun before it was asked for', async () => {
  const first = await begin(await insert())
  const later = await insert({ use_cache: false, created_at: new Date(stack.clock.now().getTime() + 60_000) })
  expect(await execute(later)).not.toBeNull()
  await first.finish()
  expect(await execute(later)).toBeNull()
  expect(await stepOf(later)).toMatchObject({ status: 'completed', cached: false })
  expect(runs).toBe(2)
})

it('other owners wait for nobody', async () => {
  const running = await begin(await insert())
  const other = await insert({ scope: 'u:ada', user_id: 'ada' })
  expect(await execute(other)).toBeNull()
  await running.finish()
  expect(runs).toBe(2)
})

it('claims that cannot be read or taken make nobody wait', async () => {
  const away = () => Promise.reject(new AppError('unavailable'))
  const claims = { ...stack.claims, get: away, take: away, release: away }
  const running = await begin(await insert())
  const other = await insert()
  expect(await execute(other, say, { claims })).toBeNull()
  expect(await stepOf(other)).toMatchObject({ status: 'completed', cached: false })
  await running.finish()
})

it('what a held or ended job waits for is not looked at', async () => {
  const running = await begin(await insert())
  const held = await insert({ hold: 'paused' })
  expect(await execute(held)).toBeNull()
  const ended = await insert()
  await stack.orchestrator.transition(ended, () => ({ type: 'cancel' }))
  expect(await execute(ended)).toBeNull()
  await running.finish()
  expect(runs).toBe(1)
})
