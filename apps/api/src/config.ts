import { isIP } from 'node:net'
import { stackConfig, webhookConfig } from '@async-events/stack'
import { z } from 'zod'
import { authModes } from './plugins/caller.ts'
import { heldLimits } from './plugins/held-requests.ts'

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** Values by commas, each of which must hold. */
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
  // A network of everything is no proxy.
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

/** The API's environment. */
export const apiConfig = z
  .object({
    ...stackConfig,
    HOST: z.string().default('127.0.0.1').describe('address the API listens on'),
    PORT: z.coerce
      .number()
      .int()
      .min(0)
      .max(65_535)
      .default(5000)
      .describe('port the API listens on; 0 takes a free one'),
    AUTH: z
      .enum(authModes)
      .optional()
      .describe(
        'open: no header means operator (default on a loopback HOST); header: behind a gateway that sets X-User-ID; api-key: keys made by npm run keys',
      ),
    RATE_LIMIT: z.coerce
      .number()
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .describe('requests of one caller in a minute; 0 is no limit; by default 0 with AUTH=open, else 1200'),
    RATE_LIMIT_ADDRESS: z.coerce
      .number()
      .int()
      .min(0)
      .max(10_000_000)
      .optional()
      .describe(
        'requests of one address in a minute, whoever asks and before it is known who; 0 is no limit; by default 6000 with AUTH=api-key, else 0',
      ),
    HELD_REQUESTS: z.coerce
      .number()
      .int()
      .min(1)
      .max(heldLimits.inAll)
      .default(heldLimits.perCaller)
      .describe(
        'streams, waiting requests and uploads that one caller may hold open at once, at each process',
      ),
    TRUST_PROXY: listOf(
      isTrusted,
      'must be addresses, networks (10.0.0.0/8) or loopback, by commas',
    ).describe(
      'proxies in front, by commas: of these alone X-Forwarded-For is believed. Addresses or networks of nothing else: whoever sends from there can pretend to be any address, and escape the limits of addresses. Left out with a proxy in front, all clients count as one address',
    ),
    CORS_ORIGINS: listOf(isOrigin, 'must be origins such as https://app.example.org, by commas').describe(
      'web pages elsewhere that may use the API from a browser: exact origins, by commas; none by default',
    ),
    ALLOWED_HOSTS: listOf(isHostName, 'must be host names without a port, by commas').describe(
      'names beside localhost, addresses and that of PUBLIC_URL under which the API answers with AUTH=open, by commas; set, it holds for every AUTH. It keeps pages away whose name was made to lead here',
    ),
    UPLOAD_MAX_BYTES: z.coerce
      .number()
      .int()
      .min(1)
      .max(1024 ** 4)
      .default(4 * 1024 ** 3)
      .describe('most bytes of an uploaded file'),
    ...webhookConfig,
  })
  .refine((config) => config.AUTH !== undefined || loopback.has(config.HOST), {
    path: ['AUTH'],
    // Told together with whatever else is wrong.
    when: () => true,
    message:
      'must be set in words when HOST is not a loopback address: everybody who reaches it would be operator',
  })
export type ApiConfig = z.output<typeof apiConfig>
