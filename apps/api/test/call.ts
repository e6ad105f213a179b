import type { App } from '../src/routes/route-deps.ts'

export const prefix = '/api/event-job'

export interface Answer {
  status: number
  headers: Record<string, unknown>
  /** The JSON body, or null when there is none. */
  body: Body
  raw: Buffer
}
/** Answers are read as they come; each test states what it expects of them. */
// biome-ignore lint/suspicious/noExplicitAny: an answer of the wire has no type until a test has looked at it
export type Body = any

export interface CallOptions {
  user?: string
  headers?: Record<string, string | string[]>
  body?: unknown
  /** Sent as it is, with the content type of JSON unless another is given. */
  raw?: string | Buffer
}
export type Call = (method: string, path: string, options?: CallOptions) => Promise<Answer>

/** Requests to an app without a socket. */
export function callOf(app: App): Call {
  return async (method, path, { user, headers = {}, body, raw } = {}) => {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const answer = await app.inject({
      method: method as 'GET',
      url: path.startsWith('/') && !path.startsWith('//') ? path : `${prefix}/${path}`,
      headers: {
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...(user === undefined ? {} : { 'x-user-id': user }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    })
    const isJson = String(answer.headers['content-type'] ?? '').startsWith('application/json')
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: isJson && answer.body !== '' ? JSON.parse(answer.body) : null,
      raw: answer.rawPayload,
    }
  }
}
