import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  AppError,
  defineProcessor,
  type Job,
  type ProcessorContract,
  type Runner,
  type StepContext,
} from '@async-events/core'
import type { Stack } from '@async-events/stack'
import { buildJob, type OwnStack, openOwnStack, pagePipelines, until } from '@async-events/testkit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { type ExecuteDeps, executeStep, type RunningStep } from '../src/index.ts'

const contract = defineProcessor({
  name: 'scrape',
  summary: 'a step of this test',
  queue: 'scrape',
  version: 1,
  params: z.object({ url: z.string() }),
  reads: [],
  engines: [],
  result: z.object({ said: z.string() }),
  timeoutMs: 10_000,
  weight: 1,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: ['timeout'],
})
const running = new Set<RunningStep>()
let own: OwnStack
let stack: Stack

beforeAll(async () => {
  own = await openOwnStack()
  stack = own.stack
})
afterAll(async () => {
  await own?.close()
})
beforeEach(() => running.clear())

async function stored(): Promise<Job> {
  // The cache has tests of its own; here every step runs.
  const job = buildJob({ use_cache: false, created_at: stack.clock.now() })
  await stack.jobs.insert([job])
  return job
}
type Run = (ctx: StepContext<typeof contract>) => Promise<unknown>
function execute(
  job: Job,
  run: Run,
  change: Partial<typeof contract> = {},
  step = 'scrape',
  deps: Partial<ExecuteDeps> = {},
) {
  const processor = {
    contract: { ...contract, ...change } as unknown as ProcessorContract,
    run: run as unknown as Runner<ProcessorContract>,
  }
  return executeStep(
    {
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
      ...deps,
    },
    { job_id: job.id, run: 1, step },
    running,
  )
}
const after = async (job: Job) => (await stack.jobs.get(job.id))!
const scrapeOf = async (job: Job) => (await after(job)).steps.scrape!
/** Runs until its signal is aborted, as a well-behaved runner does. */
const endless =
  (started = () => {}): Run =>
  ({ signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
      started()
    })

it('claims, runs with what the contract names, commits and unblocks', async () => {
  const job = await stored()
  const seen: StepContext[] = []
  expect(
    await execute(job, async (ctx) => {
      seen.push(ctx as unknown as StepContext)
      const ref = await ctx.artifacts.put('kept', 'text/plain')
      expect(await ctx.artifacts.readText(ref)).toBe('kept')
      return { output: { said: 'x' }, warnings: [{ code: 'w', message: 'm' }] }
    }),
  ).toBeNull()
  expect(seen[0]?.params).toEqual({ url: 'https://talks.example.org/1' })
  const done = await after(job)
  expect(done).toMatchObject({ status: 'processing', warnings: [{ step: 'scrape', code: 'w' }], outbox: [] })
  expect(done.steps.scrape).toMatchObject({ status: 'completed', output: { said: 'x' }, token: null })
  expect(done.steps.transform?.status).toBe('ready')
  expect((await stack.events.ofJob(job.id, 0, 100)).map((event) => event.type)).toEqual([
    'job.created',
    'job.started',
    'job.step',
    'job.step',
  ])
  expect(await readdir(own.workRoot)).toEqual([])
})

it.each([
  ['a success', async () => ({ output: { said: 'x' } }), ['scrape completed'], []],
  ['an error that may pass', new AppError('timeout'), ['scrape failed'], ['scrape timeout retry']],
  ['an outage', new AppError('unavailable'), ['scrape failed'], ['scrape unavailable wait']],
  ['a final error', new AppError('source_not_found'), ['scrape failed'], ['scrape source_not_found end']],
  ['a busy host', new AppError('host_busy'), ['scrape given_back'], []],
] as const)('measures %s', async (_, end, ended, failed) => {
  const seen = { ended: [] as string[], failed: [] as string[] }
  const metrics: ExecuteDeps['metrics'] = {
    ended: (processor, outcome) => void seen.ended.push(`${processor} ${outcome}`),
    failed: (...failure) => void seen.failed.push(failure.join(' ')),
  }
  const run: Run = typeof end === 'function' ? end : () => Promise.reject(end)
  await execute(await stored(), run, {}, 'scrape', { metrics })
  expect(seen).toEqual({ ended, failed })
})

