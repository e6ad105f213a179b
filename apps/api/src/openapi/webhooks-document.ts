import {
  batchWebhookBody,
  jobWebhookBody,
  testWebhookBody,
  thinBatchWebhookBody,
  thinJobWebhookBody,
} from '@async-events/core'
import { z } from 'zod'
import { refOf } from '../schemas/fields.ts'
import { info, openApiVersion } from './info.ts'
import { tidyOpenApi } from './tidy-openapi.ts'

/**
 * What the service sends, as an OpenAPI document of its own: generators of clients leave `webhooks` out or stop at
 * them, and who receives them needs nothing else.
 */
export function webhooksDocument() {
  const { schemas } = z.toJSONSchema(z.globalRegistry, {
    uri: (id) => `#/components/schemas/${id}`,
    // Of schemas that are not part of this document.
    unrepresentable: 'any',
  })
  return tidyOpenApi({
    openapi: openApiVersion,
    info: { ...info, title: `${info.title}: webhooks` },
    // Of the receiver: its address is the webhook's URL, and it knows the service by the signature.
    servers: [{ url: '/' }],
    security: [],
    tags: [{ name: 'webhooks', description: 'Requests that the service makes.' }],
    webhooks: {
      job: described(
        'jobWebhook',
        'A job has ended, or (if subscribed to) one of its steps has settled',
        jobWebhookBody,
      ),
      batch: described('batchWebhook', 'All jobs of a batch have ended', batchWebhookBody),
      jobThin: described(
        'thinJobWebhook',
        'The same for a webhook that wants the payload `thin`',
        thinJobWebhookBody,
      ),
      batchThin: described(
        'thinBatchWebhook',
        'The same for a webhook that wants the payload `thin`',
        thinBatchWebhookBody,
      ),
      test: described('testWebhookEvent', 'Sent by `testWebhook`', testWebhookBody),
    },
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]),
      ),
    },
  })
}

function described(operationId: string, summary: string, body: z.ZodType) {
  const header = (name: string, description: string, required = true) => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' as const },
  })
  return {
    post: {
      operationId,
      summary,
      tags: ['webhooks'],
      parameters: [
        header('webhook-id', 'The same for every attempt and replay: use it to deduplicate.'),
        header('webhook-timestamp', 'Unix time of sending, in seconds.'),
        header(
          'webhook-signature',
          'Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`, two space-separated during secret rotation. Absent without secret.',
          false,
        ),
      ],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: refOf(body) } } },
      },
      responses: {
        '2XX': { description: 'Delivered.' },
        '410': { description: 'The delivery stops; no more retries.' },
        '429': { description: 'Retried after `Retry-After` at the earliest; 503 likewise.' },
        default: { description: 'Retried for about three days. Redirects are not followed.' },
      },
    },
  }
}
