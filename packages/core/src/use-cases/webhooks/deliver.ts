import { randomUUID } from 'node:crypto'
import type { Clock } from '../../domain/clock.ts'
import type { Job, StoredWebhook } from '../../domain/job/job.ts'
import { type Trace, tracedLine } from '../../domain/trace.ts'
import { afterAttempt, type Delivery, type DeliveryAttempt } from '../../domain/webhook/delivery.ts'
import { createLanes } from '../../domain/webhook/lanes.ts'
import { thinBatchBody, thinJobBody } from '../../domain/webhook/thin-webhook-body.ts'
import { wantsEvent } from '../../domain/webhook/webhook.ts'
import { batchBody, jobBody, resultFieldsOf } from '../../domain/webhook/webhook-body.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { DeliveryStore, DueDelivery } from '../../ports/delivery-store.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { Logger } from '../../ports/logger.ts'
import type { ResultStore } from '../../ports/result-store.ts'
import type { SendWebhook, WebhookMessage, WebhookSubject } from './webhook-sender.ts'

export interface CourierDeps {
  deliveries: DeliveryStore
  jobs: Pick<JobStore, 'get'>
  batches: Pick<BatchStore, 'get'>
  results: Pick<ResultStore, 'getParts'>
  events: Pick<EventLog, 'positions'>
  send: SendWebhook
  clock: Clock
  /** Prefix of API paths in bodies; empty for paths only. */
  publicUrl: string
  log: Pick<Logger, 'warn'>
  /** Told of each delivery as it is stored after an attempt, or after it was stopped without one. */
  onAttempt?(delivery: Pick<Delivery, 'at' | 'state' | 'ended_at'>, attempt: DeliveryAttempt | null): void
  /** In [0, 1). */
  random?: () => number
}

/** Delivers webhooks. Any number of couriers may work on the same deliveries. */
export interface Courier {
  /** Starts due deliveries. Resolves after the query, without waiting for receivers. */
  pass(): Promise<void>
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>
  /** Begins nothing more; what is being sent after `graceMs` is given back for another courier. */
  stop(graceMs: number): Promise<void>
}

export const courierLimits = { atOnce: 50, perHost: 4 } as const

/** Longer than any attempt with its reads and writes: only a dead or frozen process loses it. */
const leaseMs = 60_000
/** Deliveries seen by one look, and those that wait in memory at most. */
const pageSize = 200
const waitingAtMost = 5_000
/** After something here failed, not the receiver. */
const troubleMs = 30_000

