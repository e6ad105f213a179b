import { copy } from '../parts/copy-button.tsx'
import { client } from './connection.ts'
import { curl } from './curl.ts'
import { session } from './session.ts'

/** Copies a request of this page as a command, such as `GET /api/event-job/batches/spring`. */
export function copyAsCurl(method: string, path: string, body?: unknown): Promise<void> {
  const { apiKey, userId } = session.value
  return copy(curl(method, client.value.urlOf(path), { hasKey: apiKey !== null, userId }, body))
}
