import { AppError, fetchErrors, type SafeFetch } from '@async-events/core'
import { Counter, Histogram, type Registry } from 'prom-client'
import { exchangeSeconds } from './buckets.ts'

/** `aborted`: the step was stopped meanwhile. */
export const fetchOutcomes = ['ok', 'not_modified', ...fetchErrors, 'aborted', 'other'] as const
export type FetchOutcome = (typeof fetchOutcomes)[number]

/** The same fetch, measured with its body. */
export function measuredFetch(registry: Registry, fetch: SafeFetch): SafeFetch {
  const registers = [registry]
  const durations = new Histogram({
    name: 'async_events_fetch_duration_seconds',
    help: 'Duration of fetches of sources with redirects and body, by outcome: ok, not_modified, or the error code',
    labelNames: ['outcome'],
    buckets: exchangeSeconds,
    registers,
  })
  const bytes = new Counter({
    name: 'async_events_fetch_received_bytes_total',
    help: 'Bytes of the bodies of fetched sources, decompressed',
    registers,
  })
  return async (request) => {
    const started = performance.now()
    const ended = (outcome: FetchOutcome): void =>
      durations.observe({ outcome }, (performance.now() - started) / 1000)
    try {
      const fetched = await fetch(request)
      bytes.inc(fetched.bytes)
      ended(fetched.status === 304 ? 'not_modified' : 'ok')
      return fetched
    } catch (error) {
      ended(request.signal?.aborted ? 'aborted' : outcomeOf(error))
      throw error
    }
  }
}

const outcomeOf = (error: unknown): FetchOutcome =>
  (error instanceof AppError && fetchErrors.find((code) => code === error.code)) || 'other'
