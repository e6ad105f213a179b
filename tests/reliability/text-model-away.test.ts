/** A text endpoint that is away while jobs reach it, for a while and for longer than their patience; and one that refuses. */

import { freePort } from '@async-events/testkit/free-port'
import { until } from '@async-events/testkit/until'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type ChatRequest,
  completion,
  fieldsIn,
  type OpenAiServer,
  type Reply,
  startOpenAiServer,
} from '../../packages/ai/test/openai-server.ts'
import { type SlowPages, startSlowPages } from '../e2e/slow-pages.ts'
import { startOwnApps } from './own-apps.ts'

let pages: SlowPages
beforeAll(async () => {
  pages = await startSlowPages(10)
})
afterAll(() => pages?.close())

/** Apps whose text endpoint is away until it answers. */
async function serve(env: Record<string, string>) {
  const port = await freePort()
  let endpoint: OpenAiServer | null = null
  const apps = await startOwnApps(['worker-scrape', 'worker-transform'], {
    FETCH_ALLOW: pages.host,
    KEEPER_INTERVAL: '1000ms',
    TEXT_ENGINE: 'openai',
    TEXT_MODEL: 'test',
    OPENAI_BASE_URL: `http://127.0.0.1:${port}`,
    ...env,
  })
  const { client } = apps
  const jobOf = async (job_id: string) => (await client.getJob({ path: { job_id } })).job
  const jobsOf = (ids: readonly string[]) => Promise.all(ids.map(jobOf))
  return {
    client,
    jobOf,
    jobsOf,
    async create(count: number): Promise<string[]> {
      const created = await Promise.all(
        pages
          .sessions(count)
          .map((parameters) => client.createJob({ body: { parameters, use_cache: false } })),
      )
      return created.map(({ job }) => job.job_id)
    },
    allAre: (ids: readonly string[], status: string) => async () =>
      (await jobsOf(ids)).every((job) => job.status === status),
    /** The endpoint is there, and answers like this. */
    async answers(reply: (request: ChatRequest) => Reply): Promise<OpenAiServer> {
      await endpoint?.close()
      endpoint = await startOpenAiServer((request) => reply(request as ChatRequest), port)
      return endpoint
    },
    async goAway() {
      await endpoint?.close()
      endpoint = null
    },
    async close() {
      await endpoint?.close()
      await apps.close()
    },
  }
}
type Served = Awaited<ReturnType<typeof serve>>

