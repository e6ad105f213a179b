import type { Delivery, DeliveryAttempt } from '@async-events/core'
import { Counter, Histogram, type Registry } from 'prom-client'
import { deliverySeconds, exchangeSeconds } from './buckets.ts'
import { knownCode } from './known-code.ts'

export interface WebhookMetrics {
  /** A delivery as it is after an attempt; null: it was stopped without one. */
  attempted(delivery: Pick<Delivery, 'at' | 'state' | 'ended_at'>, attempt: DeliveryAttempt | null): void
}

export function createWebhookMetrics(registry: Registry): WebhookMetrics {
  const registers = [registry]
  const attempts = new Histogram({
    name: 'async_events_webhook_attempt_duration_seconds',
    help: 'Duration of attempts to deliver a webhook, by outcome: delivered, or the error code',
    labelNames: ['outcome'],
    buckets: exchangeSeconds,
    registers,
  })
  const ended = new Counter({
    name: 'async_events_webhook_deliveries_ended_total',
    help: 'Deliveries that ended: delivered, failed after the last attempt, or stopped',
    labelNames: ['state'],
    registers,
  })
  const delays = new Histogram({
    name: 'async_events_webhook_delay_seconds',
    help: 'Time from an event until its receiver took it',
    buckets: deliverySeconds,
    registers,
  })
  for (const outcome of ['delivered', 'secret_unreadable']) attempts.zero({ outcome })
  for (const state of ['delivered', 'failed', 'stopped']) ended.inc({ state }, 0)
  return {
    attempted({ at, state, ended_at }, attempt) {
      if (attempt !== null) {
        const outcome = attempt.error === null ? 'delivered' : knownCode(attempt.error.code)
        attempts.observe({ outcome }, attempt.duration_ms / 1000)
      }
      if (state === 'pending') return
      ended.inc({ state })
      if (state === 'delivered' && ended_at !== null)
        delays.observe(Math.max(0, ended_at.getTime() - at.getTime()) / 1000)
    },
  }
}
