import { z } from 'zod'
import * as examples from './examples.ts'
import { instant, pathId } from './fields.ts'
import { paging } from './query.ts'
import { deliveryState, webhookEventType } from './states.ts'

const deliveryError = z
  .object({ code: z.string(), message: z.string() })
  .meta({ id: 'DeliveryError', description: 'Why an attempt failed.' })

const attemptShape = {
  at: instant,
  status: z.int().nullable().describe('HTTP status; null without a response'),
  duration_ms: z.int(),
  answer: z.string().nullable().describe('its first 500 characters'),
  error: deliveryError.nullable().describe('null when delivered'),
  signed: z.boolean(),
}
const deliveryAttempt = z
  .object(attemptShape)
  .meta({ id: 'DeliveryAttempt', description: 'One delivery attempt.' })

export const delivery = z
  .object({
    delivery_id: z.string().describe('`webhook-id` of every attempt'),
    job_id: z.string().nullable(),
    batch_id: z.string().nullable(),
    type: webhookEventType,
    run: z.int().nullable(),
    seq: z.int().describe('number of the event within its job; of a batch how often it has ended'),
    timestamp: instant.describe('time of event'),
    state: deliveryState,
    attempts: z.int().describe('since creation or replay'),
    next_at: instant.nullable().describe('next attempt; null when ended'),
    created_at: instant,
    ended_at: instant.nullable(),
    log: z.array(deliveryAttempt).describe('last 20 attempts, oldest first'),
  })
  .meta({
    id: 'Delivery',
    description: 'An event sent to a webhook.',
    examples: [examples.delivery],
  })

export const deliveryList = z
  .object({
    status: z.literal('success'),
    deliveries: z.array(delivery),
    next_cursor: z.string().nullable(),
  })
  .meta({
    id: 'DeliveryList',
    examples: [{ status: 'success', deliveries: [examples.delivery], next_cursor: null }],
  })

export const deliveryReplayed = z
  .object({ status: z.literal('success'), delivery, message: z.string() })
  .meta({
    id: 'DeliveryReplayed',
    examples: [
      { status: 'success', delivery: examples.waitingDelivery, message: 'The webhook is sent again.' },
    ],
  })

export const deliveriesReplayed = z
  .object({
    status: z.literal('success'),
    replayed: z.int().describe('deliveries that are sent again'),
    more: z.boolean().describe('there may be further failed ones: the same request again takes them'),
    message: z.string(),
  })
  .meta({
    id: 'DeliveriesReplayed',
    examples: [{ status: 'success', replayed: 3, more: false, message: '3 webhooks are sent again.' }],
  })

export const webhookTested = z
  .object({
    status: z.literal('success').describe('the test ran; `delivered` is its result'),
    delivered: z.boolean(),
    webhook_id: z.string(),
    result: deliveryAttempt,
    message: z.string(),
  })
  .meta({ id: 'WebhookTested', examples: [examples.webhookTested] })

export const deliveryQuery = z.strictObject({ ...paging, state: deliveryState.optional() })
export const deliveryId = z.object({ delivery_id: pathId })

export type DeliveryView = z.output<typeof delivery>
export type AttemptView = z.output<typeof deliveryAttempt>
