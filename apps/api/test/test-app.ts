import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSealer, type SearchIndex, type SendWebhook } from '@async-events/core'
import { createHttpMetrics, createLogger, createMetrics } from '@async-events/runtime'
import { openConfiguredSearchIndex } from '@async-events/search'
import {
  createScheduleReader,
  openSourceFetch,
  openStack,
  openWebhookSender,
  type Stack,
  stackConfig,
  webhookConfig,
} from '@async-events/stack'
import { testDatabaseUri, testPrefix, testRedisUrl, until } from '@async-events/testkit'
import { checkUrl } from '@async-events/web'
import { z } from 'zod'
import { buildApp } from '../src/build-app.ts'
import { type HeldLimits, heldLimits } from '../src/plugins/held-requests.ts'
import { noSites, type Sites } from '../src/plugins/own-sites.ts'
import type { RateLimitOptions } from '../src/plugins/rate-limit.ts'
import type { App, RouteDeps } from '../src/routes/route-deps.ts'

export interface TestApp {
  app: App
  dataDir: string
  stack: Stack
  sendWebhook: SendWebhook
  /** What an import needs beside the stack. */
  importing: Pick<RouteDeps, 'sealer' | 'fetchSource' | 'readSchedule' | 'checkUrl'>
  search: SearchIndex | null
  close(): Promise<void>
}

/** The API over the servers of the run, or over addresses where nobody answers. */
export async function testApp({
  auth = 'open',
  mongodbUri = testDatabaseUri(),
  redisUrl = testRedisUrl(),
  queuePrefix = testPrefix(),
  dataDir,
  fetchAllow = '',
  webhookSecret = '',
  waitUntilReady = true,
  rateLimit = null,
  uploadMaxBytes = 1024 ** 2,
  held = heldLimits,
  wrongKeysPerMinute = 20,
  sites = noSites,
  trustProxy = null,
  secretsKey = Buffer.alloc(32, 3).toString('base64'),
  environment = {},
  searchUrl = 'data',
  logTo,
  dashboardFolder,
  change = (stack) => stack,
}: {
  auth?: 'open' | 'header' | 'api-key'
  mongodbUri?: string
  redisUrl?: string
  queuePrefix?: string
  /** Shared with another app; its own, and removed at the end, when missing. */
  dataDir?: string
  fetchAllow?: string
  webhookSecret?: string
  waitUntilReady?: boolean
  rateLimit?: RateLimitOptions | null
  uploadMaxBytes?: number
  held?: HeldLimits
  wrongKeysPerMinute?: number
  sites?: Sites
  trustProxy?: string[] | null
  secretsKey?: string
  /** Further variables, as an operator sets them. */
  environment?: Record<string, string>
  searchUrl?: string
  /** Every line of the log, of all levels; nothing is logged when missing. */
  logTo?: (line: string) => void
  /** A built dashboard; a page and its script of this test when missing. */
  dashboardFolder?: string
  /** Puts something else in the place of a port. */
  change?: (stack: Stack) => Stack
} = {}): Promise<TestApp> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'async-events-api-')))
  const config = z.object({ ...stackConfig, ...webhookConfig }).parse({
    MONGODB_URI: mongodbUri,
    REDIS_URL: redisUrl,
    QUEUE_PREFIX: queuePrefix,
    DATA_DIR: folder,
    FETCH_ALLOW: fetchAllow,
    WEBHOOK_SECRET: webhookSecret,
    SECRETS_KEY: secretsKey,
    ...environment,
  })
  const log = createLogger({
    name: 'test',
    level: logTo ? 'trace' : 'silent',
    ...(logTo ? { destination: { write: logTo } } : {}),
  })
  const stack = change(await openStack(config, { appName: 'test', log }))
  if (waitUntilReady) {
    await until(
      async () =>
        Object.entries(await stack.isReady()).every(([name, check]) => name === 'redis' || check.ok),
      15_000,
      'the stack is ready',
    )
  }
  const sendWebhook = openWebhookSender(config, stack)
  const metrics = createMetrics('test')
  const importing: TestApp['importing'] = {
    sealer: createSealer(config.SECRETS_KEY),
    fetchSource: openSourceFetch(config),
    readSchedule: createScheduleReader(),
    checkUrl: (url) => void checkUrl(url, { allow: config.FETCH_ALLOW }),
  }
  const search = openConfiguredSearchIndex({ SEARCH_URL: searchUrl, DATA_DIR: folder })
  const app = await buildApp({
    ...stack,
    metrics: { ...metrics, ...createHttpMetrics(metrics.registry) },
    auth,
    rateLimit,
    held,
    wrongKeysPerMinute,
    sites,
    trustProxy,
    ...importing,
    sendWebhook,
    fetchSource: openSourceFetch(config),
    readSchedule: createScheduleReader(),
    search,
    build: { commit: '0123abc', built_at: null },
    signsWebhooks: config.WEBHOOK_SECRET.length > 0,
    cacheMaxAgeMs: 86_400_000,
    uploadMaxBytes,
    dashboardFolder: dashboardFolder ?? (await smallDashboard(join(folder, 'dashboard'))),
    logger: log,
  })
  return {
    app,
    dataDir: folder,
    stack,
    sendWebhook,
    importing,
    search,
    close: async () => {
      await app.close()
      await search?.close()
      await stack.close()
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What a build gives, in small: the tests of the API do not build the page. */
async function smallDashboard(folder: string): Promise<string> {
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'assets/index-0a1b2c3d.js'), 'document.title += "!"\n')
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><title>Page</title><script type="module" src="./assets/index-0a1b2c3d.js"></script>\n',
  )
  return folder
}

export const session = (change: object = {}): Record<string, unknown> => ({
  event: 'Conf',
  session: 'Talk',
  url: 'https://talks.example.org/1',
  filename: 'talk.md',
  track: 'main',
  ...change,
})
