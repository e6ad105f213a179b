import { duration } from '@async-events/core'
import { type StackConfig, userAgentOf } from '@async-events/stack'
import type { GuardedProxyOptions, SafeFetchOptions } from '@async-events/web'
import { z } from 'zod'

const timeout = duration({ min: '50ms', max: '10m' })

/** Variables of a worker's outgoing HTTP requests, as a zod shape. */
export const fetchConfig = {
  FETCH_CONNECT_TIMEOUT: timeout
    .prefault('10s')
    .describe('timeout for TCP and TLS connection set-up')
    .meta({ formerly: 'FETCH_CONNECT_MS' }),
  FETCH_HEADERS_TIMEOUT: timeout
    .prefault('30s')
    .describe('timeout from connection to complete response headers')
    .meta({ formerly: 'FETCH_HEADERS_MS' }),
  FETCH_IDLE_TIMEOUT: timeout
    .prefault('20s')
    .describe('idle timeout while reading a response body')
    .meta({ formerly: 'FETCH_IDLE_MS' }),
  FETCH_PER_HOST: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(6)
    .describe('concurrent requests per host and worker process'),
  FETCH_DELAY: duration({ max: '1m' })
    .prefault('50ms')
    .describe('minimum time between request starts per host and worker process')
    .meta({ formerly: 'FETCH_DELAY_MS' }),
  FETCH_ROBOTS: z
    .enum(['ignore', 'respect'])
    .default('ignore')
    .describe('whether robots.txt is respected (docs/adr/0012-polite-fetching.md)')
    .meta({ formerly: 'ROBOTS' }),
}

type FetchConfig = z.output<z.ZodObject<typeof fetchConfig>>

/** Options of `createSafeFetch` from the environment. */
export function fetchOptions(
  config: FetchConfig & Pick<StackConfig, 'FETCH_ALLOW' | 'FETCH_CONTACT'>,
): Omit<SafeFetchOptions, 'log'> {
  return {
    allow: config.FETCH_ALLOW,
    userAgent: userAgentOf(config),
    connectMs: config.FETCH_CONNECT_TIMEOUT,
    headersMs: config.FETCH_HEADERS_TIMEOUT,
    idleMs: config.FETCH_IDLE_TIMEOUT,
    perHostConcurrency: config.FETCH_PER_HOST,
    delayMs: config.FETCH_DELAY,
    robots: config.FETCH_ROBOTS,
  }
}

/** The same for `createGuardedProxies`. */
export const proxyOptions = (
  config: FetchConfig & Pick<StackConfig, 'FETCH_ALLOW'>,
): Omit<GuardedProxyOptions, 'log'> => ({
  allow: config.FETCH_ALLOW,
  connectMs: config.FETCH_CONNECT_TIMEOUT,
  idleMs: config.FETCH_IDLE_TIMEOUT,
})
