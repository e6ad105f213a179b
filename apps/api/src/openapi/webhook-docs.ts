/** What the service sends, for the `webhooks` of the OpenAPI document; the bodies are core's (`webhook-body.ts`). */
export const webhookDocs = {
  job: described(
    'jobWebhook',
    'A job has ended, or, where it was asked for, one of its steps has settled',
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
        header('webhook-id', 'The same on every try and replay: whoever has seen it has been told.'),
        header('webhook-timestamp', 'When it was sent, in seconds since 1970.'),
        header(
          'webhook-signature',
          'Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`, two by a space while a secret is exchanged. Absent without a secret.',
          false,
        ),
      ],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${body}` } } },
      },
      responses: {
        '2XX': { description: 'Delivered.' },
        '410': { description: 'Never again: it is not tried any more.' },
        '429': { description: 'Tried again, after `Retry-After` at the earliest; 503 likewise.' },
        default: { description: 'Tried again, for about three days. Redirects are not followed.' },
      },
    },
  }
}
