import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Courier,
  type CourierDeps,
  createCourier,
  createSealer,
  createWebhookSender,
  type Delivery,
  type Job,
  readWebhookSecret,
  type StoredWebhook,
  webhookIdOf,
} from '@async-events/core'
import { createLogger } from '@async-events/runtime'
import { openStack, type Stack, stackConfig } from '@async-events/stack'
import { buildJob, testDatabaseUri, testPrefix, testRedisUrl, until } from '@async-events/testkit'
import { createSafePost, parseFetchAllow } from '@async-events/web'
import { z } from 'zod'

export const sealKey = Buffer.alloc(32, 5).toString('base64')
export const sealer = createSealer(sealKey)

export interface CourierOptions {
  /** Hosts that are reached although they are not public. */
  allow?: string[]
  secrets?: string[]
  resolve?: (host: string) => Promise<string[]>
  timeoutMs?: number
  change?: Partial<CourierDeps>
}

/** The stores over the servers of the run, and couriers on a clock that tests move. */
export interface WebhookBench {
  stack: Stack
  dataDir: string
  /** Milliseconds that the couriers' clock is ahead. */
  ahead: number
  now(): Date
  courier(options?: CourierOptions): Courier
  webhook(url: string, change?: Partial<StoredWebhook>): StoredWebhook
  /** A job with this webhook that has failed, its event relayed; resolves with the delivery's id. */
  tell(webhook: StoredWebhook, change?: Partial<Job>): Promise<string>
  /** As it is stored; throws when it is not. */
  read(id: string): Promise<Delivery>
  close(): Promise<void>
}

export async function openWebhookBench(mongodbUri = testDatabaseUri()): Promise<WebhookBench> {
  const folder = await mkdtemp(join(tmpdir(), 'async-events-keeper-'))
  const config = z.object(stackConfig).parse({
    MONGODB_URI: mongodbUri,
    REDIS_URL: testRedisUrl(),
    QUEUE_PREFIX: testPrefix(),
    DATA_DIR: folder,
  })
  const log = createLogger({ name: 'test', level: 'silent' })
  const stack = await openStack(config, { appName: 'test', log })
  await until(
    async () => Object.values(await stack.isReady()).every((check) => check.ok),
    15_000,
    'the stack is ready',
  )
  const couriers: Courier[] = []
  const bench: WebhookBench = {
    stack,
    dataDir: folder,
    ahead: 0,
    now: () => new Date(stack.clock.now().getTime() + bench.ahead),
    courier({ allow = [], secrets = [], resolve, timeoutMs = 5_000, change = {} } = {}) {
      const clock = { now: bench.now }
      const courier = createCourier({
        ...stack,
        clock,
        publicUrl: 'https://events.example.org',
        random: () => 0.5,
        send: createWebhookSender({
          post: createSafePost({
            allow: parseFetchAllow(allow.join(',')),
            userAgent: 'async-events-test',
            ...(resolve ? { resolve } : {}),
          }),
          sealer,
          keys: secrets.flatMap((secret) => readWebhookSecret(secret) ?? []),
          clock,
          log,
          timeoutMs,
        }),
        ...change,
      })
      couriers.push(courier)
      return courier
    },
    webhook: (url, change = {}) => ({
      url,
      include_markdown: true,
      include_metadata: true,
      events: null,
      secret: null,
      headers: null,
      ...change,
    }),
    async tell(webhook, change = {}) {
      const error = { code: 'no_content', message: 'No source gave any content', retryable: false }
      const job = {
        ...buildJob(),
        status: 'failed' as const,
        webhook,
        error,
        seq: 2,
        outbox: [{ seq: 2, type: 'job.failed' as const, at: bench.now(), data: { run: 1, error } }],
        ...change,
      }
      await stack.jobs.insert([job])
      await stack.orchestrator.follow(job)
      return webhookIdOf('job', job.id, 2)
    },
    async read(id) {
      const delivery = await stack.deliveries.get(id)
      if (!delivery) throw new Error(`there is no delivery ${id}`)
      return delivery
    },
    close: async () => {
      await Promise.all(couriers.map((courier) => courier.stop(0)))
      await stack.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return bench
}

/** One look, and all that it began. */
export async function deliverDue(courier: Courier): Promise<void> {
  await courier.pass()
  await courier.idle()
}
