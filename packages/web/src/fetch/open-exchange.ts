import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import got, { type Response } from 'got'
import type { UrlTarget } from '../url/inspect-url.ts'
import { connectPinned } from './connect-pinned.ts'

export interface Exchange {
  status: number
  /** Lower-case names; repeated headers are joined with `, `. */
  headers: Record<string, string>
  /** The body as it comes over the wire. */
  body: Readable
  destroy(): void
}

export interface ExchangeRequest {
  target: UrlTarget
  addresses: readonly string[]
  headers: Record<string, string>
  /** GET without it. */
  method?: 'POST'
  body?: string
  signal: AbortSignal
  onConnect: () => void
}

/** One GET or POST over one connection of its own. Nothing is followed, decompressed, retried or cached here. */
export async function openExchange(request: ExchangeRequest): Promise<Exchange> {
  const { target, addresses, signal } = request
  let socket: Socket | undefined
  const stream = got.stream(target.url, {
    headers: request.headers,
    ...(request.method === undefined ? {} : { method: request.method, body: request.body ?? '' }),
    followRedirect: false,
    throwHttpErrors: false,
    decompress: false,
    retry: { limit: 0 },
    maxHeaderSize: 32 * 1024,
    // With a connection of our own Node takes no agent, so neither a pool nor a proxy from the environment is used.
    createConnection: (_options, callback) => {
      connectPinned(target, addresses, signal).then(
        (connected) => {
          socket = connected
          request.onConnect()
          callback?.(null, connected)
        },
        (thrown: Error) => callback?.(thrown, undefined as unknown as Socket),
      )
      return undefined
    },
  })
  const destroy = (): void => {
    stream.destroy()
    socket?.destroy()
  }
  // After `destroy` got may still report that the exchange was cut; nobody is left to hear it.
  stream.on('error', () => {})
  try {
    const [response] = (await once(stream, 'response', { signal })) as [Response]
    return {
      status: response.statusCode,
      headers: plainHeaders(response.headers),
      body: stream,
      destroy,
    }
  } catch (thrown) {
    destroy()
    throw thrown
  }
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return plain
}
