import { fillRoute } from './address.ts'
import type { CallOptions } from './client-options.ts'
import type { Connection } from './connection.ts'
import { ApiError } from './errors/api-error.ts'
import { ConnectionError, TimeoutError, UnexpectedAnswerError } from './errors/connection-error.ts'
import { readApiError } from './errors/read-api-error.ts'
import { newKey } from './new-key.ts'
import { withRetries } from './retries.ts'

export interface Parts extends CallOptions {
  path?: Record<string, string | number>
  query?: Record<string, Value | Value[]>
  header?: Record<string, string | number | boolean | undefined>
  body?: unknown
  /** A body that is no JSON. */
  text?: { type: string; content: string }
  /** Parts of a form, by name; a `File` brings its file name along. */
  form?: Record<string, Blob>
  /** A body that can be sent once. */
  stream?: { type: string; content: ReadableStream<Uint8Array> }
}
type Value = string | number | boolean | null | undefined

/** What the document says about an operation, next to its method and path. */
export interface Traits {
  /** It takes an `Idempotency-Key`: each call has one, the same for all its attempts, so that it may be repeated. */
  takesKey?: true
  /** An answer such as 503 is what the caller wants to know. */
  once?: true
}

/** The JSON of a 2xx answer. */
export function send<T>(
  connection: Connection,
  method: string,
  path: string,
  given: Parts,
  traits?: Traits,
): Promise<T> {
  return exchange(connection, method, path, given, traits, readJson<T>)
}

/** A 2xx answer whose body the caller reads: a file or a stream. */
export function sendForResponse(
  connection: Connection,
  method: string,
  path: string,
  given: Parts,
  traits?: Traits,
): Promise<Response> {
  return exchange(connection, method, path, given, traits, async (response) => response)
}

async function exchange<T>(
  connection: Connection,
  method: string,
  path: string,
  given: Parts,
  traits: Traits = {},
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const { signal = new AbortController().signal } = given
  const url = addressOf(connection, path, given)
  const headers = headersOf(connection, given)
  if (traits.takesKey && !headers.has('idempotency-key')) headers.set('idempotency-key', newKey())
  const isRepeatable = ['GET', 'HEAD', 'DELETE'].includes(method) || traits.takesKey === true
  const policy = {
    maxRetries: traits.once || given.stream ? 0 : (given.maxRetries ?? connection.maxRetries),
    isRepeatable,
    signal,
    onRetry: connection.onRetry,
  }
  const init = { method, headers, ...bodyOf(given), redirect: isRead(method) ? 'follow' : 'manual' } as const
  const isUpload = given.form !== undefined || given.stream !== undefined
  const waitMs = Number(given.query?.wait ?? 0) * 1000
  const limitMs = given.timeoutMs ?? (isUpload ? Number.POSITIVE_INFINITY : connection.timeoutMs)
  return withRetries(policy, () => attempt(connection, url, init, signal, limitMs + waitMs, read))
}

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD'

async function attempt<T>(
  { fetch }: Connection,
  url: URL,
  init: RequestInit,
  signal: AbortSignal,
  limitMs: number,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const late = new AbortController()
  const timer = Number.isFinite(limitMs) ? setTimeout(() => late.abort(), limitMs) : undefined
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.any([signal, late.signal]) })
    if (!response.ok) throw await readApiError(response)
    return await read(response)
  } catch (cause) {
    signal.throwIfAborted()
    const place = `${init.method} ${url.origin}${url.pathname}`
    if (late.signal.aborted) throw new TimeoutError(`${place}: no answer within ${limitMs} ms`, { cause })
    if (cause instanceof ApiError || cause instanceof UnexpectedAnswerError) throw cause
    throw new ConnectionError(`${place}: ${reasonOf(cause)}`, { cause })
  } finally {
    clearTimeout(timer)
  }
}

/** `fetch` says no more than that it failed; what it was is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (!(cause instanceof Error)) return error.message
  return cause.message || ('code' in cause ? String(cause.code) : error.message)
}

async function readJson<T>(response: Response): Promise<T> {
  const text = await response.text()
  try {
    // What the document says of the answer; a newer service may say more.
    return JSON.parse(text)
  } catch (cause) {
    throw new UnexpectedAnswerError(
      `The answer of ${response.url} is no JSON: is baseUrl the address of the service?`,
      { cause },
    )
  }
}

function addressOf({ base }: Connection, path: string, { path: names = {}, query = {} }: Parts): URL {
  const url = new URL(/^https?:/.test(path) ? path : base + fillRoute(path, names))
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null) url.searchParams.append(name, String(one))
  return url
}

function headersOf(connection: Connection, { header = {}, body, text, stream }: Parts): Headers {
  const headers = new Headers(connection.headers)
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (text !== undefined) headers.set('content-type', text.type)
  if (stream !== undefined) headers.set('content-type', stream.type)
  for (const [name, value] of Object.entries(header))
    if (value !== undefined) headers.set(name, String(value))
  return headers
}

/** `duplex` is not among the types of browsers, which need it for a stream like Node. */
function bodyOf({ body, text, form, stream }: Parts): RequestInit & { duplex?: 'half' } {
  if (body !== undefined) return { body: JSON.stringify(body) }
  if (text !== undefined) return { body: text.content }
  if (form !== undefined) return { body: formOf(form) }
  if (stream !== undefined) return { body: stream.content, duplex: 'half' }
  return {}
}

function formOf(parts: Record<string, Blob>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(parts)) form.set(name, value)
  return form
}
