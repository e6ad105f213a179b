import { once } from 'node:events'
import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { AppError } from '@async-events/core'
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

/** Of one answer. Over the bytes Node's parser refuses it; over the other two it is refused here. */
export const headerLimits = { bytes: 32 * 1024, fields: 500, informational: 20 } as const

/** One GET or POST on its own connection, without redirects, decompression, retries or caching. */
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
    maxHeaderSize: headerLimits.bytes,
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
  let informational = 0
  stream.on('request', (sent: ClientRequest) => {
    // Without a limit none are dropped in silence: whoever reads a header must have seen all of them.
    sent.maxHeadersCount = 0
    sent.on('information', () => {
      informational += 1
      if (informational > headerLimits.informational)
        sent.destroy(new AppError('bad_response', 'The source sends endless interim responses'))
    })
    sent.on('upgrade', (_response, upgraded: Socket) => {
      upgraded.destroy()
      stream.destroy(new AppError('bad_response', 'The source switched protocols'))
    })
  })
  // After `destroy` got may still report that the exchange was cut; nobody is left to hear it.
  stream.on('error', () => {})
  try {
    const [response] = (await once(stream, 'response', { signal })) as [Response]
    if (response.rawHeaders.length / 2 > headerLimits.fields)
      throw new AppError('bad_response', 'The source answered with too many headers')
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
