import type { StackConfig } from '@async-events/stack'
import type { GuardedProxyOptions, SafeFetchOptions } from '@async-events/web'
import { z } from 'zod'

const milliseconds = z.coerce.number().int().min(50).max(600_000)

/** How a worker asks the hosts of others, as a zod shape. */
export const fetchConfig = {
  FETCH_CONNECT_MS: milliseconds
    .default(10_000)
    .describe('milliseconds until a connection to a source stands, its TLS too'),
  FETCH_HEADERS_MS: milliseconds
    .default(30_000)
    .describe('milliseconds from then until a source has answered with all of its headers'),
  FETCH_IDLE_MS: milliseconds
    .default(20_000)
    .describe('milliseconds that a source may pause within its body'),
  FETCH_PER_HOST: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(6)
    .describe('requests to one host at a time, of each worker process'),
  FETCH_DELAY_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(50)
    .describe('milliseconds between the beginnings of two requests to one host, of each worker process'),
  ROBOTS: z
    .enum(['ignore', 'respect'])
    .default('ignore')
    .describe(
      'whether robots.txt of a host decides what is fetched from it (docs/adr/0012-polite-fetching.md)',
    ),
}

type FetchConfig = z.output<z.ZodObject<typeof fetchConfig>>

/** The environment in the words of `createSafeFetch`. */
export function fetchOptions(
  config: FetchConfig & Pick<StackConfig, 'FETCH_ALLOW' | 'CONTACT'>,
): Omit<SafeFetchOptions, 'log'> {
  return {
    allow: config.FETCH_ALLOW,
    userAgent: `async-events/0.1 (+${config.CONTACT})`,
    connectMs: config.FETCH_CONNECT_MS,
    headersMs: config.FETCH_HEADERS_MS,
    idleMs: config.FETCH_IDLE_MS,
    perHostConcurrency: config.FETCH_PER_HOST,
    delayMs: config.FETCH_DELAY_MS,
    robots: config.ROBOTS,
  }
}

/** The same for `createGuardedProxies`. */
export const proxyOptions = (
  config: FetchConfig & Pick<StackConfig, 'FETCH_ALLOW'>,
): Omit<GuardedProxyOptions, 'log'> => ({
  allow: config.FETCH_ALLOW,
  connectMs: config.FETCH_CONNECT_MS,
  idleMs: config.FETCH_IDLE_MS,
})
