import { Client, type ClientOptions, type Retry } from '../src/index.ts'

export interface Asked {
  method: string
  url: string
  headers: Headers
  body: RequestInit['body']
}

export type Reply = Response | Error | ((asked: Asked, signal: AbortSignal) => Promise<Response>)

/** A client whose requests get these replies, one after the other; the last one again and again. */
export function scripted(replies: readonly Reply[], options: Partial<ClientOptions> = {}) {
  const asked: Asked[] = []
  const retries: Retry[] = []
  const client = new Client({
    baseUrl: 'http://api.example.org',
    onRetry: (retry) => retries.push(retry),
    fetch: async (input, init = {}) => {
      const { method = 'GET', headers, body = null } = init
      const one = { method, url: String(input), headers: new Headers(headers), body }
      asked.push(one)
      const reply = replies[Math.min(asked.length, replies.length) - 1]
      if (reply instanceof Error) throw reply
      if (typeof reply === 'function') return reply(one, init.signal ?? new AbortController().signal)
      if (!reply) throw new Error('no reply')
      return reply.clone()
    },
    ...options,
  })
  return { client, asked, retries }
}

/** As Node's `fetch` says that there is nobody. */
export const refused = (): Error =>
  new TypeError('fetch failed', {
    cause: Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }),
  })

export const failure = (status: number, error_type: string, headers: Record<string, string> = {}): Response =>
  Response.json(
    { status: 'error', message: 'No.', error_type, request_id: 'r-1' },
    { status, headers: { 'content-type': 'application/json', ...headers } },
  )
