import {
  createCourier,
  createSealer,
  createSearchFeed,
  keepBatches,
  keepJobs,
  type Pass,
  passSize,
  refreshBatches,
  removeAbandoned,
  restoreQueue,
  type SearchIndex,
  sweepArtifacts,
  sweepResults,
  watchOutages,
} from '@async-events/core'
import {
  createKeeperMetrics,
  createLogger,
  createWebhookMetrics,
  type KeeperPass,
  readConfigOrExit,
  runUntilSignal,
  shareMetrics,
  startHealthServer,
  watchCensus,
  watchEventLoop,
  watchSearchIndex,
} from '@async-events/runtime'
import { openConfiguredSearchIndex } from '@async-events/search'
import { readTalk } from '@async-events/search/read-talk'
import {
  createScheduleReader,
  openMeasuredStack,
  openSourceFetch,
  openWebhookSender,
} from '@async-events/stack'
import { checkUrl } from '@async-events/web/check-url'
import { keeperConfig } from './config.ts'
import { every } from './every.ts'
import { queuesPage } from './queues-page.ts'

const config = readConfigOrExit(keeperConfig, process.env)
const log = createLogger({ name: 'keeper', level: config.LOG_LEVEL })
const { stack, metrics } = await openMeasuredStack(config, { appName: 'keeper', log })
const { registry } = metrics
watchCensus(registry, {
  take: () => stack.census.take(stack.clock.now()),
  messages: () => stack.queue.waiting(),
})

const courier = createCourier({
  ...stack,
  send: openWebhookSender(config, stack),
  publicUrl: config.API_PUBLIC_URL,
  onAttempt: createWebhookMetrics(registry).attempted,
})
const importing = {
  ...stack,
  sealer: createSealer(config.SECRETS_KEY),
  fetchSource: openSourceFetch(config, log),
  readSchedule: createScheduleReader({ atOnce: 1 }),
  checkUrl: (url: string) => void checkUrl(url, { allow: config.FETCH_ALLOW }),
}
/** Milliseconds after which a webhook is on its way at the latest; one look at an index that is mostly empty. */
const deliverIntervalMs = 500

/** How long the answer to a request with an Idempotency-Key is kept. */
const idempotencyMs = 24 * 3_600_000

/** A hanging database connection is noticed after half a minute; no pass takes longer than this. */
const passLimitMs = 5 * 60_000
const passesMeasured = createKeeperMetrics(registry)
const keep = (name: KeeperPass, intervalMs: number, act: (pass: Required<Pass>) => Promise<unknown>) =>
  every(
    {
      intervalMs,
      limitMs: passLimitMs,
      log,
      onStuck: () => running.end('a pass does not end', 1),
      onEnd: (seconds, isOk) => passesMeasured.passed(name, seconds, isOk),
    },
    act,
  )

const search = openConfiguredSearchIndex(config)
if (search !== null) watchSearchIndex(registry, { state: () => search.state(), now: stack.clock.now })
/** What was finished is found after so long; one look at an index that is mostly empty. */
const searchIntervalMs = 1_000
const searchPass = (index: SearchIndex) => {
  const feed = createSearchFeed({
    ...stack,
    search: index,
    readTalk: (job) => readTalk(stack, job),
    keptMs: config.RETENTION_EVENTS,
  })
  return keep('search', searchIntervalMs, (pass) => feed.pass(pass))
}

// A margin, so that what changed while a pass ran is seen by the next one.
let seenUntil = new Date(0)
const outages = watchOutages(stack.clock)
const passes = [
  keep('queue', config.KEEPER_INTERVAL, (pass) => restoreQueue(stack, pass)),
  // Apart from the one before, which ends at once while Redis is away.
  keep('jobs', config.KEEPER_INTERVAL, async (pass) => {
    while ((await keepJobs(stack, outages, pass)) >= passSize && !pass.signal.aborted) pass.progress()
  }),
  keep('batches', config.KEEPER_INTERVAL, async (pass) => {
    const now = stack.clock.now()
    if (await keepBatches(stack, seenUntil, pass)) seenUntil = new Date(now.getTime() - 60_000)
  }),
  keep('webhooks', deliverIntervalMs, () => courier.pass()),
  keep('refresh', config.KEEPER_INTERVAL, (pass) => refreshBatches(importing, pass)),
  ...(search === null ? [] : [searchPass(search)]),
  keep('abandoned', 60_000, (pass) => removeAbandoned(stack, pass)),
  keep('sweep', config.KEEPER_SWEEP_INTERVAL, async (pass) => {
    const now = stack.clock.now()
    const before = (ms: number): Date => new Date(now.getTime() - ms)
    await stack.cache.removeUnused(before(config.RETENTION_CACHE))
    // No attempt of a step lasts that long.
    await stack.claims.removeOld(before(24 * 3_600_000))
    await stack.idempotency.removeOlder(before(idempotencyMs))
    await stack.deliveries.removeBefore(before(config.RETENTION_DELIVERIES))
    await stack.events.removeBefore(before(config.RETENTION_EVENTS))
    // A job that was being made when its upload expired has been stored by then.
    await stack.uploads.removeExpired(before(3_600_000))
    const expiredBefore = config.RETENTION_RESULTS === undefined ? null : before(config.RETENTION_RESULTS)
    await sweepResults(stack, now, expiredBefore, pass)
    await sweepArtifacts(stack, new Date(), pass)
  }),
]
const health = await startHealthServer({
  host: config.HEALTH_HOST,
  port: config.HEALTH_PORT,
  isReady: stack.isReady,
  pages: { '/queues': queuesPage(stack) },
  metrics,
  log,
})
const shared = await shareMetrics(config.METRICS_FOLDER, 'keeper', metrics, log)
watchEventLoop({ log })
log.info('keeper started')

const running = runUntilSignal({
  log,
  graceMs: config.SHUTDOWN_GRACE,
  stop: async () => {
    await Promise.all([courier.stop(config.SHUTDOWN_GRACE * 0.6), ...passes.map((pass) => pass.stop())])
    await health.close()
    await shared.close()
    await search?.close()
    await stack.close()
  },
})
