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
  /** The body as sent, still encoded. */
  body: Readable
  destroy(): void
}

export interface ExchangeRequest {
  target: UrlTarget
  addresses: readonly string[]
  headers: Record<string, string>
  /** GET by default. */
  method?: 'POST'
  body?: string
  signal: AbortSignal
  onConnect: () => void
}

/** Limits of one response. Node's parser enforces the bytes; the other two are checked here. */
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
    // With our own connection Node uses no agent, so no pool and no proxy from the environment.
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
    // Without this limit Node drops headers in silence; readers need all of them.
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
  // After `destroy` got may still report an aborted exchange; it is ignored.
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
