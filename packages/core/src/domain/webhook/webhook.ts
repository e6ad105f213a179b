import type { StoredWebhook } from '../job/job.ts'
import { hopHeaders } from './hop-headers.ts'

/** Events a webhook can select. */
export const webhookEventTypes = [
  'job.completed',
  'job.failed',
  'job.cancelled',
  'batch.completed',
  'job.step',
] as const
export type WebhookEventType = (typeof webhookEventTypes)[number]

/** Whether this webhook is called for an event: by default for terminal ones only. */
export function wantsEvent(webhook: Pick<StoredWebhook, 'events'>, type: string): type is WebhookEventType {
  const isKnown = (webhookEventTypes as readonly string[]).includes(type)
  return isKnown && (webhook.events === null ? type !== 'job.step' : webhook.events.includes(type))
}

/** Those of the connection, and what says how our own body and its answer are written. */
const reservedHeaders: ReadonlySet<string> = new Set([
  ...hopHeaders,
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

/** What is shown of a webhook's address, and its query, which is kept like a secret: receivers put keys there. */
export function splitWebhookUrl(text: string): { url: string; query: string } {
  const [whole = ''] = text.split('#', 1)
  const at = whole.indexOf('?')
  return at < 0 ? { url: whole, query: '' } : { url: whole.slice(0, at), query: whole.slice(at) }
}
