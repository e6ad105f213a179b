import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { answerSeconds } from './buckets.ts'

export const storeNames = ['mongodb', 'redis', 'artifacts'] as const
export type StoreName = (typeof storeNames)[number]

/** What is asked of each store; anything else is `other`. */
export const storeOperations: Readonly<Record<StoreName, readonly string[]>> = {
  mongodb: [
    ...['find', 'insert', 'update', 'delete', 'findAndModify', 'aggregate', 'distinct', 'getMore'],
    ...['createIndexes', 'hello'],
  ],
  redis: ['publish', 'announceStop', 'wasLost', 'markKept', 'waiting', 'check'],
  artifacts: ['put', 'open', 'materialize', 'stat', 'delete', 'check'],
}

export interface StoreMetrics {
  called(store: StoreName, operation: string, seconds: number, isOk: boolean): void
}

/** Longest time that a scrape waits for the stores: one that does not answer is down. */
const checkMs = 3_000

/**
 * @param check asks each store at a scrape; the newest answer counts for `freshMs`
 */
export function createStoreMetrics(registry: Registry): StoreMetrics & {
  watch(check: () => Promise<Record<string, { ok: boolean }>>, freshMs?: number): void
} {
  const registers = [registry]
  const labelNames = ['store', 'operation'] as const
  const durations = new Histogram({
    name: 'async_events_store_operation_duration_seconds',
    help: 'Duration of operations of MongoDB, Redis and the artifact store as this process sees it',
    labelNames,
    buckets: answerSeconds,
    registers,
  })
  const errors = new Counter({
    name: 'async_events_store_errors_total',
    help: 'Operations that the store failed or did not answer',
    labelNames,
    registers,
  })
  return {
    called(store, operation, seconds, isOk) {
      const labels = { store, operation: storeOperations[store].includes(operation) ? operation : 'other' }
      durations.observe(labels, seconds)
      if (!isOk) errors.inc(labels)
    },
    watch(check, freshMs = 5_000) {
      let last: { until: number; found: Promise<Record<string, { ok: boolean }>> } | null = null
      const inTime = async (): Promise<Record<string, { ok: boolean }>> => {
        const late = Promise.withResolvers<Record<string, { ok: boolean }>>()
        const timer = setTimeout(() => late.resolve({}), checkMs)
        try {
          return await Promise.race([check(), late.promise])
        } finally {
          clearTimeout(timer)
        }
      }
      new Gauge({
        name: 'async_events_store_up',
        help: 'Whether this process reaches the store: 1 or 0',
        labelNames: ['store'],
        registers,
        async collect() {
          if (last === null || last.until < performance.now())
            last = { until: performance.now() + freshMs, found: inTime().catch(() => ({})) }
          const found = await last.found
          for (const store of storeNames) this.set({ store }, found[store]?.ok ? 1 : 0)
        },
      })
    },
  }
}
