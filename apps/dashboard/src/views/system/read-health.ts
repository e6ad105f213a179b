import { ApiError, type Client, type Health } from '@async-events/client'

/** The readiness of the service, which a service that is not ready tells with its 503. */
export async function readHealth(client: Client, signal: AbortSignal): Promise<Health> {
  try {
    return await client.readyz({ signal })
  } catch (error) {
    if (error instanceof ApiError && isHealth(error.body)) return error.body
    throw error
  }
}

const isHealth = (body: unknown): body is Health =>
  typeof body === 'object' && body !== null && 'status' in body && body.status === 'unavailable'
