import { baseOf } from './address.ts'
import type { ClientOptions } from './client-options.ts'

/** The options of a client, checked, with what is missing filled in. */
export interface Connection {
  base: string
  headers: Readonly<Record<string, string>>
  timeoutMs: number
  maxRetries: number
  onRetry: ClientOptions['onRetry']
  fetch: typeof globalThis.fetch
}

export function connect(options: ClientOptions): Connection {
  const { baseUrl, apiKey, userId, headers = {}, timeoutMs = 60_000, maxRetries = 4, onRetry } = options
  const { fetch = globalThis.fetch } = options
  return {
    base: baseOf(baseUrl),
    headers: {
      ...headers,
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      ...(userId !== undefined && { 'x-user-id': userId }),
    },
    timeoutMs,
    maxRetries,
    onRetry,
    // Browsers insist on the receiver.
    fetch: (input, init) => fetch(input, init),
  }
}
