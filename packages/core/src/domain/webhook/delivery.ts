import { createHash } from 'node:crypto'
import type { Batch } from '../job/batch.ts'
import type { NewEvent } from '../job/events.ts'
import { isSettled, type Job, type OutboxEntry, type StepStatus, type StoredWebhook } from '../job/job.ts'
import { type WebhookEventType, wantsEvent } from './webhook.ts'

/** `pending`: due or retried · `stopped`: the receiver answered 410, or the job is gone. */
export const deliveryStates = ['pending', 'delivered', 'failed', 'stopped'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** One try to reach a receiver. */
export interface DeliveryAttempt {
  at: Date
  /** Of the receiver's answer; null when there was none. */
  status: number | null
  duration_ms: number
  /** What it answered, cut. */
  answer: string | null
  /** Null when it was delivered. */
  error: { code: string; message: string } | null
  signed: boolean
}

/** An event on its way to one receiver. */
export interface Delivery {
  /** Sent as `webhook-id`, the same on every try and replay: see `webhookIdOf`. */
  id: string
  endpoint: 'job' | 'batch'
  job_id: string | null
  batch_id: string | null
  type: WebhookEventType
  run: number | null
  /** Number of the event within its job; of a batch how often it has ended. */
  seq: number
  /** Of the event. */
  at: Date
  data: Record<string, unknown>
  /** `host:port` of the receiver: how much goes to one at a time is bounded. */
  host: string
  state: DeliveryState
  /** Tries since it was made or replayed. */
  attempts: number
  /** Time of the next attempt, or end of the current lease; null when it has ended. */
  next_at: Date | null
  /** Of the current lease holder. */
  token: string | null
  /** The latest ones; see `deliveryLimits.log`. */
  log: DeliveryAttempt[]
  created_at: Date
  ended_at: Date | null
}

const minute = 60_000
const hour = 60 * minute

export const deliveryLimits = {
  log: 20,
  /** Characters of an answer that are kept. */
  answer: 500,
  /** Longest accepted `Retry-After`, in milliseconds. */
  retryAfterMs: 24 * hour,
  timeoutMs: 15_000,
} as const

/** Waits between the tries, in milliseconds, before they are spread; after the last try the delivery has failed. */
export const retryWaitsMs: readonly number[] = [
  5_000,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
]

/**
 * The id of what an event tells one receiver. Made from the event alone, so that a repeated relay finds what is there
 * already. Opaque, as Standard Webhooks asks: no full stop, which divides what is signed, and nothing that a client chose.
 * Deliveries made before have ids such as `<job>.<seq>.job`, and keep them.
 */
export const webhookIdOf = (...event: (string | number)[]): string =>
  `msg_${createHash('sha256').update(JSON.stringify(event)).digest('hex').slice(0, 32)}`

/** Webhook deliveries for a job's outbox. A deleted job has none. */
export function deliveriesOf(job: Job, now: Date): Delivery[] {
  const { webhook } = job
  if (!webhook || job.deleted_at) return []
  return job.outbox.flatMap((entry) =>
    isTold(webhook, entry)
      ? [
          newDelivery(
            webhookIdOf('job', job.id, entry.seq),
            { job_id: job.id, batch_id: job.batch_id, ...entry },
            entry.type,
            'job',
            webhook,
            now,
          ),
        ]
      : [],
  )
}

/** The same for the end of a batch and the batch's own webhook. */
export function deliveriesOfBatch(batch: Batch, event: NewEvent, now: Date): Delivery[] {
  if (!batch.webhook || !wantsEvent(batch.webhook, event.type)) return []
  // A batch that takes the id of a deleted one is another.
  const id = webhookIdOf('batch', batch.id, batch.creation, event.seq)
  return [{ ...newDelivery(id, event, event.type, 'batch', batch.webhook, now), job_id: null }]
}

type Told = OutboxEntry & { type: WebhookEventType }

function isTold(webhook: StoredWebhook, entry: OutboxEntry): entry is Told {
  if (!wantsEvent(webhook, entry.type)) return false
  // Claims and retries are steps that go on.
  return entry.type !== 'job.step' || isSettled({ status: entry.data.status as StepStatus })
}

function newDelivery(
  id: string,
  event: NewEvent,
  type: WebhookEventType,
  endpoint: Delivery['endpoint'],
  webhook: StoredWebhook,
  now: Date,
): Delivery {
  return {
    id,
    endpoint,
    job_id: event.job_id,
    batch_id: event.batch_id,
    type,
    run: typeof event.data.run === 'number' ? event.data.run : null,
    seq: event.seq,
    at: event.at,
    data: event.data,
    host: hostOf(webhook),
    state: 'pending',
    attempts: 0,
    next_at: now,
    token: null,
    log: [],
    created_at: now,
    ended_at: null,
  }
}

/** Never throws: a URL that cannot be read fails when it is sent to, and holds up no relay. */
export const hostOf = ({ url }: Pick<StoredWebhook, 'url'>): string =>
  URL.canParse(url) ? new URL(url).host : ''

/** Where nothing may be sent today, nothing may be sent tomorrow. */
const finalCodes: ReadonlySet<string> = new Set(['destination_not_allowed', 'url_not_allowed'])

/**
 * State of a delivery after an attempt.
 * @param attempts including this one
 * @param retryAfterMs from the receiver
 * @param random in [0, 1): jitter of a tenth either way for deliveries that failed together
 */
export function afterAttempt(
  attempts: number,
  attempt: Pick<DeliveryAttempt, 'status' | 'error'>,
  retryAfterMs: number | null,
  now: Date,
  random: number,
): Pick<Delivery, 'state' | 'next_at'> {
  if (!attempt.error) return { state: 'delivered', next_at: null }
  if (attempt.status === 410) return { state: 'stopped', next_at: null }
  const wait = retryWaitsMs[attempts - 1]
  if (wait === undefined || finalCodes.has(attempt.error.code)) return { state: 'failed', next_at: null }
  const spread = Math.round(wait * (0.9 + 0.2 * random))
  const asked = Math.min(retryAfterMs ?? 0, deliveryLimits.retryAfterMs)
  return { state: 'pending', next_at: new Date(now.getTime() + Math.max(spread, asked)) }
}
