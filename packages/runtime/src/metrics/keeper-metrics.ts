import { Counter, Histogram, type Registry } from 'prom-client'
import { exchangeSeconds } from './buckets.ts'

/** What a keeper does again and again. */
export const keeperPasses = [
  'queue',
  'jobs',
  'batches',
  'webhooks',
  'refresh',
  'abandoned',
  'search',
  'sweep',
] as const
export type KeeperPass = (typeof keeperPasses)[number]

export interface KeeperMetrics {
  passed(pass: KeeperPass, seconds: number, isOk: boolean): void
}

export function createKeeperMetrics(registry: Registry): KeeperMetrics {
  const registers = [registry]
  const labelNames = ['pass'] as const
  const durations = new Histogram({
    name: 'async_events_keeper_pass_duration_seconds',
    help: 'Duration of passes of the keeper',
    labelNames,
    buckets: exchangeSeconds,
    registers,
  })
  const failures = new Counter({
    name: 'async_events_keeper_pass_failures_total',
    help: 'Passes of the keeper that ended with an error',
    labelNames,
    registers,
  })
  for (const pass of keeperPasses) {
    durations.zero({ pass })
    failures.inc({ pass }, 0)
  }
  return {
    passed(pass, seconds, isOk) {
      durations.observe({ pass }, seconds)
      if (!isOk) failures.inc({ pass })
    },
  }
}
