import { isReservedHeader, readWebhookSecret } from '@async-events/core'
import { z } from 'zod'
import * as examples from './examples.ts'
import { webhookEventType, webhookPayload } from './states.ts'

const maxHeaders = 20
const webhookHeaders = z
  .record(
    z.string().regex(/^[A-Za-z0-9-]{1,100}$/),
    z
      .string()
      .max(1000)
      .regex(/^[\x20-\x7e]*$/),
  )
  .superRefine((headers, ctx) => {
    const names = Object.keys(headers)
    if (names.length > maxHeaders)
      ctx.addIssue({ code: 'custom', message: `must be ${maxHeaders} headers at most` })
    for (const [index, name] of names.entries()) {
      const isTwice = names.slice(0, index).some((other) => other.toLowerCase() === name.toLowerCase())
      if (isTwice || isReservedHeader(name)) {
        const message = isTwice ? 'is there twice' : 'is not yours to set'
        ctx.addIssue({ code: 'custom', path: [name], message, params: { code: 'header_not_allowed' } })
      }
    }
  })
  .meta({ maxProperties: maxHeaders })
  .describe('Extra headers; hop-by-hop, Host, Content-*, Accept-Encoding, Expect and webhook-* are rejected.')

const fields = {
  url: z.string().min(1).max(2048).meta({ format: 'uri' }),
  headers: webhookHeaders,
  include_markdown: z.boolean(),
  include_metadata: z.boolean(),
  events: z.array(webhookEventType).max(20),
  payload: webhookPayload,
  secret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, 'must be whsec_ and the base64 of 24 to 64 bytes')
    .refine(
      (secret) => readWebhookSecret(secret) !== null,
      'must be whsec_ and the base64 of 24 to 64 bytes',
    ),
}

export const webhook = z
  .strictObject({
    url: fields.url,
    headers: fields.headers.optional(),
    include_markdown: fields.include_markdown.optional().describe('Default true.'),
    include_metadata: fields.include_metadata.optional().describe('Default true.'),
    events: fields.events
      .optional()
      .describe('Default: all but `job.step`, which is sent once per settled step.'),
    payload: fields.payload.optional(),
    secret: fields.secret
      .optional()
      .describe('Signing secret; default: `WEBHOOK_SECRET` of the service, if set.'),
  })
  .meta({
    id: 'Webhook',
    description: 'Receiver of events of a job or batch.',
    examples: [examples.webhook],
  })

export const webhookChange = z
  .strictObject({
    url: fields.url.nullish().describe('null: the webhook is removed; then nothing else may stand here.'),
    headers: fields.headers
      .nullish()
      .describe('All of them; null: none. They are dropped with a `url` of another origin, unless stated.'),
    include_markdown: fields.include_markdown.nullish(),
    include_metadata: fields.include_metadata.nullish(),
    events: fields.events.nullish(),
    payload: fields.payload.nullish(),
    secret: fields.secret.nullish().describe('null: `WEBHOOK_SECRET` of the service, if set.'),
  })
  .meta({
    id: 'WebhookChange',
    description: 'Omitted fields stay unchanged; null is the default.',
    examples: [{ url: 'https://example.org/hooks/new' }, { secret: null, payload: 'thin' }, { url: null }],
  })

export const storedWebhook = z
  .object({
    url: z.string().describe('without its query, stored as secret'),
    include_markdown: z.boolean(),
    include_metadata: z.boolean(),
    events: z.array(z.string()).nullable(),
    payload: webhookPayload,
    signed: z.boolean().describe('by its own secret, else by `WEBHOOK_SECRET` of the service'),
  })
  .meta({ id: 'StoredWebhook', description: 'A webhook without its secret and headers.' })
