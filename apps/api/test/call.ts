import { expect } from 'vitest'
import type { App } from '../src/routes/route-deps.ts'
import { type Checker, checkerOf, type Document } from './conforms.ts'

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

let checker: Checker | null = null

/** All apps of a process have the same routes, so they share what was compiled for the first one. */
export function documentChecker(app: App): Checker {
  checker ??= checkerOf(app.swagger() as unknown as Document)
  return checker
}

/** Where the first problem is and what, where there are details; a sentence otherwise. */
function expectMessage({ status, message, details }: Body): void {
  if (status !== 'error') return // of a health check
  const [first] = details ?? []
  if (first) expect(message).toContain(`${first.path}: `)
  if (first) expect(message).toMatch(/[^.]$/)
  else expect(message).toMatch(/^[A-Z].*[.!?]$/s)
}

/** Requests to an app without a socket. Every answer must be one that its OpenAPI document describes. */
export function callOf(app: App): Call {
  return async (method, path, { user, headers = {}, body, raw } = {}) => {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const url = path.startsWith('/') && !path.startsWith('//') ? path : `${prefix}/${path}`
    const answer = await app.inject({
      method: method as 'GET',
      url,
      headers: {
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...(user === undefined ? {} : { 'x-user-id': user }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    })
    documentChecker(app).conforms(method, url, answer.statusCode, answer.headers, answer.rawPayload)
    const isJson = String(answer.headers['content-type'] ?? '').startsWith('application/json')
    if (answer.statusCode >= 400 && isJson && answer.body !== '') expectMessage(answer.json())
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: isJson && answer.body !== '' ? JSON.parse(answer.body) : null,
      raw: answer.rawPayload,
    }
  }
}
