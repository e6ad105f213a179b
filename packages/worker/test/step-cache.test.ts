import {
  AppError,
  artifactRefSchema,
  defineProcessor,
  type Fetched,
  type FetchRequest,
  type Job,
  type ProcessorContract,
  type Runner,
  type StepContext,
} from '@async-events/core'
import type { Stack } from '@async-events/stack'
import { buildJob, type OwnStack, openOwnStack, pagePipelines } from '@async-events/testkit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { executeStep } from '../src/index.ts'

const contract = defineProcessor({
  name: 'scrape',
  summary: 'a step of this test',
  queue: 'scrape',
  version: 1,
  params: z.object({ url: z.string(), event: z.string() }),
  reads: [],
  engines: ['text'],
  result: z.object({ said: z.string(), text: artifactRefSchema }),
  timeoutMs: 10_000,
  weight: 1,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: ['timeout'],
})
let own: OwnStack
let stack: Stack
let requests: FetchRequest[] = []
let runs = 0
/** Makes the keys of each test its own. */
let event = 0

beforeAll(async () => {
  own = await openOwnStack()
  stack = own.stack
})
afterAll(async () => {
  await own?.close()
})
beforeEach(() => {
  requests = []
  runs = 0
  event += 1
})

/** A source that answers 304 as long as it has not changed. */
function source(state: { etag: string | null }) {
  return async (request: FetchRequest): Promise<Fetched> => {
    requests.push(request)
    const isKnown = state.etag !== null && request.etag === state.etag
    const body = Buffer.from(isKnown ? '' : `body ${state.etag}`)
    return {
      url: request.url,
      status: isKnown ? 304 : 200,
      headers: state.etag === null ? {} : { etag: state.etag },
      mediaType: 'text/plain',
      charset: null,
      body,
      bytes: body.length,
    }
  }
}

interface Given {
  job?: Partial<Job>
  etag?: string | null
  maxAgeMs?: number
  version?: number
  engine?: string
  fingerprint?: string
  error?: AppError
  fetches?: boolean
}

async function execute(given: Given = {}): Promise<Job> {
  const { etag = '"1"', maxAgeMs = 60_000, version = 1, engine = 'none', fetches = true } = given
  const job = buildJob({
    parameters: { url: 'https://talks.example.org/1', event: `e${event}` },
    ...given.job,
  })
  await stack.jobs.insert([job])
  const runner = Object.assign(
    async (ctx: StepContext<typeof contract>) => {
      runs += 1
      if (given.error) throw given.error
      if (fetches) await ctx.fetch({ url: ctx.params.url, maxBytes: 100, timeoutMs: 1_000 })
      const text = await ctx.artifacts.put(`text of ${ctx.params.event}`, 'text/plain')
      return { output: { said: 'x', text }, warnings: [{ code: 'w', message: 'm' }], empty: true }
    },
    given.fingerprint === undefined ? {} : { fingerprint: async () => given.fingerprint ?? '' },
  )
  await executeStep(
    {
      ...stack,
      pipelines: pagePipelines,
      processors: new Map([
        [
          'scrape',
          {
            contract: { ...contract, version } as unknown as ProcessorContract,
            run: runner as unknown as Runner<ProcessorContract>,
          },
        ],
      ]),
      workRoot: own.workRoot,
      fetch: source({ etag }),
      openProxy: () => Promise.reject(new Error('nothing here dials by itself')),
      readPage: () => Promise.reject(new Error('no page is read here')),
      textModel: { name: engine, fill: () => Promise.reject(new AppError('model_unavailable')) },
      findSpeechEngine: async () => ({ transcriber: null, advice: null }),
      findTool: () => null,
      templatesDir: null,
      metrics: { ended: () => {}, failed: () => {} },
      cacheMaxAgeMs: maxAgeMs,
      suspects: new Set(),
      onStuck: () => {},
    },
    { job_id: job.id, run: 1, step: 'scrape' },
    new Set(),
  )
  const after = await stack.jobs.get(job.id)
  if (!after) throw new Error('the job is gone')
  return after
}