export function createCourier(deps: CourierDeps): Courier {
  const { deliveries, clock, send, log, random = Math.random } = deps
  const ending = new AbortController()
  let stopped = false
  let looking: Promise<void> | null = null
  let lookAgain = false
  /** Those in the lanes: a look may come before their claim. */
  const known = new Set<string>()
  /** Hosts that a look passed by because enough was waiting for them: more may be due. */
  const skipped = new Set<string>()

  const lanes = createLanes<DueDelivery>({
    atOnce: courierLimits.atOnce,
    perLane: courierLimits.perHost,
    run: (due) => deliver(due).finally(() => known.delete(due.id)),
    onFree: (host) => {
      if (!skipped.delete(host)) return
      pass().catch((error: unknown) => log.warn({ err: error }, 'deliveries were not looked for'))
    },
  })

  /** One query at a time; concurrent calls share one more. */
  function pass(): Promise<void> {
    lookAgain = true
    looking ??= (async () => {
      try {
        while (lookAgain && !stopped) {
          lookAgain = false
          await look()
        }
      } finally {
        looking = null
      }
    })()
    return looking
  }

  /** Past the hosts that have enough waiting: however much is due to one of them, the others are found. */
  async function look(): Promise<void> {
    while (!stopped && lanes.size() < waitingAtMost) {
      const busy = lanes.waiting()
      for (const host of busy) skipped.add(host)
      const due = await deliveries.due(clock.now(), busy, pageSize)
      if (stopped) return
      for (const one of due) {
        if (known.has(one.id)) continue
        known.add(one.id)
        lanes.add(one.host, one)
      }
      if (due.length < pageSize) return
    }
  }

  async function deliver(due: DueDelivery): Promise<void> {
    const token = randomUUID()
    try {
      const delivery = await deliveries.claim(due, token, after(leaseMs))
      if (delivery) await attempt(delivery, token)
    } catch (error) {
      if (!ending.signal.aborted) log.warn({ err: error, delivery_id: due.id }, 'a delivery was put off')
      const again = ending.signal.aborted ? clock.now() : after(troubleMs)
      // What cannot be given back is taken up after its lease.
      await deliveries.release(due.id, token, again).catch(() => {})
    }
  }

  async function attempt(delivery: Delivery, token: string): Promise<void> {
    const { id } = delivery
    const message = await messageOf(deps, delivery)
    if (!message) {
      const ended = { attempts: delivery.attempts, next_at: null, ended_at: clock.now() }
      await finish(delivery, token, null, { state: 'stopped', ...ended })
      return
    }
    ending.signal.throwIfAborted()
    const sent = await send(message.webhook, { id, ...message }, ending.signal)
    const now = clock.now()
    const attempts = delivery.attempts + 1
    const next = afterAttempt(attempts, sent.attempt, sent.retryAfterMs, now, random())
    const ended_at = next.state === 'pending' ? null : now
    await finish(delivery, token, sent.attempt, { ...next, attempts, ended_at })
    if (next.state === 'failed')
      log.warn(
        {
          delivery_id: id,
          attempts,
          error: sent.attempt.error,
          ...message.about,
          ...tracedLine(message.trace),
        },
        'a webhook was not delivered',
      )
  }

  async function finish(
    { id, at }: Delivery,
    token: string,
    attempt: DeliveryAttempt | null,
    next: Pick<Delivery, 'state' | 'attempts' | 'next_at' | 'ended_at'>,
  ): Promise<void> {
    if (await deliveries.finish(id, token, attempt, next)) deps.onAttempt?.({ at, ...next }, attempt)
  }

  const after = (ms: number): Date => new Date(clock.now().getTime() + ms)

  return {
    pass,
    idle: () => lanes.idle(),
    async stop(graceMs) {
      stopped = true
      lanes.clear()
      known.clear()
      const grace = setTimeout(() => ending.abort(new Error('the courier ends')), graceMs)
      await lanes.idle()
      clearTimeout(grace)
      await looking?.catch(() => {})
    },
  }
}

/** Null without a receiver: a deleted job or batch has no webhook, and a changed one may want other events. */
async function messageOf(
  { jobs, batches, results, events, publicUrl }: CourierDeps,
  delivery: Delivery,
): Promise<(Omit<WebhookMessage, 'id'> & { webhook: StoredWebhook; trace: Trace | null }) | null> {
  if (delivery.endpoint === 'batch') {
    const batch = delivery.batch_id === null ? null : await batches.get(delivery.batch_id)
    if (!batch?.webhook || batch.deleted_at || !wantsEvent(batch.webhook, delivery.type)) return null
    const { id, webhook, trace } = batch
    const about = { event: delivery.type, batch_id: id }
    if (webhook.payload !== 'thin')
      return { webhook, trace, about, body: () => batchBody(delivery, batch, publicUrl) }
    const position = (await events.positions([id])).get(id) ?? 0
    return { webhook, trace, about, body: () => thinBatchBody(delivery, batch, position, publicUrl) }
  }
  const job = delivery.job_id === null ? null : await jobs.get(delivery.job_id)
  if (!job?.webhook || job.deleted_at || !wantsEvent(job.webhook, delivery.type)) return null
  const { webhook } = job
  const found =
    delivery.type === 'job.completed' && delivery.run !== null
      ? await results.getParts(job.id, delivery.run, resultFieldsOf(webhook))
      : null
  const isThin = webhook.payload === 'thin'
  return {
    webhook,
    trace: job.trace,
    about: aboutJob(job, delivery),
    body: () =>
      isThin
        ? thinJobBody(delivery, job, found, publicUrl)
        : jobBody(delivery, job, webhook, found, publicUrl),
  }
}

/** Of the run that the event is about, which may not be the job's last one. */
function aboutJob(job: Job, { type: event, run }: Delivery): WebhookSubject {
  const origin = run === job.run.number ? job.run.origin : undefined
  return {
    event,
    job_id: job.id,
    ...(job.batch_id === null ? {} : { batch_id: job.batch_id }),
    ...(run === null ? {} : { run }),
    ...(origin ? { request_id: origin.request_id } : {}),
  }
}