const text = 'The reed beds of the village clean its water. The herons came back after the third winter.'
const written = (request: ChatRequest): Reply => ({
  body: completion(JSON.stringify(Object.fromEntries(fieldsIn(request).map((name) => [name, text])))),
})
const loading: Reply = {
  status: 503,
  body: { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
}

const transformOf = ({ steps }: Awaited<ReturnType<Served['jobOf']>>) =>
  steps.find(({ id }) => id === 'transform')
const codesOf = ({ warnings }: Awaited<ReturnType<Served['jobOf']>>) => warnings.map(({ code }) => code)

describe('with patience', () => {
  let service: Served
  beforeAll(async () => {
    service = await serve({ TEXT_PATIENCE: '1h', TEXT_PRICE_INPUT: '2', TEXT_PRICE_OUTPUT: '4' })
  })
  afterEach(() => service?.goAway())
  afterAll(() => service?.close())

  it('jobs wait for an endpoint that loads its model, one of them asks, and all go on when it answers', async () => {
    const { answers, create, jobOf, jobsOf, allAre } = service
    const away = await answers(() => loading)
    const ids = await create(8)
    await until(
      async () => (await jobsOf(ids)).every((job) => transformOf(job)?.waiting_since !== undefined),
      60_000,
      'every job waits',
    )
    for (const job of await jobsOf(ids)) {
      expect(transformOf(job)).toMatchObject({
        status: expect.stringMatching(/ready|running/),
        error: {
          code: 'model_unavailable',
          retryable: true,
          message: expect.stringMatching(
            /HTTP 503\): Loading model\. The step waits for it since .* UTC, until .* UTC/,
          ),
        },
      })
    }
    // The first of them, and one after each pause: 5 s and 10 s.
    await until(() => away.requests.length === 3, 60_000, 'one has asked twice again')
    expect(away.busy.most).toBe(1)

    const back = await answers(written)
    await until(allAre(ids, 'completed'), 90_000, 'all are completed')
    expect(back.requests.length).toBeGreaterThanOrEqual(ids.length)
    for (const job of await jobsOf(ids)) {
      expect(codesOf(job)).not.toContain('text_model_away')
      // All the waiting was one attempt; what was skipped had none.
      expect(job.steps.map(({ attempt }) => attempt)).toEqual(
        job.steps.map(({ status }) => (status === 'skipped' ? 0 : 1)),
      )
    }
    expect((await jobOf(ids[0] ?? '')).results).toMatchObject({
      engine: 'openai:test',
      usage: { requests: expect.any(Number), cost: expect.any(Number) },
    })
  })

  it('a wrong key and a wrong model fail the job at once, and say what to do', async () => {
    const { answers, create, jobOf, allAre } = service
    for (const [reply, message] of [
      [{ status: 401, body: { error: { message: 'Incorrect API key provided' } } }, /check OPENAI_API_KEY/],
      [{ status: 404, body: { error: { message: "model 'test' not found" } } }, /Check TEXT_MODEL/],
    ] as const) {
      const refusing = await answers(() => reply)
      const [id = ''] = await create(1)
      await until(allAre([id], 'failed'), 30_000, 'the job has failed')
      expect((await jobOf(id)).error).toMatchObject({
        code: 'model_refused',
        step: 'transform',
        retryable: false,
        message: expect.stringMatching(message),
      })
      expect(refusing.requests).toHaveLength(1)
    }
  })
})

// Each with a service of its own, and most of its time it waits.
describe('when the patience is over', () => {
  const open: Served[] = []
  afterAll(() => Promise.all(open.map((one) => one.close())))
  let opening: Promise<unknown> = Promise.resolve()
  const serveOne = async (env: Record<string, string>): Promise<Served> => {
    // One after the other: a machine that starts everything at once is late with all of it.
    const mine = opening.then(() => serve(env))
    opening = mine
    const service = await mine
    open.push(service)
    return service
  }

  it.concurrent('the offline engine writes the document, with a warning; a restart asks the endpoint again', async () => {
    const { client, answers, create, jobOf, jobsOf, allAre } = await serveOne({ TEXT_PATIENCE: '3s' })
    const ids = await create(2)
    await until(allAre(ids, 'completed'), 60_000, 'all are completed')
    for (const job of await jobsOf(ids)) {
      expect(job.warnings).toEqual([
        {
          step: 'transform',
          code: 'text_model_away',
          message: expect.stringMatching(
            /cannot be reached: the connection was refused, since .* UTC.*"extractive"/,
          ),
        },
      ])
    }
    const [id = ''] = ids
    expect((await jobOf(id)).results).toMatchObject({
      engine: 'extractive',
      usage: null,
    })

    await answers(written)
    await client.restartJob({ path: { job_id: id }, body: { from_step: 'transform' } })
    await until(
      async () => (await jobOf(id)).results?.engine === 'openai:test',
      60_000,
      'the endpoint has written it',
    )
    expect(codesOf(await jobOf(id))).not.toContain('text_model_away')
  })

  it.concurrent('or the job fails, as configured', async () => {
    const { create, jobOf, allAre } = await serveOne({ TEXT_PATIENCE: '1s', TEXT_FALLBACK: 'none' })
    const ids = await create(2)
    await until(allAre(ids, 'failed'), 60_000, 'both have failed')
    expect((await jobOf(ids[0] ?? '')).error).toMatchObject({
      code: 'model_unavailable',
      step: 'transform',
      message: expect.stringMatching(/the connection was refused\. The step waited for it since/),
    })
  })
})
