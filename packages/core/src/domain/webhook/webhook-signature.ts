import { createHmac } from 'node:crypto'

const prefix = 'whsec_'

/** The key of a secret: `whsec_` and the base64 of 24 to 64 bytes. Null for anything else. */
export function readWebhookSecret(secret: string): Buffer | null {
  if (!secret.startsWith(prefix)) return null
  const text = secret.slice(prefix.length)
  const key = Buffer.from(text, 'base64')
  // Decoders differ in what they forgive; with the one exact form every receiver has the same key.
  return key.length >= 24 && key.length <= 64 && key.toString('base64') === text ? key : null
}

/**
 * Signatures of Standard Webhooks, one for each key: `v1,<base64> v1,<base64>`. HMAC-SHA256 over `id.timestamp.body`.
 * @param timestamp seconds since 1970, of this attempt
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signWebhook(keys: readonly Buffer[], id: string, timestamp: number, body: string): string {
  return keys
    .map((key) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`)
    .join(' ')
}
