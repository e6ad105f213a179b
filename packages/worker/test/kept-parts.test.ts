import { stepArtifacts } from '@async-events/artifacts'
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
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { executeStep } from '../src/index.ts'
import { openKeptParts } from '../src/open-kept-parts.ts'

let own: OwnStack
let stack: Stack

beforeAll(async () => {
  own = await openOwnStack()
  stack = own.stack
})
afterAll(async () => {
  await own?.close()
})

type Run = Pick<Job, 'scope' | 'use_cache' | 'run'>
const runOf = (change: Partial<Run> = {}): Run => ({
  scope: 'public',
  use_cache: true,
  run: { number: 1, from_step: null, started_at: stack.clock.now(), ended_at: null },
  ...change,
})
const partsOf = (run: Run = runOf(), processor = 'audio', onKept = () => {}) =>
  openKeptParts(
    { ...stack, log: stack.log, artifacts: stepArtifacts(stack.artifacts, run.scope, own.folder) },
    processor,
    run,
    onKept,
  )

it('a part is found again by the same key, scope and processor alone', async () => {
  await partsOf().put('one', { text: 'Reed beds' })
  expect(await partsOf().get('one')).toEqual({ text: 'Reed beds' })
  expect(await partsOf().get('two')).toBeNull()
  expect(await partsOf(runOf({ scope: 'u:ada' })).get('one')).toBeNull()
  expect(await partsOf(runOf(), 'pdf').get('one')).toBeNull()
})

it('use_cache=false takes what was finished since its run began, and replaces what is older', async () => {
  await partsOf().put('fresh', 'old')
  const at = stack.clock.now()
  const run = runOf({ use_cache: false, run: { ...runOf().run, started_at: new Date(at.getTime() + 1) } })
  await until(async () => stack.clock.now().getTime() > at.getTime() + 1, 5_000, 'the clock goes on')
  expect(await partsOf(run).get('fresh')).toBeNull()
  await partsOf(run).put('fresh', 'new')
  expect(await partsOf(run).get('fresh')).toBe('new')
  expect(await partsOf().get('fresh')).toBe('new')
})

it('a part whose bytes are gone is not there', async () => {
  await partsOf().put('gone', 'x')
  for await (const { key } of stack.artifacts.list('public')) await stack.artifacts.delete(key)
  expect(await partsOf().get('gone')).toBeNull()
})

it('the sweep of artifacts finds them, and unused ones are removed with the cache', async () => {
  await partsOf().put('swept', 'kept until unused')
  const keys: string[] = []
  for await (const { key } of stack.cache.artifacts()) keys.push(key)
  const stored: string[] = []
  for await (const { key } of stack.artifacts.list('public')) stored.push(key)
  expect(keys).toEqual(expect.arrayContaining(stored))
  expect(await stack.cache.removeUnused(new Date(Date.now() + 60_000))).toBeGreaterThan(0)
  expect(await partsOf().get('swept')).toBeNull()
})

it('what cannot be stored does not end the step, and does not count', async () => {
  let kept = 0
  const broken = openKeptParts(
    {
      ...stack,
      artifacts: {
        put: () => Promise.reject(new AppError('storage_full')),
        readText: () => Promise.reject(new AppError('artifact_missing')),
      },
    },
    'audio',
    runOf(),
    () => {
      kept += 1
    },
  )
  await broken.put('lost', 'x')
  expect(kept).toBe(0)
  expect(await broken.get('lost')).toBeNull()
})

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

it('an engine that is away costs no attempt and no finished part, and one that gets on is waited for again', async () => {
  const job = buildJob({ use_cache: false })
  await stack.jobs.insert([job])
  let postponements = 0
  let heard = 0
  /** Three parts; the engine goes away before each but the first, thrice. */
  const run = async ({ kept }: StepContext): Promise<unknown> => {
    const said: unknown[] = []
    for (const part of ['a', 'b', 'c']) {
      const known = await kept.get(part)
      if (known === null && said.length > 0 && postponements++ % 3 < 2)
        throw new AppError('transcriber_unavailable', 'The transcriber cannot be reached', { outage: true })
      if (known === null) {
        heard += 1
        await kept.put(part, part.toUpperCase())
      }
      said.push(known ?? part.toUpperCase())
    }
    return { output: { said: said.join('') } }
  }
  const execute = () =>
    executeStep(
      {
        ...stack,
        pipelines: pagePipelines,
        processors: new Map([
          [
            'scrape',
            {
              contract: contract as unknown as ProcessorContract,
              run: run as unknown as Runner<ProcessorContract>,
            },
          ],
        ]),
        workRoot: own.workRoot,
        metrics: { ended: () => {}, failed: () => {} },
        suspects: new Set(),
        onStuck: () => {},
        cacheMaxAgeMs: 60_000,
        fetch: () => Promise.reject(new Error('not needed')),
        openProxy: () => Promise.reject(new Error('not needed')),
        readPage: () => Promise.reject(new Error('not needed')),
        textModel: { name: 'none', fill: () => Promise.reject(new Error('not needed')) },
        findSpeechEngine: async () => ({ transcriber: null, advice: null }),
        findTool: () => null,
        templatesDir: null,
        // Nobody waits here: what is postponed is due at once.
        orchestrator: {
          ...stack.orchestrator,
          transition: (from, next) =>
            stack.orchestrator.transition(from, (current) => {
              const transition = next(current)
              return transition.type === 'postpone' ? { ...transition, until: stack.clock.now() } : transition
            }),
        },
      },
      { job_id: job.id, run: 1, step: 'scrape' },
      new Set(),
    )
  const waits: number[] = []
  const counts: (number | undefined)[] = []
  for (let again = await execute(); again !== null; again = await execute()) {
    const step = (await stack.jobs.get(job.id))?.steps.scrape
    expect(step).toMatchObject({
      status: 'ready',
      attempts: 0,
      crashes: 0,
      error: { code: 'transcriber_unavailable' },
    })
    counts.push(step?.postponements)
    waits.push(Math.round(again.again_in_ms / 1000))
  }
  expect(counts).toEqual([1, 2, 1, 2])
  expect(waits).toEqual([5, 10, 5, 10])
  expect(heard).toBe(3)
  expect((await stack.jobs.get(job.id))?.steps.scrape).toMatchObject({
    status: 'completed',
    output: { said: 'ABC' },
    attempts: 0,
    error: null,
  })
})
