import { ApiError } from './api-error.ts'

export interface ClientOptions {
  /** Where the API is, such as `http://127.0.0.1:5000`. */
  baseUrl: string
  /** With `API_AUTH=api-key`. */
  apiKey?: string
  /** `X-User-ID`, where a gateway or an open service takes it from the client. */
  userId?: string
  fetch?: typeof globalThis.fetch
}

/** Common options of every call. */
export interface Given {
  signal?: AbortSignal
}

interface Parts {
  path?: Record<string, string | number>
  query?: Record<string, string | number | boolean | null | undefined>
  header?: Record<string, string | number | boolean | undefined>
  body?: unknown
  /** A body that is no JSON. */
  text?: { type: string; content: string }
  /** Parts of a form, by name; a `File` brings its file name along. */
  form?: Record<string, Blob>
  signal?: AbortSignal
}

/** The JSON of a 2xx answer. */
export async function send<T>(
  options: ClientOptions,
  method: string,
  path: string,
  given: Parts,
): Promise<T> {
  const response = await sendForResponse(options, method, path, given)
  return (await response.json()) as T
}

/** A 2xx answer whose body the caller reads: a file or a stream. */
export async function sendForResponse(
  { baseUrl, apiKey, userId, fetch = globalThis.fetch }: ClientOptions,
  method: string,
  path: string,
  { path: names = {}, query = {}, header = {}, body, text, form, signal }: Parts,
): Promise<Response> {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(names[name] ?? '')
    // Only a file's path has parts.
    return (name === 'path' ? value.split('/') : [value]).map(segment).join('/')
  })
  const url = new URL(filled, baseUrl)
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null) url.searchParams.set(name, String(value))
  const headers = new Headers()
  if (apiKey !== undefined) headers.set('authorization', `Bearer ${apiKey}`)
  if (userId !== undefined) headers.set('x-user-id', userId)
  for (const [name, value] of Object.entries(header))
    if (value !== undefined) headers.set(name, String(value))
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (text !== undefined) headers.set('content-type', text.type)
  const response = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(text === undefined ? {} : { body: text.content }),
    ...(form === undefined ? {} : { body: formOf(form) }),
    ...(signal === undefined ? {} : { signal }),
  })
  if (!response.ok) throw await ApiError.from(response)
  return response
}

function formOf(parts: Record<string, Blob>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(parts)) form.set(name, value)
  return form
}

/** A dot segment would lead to another route, however it is written. */
function segment(text: string): string {
  if (/^\.\.?$/.test(text)) throw new TypeError(`"${text}" is no name`)
  return encodeURIComponent(text)
}
