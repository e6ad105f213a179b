import type { Client } from '@async-events/client'
import { session } from './session.ts'

/**
 * Whether the browser itself may ask for files of the service: from the same origin, and without a header that says who
 * asks. Else they are fetched through the client, and shown as `blob:`.
 */
export function asksAlone(): boolean {
  const { base, apiKey, userId } = session.peek()
  return apiKey === null && userId === null && new URL(base).origin === location.origin
}

/** An address of a file of the results that an element of the page can show; `release` it when it is shown no more. */
export async function openFile(
  client: Client,
  url: string,
  signal: AbortSignal,
): Promise<{ src: string; release: () => void }> {
  if (asksAlone()) return { src: client.urlOf(url), release: () => {} }
  const response = await client.fetchFile(url, { signal })
  const src = URL.createObjectURL(await response.blob())
  return { src, release: () => URL.revokeObjectURL(src) }
}
