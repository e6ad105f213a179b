import { Client, type Retry, UnauthorizedError } from '@async-events/client'
import { computed, signal } from '@preact/signals'
import { session } from './session.ts'

/**
 * How the service answers: `open` as it should; `away` not at all, and it is asked again at `nextAt` (milliseconds of the
 * clock); `busy` it asked to wait; `refused` it wants a valid API key.
 */
export type ConnectionState =
  | { state: 'open' | 'refused' }
  | { state: 'away' | 'busy'; error: Retry['error']; nextAt: number }

export const connection = signal<ConnectionState>({ state: 'open' })

/** The one client of the page, made anew when the session changes. */
export const client = computed(() => {
  const { base, apiKey, userId } = session.value
  connection.value = { state: 'open' }
  return new Client({
    baseUrl: base,
    apiKey: apiKey ?? undefined,
    userId: userId ?? undefined,
    onRetry: noteRetry,
    fetch: observedFetch,
  })
})

function noteRetry({ error, delayMs }: Retry): void {
  const state = 'status' in error && error.status === 429 ? 'busy' : 'away'
  connection.value = { state, error, nextAt: Date.now() + delayMs }
}

/** Every answer tells whether the service is there, and whether it takes the key. */
async function observedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init)
  const { state } = connection.peek()
  if (response.status === 401) connection.value = { state: 'refused' }
  else if (response.status < 429 && state !== 'open' && state !== 'refused')
    connection.value = { state: 'open' }
  return response
}

/** Whether an error says that the key is missing, wrong or revoked; the page asks for one then. */
export const asksForKey = (error: unknown): boolean => error instanceof UnauthorizedError
