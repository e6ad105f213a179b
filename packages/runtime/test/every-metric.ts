import { type CensusFigures, queueNames, type SafeFetch } from '@async-events/core'
import {
  createChildMetrics,
  createHttpMetrics,
  createJobMetrics,
  createKeeperMetrics,
  createMetrics,
  createStepMetrics,
  createStoreMetrics,
  createWebhookMetrics,
  measuredFetch,
  watchCensus,
} from '../src/index.ts'

const ofQueues = <T>(value: T) =>
  Object.fromEntries(queueNames.map((queue) => [queue, value])) as Record<(typeof queueNames)[number], T>

export const someFigures: CensusFigures = {
  steps: ofQueues({ blocked: 5, ready: 4, delayed: 3, paused: 2, running: 1 }),
  oldest_ready_seconds: ofQueues(90.5),
  jobs: { pending: 7, processing: 2 },
  batches: { pending: 0, processing: 1 },
  deliveries: { due: 3, sending: 1, waiting: 8 },
  oldest_due_delivery_seconds: 12.5,
  due_jobs: 6,
  oldest_due_job_seconds: 4.5,
  outbox_entries: 11,
}

/** All that any process measures, in one registry. */
export function everyMetric(take: () => Promise<CensusFigures> = async () => someFigures) {
  const metrics = createMetrics('test')
  const { registry } = metrics
  const stores = createStoreMetrics(registry)
  stores.watch(async () => ({ mongodb: { ok: true }, redis: { ok: false }, artifacts: { ok: true } }))
  watchCensus(registry, { take, messages: async () => ({ video: 3 }) })
  let ask: SafeFetch = () => Promise.reject(new Error('nothing is fetched here'))
  const measured = measuredFetch(registry, (request) => ask(request))
  return {
    ...metrics,
    stores,
    steps: createStepMetrics(registry, {
      queue: 'audio',
      slots: 2,
      running: () => 1,
      processors: ['audio'],
    }),
    http: createHttpMetrics(registry),
    jobs: createJobMetrics(registry),
    webhooks: createWebhookMetrics(registry),
    keeper: createKeeperMetrics(registry),
    children: createChildMetrics(registry, () => [
      { program: 'ffmpeg', bytes: 1000 },
      { program: 'ffmpeg', bytes: 500 },
    ]),
    fetchOf: (fetch: SafeFetch) => {
      ask = fetch
      return measured
    },
  }
}
