import {
  createCourier,
  keepBatches,
  keepJobs,
  passSize,
  removeAbandoned,
  restoreQueue,
  sweepArtifacts,
} from '@async-events/core'
import {
  createLogger,
  createMetrics,
  readConfigOrExit,
  runUntilSignal,
  startHealthServer,
} from '@async-events/runtime'
import { openStack, openWebhookSender } from '@async-events/stack'
import { keeperConfig } from './config.ts'
import { every } from './every.ts'

const config = readConfigOrExit(keeperConfig, process.env)
const log = createLogger({ name: 'keeper', level: config.LOG_LEVEL })
const stack = await openStack(config, { appName: 'keeper', log })

const courier = createCourier({
  ...stack,
  send: openWebhookSender(config, stack),
  publicUrl: config.PUBLIC_URL,
})
/** Milliseconds after which a webhook is on its way at the latest; one look at an index that is mostly empty. */
const deliverIntervalMs = 500

/** How long the answer to a request with an Idempotency-Key is kept. */
const idempotencyMs = 24 * 3_600_000

// A margin, so that what changed while a pass ran is seen by the next one.
let seenUntil = new Date(0)
const passes = [
  every(config.KEEP_INTERVAL_MS, log, async (signal) => {
    await restoreQueue(stack)
    while ((await keepJobs(stack)) >= passSize && !signal.aborted);
  }),
  every(config.KEEP_INTERVAL_MS, log, async () => {
    const now = stack.clock.now()
    await keepBatches(stack, seenUntil)
    seenUntil = new Date(now.getTime() - 60_000)
  }),
  every(deliverIntervalMs, log, () => courier.pass()),
  every(60_000, log, () => removeAbandoned(stack)),
  every(config.SWEEP_INTERVAL_MS, log, async () => {
    const before = (ms: number): Date => new Date(stack.clock.now().getTime() - ms)
    await stack.cache.removeUnused(before(config.RETENTION_CACHE))
    await stack.idempotency.removeOlder(before(idempotencyMs))
    await stack.deliveries.removeBefore(before(config.RETENTION_DELIVERIES))
    await stack.events.removeBefore(before(config.RETENTION_EVENTS))
    // A job that was being made when its upload expired has been stored by then.
    await stack.uploads.removeExpired(before(3_600_000))
    await sweepArtifacts(stack, new Date())
  }),
]
const metrics = createMetrics('keeper')
metrics.watchQueues(() => stack.queue.waiting())
const health = await startHealthServer({
  host: config.HEALTH_HOST,
  port: config.HEALTH_PORT,
  isReady: stack.isReady,
  metrics,
  log,
})
log.info('keeper started')

runUntilSignal({
  log,
  graceMs: config.SHUTDOWN_GRACE_MS,
  stop: async () => {
    await Promise.all([courier.stop(config.SHUTDOWN_GRACE_MS * 0.6), ...passes.map((pass) => pass.stop())])
    await health.close()
    await stack.close()
  },
})
