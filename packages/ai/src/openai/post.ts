import { once } from 'node:events'
import {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http'
import { request as requestHttps } from 'node:https'
import { Readable } from 'node:stream'
import { AppError, collectBytes, traceHeaders } from '@async-events/core'
import type { Endpoint } from './endpoint.ts'
import type { Engine } from './engine.ts'

export interface PostBody {
  contentType: string
  bytes: number
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

/** Limits the memory for an endless answer. */
const maxAnswerBytes = 4 * 1024 * 1024

/**
 * One POST to an endpoint, without redirects. Node's own `fetch` fails after five minutes without headers, too early
 * for a model on a small machine; here only `timeoutMs` counts. Throws the signal's reason, `timeout`, and the
 * engine's `unavailable` and `invalid` (an answer that breaks off, or has no end).
 */
export async function post(
  engine: Engine,
  url: URL,
  { apiKey, timeoutMs, trace }: Pick<Endpoint, 'apiKey' | 'timeoutMs' | 'trace'>,
  body: PostBody,
  signal: AbortSignal,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const ended = AbortSignal.any([signal, timeout])
  try {
    ended.throwIfAborted()
    const response = await send(url, { ...traceHeaders(trace), ...headersOf(apiKey, body) }, body, ended)
    const text = await readBounded(engine, response)
    return { status: response.statusCode ?? 0, headers: response.headers, text }
  } catch (cause) {
    signal.throwIfAborted()
    if (timeout.aborted) throw new AppError('timeout', `The ${engine.what} did not answer in time`, { cause })
    if (cause instanceof AppError) throw cause
    throw unreachable(engine, cause)
  }
}

/** Of system calls and name look-ups: there is no such server now. A connection is reset by a server that is killed. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection broke off',
  ECONNABORTED: 'the connection broke off',
  EPIPE: 'the connection broke off',
  ETIMEDOUT: 'the server does not answer',
  EHOSTUNREACH: 'there is no way to the server',
  EHOSTDOWN: 'there is no way to the server',
  ENETUNREACH: 'there is no way to the server',
  ENETDOWN: 'there is no way to the server',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be looked up',
}

function unreachable(engine: Engine, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = reasons[code]
  return new AppError(engine.unavailable, reason && `The ${engine.what} cannot be reached: ${reason}`, {
    cause,
    outage: reason !== undefined,
  })
}

/** A server that does not even accept connections is away, and no reason to wait as long as for an answer. */
const connectMs = 30_000

function limitConnecting(request: ClientRequest): void {
  request.once('socket', (socket) => {
    if (!socket.connecting) return
    const timer = setTimeout(() => {
      request.destroy(Object.assign(new Error('no connection'), { code: 'ETIMEDOUT' }))
    }, connectMs)
    for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(timer))
  })
}

const headersOf = (apiKey: string | undefined, body: PostBody): Record<string, string> => ({
  'content-type': body.contentType,
  // Some servers reject chunked bodies.
  'content-length': String(body.bytes),
  accept: 'application/json',
  ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
})

async function send(
  url: URL,
  headers: Record<string, string>,
  body: PostBody,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const open = url.protocol === 'https:' ? requestHttps : requestHttp
  // No connection is kept: one that the server closes meanwhile would fail the next request.
  const request = open(url, { method: 'POST', headers, signal, agent: false })
  // A server may answer before it has read everything, and close: later errors are ignored.
  request.on('error', () => {})
  limitConnecting(request)
  const content = Readable.from(body.chunks)
  content.on('error', (error) => request.destroy(error))
  request.once('close', () => content.destroy())
  content.pipe(request)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return response
}

async function readBounded(engine: Engine, response: IncomingMessage): Promise<string> {
  try {
    const bytes = await collectBytes(response, {
      maxBytes: maxAnswerBytes,
      tooLarge: () => new AppError(engine.invalid, `The ${engine.what} sent too much data`),
    })
    return bytes.toString('utf8')
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError(engine.invalid, `The answer of the ${engine.what} broke off`, { cause })
  }
}
