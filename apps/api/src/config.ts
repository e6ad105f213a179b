import { isIP } from 'node:net'
import { duration } from '@async-events/core'
import { searchConfig } from '@async-events/search'
import { cacheConfig, stackConfig, webhookConfig } from '@async-events/stack'
import { z } from 'zod'
import { authModes } from './plugins/caller.ts'
import { heldLimits } from './plugins/held-requests.ts'

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** Comma-separated values, each of which must pass the check. */
const listOf = (holds: (value: string) => boolean, message: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
    .refine((values) => values.every(holds), { message })

function isTrusted(value: string): boolean {
  const [address = '', bits, ...more] = value.split('/')
  const family = isIP(address)
  if (family === 0) return ['loopback', 'linklocal', 'uniquelocal'].includes(value)
  // A /0 network would trust every address.
  return (
    more.length === 0 &&
    (bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)))
  )
}

/** As a browser sends it: no path, no default port, lower case. */
const isOrigin = (value: string): boolean =>
  /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).origin === value

const isHostName = (value: string): boolean =>
  /^[a-z0-9._-]+$/.test(value) && URL.canParse(`http://${value}/`)

/** Environment variables of the API. */
export const apiConfig = z
  .object({
    ...stackConfig,
    ...cacheConfig,
    ...searchConfig,
    API_HOST: z
      .string()
      .default('127.0.0.1')
      .describe('listen address of the API')
      .meta({ formerly: 'HOST' }),
    API_PORT: z.coerce
      .number()
      .int()
      .min(0)
      .max(65_535)
      .default(5000)
      .describe('port of the API; 0 picks a free port')
      .meta({ formerly: 'PORT' }),
    API_AUTH: z
      .enum(authModes)
      .optional()
      .describe(
        'open: requests without X-User-ID are the operator (default on a loopback API_HOST); header: behind a gateway that sets X-User-ID; api-key: keys from npm run keys, or made over the API',
      )
      .meta({ formerly: 'AUTH' }),
    API_RATE_LIMIT: z.coerce
      .number()
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .describe('requests per minute and caller; 0: unlimited; by default 0 with API_AUTH=open, else 1200')
      .meta({ formerly: 'RATE_LIMIT' }),
    API_RATE_LIMIT_ADDRESS: z.coerce
      .number()
      .int()
      .min(0)
      .max(10_000_000)
      .optional()
      .describe(
        'requests per minute and IP address, counted before authentication; 0: unlimited; by default 6000 with API_AUTH=api-key, else 0',
      )
      .meta({ formerly: 'RATE_LIMIT_ADDRESS' }),
    API_HELD_REQUESTS: z.coerce
      .number()
      .int()
      .min(1)
      .max(heldLimits.inAll)
      .default(heldLimits.perCaller)
      .describe('concurrent streams, long polls and uploads per caller and API process')
      .meta({ formerly: 'HELD_REQUESTS' }),
    API_DRAIN: duration({ max: '5m' })
      .prefault('0s')
      .describe(
        'after SIGTERM, how long the API still serves while /readyz answers 503, so that load balancers stop sending first; SHUTDOWN_GRACE begins after it',
      ),
    API_TRUST_PROXY: listOf(
      isTrusted,
      'must be addresses, networks (10.0.0.0/8) or loopback, comma-separated',
    )
      .describe(
        'trusted reverse proxies, comma-separated addresses or networks: only their X-Forwarded-For is used. Anyone else in these networks could spoof any address and evade the address limits. If unset behind a proxy, all clients count as one address',
      )
      .meta({ formerly: 'TRUST_PROXY' }),
    API_CORS_ORIGINS: listOf(isOrigin, 'must be origins such as https://app.example.org, comma-separated')
      .describe(
        'origins of web pages that may use the API (CORS), exact and comma-separated; none by default',
      )
      .meta({ formerly: 'CORS_ORIGINS' }),
    API_ALLOWED_HOSTS: listOf(isHostName, 'must be host names without a port, comma-separated')
      .describe(
        'further accepted Host names with API_AUTH=open, next to localhost, IP addresses and the host of API_PUBLIC_URL; comma-separated; if set, applies to every API_AUTH. Protects against DNS rebinding',
      )
      .meta({ formerly: 'ALLOWED_HOSTS' }),
    API_BUILD_COMMIT: z
      .string()
      .max(100)
      .default('')
      .describe('commit of the build, shown by GET /version; set by the image'),
    API_BUILD_TIME: z
      .string()
      .max(100)
      .default('')
      .describe('time of the build, shown by GET /version; set by the image'),
    API_UPLOAD_MAX_BYTES: z.coerce
      .number()
      .int()
      .min(1)
      .max(1024 ** 4)
      .default(4 * 1024 ** 3)
      .describe('maximum size of an uploaded file in bytes')
      .meta({ formerly: 'UPLOAD_MAX_BYTES' }),
    API_SAMPLES: z
      .string()
      .default('')
      .refine((text) => text === '' || (URL.canParse(text) && text.endsWith('/samples/')), {
        message: 'must be a URL that ends in /samples/',
      })
      .describe(
        'serves the sample conference below /samples/; the URL at which workers reach it, also listed in FETCH_ALLOW. npm start sets both',
      ),
    ...webhookConfig,
  })
  .refine((config) => config.API_AUTH !== undefined || loopback.has(config.API_HOST), {
    path: ['API_AUTH'],
    // Reported together with all other problems.
    when: () => true,
    message:
      'must be set explicitly when API_HOST is not a loopback address: everyone who can reach it would be operator',
  })
export type ApiConfig = z.output<typeof apiConfig>
