import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isTerminal, type Job, type Observer, type Pipeline, type Plan } from '@async-events/core'
import { type Embedded, startEmbedded } from '@async-events/embedded'
import { consumeSteps } from '@async-events/queue'
import { createLogger } from '@async-events/runtime'
import { openStack, stackConfig } from '@async-events/stack'
import { buildJob } from '@async-events/testkit'
import { z } from 'zod'

const stepIds = ['one', 'two', 'three', 'four', 'five'] as const

/** One step after the other; none of them does anything. */
const plan: Plan = Object.fromEntries(
  stepIds.map((id, at) => [
    id,
    { name: id, queue: 'transform', optional: false, needs: stepIds.slice(Math.max(0, at - 1), at) },
  ]),
)
const pipeline: Pipeline = {
  job_type: 'idle',
  parameters: z.object({}),
  urls: () => [],
  problems: async () => [],
  plan: () => plan,
  weights: {},
  jobName: () => '',
  fileStem: () => ({ folder: '', stem: '' }),
  results: async () => ({ files: [], markdown_path: null, archive: null, body: {} }),
}

export interface IdleSteps {
  /** Stores and begins a job of five steps, and resolves when it has ended. */
  run(): Promise<void>
  /** Milliseconds from the commit of each step to the claim of the next, since this was asked for last. */
  takeHops(): number[]
  close(): Promise<void>
}

/** Stores for the service and for BullMQ alone. */
export async function openStores(): Promise<{ servers: Embedded; folder: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'async-events-bench-'))
  const servers = await startEmbedded({ dataDir: folder, path: process.env.PATH })
  const close = async (): Promise<void> => {
    await servers.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { servers, folder, close }
}

/**
 * The service from the store to the worker, without HTTP and without processors: jobs are created, published, claimed and committed
 * as always, by a worker that has nothing to do in between.
 */
export async function openIdleSteps(servers: Embedded, folder: string): Promise<IdleSteps> {
  const committed = new Map<string, number>()
  const ended = new Map<string, () => void>()
  let hops: number[] = []
  const observer: Observer = {
    transition: (_, job, type) => {
      const now = performance.now()
      if (type === 'commit') committed.set(job.id, now)
      else if (type === 'claim' && committed.has(job.id)) hops.push(now - (committed.get(job.id) ?? now))
      if (isTerminal(job)) ended.get(job.id)?.()
    },
    batchEnded: () => {},
  }
  const config = z
    .object(stackConfig)
    .parse({ MONGODB_URI: servers.mongodbUri, REDIS_URL: servers.redisUrl, DATA_DIR: folder })
  const log = createLogger({ name: 'bench', level: 'warn' })
  const stack = await openStack(config, { appName: 'bench', log, observer })
  Object.assign(stack.pipelines, { idle: pipeline })

  async function handle({ job_id, run, step }: { job_id: string; run: number; step: string }): Promise<null> {
    const seen = await stack.jobs.get(job_id)
    if (!seen) return null
    const mine = { run, step, token: randomUUID() }
    const lease_until = new Date(stack.clock.now().getTime() + 20_000)
    const claimed = await stack.orchestrator.transition(seen, () => ({ type: 'claim', ...mine, lease_until }))
    if (!claimed.ok) return null
    const outcome = { output: {}, empty: false, cached: false, warnings: [], plan: null }
    await stack.orchestrator.transition(claimed.job, () => ({ type: 'commit', ...mine, ...outcome }))
    return null
  }
  const consumer = consumeSteps({
    redisUrl: servers.redisUrl ?? '',
    prefix: config.QUEUE_PREFIX,
    queue: 'transform',
    concurrency: 10,
    handle,
    onStop: () => {},
    onWedged: () => {},
    log,
  })
  return {
    async run() {
      const job: Job = buildJob({ job_type: 'idle' }, plan)
      const end = Promise.withResolvers<void>()
      ended.set(job.id, end.resolve)
      await stack.orchestrator.create(job)
      await end.promise
      ended.delete(job.id)
      committed.delete(job.id)
    },
    takeHops() {
      const taken = hops
      hops = []
      return taken
    },
    close: async () => {
      await consumer.close()
      await stack.close()
    },
  }
}
