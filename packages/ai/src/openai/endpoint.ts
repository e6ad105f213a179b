import type { Trace } from '@async-events/core'

/** Connection to an OpenAI-compatible API. */
export interface Endpoint {
  /** Such as `https://api.openai.com/v1` or `http://localhost:11434/v1`. */
  baseUrl: string
  /** Sent as a bearer token; local servers need none. */
  apiKey?: string | undefined
  model: string
  /** Timeout of one request in milliseconds. */
  timeoutMs: number
  /** Of the job that asks. */
  trace?: Trace | null | undefined
}

/** A base URL without a path is a server; otherwise the path is the API root, as in OpenAI's clients. */
export function urlOf(baseUrl: string, path: 'chat/completions' | 'audio/transcriptions'): URL {
  const url = new URL(baseUrl)
  const root = url.pathname.replace(/\/+$/, '')
  url.pathname = `${root === '' ? '/v1' : root}/${path}`
  return url
}