it('measures an attempt whose lease was lost as lost', async () => {
  const job = await stored()
  const outcomes: string[] = []
  const metrics: ExecuteDeps['metrics'] = {
    ended: (_, outcome) => void outcomes.push(outcome),
    failed: () => {},
  }
  const run: Run = async () => {
    const expired = await stack.jobs.get(job.id)
    if (!expired?.steps.scrape) throw new Error('the job is missing')
    const steps = { ...expired.steps, scrape: { ...expired.steps.scrape, lease_until: new Date(0) } }
    const transition = () => ({ type: 'expire' as const })
    await stack.jobs.heartbeat(
      { job_id: job.id, run: 1, step: 'scrape', token: expired.steps.scrape.token ?? '' },
      { lease_until: new Date(0) },
    )
    await stack.orchestrator.transition({ ...expired, steps }, transition)
    return { output: { said: 'x' } }
  }
  await execute(job, run, {}, 'scrape', { metrics })
  expect(outcomes).toEqual(['lost'])
})

it.each([
  [
    'a retryable error',
    new AppError('timeout', 'slow'),
    { status: 'retrying', attempts: 1, error: { code: 'timeout', message: 'slow' } },
  ],
  ['a final error', new AppError('source_not_found'), { status: 'failed', attempts: 1 }],
  [
    'anything unknown',
    new Error('/srv/secret'),
    { status: 'retrying', attempts: 1, error: { code: 'unexpected' } },
  ],
])('%s', async (_, error, state) => {
  const job = await stored()
  expect(await execute(job, () => Promise.reject(error))).toBeNull()
  expect(await scrapeOf(job)).toMatchObject(state)
  expect(JSON.stringify(await after(job))).not.toContain('secret')
  expect(await readdir(own.workRoot)).toEqual([])
})

it.each([
  ['of the wrong form', { said: 7 }, 'result_invalid'],
  ['that is too large', { said: 'x'.repeat(70_000) }, 'result_too_large'],
])('an output %s fails the step', async (_, output, code) => {
  const job = await stored()
  await execute(job, async () => ({ output }))
  expect(await scrapeOf(job)).toMatchObject({ status: 'failed', error: { code } })
})

it('"come back later" keeps the message and costs no attempt', async () => {
  const job = await stored()
  const again = await execute(job, () =>
    Promise.reject(new AppError('source_unavailable', '429', { retryAfterMs: 7_000 })),
  )
  expect(again?.again_in_ms).toBeGreaterThan(5_000)
  expect(await scrapeOf(job)).toMatchObject({ status: 'ready', attempts: 0, postponements: 1 })
  const busy = await stored()
  expect(
    await execute(busy, () => Promise.reject(new AppError('host_busy', undefined, { retryAfterMs: 500 }))),
  ).toEqual({ again_in_ms: 500 })
  expect(await scrapeOf(busy)).toMatchObject({ status: 'ready', attempts: 0, postponements: 0, due_at: null })
})

it('of steps that were running when a worker died one runs at a time', async () => {
  const crashed = async (): Promise<Job> => {
    const job = await stored()
    const mine = { run: 1, step: 'scrape', token: 'of the dead' }
    const claim = { type: 'claim', ...mine, lease_until: new Date(0) } as const
    const claimed = await stack.orchestrator.transition(job, () => claim)
    await stack.orchestrator.transition(claimed.job, () => ({ type: 'expire' }))
    expect(await scrapeOf(job)).toMatchObject({ status: 'ready', crashes: 1 })
    return job
  }
  const [one, other] = [await crashed(), await crashed()]
  const suspects = new Set<string>()
  const again: unknown[] = []
  await execute(
    one,
    async () => {
      again.push(await execute(other, async () => ({ output: { said: 'x' } }), {}, 'scrape', { suspects }))
      // One that no worker has died of goes on beside it.
      const fresh = await stored()
      again.push(await execute(fresh, async () => ({ output: { said: 'x' } }), {}, 'scrape', { suspects }))
      return { output: { said: 'x' } }
    },
    {},
    'scrape',
    { suspects },
  )
  expect(again).toEqual([{ again_in_ms: 1_000 }, null])
  expect(await scrapeOf(one)).toMatchObject({ status: 'completed' })
  expect(await scrapeOf(other)).toMatchObject({ status: 'ready', crashes: 1 })
  await execute(other, async () => ({ output: { said: 'x' } }), {}, 'scrape', { suspects })
  expect(await scrapeOf(other)).toMatchObject({ status: 'completed' })
  expect(suspects.size).toBe(0)
})

