/** What the service sends, for the `webhooks` of the OpenAPI document; the bodies are core's (`webhook-body.ts`). */
export const webhookDocs = {
  job: described(
    'jobWebhook',
    'A job has ended, or (if subscribed to) one of its steps has settled',
    'JobWebhookBody',
  ),
  batch: described('batchWebhook', 'All jobs of a batch have ended', 'BatchWebhookBody'),
  test: described('testWebhookEvent', 'Sent by `testWebhook`', 'TestWebhookBody'),
}

function described(operationId: string, summary: string, body: string) {
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
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${body}` } } },
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
