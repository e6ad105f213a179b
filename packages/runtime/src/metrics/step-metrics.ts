import type { ErrorCode, QueueName } from '@async-events/core'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { stepSeconds } from './buckets.ts'
import { knownCode } from './known-code.ts'

/**
 * How an attempt of a step ended. `given_back` without an error of its own: a shutdown, a busy host, another step that makes the same ·
 * `cancelled` its job was · `lost` its lease was, so that another worker does it again.
 */
export const stepOutcomes = [
  'completed',
  'cached',
  'skipped',
  'failed',
  'given_back',
  'cancelled',
  'lost',
] as const
export type StepOutcomeName = (typeof stepOutcomes)[number]

/** What comes after a failed attempt: another one, the same one after a wait that costs none, or the end of the step. */
export const afterFailures = ['retry', 'wait', 'end'] as const
export type AfterFailure = (typeof afterFailures)[number]

export interface StepMetrics {
  ended(processor: string, outcome: StepOutcomeName, seconds: number): void
  failed(processor: string, code: ErrorCode, next: AfterFailure): void
}

/**
 * Codes that alerts ask for: counted from 0 from the start, as an increase is not seen of a series that begins with 1. What comes
 * next is told of each.
 */
const alarming: readonly ErrorCode[] = ['unexpected', 'result_invalid', 'resource_limit', 'storage_full']

/** Of a worker. `running` is read at each scrape. */
export function createStepMetrics(
  registry: Registry,
  {
    queue,
    slots,
    running,
    processors,
  }: { queue: QueueName; slots: number; running(): number; processors: readonly string[] },
): StepMetrics {
  const registers = [registry]
  const durations = new Histogram({
    name: 'async_events_step_duration_seconds',
    help: 'Duration of attempts of steps, by processor and how they ended',
    labelNames: ['processor', 'outcome'],
    buckets: stepSeconds,
    registers,
  })
  const failures = new Counter({
    name: 'async_events_step_failures_total',
    help: 'Failed attempts of steps, by processor, error code and what comes next',
    labelNames: ['processor', 'code', 'next'],
    registers,
  })
  for (const processor of processors)
    for (const code of alarming) for (const next of afterFailures) failures.inc({ processor, code, next }, 0)
  new Gauge({
    name: 'async_events_worker_slots',
    help: 'Steps that this worker runs at a time at most',
    labelNames: ['queue'],
    registers,
  }).set({ queue }, slots)
  new Gauge({
    name: 'async_events_worker_running_steps',
    help: 'Steps that this worker runs now',
    labelNames: ['queue'],
    registers,
    collect() {
      this.set({ queue }, running())
    },
  })
  return {
    ended: (processor, outcome, seconds) => durations.observe({ processor, outcome }, seconds),
    failed: (processor, code, next) => failures.inc({ processor, code: knownCode(code), next }),
  }
}