it('a store that is away costs no attempt', async () => {
  const job = await stored()
  const away = (): Promise<never> => Promise.reject(new AppError('unavailable'))
  const first = await execute(job, away)
  expect(first?.again_in_ms).toBeGreaterThan(4_000)
  expect(first?.again_in_ms).toBeLessThanOrEqual(5_000)
  expect(await scrapeOf(job)).toMatchObject({
    status: 'ready',
    attempts: 0,
    postponements: 1,
    error: { code: 'unavailable' },
  })
})

it('what became of a step is written when the database is back, if its lease lasts so long', async () => {
  const away = (times: number) => ({
    ...stack.orchestrator,
    transition: (...[from, next]: Parameters<Stack['orchestrator']['transition']>) => {
      if (next(from).type !== 'claim' && times-- > 0) return Promise.reject(new AppError('unavailable'))
      return stack.orchestrator.transition(from, next)
    },
  })
  let ran = 0
  const run: Run = async () => {
    ran += 1
    return { output: { said: 'x' } }
  }
  const done = await stored()
  await execute(done, run, {}, 'scrape', { orchestrator: away(2) })
  expect(await scrapeOf(done)).toMatchObject({ status: 'completed', attempts: 0, crashes: 0 })
  expect(ran).toBe(1)

  const failed = await stored()
  await execute(failed, () => Promise.reject(new AppError('timeout')), {}, 'scrape', {
    orchestrator: away(2),
  })
  expect(await scrapeOf(failed)).toMatchObject({ status: 'retrying', attempts: 1 })

  // A worker that is told to go does not wait for it.
  const left = await stored()
  const leaving = execute(left, run, {}, 'scrape', { orchestrator: away(Number.POSITIVE_INFINITY) })
  await until(() => running.size === 1, 5_000, 'it runs')
  for (const each of running) each.abort('shutdown')
  await expect(leaving).rejects.toMatchObject({ code: 'unavailable' })
})

it('a step that takes too long is stopped', async () => {
  const job = await stored()
  await execute(job, endless(), { timeoutMs: 50 })
  expect(await scrapeOf(job)).toMatchObject({ status: 'retrying', error: { code: 'step_timeout' } })
})

it('a cancelled job stops its step and drops what it made', async () => {
  const job = await stored()
  const executing = execute(
    job,
    endless(() => void stack.orchestrator.transition(job, () => ({ type: 'cancel' }))),
  )
  await until(() => running.size === 1, 5_000, 'it runs')
  // Without any message: the heartbeat finds out.
  expect(await executing).toBeNull()
  expect(await after(job)).toMatchObject({ status: 'cancelled' })
  expect(await readdir(own.workRoot)).toEqual([])
})

it('a lost lease commits nothing', async () => {
  const job = await stored()
  await execute(job, async () => {
    const running = (await stack.jobs.get(job.id))!
    const given = await stack.orchestrator.transition(running, (current) => ({
      type: 'give_back',
      run: 1,
      step: 'scrape',
      token: current.steps.scrape?.token ?? '',
    }))
    await stack.orchestrator.transition(given.job, () => ({
      type: 'claim',
      run: 1,
      step: 'scrape',
      token: 'other',
      lease_until: new Date(Date.now() + 20_000),
    }))
    return { output: { said: 'zombie' } }
  })
  expect(await scrapeOf(job)).toMatchObject({ status: 'running', token: 'other', output: null })
})

it('a stopping worker gives its step back without cost', async () => {
  const job = await stored()
  const executing = execute(job, endless())
  await until(() => running.size === 1, 5_000, 'it runs')
  for (const step of running) step.abort('shutdown')
  expect(await executing).toEqual({ again_in_ms: 0 })
  expect(await scrapeOf(job)).toMatchObject({ status: 'ready', attempts: 0, crashes: 0, token: null })
})

