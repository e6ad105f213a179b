import { AppError } from '@async-events/core'
import { z } from 'zod'

/** How long an answer may take. Milliseconds. */
const timeoutMs = 10_000

export interface Answer {
  status: number
  body: unknown
}

export interface Asked {
  body?: unknown
  /** Statuses that are answers, too. */
  also?: readonly number[]
}

export type AskOpenSearch = (method: string, path: string, asked?: Asked) => Promise<Answer>

const causeSchema = z.object({ type: z.string(), reason: z.string().nullish() })
const errorSchema = z.object({
  error: causeSchema.extend({ root_cause: z.array(causeSchema).default([]) }),
})

/** Asks a node of OpenSearch; its name and password are those of the URL. Throws `unavailable`. */
export function openSearchClient(address: string): AskOpenSearch {
  const url = new URL(address)
  const [name, password] = [url.username, url.password].map(decodeURIComponent)
  const headers = {
    'content-type': 'application/json',
    ...(name && { authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` }),
  }
  return async (method, path, { body, also = [] } = {}) => {
    try {
      const answer = await fetch(new URL(path, url.origin), {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      const text = await answer.text()
      if (!answer.ok && !also.includes(answer.status)) {
        const { data } = errorSchema.safeParse(parsed(text))
        const { type = '', reason = '' } = data?.error.root_cause[0] ?? data?.error ?? {}
        throw new Error(`OpenSearch answered ${answer.status} ${type}: ${reason?.slice(0, 300)}`)
      }
      return { status: answer.status, body: parsed(text) }
    } catch (error) {
      throw new AppError('unavailable', 'The search index cannot be reached.', { cause: error })
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
