import { inSpan, type SendWebhook, type Tracing } from '@async-events/core'

/** A span for each try, which the receiver sees as the parent of its own. Addresses often carry secrets: only the host is told. */
export function tracedSender(send: SendWebhook, tracing: Tracing): SendWebhook {
  if (!tracing.isOn) return send
  return (webhook, message, signal) => {
    const { event, job_id, batch_id, run } = message.about ?? { event: 'test' }
    const url = URL.parse(webhook.url)
    const attributes = {
      'http.request.method': 'POST',
      'server.address': url?.hostname,
      'async_events.webhook_id': message.id,
      'async_events.job_id': job_id,
      'async_events.batch_id': batch_id,
      'async_events.run': run,
    }
    const options = { kind: 'client' as const, parent: message.trace ?? tracing.active(), attributes }
    return inSpan(tracing, `webhook ${event}`, options, async (span) => {
      const sent = await send(webhook, { ...message, trace: span.trace }, signal)
      const { status, error } = sent.attempt
      span.set({ 'http.response.status_code': status ?? undefined })
      if (error) span.fail(error.code, error.message)
      return sent
    })
  }
}
