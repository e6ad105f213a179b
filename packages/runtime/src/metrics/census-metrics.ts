import { type CensusFigures, openDeliveryStates, queueNames, stepPlaces } from '@async-events/core'
import { Gauge, type Registry } from 'prom-client'

const unfinished = ['pending', 'processing'] as const

/** How long figures are used for further scrapes. */
const freshMs = 5_000

export interface CensusSources {
  take(): Promise<CensusFigures>
  /** Messages that wait in Redis, by queue. */
  messages(): Promise<Record<string, number>>
}

/**
 * The state of the database, read at a scrape. Every keeper shows all of it: with several of them it is the same figure
 * several times, so queries take `max by (…)`, never `sum`. Without an answer there is no value, which is better than a wrong one.
 */
export function watchCensus(registry: Registry, { take, messages }: CensusSources): void {
  const figures = shared(take)
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    show: (
      figures: CensusFigures,
      set: (labels: Partial<Record<Label, string>>, value: number) => void,
    ) => void,
  ): void => {
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        const found = await figures()
        this.reset()
        // A gauge without labels would be 0.
        if (found === null && labelNames.length === 0) this.remove()
        if (found !== null) show(found, (labels, value) => this.set(labels as Record<Label, string>, value))
      },
    })
  }

  gauge(
    'async_events_steps',
    'Steps of unfinished jobs, by queue and state: blocked, ready, delayed, paused, running',
    ['queue', 'state'],
    ({ steps }, set) => {
      for (const queue of queueNames)
        for (const state of stepPlaces) set({ queue, state }, steps[queue][state])
    },
  )
  gauge(
    'async_events_oldest_ready_step_age_seconds',
    'How long the longest waiting step of a queue has been ready; 0 when none is',
    ['queue'],
    ({ oldest_ready_seconds: ages }, set) => {
      for (const queue of queueNames) set({ queue }, ages[queue])
    },
  )
  gauge('async_events_jobs', 'Unfinished jobs, by status', ['status'], ({ jobs }, set) => {
    for (const status of unfinished) set({ status }, jobs[status])
  })
  gauge('async_events_batches', 'Unfinished batches, by status', ['status'], ({ batches }, set) => {
    for (const status of unfinished) set({ status }, batches[status])
  })
  gauge(
    'async_events_webhook_deliveries',
    'Unfinished webhook deliveries: due, being sent, waiting for their next attempt',
    ['state'],
    ({ deliveries }, set) => {
      for (const state of openDeliveryStates) set({ state }, deliveries[state])
    },
  )
  gauge(
    'async_events_oldest_due_webhook_age_seconds',
    'For how long the oldest due webhook delivery has been due; 0 when none is',
    [],
    ({ oldest_due_delivery_seconds: age }, set) => set({}, age),
  )
  gauge('async_events_keeper_due_jobs', 'Jobs that a keeper is to look at now', [], ({ due_jobs }, set) =>
    set({}, due_jobs),
  )
  gauge(
    'async_events_keeper_lag_seconds',
    'For how long the oldest due job has waited for a keeper',
    [],
    ({ oldest_due_job_seconds: age }, set) => set({}, age),
  )
  gauge(
    'async_events_outbox_entries',
    'Events of jobs that have not been relayed to the event log and the webhooks',
    [],
    ({ outbox_entries: entries }, set) => set({}, entries),
  )
  new Gauge({
    name: 'async_events_queue_messages',
    help: 'Messages that wait in Redis, by queue; fewer than ready steps for long: messages were lost',
    labelNames: ['queue'],
    registers: [registry],
    async collect() {
      const counts = await messages().catch(() => null)
      this.reset()
      for (const queue of counts === null ? [] : queueNames) this.set({ queue }, counts?.[queue] ?? 0)
    },
  })
}

/** One query for all gauges of a scrape. Null when it fails. */
function shared(take: () => Promise<CensusFigures>): () => Promise<CensusFigures | null> {
  let last: { until: number; figures: Promise<CensusFigures | null> } | null = null
  return () => {
    if (last === null || last.until < performance.now())
      last = { until: performance.now() + freshMs, figures: take().catch(() => null) }
    return last.figures
  }
}