it('a second step with the same key runs and fetches nothing, and says so', async () => {
  const first = await execute()
  const second = await execute()
  expect([runs, requests.length]).toEqual([1, 1])
  expect([first.steps.scrape?.cached, second.steps.scrape?.cached]).toEqual([false, true])
  expect(second.steps.scrape).toMatchObject({
    status: 'completed',
    output: first.steps.scrape?.output,
    empty: true,
  })
  expect(second.warnings).toEqual(first.warnings)
})

it.each([
  [
    'another parameter that the processor reads',
    { job: { parameters: { url: 'https://x.example/', event: 'e' } } },
  ],
  ['another version of the processor', { version: 2 }],
  ['another engine', { engine: 'openai:x' }],
  ['another fingerprint', { fingerprint: 'template 2' }],
  ['another scope', { job: { scope: 'u:anna', user_id: 'anna' } }],
] satisfies [string, Given][])('%s has a key of its own', async (_, given) => {
  await execute()
  expect((await execute(given)).steps.scrape?.cached).toBe(false)
  expect(runs).toBe(2)
})

it('a parameter that the processor does not read changes nothing', async () => {
  await execute()
  const parameters = { url: 'https://talks.example.org/1', event: `e${event}`, track: 'other' }
  expect((await execute({ job: { parameters } })).steps.scrape?.cached).toBe(true)
})

it('use_cache=false reads nothing from it and refreshes it', async () => {
  await execute({ etag: '"1"' })
  await execute({ etag: '"2"', job: { use_cache: false, created_at: stack.clock.now() } })
  expect(runs).toBe(2)
  // Only the second entry knows this validator.
  expect((await execute({ etag: '"2"', maxAgeMs: 0 })).steps.scrape?.cached).toBe(true)
  expect(requests.at(-1)?.etag).toBe('"2"')
  expect(runs).toBe(2)
})

it('a source that is too old is asked once whether it has changed', async () => {
  await execute()
  expect((await execute({ maxAgeMs: 0 })).steps.scrape?.cached).toBe(true)
  expect([runs, requests.length]).toEqual([1, 2])
  expect((await execute({ maxAgeMs: 0, etag: '"2"' })).steps.scrape?.cached).toBe(false)
  expect(runs).toBe(2)
})

it('a source without a validator is read again when it is too old', async () => {
  await execute({ etag: null })
  expect((await execute({ etag: null })).steps.scrape?.cached).toBe(true)
  expect((await execute({ etag: null, maxAgeMs: 0 })).steps.scrape?.cached).toBe(false)
})

it('what fetched nothing never gets too old', async () => {
  await execute({ fetches: false })
  expect((await execute({ fetches: false, maxAgeMs: 0 })).steps.scrape?.cached).toBe(true)
})

it('an outcome whose file is gone is made again', async () => {
  const first = await execute()
  const { text } = contract.result.parse(first.steps.scrape?.output)
  await stack.artifacts.delete(text.key)
  expect((await execute()).steps.scrape?.cached).toBe(false)
  expect(await stack.artifacts.stat(text.key)).not.toBeNull()
})

it('failures are not kept', async () => {
  await execute({ error: new AppError('source_not_found') })
  expect((await execute()).steps.scrape).toMatchObject({ status: 'completed', cached: false })
})

it('keeps its files from the sweep, and forgets what nobody has used', async () => {
  const { steps } = await execute()
  const { text } = contract.result.parse(steps.scrape?.output)
  expect((await Array.fromAsync(stack.cache.artifacts())).map(({ key }) => key)).toContain(text.key)
  expect(await stack.cache.removeUnused(new Date(Date.now() - 60_000))).toBe(0)
  expect(await stack.cache.removeUnused(new Date(Date.now() + 60_000))).toBeGreaterThan(0)
  expect((await execute()).steps.scrape?.cached).toBe(false)
})
