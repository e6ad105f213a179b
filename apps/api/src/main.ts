import { createSealer } from '@async-events/core'
import {
  createHttpMetrics,
  createLogger,
  readConfigOrExit,
  runUntilSignal,
  sharedPage,
  watchEventLoop,
} from '@async-events/runtime'
import { openConfiguredSearchIndex } from '@async-events/search'
import {
  createScheduleReader,
  openMeasuredStack,
  openSourceFetch,
  openWebhookSender,
} from '@async-events/stack'
import { checkUrl } from '@async-events/web/check-url'
import { buildApp } from './build-app.ts'
import { apiConfig } from './config.ts'
import { openCounters } from './http/open-counters.ts'
import { heldLimits } from './plugins/held-requests.ts'

const config = readConfigOrExit(apiConfig, process.env)
const log = createLogger({ name: 'api', level: config.LOG_LEVEL })
const { stack, metrics } = await openMeasuredStack(config, { appName: 'api', log, hasCallers: true })
const auth = config.API_AUTH ?? 'open'
const perMinute = config.API_RATE_LIMIT ?? (auth === 'open' ? 0 : 1200)
const perAddress = config.API_RATE_LIMIT_ADDRESS ?? (auth === 'api-key' ? 6000 : 0)
const search = openConfiguredSearchIndex(config)
const counters = perMinute + perAddress > 0 ? openCounters(config.REDIS_URL) : null
const app = await buildApp({
  ...stack,
  metrics: {
    ...createHttpMetrics(metrics.registry),
    contentType: metrics.contentType,
    text: async () =>
      config.METRICS_FOLDER ? sharedPage(config.METRICS_FOLDER, 'api', metrics) : metrics.text(),
  },
  auth,
  rateLimit: counters && { perMinute, perAddress, redis: counters, prefix: config.QUEUE_PREFIX },
  held: { ...heldLimits, perCaller: config.API_HELD_REQUESTS },
  sites: {
    corsOrigins: config.API_CORS_ORIGINS,
    // An address that the API listens on may be a name.
    allowedHosts: config.API_ALLOWED_HOSTS,
    publicUrl: config.API_PUBLIC_URL,
  },
  trustProxy: config.API_TRUST_PROXY.length > 0 ? config.API_TRUST_PROXY : null,
  samplesUrl: config.API_SAMPLES || null,
  sealer: createSealer(config.SECRETS_KEY),
  sendWebhook: openWebhookSender(config, stack),
  fetchSource: openSourceFetch(config, log),
  readSchedule: createScheduleReader(),
  search,
  build: { commit: config.API_BUILD_COMMIT || null, built_at: config.API_BUILD_TIME || null },
  signsWebhooks: config.WEBHOOK_SECRET.length > 0,
  cacheMaxAgeMs: config.WORKER_CACHE_MAX_AGE,
  uploadMaxBytes: config.API_UPLOAD_MAX_BYTES,
  checkUrl: (url) => void checkUrl(url, { allow: config.FETCH_ALLOW }),
  logger: log,
})

const address = await app.listen({ host: config.API_HOST, port: config.API_PORT })
log.info({ address }, 'API listens')
watchEventLoop({ log })

runUntilSignal({
  log,
  graceMs: config.API_DRAIN + config.SHUTDOWN_GRACE,
  stop: async (at) => {
    at('balancers to see that it stops')
    await app.drain(config.API_DRAIN)
    at('requests in progress')
    await app.close()
    counters?.disconnect()
    at('servers')
    await search?.close()
    await stack.close()
  },
})
