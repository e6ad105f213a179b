/** Connection to an OpenAI-compatible API. */
export interface Endpoint {
  /** Such as `https://api.openai.com/v1` or `http://localhost:11434/v1`. */
  baseUrl: string
  /** Sent as a bearer token; local servers need none. */
  apiKey?: string | undefined
  model: string
  /** Of one request with its answer, in milliseconds. */
  timeoutMs: number
}

/** A base without a path is a bare server; otherwise the path is the API's root, as OpenAI's own clients take it. */
export function urlOf(baseUrl: string, path: 'chat/completions' | 'audio/transcriptions'): URL {
  const url = new URL(baseUrl)
  const root = url.pathname.replace(/\/+$/, '')
  url.pathname = `${root === '' ? '/v1' : root}/${path}`
  return url
}
