import { validateHeaderName, validateHeaderValue } from 'node:http'
import type { Readable } from 'node:stream'
import {
  AppError,
  GrowingBuffer,
  hopHeaders,
  type Logger,
  type Posted,
  type PostRequest,
  type SafePost,
} from '@async-events/core'
import { allowNothing, type FetchAllow } from '../url/fetch-allow.ts'
import { checkedAddresses, targetOf } from './checked-addresses.ts'
import { type Deadline, withDeadline } from './deadline.ts'
import { readRetryAfter } from './fetch-errors.ts'
import { createHostResolver, type HostResolverOptions, type Resolve } from './host-resolver.ts'
import { type Exchange, openExchange } from './open-exchange.ts'

export interface SafePostOptions {
  allow?: FetchAllow
  userAgent: string
  /** Resolves a name; the system's resolver by default. */
  resolve?: Resolve
  dns?: Omit<HostResolverOptions, 'resolve'>
  log?: Pick<Logger, 'info' | 'warn'>
  /** Timeout for the start of the body once the status is known, in milliseconds. */
  answerMs?: number
}

/** Bytes of a response body that are read; the connection is then closed. */
const maxAnswerBytes = 8 * 1024
const maxRetryAfterMs = 24 * 3_600_000

/** The only way to send data out: the checks of `createSafeFetch`, no redirects or retries, little of the answer. */
export function createSafePost(options: SafePostOptions): SafePost {
  const { allow = allowNothing, userAgent, log, answerMs = 3_000 } = options
  const resolve = createHostResolver({ ...options.dns, resolve: options.resolve })

  async function post(request: PostRequest, deadline: Deadline): Promise<Posted> {
    const { signal } = deadline
    checkHeaders(request.headers)
    const target = targetOf(request.url, allow)
    const addresses = await checkedAddresses(target, signal, { allow, resolve, log })
    const exchange = await openExchange({
      target,
      addresses,
      signal,
      method: 'POST',
      body: request.body,
      headers: { 'user-agent': userAgent, accept: '*/*', ...request.headers, 'accept-encoding': 'identity' },
      onConnect: () => {},
    })
    try {
      const { status, headers } = exchange
      return {
        status,
        location: headers.location ?? null,
        retryAfterMs: readRetryAfter(headers['retry-after'], Date.now(), maxRetryAfterMs),
        answer: await readBeginning(exchange, AbortSignal.any([signal, AbortSignal.timeout(answerMs)])),
      }
    } finally {
      exchange.destroy()
    }
  }

  return async (request) => {
    request.signal?.throwIfAborted()
    return await withDeadline(request.timeoutMs, request.signal, (deadline) => post(request, deadline))
  }
}

const notOurs: ReadonlySet<string> = new Set([...hopHeaders, 'host', 'content-length', 'expect'])

/** Repeats the API's check: no header may inject another one, or set the message's target or framing. */
function checkHeaders(headers: PostRequest['headers']): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name)
      validateHeaderValue(name, value)
    } catch (cause) {
      throw new AppError('validation_error', 'A header has an invalid value', { cause })
    }
    if (notOurs.has(name.toLowerCase()))
      throw new AppError('validation_error', `The header ${name} may not be set`)
  }
}

/** The status decides: a body that never ends or breaks off is as good as a whole one. */
async function readBeginning({ body, headers }: Exchange, signal: AbortSignal): Promise<string> {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? ''
  if (coding !== '' && coding !== 'identity') return ''
  const kept = new GrowingBuffer(maxAnswerBytes)
  try {
    for await (const chunk of abortableStream(body, signal)) {
      kept.add(chunk)
      if (kept.taken().length >= maxAnswerBytes) break
    }
  } catch {
    // as far as it came
  }
  return kept.taken().toString('utf8')
}

async function* abortableStream(body: Readable, signal: AbortSignal): AsyncGenerator<Buffer> {
  const end = (): void => void body.destroy(new Error('The response timed out'))
  if (signal.aborted) return
  signal.addEventListener('abort', end)
  try {
    yield* body as AsyncIterable<Buffer>
  } finally {
    signal.removeEventListener('abort', end)
  }
}
