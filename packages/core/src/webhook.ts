import type { StoredWebhook } from './job.ts'

/** Events that a webhook may ask for. */
export const webhookEventTypes = [
  'job.completed',
  'job.failed',
  'job.cancelled',
  'batch.completed',
  'job.step',
] as const
export type WebhookEventType = (typeof webhookEventTypes)[number]

/** Whether an event of the log is one that this webhook is told of: the ends, unless it names what it wants. */
export function wantsEvent(webhook: Pick<StoredWebhook, 'events'>, type: string): type is WebhookEventType {
  const isKnown = (webhookEventTypes as readonly string[]).includes(type)
  return isKnown && (webhook.events === null ? type !== 'job.step' : webhook.events.includes(type))
}

/** Hop-by-hop (RFC 9110 section 7.6.1), and what says how our own body and its answer are written. */
const reservedHeaders: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'expect',
  'content-length',
  'content-type',
  'content-encoding',
  'accept-encoding',
])

/** Headers that a webhook may not set. */
export function isReservedHeader(name: string): boolean {
  const lower = name.toLowerCase()
  return reservedHeaders.has(lower) || lower.startsWith('webhook-')
}
