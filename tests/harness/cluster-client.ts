import { setTimeout as pause } from 'node:timers/promises'
import { Client } from '@async-events/client'
import type { History } from './history.ts'

export interface Answer {
  status: number
  /** Parsed JSON; null for an empty body. */
  body: unknown
  headers: Headers
  /** Whether an earlier try had no response: it may have succeeded. */
  repeated: boolean
}

export interface AskOptions {
  body?: unknown
  /** Idempotency-Key. */
  key?: string
  /** Of one try, in milliseconds. */
  timeoutMs?: number
  /** Total timeout: a broken connection, a 503 or a busy key is retried at another API. */
  patienceMs?: number
}

export interface ClusterClient {
  /** Null when the call timed out. */
  ask(operation: string, method: string, path: string, options?: AskOptions): Promise<Answer | null>
  /** Bytes of a file; `status` alone when it is not there. Null as above. */
  download(
    path: string,
    options?: Pick<AskOptions, 'patienceMs'>,
  ): Promise<{ status: number; bytes: Buffer } | null>
  /** The product's own client, each of whose requests goes to the next API. */
  readonly client: Client
}

const apiPrefix = '/api/event-job'

/** A client of several API processes with failover, which records every try. */
export function openClusterClient(apis: readonly string[], history: History): ClusterClient {
  let turn = 0
  const nextApi = (): number => turn++ % apis.length

  async function once(
    operation: string,
    path: string,
    init: RequestInit,
  ): Promise<{ response: Response; bytes: Buffer } | null> {
    const api = nextApi()
    const started_at = Date.now()
    const seen = { kind: 'request', operation, api, started_at } as const
    try {
      const response = await fetch(`${apis[api]}${path}`, init)
      const bytes = Buffer.from(await response.arrayBuffer())
      history.add({ ...seen, status: response.status, error: null, ...signsOf(response, bytes) })
      return { response, bytes }
    } catch (error) {
      history.add({ ...seen, status: null, error: causeOf(error), retry_after: null, envelope: null })
      return null
    }
  }

  async function tried(
    operation: string,
    method: string,
    path: string,
    { body, key, timeoutMs = 10_000, patienceMs = 60_000 }: AskOptions,
  ): Promise<{ response: Response; bytes: Buffer; repeated: boolean } | null> {
    const until = performance.now() + patienceMs
    let repeated = false
    while (performance.now() < until) {
      const found = await once(operation, path, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      })
      if (found && !isTemporary(found.response.status, found.bytes)) return { ...found, repeated }
      // A 503 may have been done halfway as well: the database went away after the write.
      repeated = true
      const asked = Number(found?.response.headers.get('retry-after') ?? 0)
      await pause(Math.max(200, Math.min(asked * 1_000, 5_000)))
    }
    return null
  }

  return {
    async ask(operation, method, path, options = {}) {
      const found = await tried(operation, method, apiPrefix + path, options)
      if (!found) return null
      const { response, bytes, repeated } = found
      return { status: response.status, body: jsonOf(bytes), headers: response.headers, repeated }
    },
    async download(path, options = {}) {
      const found = await tried('download', 'GET', apiPrefix + path, { timeoutMs: 30_000, ...options })
      return found && { status: found.response.status, bytes: found.bytes }
    },
    client: new Client({
      baseUrl: apis[0] ?? '',
      fetch: async (input, init) => {
        const api = nextApi()
        const target = new URL(input instanceof Request ? input.url : input)
        target.host = new URL(apis[api] ?? '').host
        const seen = { kind: 'request', operation: 'stream', api, started_at: Date.now() } as const
        try {
          const response = await fetch(target, init)
          const retry_after = retryAfterOf(response)
          history.add({ ...seen, status: response.status, error: null, retry_after, envelope: null })
          return response
        } catch (error) {
          history.add({ ...seen, status: null, error: causeOf(error), retry_after: null, envelope: null })
          throw error
        }
      },
    }),
  }
}

function isTemporary(status: number, bytes: Buffer): boolean {
  if (status === 503) return true
  return (
    status === 409 &&
    (jsonOf(bytes) as { error_type?: unknown } | null)?.error_type === 'idempotency_conflict'
  )
}

function signsOf(
  response: Response,
  bytes: Buffer,
): { retry_after: number | null; envelope: boolean | null } {
  return {
    retry_after: retryAfterOf(response),
    envelope: response.status < 400 ? null : isEnvelope(jsonOf(bytes)),
  }
}

function retryAfterOf(response: Response): number | null {
  const given = response.headers.get('retry-after')
  return given === null ? null : Number(given)
}

function isEnvelope(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false
  const { status, message, error_type, request_id } = body as Record<string, unknown>
  return status === 'error' && [message, error_type, request_id].every((text) => typeof text === 'string')
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return null
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? error.cause : error
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
}
