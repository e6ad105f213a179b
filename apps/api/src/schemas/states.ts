import {
  deliveryStates,
  jobStatuses,
  queueNames,
  stepStatuses,
  visibilities,
  webhookEventTypes,
  webhookPayloads,
} from '@async-events/core'
import { z } from 'zod'

/** Closed lists that several objects use, each with one name in the OpenAPI document, so that clients have one type. */
export const jobState = z.enum(jobStatuses).meta({ id: 'JobState', description: 'Of a job or a batch.' })
export const stepState = z.enum(stepStatuses).meta({ id: 'StepState', description: 'Of a step of a job.' })
export const queueName = z
  .enum(queueNames)
  .meta({ id: 'QueueName', description: 'Whose workers run a step.' })
export const visibility = z
  .enum(visibilities)
  .meta({ id: 'Visibility', description: '`public`: everybody may read.' })
export const deliveryState = z.enum(deliveryStates).meta({
  id: 'DeliveryState',
  description: '`failed` after the last attempt, `stopped` after a 410 response.',
})
export const webhookEventType = z
  .enum(webhookEventTypes)
  .meta({ id: 'WebhookEventType', description: 'What a webhook can be told.' })
export const webhookPayload = z.enum(webhookPayloads).meta({
  id: 'WebhookPayload',
  description:
    '`full` (default), or `thin`: ids, status, revision, metadata and URLs only, for receivers that ask for the rest.',
})