it('what this worker does not know waits for one that does', async () => {
  const job = await stored()
  await execute(job, async () => ({ output: { said: 'x' } }))
  expect(await execute(job, async () => ({ output: {} }), {}, 'transform')).toEqual({ again_in_ms: 5_000 })
  expect((await after(job)).steps.transform?.status).toBe('ready')
})

it('messages of another run, of nothing and of a claimed step do nothing', async () => {
  const job = await stored()
  let runs = 0
  const run: Run = async () => {
    runs += 1
    return { output: { said: 'x' } }
  }
  await Promise.all([execute(job, run), execute(job, run), execute(job, run)])
  await execute(job, run)
  expect(await execute(job, run, {}, 'nothing')).toBeNull()
  expect(runs).toBe(1)
})

it('progress is shown while it runs', async () => {
  const job = await stored()
  const executing = execute(job, async ({ progress, signal }) => {
    progress(42, 'reading')
    await until(async () => (await scrapeOf(job)).percent === 42, 5_000, 'progress')
    signal.throwIfAborted()
    return { output: { said: 'x' } }
  })
  await executing
  expect(await scrapeOf(job)).toMatchObject({ percent: 100, message: 'reading' })
})

it('what a keeper removed between reading and writing counts as deleted, not as an error', async () => {
  const job = await stored()
  await stack.jobs.remove(job.id)
  expect(await stack.orchestrator.transition(job, () => ({ type: 'delete' }))).toMatchObject({
    ok: false,
    reason: 'deleted',
  })
  expect(await stack.jobs.get(job.id)).toBeNull()
})

it('a step that goes on though it was told to stop is reported, once; one that stops is not', async () => {
  const stuck: object[] = []
  const deps = { onStuck: (step: object) => void stuck.push(step), stuckAfterMs: 100 }
  const job = await stored()
  let letGo = (): void => {}
  const deaf = execute(
    job,
    () =>
      new Promise((resolve) => {
        letGo = () => resolve({ output: { said: 'late' } })
      }),
    { timeoutMs: 50 },
    'scrape',
    deps,
  )
  await until(() => stuck.length > 0, 5_000, 'it is reported')
  expect(stuck).toEqual([{ job_id: job.id, step: 'scrape', processor: 'scrape' }])
  letGo()
  await deaf
  expect(await scrapeOf(job)).toMatchObject({ status: 'retrying', error: { code: 'step_timeout' } })
  // Its time to stop includes the writing of its outcome, which takes long on a busy machine.
  await execute(await stored(), endless(), { timeoutMs: 50 }, 'scrape', { ...deps, stuckAfterMs: 20_000 })
  expect(stuck).toHaveLength(1)
})

const isDue = ({ due_at }: { due_at: Date | null }): boolean => (due_at ?? new Date(0)) <= stack.clock.now()
const full = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })

it('a full disk, of the work folder or of the artifact store, is tried again and done when there is room', async () => {
  const job = await stored()
  const keep: Run = async ({ artifacts }) => {
    await artifacts.put('kept', 'text/plain')
    return { output: { said: 'x' } }
  }
  // No folder for the attempt can be made.
  const nowhere = { workRoot: join(own.folder, 'nowhere') }
  await execute(job, keep, {}, 'scrape', nowhere)
  expect(await scrapeOf(job)).toMatchObject({
    status: 'retrying',
    attempts: 1,
    token: null,
    lease_until: null,
  })
  expect(running.size).toBe(0)

  const other = await stored()
  const artifacts = { ...stack.artifacts, put: () => Promise.reject(full()) }
  await execute(other, keep, {}, 'scrape', { artifacts })
  expect(await scrapeOf(other)).toMatchObject({
    status: 'retrying',
    attempts: 1,
    error: { code: 'storage_full', retryable: true },
  })
  expect(await readdir(own.workRoot)).toEqual([])
  for (const one of [job, other]) {
    await until(async () => isDue(await scrapeOf(one)), 15_000, 'the retry is due')
    expect(await execute(one, keep)).toBeNull()
    expect((await scrapeOf(one)).status).toBe('completed')
  }
})
